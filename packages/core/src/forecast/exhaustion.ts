import { LoadlineError } from "../errors.ts";
import { quantileOf } from "../statistics.ts";

/** What growth runs into, each as it is bought. null: not limited by it, or not known. */
export interface CapacityLimits {
  readonly gpus: number | null;
  readonly watts: number | null;
  readonly usdPerHour: number | null;
}

/** What one replica carries and takes. null: unknown, so that this limit does not bind. */
export interface ReplicaNeeds {
  /** Demand that one replica may carry, spare left out; the unit of the peaks. */
  readonly loadLine: number;
  readonly gpus: number | null;
  readonly watts: number | null;
  readonly usdPerHour: number | null;
}

export const exhaustionLimits = ["gpus", "watts", "usdPerHour"] as const;
export type ExhaustionLimit = (typeof exhaustionLimits)[number];

/** Days from the last peak; null: not within the horizon. */
export interface DayRange {
  readonly earliest: number | null;
  readonly likely: number | null;
  readonly latest: number | null;
}

export interface LimitOutlook {
  readonly limit: ExhaustionLimit;
  /** Whole replicas that the limit allows. */
  readonly replicas: number;
  /** Demand that they may carry. */
  readonly demand: number;
  readonly exhaustion: DayRange;
  /** The exhaustion less the procurement lead time; below 0: it should have been ordered already. */
  readonly orderBy: DayRange;
}

export interface ExhaustionOutlook {
  /** Known days that it rests on. */
  readonly days: number;
  /** `few-days`: less than a week, too short to separate a weekly rhythm from growth; the scatter of days is then assumed. */
  readonly basis: "weeks" | "few-days";
  /** Change of the daily peak per day as a ratio: middle and 90 % range. */
  readonly growthPerDay: { readonly low: number; readonly middle: number; readonly high: number };
  /** Soonest first. */
  readonly limits: readonly LimitOutlook[];
}

export interface ExhaustionQuestion {
  readonly limits: CapacityLimits;
  readonly replica: ReplicaNeeds;
  readonly procurementDays: number;
  /** No forecast is made beyond it. */
  readonly horizonDays: number;
}

/** Peaks that a trend needs, and those that separate it from a weekly rhythm. */
export const leastPeakDays = 2;
export const wholeWeekDays = 7;

/**
 * How far daily peaks lie around their trend within a week, as a standard deviation of logarithms, where it cannot be seen.
 * @source assumed; the first week of the recorded load m-large has 0.31
 */
const assumedScatter = 0.3;

/** Two-sided 90 % of the standard normal. */
const ninetyPercent = 1.6449;

const quantile = (values: readonly number[], share: number): number => quantileOf(values, share) ?? 0;

interface Trend {
  readonly slopes: { readonly low: number; readonly middle: number; readonly high: number };
  readonly level: number;
  /** How far above the trend a peak lies once in twenty days: as seen, and at most. */
  readonly excess: { readonly seen: number; readonly most: number };
}

/** Slopes between all pairs of days, rising. */
const slopesOf = (logs: readonly number[]): readonly number[] =>
  logs
    .flatMap((later, day) => logs.slice(0, day).map((earlier, before) => (later - earlier) / (day - before)))
    .toSorted((a, b) => a - b);

/**
 * Sen's 90 % range: the slopes whose ranks lie 1.645 √(n(n−1)(2n+5)/18) apart around the middle. One day that stands out
 * does not move it.
 * @source P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968), 1379–1389
 */
const rangeOfWeeks = (slopes: readonly number[], count: number): readonly [low: number, high: number] => {
  const spread = (ninetyPercent * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)) / 2;
  return [quantile(slopes, 0.5 - spread / slopes.length), quantile(slopes, 0.5 + spread / slopes.length)];
};

const deviationOf = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

/** 90 % range of a straight line through few days that scatter as much as a week's do, or more. */
const rangeOfDays = (middle: number, count: number, scatter: number): readonly [low: number, high: number] => {
  const half = ninetyPercent * scatter * Math.sqrt(12 / (count * (count ** 2 - 1)));
  return [middle - half, middle + half];
};

