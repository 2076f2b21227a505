import {
  type DemandForecast,
  forecastCoverage,
  type LoadForecast,
  learntHorizons,
  loadCover,
  loadQuantiles,
  observeDemand,
} from "@loadline/control";
import { wayOfRequests } from "@loadline/model";
import type { PlanDeployment } from "@loadline/plan";
import { type Arrivals, arrivalRate, demandOf, type RequestShape } from "./demand.ts";
import type { DemandBounds, DeploymentView } from "./deployment-view.ts";

/** Arriving requests/s at a time, epoch seconds. */
export type RatePoint = Arrivals & { readonly at: number };

/** The forecast's memory with the view's demand, where that is complete: a lower bound teaches nothing. */
export const learnDemand = (
  before: LoadForecast,
  { demand, demandAt, meanSeconds, complete }: DeploymentView,
): LoadForecast =>
  demand === null || demandAt === null || !complete
    ? before
    : observeDemand(before, { at: demandAt, demand: demand.requestsPerSecond, meanSeconds });

/** The memory with what was replayed to it; nothing is learnt twice. */
export const learnReplay = (before: LoadForecast, replayed: readonly RatePoint[]): LoadForecast =>
  replayed.reduce(observeDemand, before);

// A replay is minutes long; a longer one is read at fewer points.
const mostReplayedPoints = 4_096;

/**
 * The rates that would have been seen had this process watched what was replayed to it. They end where the first of
 * the serving engines stopped reporting: after that the sum would show a fall that nobody observed.
 */
export const ratesFromReplay = (
  { countedSince, countedUntil, series }: DeploymentView,
  { windowSeconds, intervalSeconds }: { readonly windowSeconds: number; readonly intervalSeconds: number },
): readonly RatePoint[] => {
  if (countedSince === null || countedUntil === null) return [];
  const looks = Math.floor((countedUntil - countedSince - windowSeconds) / intervalSeconds);
  const count = Math.max(0, Math.min(mostReplayedPoints, looks));
  const times = Array.from({ length: count }, (_, index) => countedUntil - (count - index) * intervalSeconds);
  return times.flatMap((at) => {
    const rate = arrivalRate(series, at, windowSeconds);
    return rate === null ? [] : [{ at, ...rate }];
  });
};

// Fewer own errors than this leave the quantiles what they were assumed to be.
const leastErrors = 30;

/** The learnt horizon that answers for this one: the next longer, or the longest. */
const placeOf = (horizonSeconds: number): number => {
  const above = learntHorizons.findIndex((learnt) => learnt >= horizonSeconds);
  return above < 0 ? learntHorizons.length - 1 : above;
};

/** Whether the errors at this horizon were learnt from this deployment, or are still mostly assumed. */
const basisOf = ({ horizons }: LoadForecast, horizonSeconds: number): DemandForecast["basis"] => {
  const horizon = horizons[placeOf(horizonSeconds)];
  const scored = horizon?.methods[horizon.chosen]?.scored ?? 0;
  return scored >= leastErrors ? "history" : "assumed";
};

/** How often the quantiles at this horizon covered what came; empty before enough forecasts came due. */
export const coverageAt = (
  memory: LoadForecast,
  horizonSeconds: number,
): ReturnType<typeof forecastCoverage>[number]["covered"] => {
  const coverage = forecastCoverage(memory)[placeOf(horizonSeconds)];
  return coverage === undefined || coverage.due < leastErrors ? [] : coverage.covered;
};

export interface ForecastQuestion {
  /** Of the requests that come. */
  readonly shape: RequestShape;
  readonly horizonSeconds: number;
  readonly quantiles: readonly number[];
}

/** Demand a horizon from now as rising quantiles, as far as they are covered; null before anything was learnt. */
export const demandForecast = (
  memory: LoadForecast,
  { shape, horizonSeconds, quantiles }: ForecastQuestion,
): DemandForecast | null => {
  const rates = loadQuantiles(memory, { horizonSeconds, quantiles });
  if (rates === null) return null;
  const cover = loadCover(memory, horizonSeconds);
  return {
    horizonSeconds,
    basis: basisOf(memory, horizonSeconds),
    quantiles: rates.map(({ quantile, rate }) => ({ quantile, ...demandOf(Math.min(cover?.most ?? 0, rate), shape) })),
    surgeRequestsPerSecond: cover?.surge,
  };
};

/**
 * The forecast while demand is unknown, in part or at all: the last one stands. Were it to widen while the gap lasts, it
 * would ask for replicas that no demand was seen for.
 *
 * While a part is known it is never below what follows from that part, nor above what follows if the rest gets as much.
 * In between stands what was learnt while all was known.
 */