/** The middle of the slopes between all pairs of days with its 90 % range, and the level at the last day. */
const trendOf = (logs: readonly number[]): Trend => {
  const count = logs.length;
  const all = slopesOf(logs);
  const slope = quantile(all, 0.5);
  const heights = logs.map((value, day) => value - slope * (day - count + 1)).toSorted((a, b) => a - b);
  const level = quantile(heights, 0.5);
  const weeks = count >= wholeWeekDays;
  const scatter = Math.max(assumedScatter, deviationOf(heights));
  const [low, high] = weeks ? rangeOfWeeks(all, count) : rangeOfDays(slope, count, scatter);
  const seen = Math.max(0, quantile(heights, 0.95) - level);
  return {
    slopes: { low, middle: slope, high },
    level,
    excess: { seen, most: weeks ? seen : Math.max(seen, ninetyPercent * scatter) },
  };
};

const daysUntil = (start: number, slope: number, { target, horizon }: { target: number; horizon: number }) => {
  if (start >= target) return 0;
  const days = slope > 0 ? (target - start) / slope : Number.POSITIVE_INFINITY;
  return days <= horizon ? days : null;
};

const lessThan = (days: number | null, by: number): number | null => (days === null ? null : days - by);

const limitOutlook = (
  limit: ExhaustionLimit,
  trend: Trend,
  { limits, replica, procurementDays, horizonDays }: ExhaustionQuestion,
): LimitOutlook | null => {
  const [most, each] = [limits[limit], replica[limit]];
  if (most === null || each === null) return null;
  const replicas = Math.floor(most / each);
  const demand = replicas * replica.loadLine;
  const until = { target: Math.log(demand), horizon: horizonDays };
  const { slopes, level, excess } = trend;
  const exhaustion = {
    earliest: daysUntil(level + excess.most, slopes.high, until),
    likely: daysUntil(level + excess.seen, slopes.middle, until),
    latest: daysUntil(level, slopes.low, until),
  };
  const orderBy = {
    earliest: lessThan(exhaustion.earliest, procurementDays),
    likely: lessThan(exhaustion.likely, procurementDays),
    latest: lessThan(exhaustion.latest, procurementDays),
  };
  return { limit, replicas, demand, exhaustion, orderBy };
};

const assertNeeds = ({ replica, limits }: ExhaustionQuestion): void => {
  const given = { ...replica, gpusAvailable: limits.gpus, wattsAvailable: limits.watts, budget: limits.usdPerHour };
  for (const [what, value] of Object.entries(given)) {
    if (value === null || (value > 0 && Number.isFinite(value))) continue;
    throw new LoadlineError("LL_INPUT_INVALID", { what, value, expected: "a finite number above 0, or null" });
  }
};

/**
 * When growing daily peaks reach what the GPUs, the power envelope and the budget carry, each as a range of days, with the
 * day by which more has to be ordered; null with fewer known days than two or without load. Less than a week gives a wider
 * range, of an assumed scatter: the growth of three days may be the way from a Sunday to a Wednesday.
 *
 * ln peak = level + slope × day; the earliest day takes the high end of the slope and a peak as it comes once in twenty
 * days, the latest the low end and an ordinary one.
 * @param peaks highest demand of each day, in order; null: not known
 * @throws LL_INPUT_INVALID for a need or limit that is not above 0
 */
export const exhaustionOutlook = (
  peaks: readonly (number | null)[],
  question: ExhaustionQuestion,
): ExhaustionOutlook | null => {
  assertNeeds(question);
  const known = peaks.filter((peak): peak is number => peak !== null && peak > 0);
  if (known.length < leastPeakDays) return null;
  const trend = trendOf(known.map(Math.log));
  const { low, middle, high } = trend.slopes;
  const far = (days: number | null): number => days ?? Number.POSITIVE_INFINITY;
  const outlooks = exhaustionLimits
    .flatMap((limit) => limitOutlook(limit, trend, question) ?? [])
    .toSorted((a, b) => far(a.exhaustion.earliest) - far(b.exhaustion.earliest) || a.demand - b.demand);
  return {
    days: known.length,
    basis: known.length >= wholeWeekDays ? "weeks" : "few-days",
    growthPerDay: { low: Math.expm1(low), middle: Math.expm1(middle), high: Math.expm1(high) },
    limits: outlooks,
  };
};