export const boundedForecast = (
  memory: LoadForecast,
  bounds: DemandBounds | null,
  question: ForecastQuestion,
): DemandForecast | null => {
  const last = demandForecast(memory, question);
  if (last === null || bounds === null || memory.at === null || bounds.at <= memory.at) return last;
  const [least, most] = [bounds.lower, bounds.upper].map((demand) =>
    demandForecast(observeDemand(memory, { at: bounds.at, demand }), question),
  );
  const within = (value = 0, low = 0, high = Number.POSITIVE_INFINITY): number => Math.max(low, Math.min(high, value));
  const quantiles = last.quantiles.map((one, index) => {
    const [low, high] = [least, most].map((edge) => edge?.quantiles[index]?.requestsPerSecond);
    return { ...one, ...demandOf(within(one.requestsPerSecond, low, high), question.shape) };
  });
  const { surgeRequestsPerSecond: surge } = last;
  // A step to a bound that nobody saw is no change of the load: it makes no surge larger.
  const growth = surge !== undefined && memory.outline?.demand ? surge / memory.outline.demand : 1;
  return { ...last, quantiles, surgeRequestsPerSecond: within(surge, bounds.lower, growth * bounds.upper) };
};

/** What a count that covers this quantile carries at the end of the horizon, a surge included; null while that is unknown. */
export const coveredLoad = (forecast: DemandForecast | null, quantile: number): number | null => {
  const rate = forecast?.quantiles.find((one) => one.quantile >= quantile)?.requestsPerSecond;
  return rate === undefined ? null : Math.max(rate, forecast?.surgeRequestsPerSecond ?? 0);
};

/** The forecast, no lower than what the schedule names: replicas are there when the announced traffic comes. */
export const withSchedule = (
  forecast: DemandForecast | null,
  rate: number | null,
  { shape, horizonSeconds, quantiles }: ForecastQuestion,
): DemandForecast | null => {
  if (rate === null || rate === 0) return forecast;
  const announced = demandOf(rate, shape);
  if (forecast === null) {
    return { horizonSeconds, basis: "assumed", quantiles: quantiles.map((quantile) => ({ quantile, ...announced })) };
  }
  const floored = forecast.quantiles.map((one) => (one.requestsPerSecond >= rate ? one : { ...one, ...announced }));
  return { ...forecast, quantiles: floored };
};

/** The forecast without what the gateway would not let through. Present demand is not cut: it is there. */
export const behindGateway = (
  forecast: DemandForecast | null,
  deployment: PlanDeployment,
  shape: RequestShape,
): DemandForecast | null => {
  if (forecast === null) return null;
  const most = wayOfRequests(Number.POSITIVE_INFINITY, shape, deployment).toReplicas;
  const quantiles = forecast.quantiles.map((one) =>
    one.requestsPerSecond <= most ? one : { ...one, ...demandOf(most, shape) },
  );
  const surge = forecast.surgeRequestsPerSecond;
  return { ...forecast, quantiles, surgeRequestsPerSecond: surge && Math.min(most, surge) };
};

/** Highest demand of one day (UTC), requests/s. */
export interface DailyPeak {
  /** Days since 1970. */
  readonly day: number;
  readonly requestsPerSecond: number;
}

const secondsPerDay = 86_400;
const mostDays = 90;

/** The peaks with the view's demand, where that is known: over the whole window, as peaks of earlier versions are. */
export const recordPeak = (peaks: readonly DailyPeak[], view: DeploymentView): readonly DailyPeak[] => {
  const { demand, demandAt, complete, wholeRate } = view;
  if (demand === null || demandAt === null || !complete) return peaks;
  const requestsPerSecond = wholeRate ?? demand.requestsPerSecond;
  const day = Math.floor(demandAt / secondsPerDay);
  const last = peaks.at(-1);
  if (last === undefined || day > last.day) return [...peaks, { day, requestsPerSecond }].slice(-mostDays);
  if (day < last.day || requestsPerSecond <= last.requestsPerSecond) return peaks;
  return [...peaks.slice(0, -1), { day, requestsPerSecond }];
};

/** One value per day from the first to yesterday, null where nobody saw it; today is not over. */
export const wholeDays = (peaks: readonly DailyPeak[], now: number): readonly (number | null)[] => {
  const today = Math.floor(now / secondsPerDay);
  const past = peaks.filter(({ day }) => day < today);
  const [first] = past;
  if (first === undefined) return [];
  const byDay = new Map(past.map(({ day, requestsPerSecond }) => [day, requestsPerSecond]));
  return Array.from({ length: today - first.day }, (_, index) => byDay.get(first.day + index) ?? null);
};
