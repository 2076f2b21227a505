import { type AlignedValues, alignTo, sharedAxis } from "./align.ts";
import { knownNumber } from "./frame.ts";
import type { Series } from "./read-series.ts";
import { currentValue, type DeploymentFreshness, selectSeries } from "./select-series.ts";

const rateRoles = {
  plannedCapacity: "planned-capacity",
  capacity: "capacity",
  loadLine: "load-line",
  demand: "demand",
} as const;

const replicaRoles = {
  plannedReplicas: "planned-replicas",
  readyReplicas: "ready-replicas",
  desiredReplicas: "desired-replicas",
} as const;

type RateName = keyof typeof rateRoles;
type ReplicaName = keyof typeof replicaRoles;

/** Tokens per second over time, of one phase. */
export type RateLines = Readonly<Record<RateName | "recommended", AlignedValues>>;

/** Replica counts over time. */
export type ReplicaLines = Readonly<Record<ReplicaName, AlignedValues>>;

export interface DeploymentLines {
  readonly timesMs: readonly number[];
  readonly rates: RateLines;
  readonly replicas: ReplicaLines;
}

/** The series that the lines are drawn from; undefined where the data has none. */
export interface LineSeries {
  readonly rates: Readonly<Record<RateName, Series | undefined>>;
  readonly replicas: Readonly<Record<ReplicaName, Series | undefined>>;
}

export const mapValues = <K extends string, A, B>(record: Readonly<Record<K, A>>, to: (value: A) => B): Record<K, B> =>
  Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, to(value)])) as Record<K, B>;

export const lineSeries = (series: readonly Series[], phase: Phase | null): LineSeries => ({
  rates: mapValues(rateRoles, (role) => selectSeries(series, role, phase === null ? {} : { phase })),
  replicas: mapValues(replicaRoles, (role) => selectSeries(series, role)),
});

type Known<T> = Readonly<Record<"readyReplicas" | "capacity" | "plannedReplicas" | "plannedCapacity", T>>;

/** Capacity of so many replicas in tokens per second, each as the ready or else as the planned ones; null: unknown. */
const capacityOf = (replicas: number | null, known: Known<number | null>): number | null => {
  const each = (capacity: number | null, count: number | null): number | null =>
    capacity === null || count === null || count <= 0 ? null : capacity / count;
  const one = each(known.capacity, known.readyReplicas) ?? each(known.plannedCapacity, known.plannedReplicas);
  return replicas === null || one === null ? null : knownNumber(replicas * one);
};

/** Where a part has no sample of its own the line continues, as that part's does. */
const recommendedLine = (desired: AlignedValues, known: Known<AlignedValues>): AlignedValues =>
  desired.map((wanted, index) => {
    const parts = [known.readyReplicas, known.capacity, known.plannedReplicas, known.plannedCapacity];
    const [readyReplicas, capacity, plannedReplicas, plannedCapacity] = parts.map((line) => line[index]);
    if (wanted === undefined || readyReplicas === undefined || capacity === undefined) return undefined;
    if (plannedReplicas === undefined || plannedCapacity === undefined) return undefined;
    return capacityOf(wanted, { readyReplicas, capacity, plannedReplicas, plannedCapacity });
  });

export const deploymentLines = ({ rates, replicas }: LineSeries): DeploymentLines => {
  const all = [...Object.values(rates), ...Object.values(replicas)].filter((one) => one !== undefined);
  const timesMs = sharedAxis(all);
  const empty: AlignedValues = timesMs.map(() => null);
  const line = (one: Series | undefined): AlignedValues => (one ? alignTo(timesMs, one) : empty);
  const lines = { rates: mapValues(rates, line), replicas: mapValues(replicas, line) };
  const { capacity, plannedCapacity } = lines.rates;
  const { desiredReplicas, readyReplicas, plannedReplicas } = lines.replicas;
  const recommended =
    replicas.desiredReplicas === undefined
      ? empty
      : recommendedLine(desiredReplicas, { readyReplicas, capacity, plannedReplicas, plannedCapacity });
  return { timesMs, replicas: lines.replicas, rates: { ...lines.rates, recommended } };
};

/** Tokens of answers; of requests of one shape those of prompts are in a fixed ratio to them. */
export type Phase = "decode";

/** null where no series names a phase: what has none is drawn. */
export const phaseOf = (series: readonly Series[]): Phase | null =>
  series.some(({ labels }) => labels["phase"] === "decode") ? "decode" : null;

/** Demand at the lead time in tokens per second, between two quantiles (0 to 1). */
export interface Forecast {
  readonly lower: number;
  readonly upper: number;
  readonly quantiles: readonly [number, number];
}

/** The lowest and the highest quantile of the present forecast; null: unknown, or only one. */
export const currentForecast = (series: readonly Series[], phase: Phase | null, freshness: DeploymentFreshness) => {
  const known = series
    .filter(({ role, labels }) => role === "demand-forecast" && (phase === null || labels["phase"] === phase))
    .map((one) => ({ quantile: Number(one.labels["quantile"] || Number.NaN), value: currentValue(one, freshness) }))
    .filter((one): one is { quantile: number; value: number } => Number.isFinite(one.quantile) && one.value !== null)
    .sort((a, b) => a.quantile - b.quantile);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || first.quantile === last.quantile) return null;
  const quantiles = [first.quantile, last.quantile] as const;
  return { lower: Math.min(first.value, last.value), upper: Math.max(first.value, last.value), quantiles };
};

export type ForecastLines = Readonly<Record<"forecastLower" | "forecastUpper", AlignedValues>>;

/**
 * The lines with the band of the forecast: from the last known demand to the two quantiles at atMs.
 * Without a forecast, or when atMs is not beyond the last time, the band is empty.
 */
export const withForecast = (
  { timesMs, rates }: Pick<DeploymentLines, "timesMs" | "rates">,
  forecast: Forecast | null,
  atMs: number,
): Pick<DeploymentLines, "timesMs"> & { readonly rates: RateLines & ForecastLines } => {
  const from = rates.demand.findLastIndex((value) => typeof value === "number");
  if (forecast === null || from < 0 || atMs <= (timesMs.at(-1) ?? atMs)) {
    const none = timesMs.map(() => null);
    return { timesMs, rates: { ...rates, forecastLower: none, forecastUpper: none } };
  }
  const edge = (value: number): AlignedValues => [
    ...timesMs.map((_, index) => (index < from ? null : index === from ? rates.demand[from] : undefined)),
    value,
  ];
  const longer = mapValues<keyof RateLines, AlignedValues, AlignedValues>(rates, (line) => [...line, null]);
  return {
    timesMs: [...timesMs, atMs],
    rates: { ...longer, forecastLower: edge(forecast.lower), forecastUpper: edge(forecast.upper) },
  };
};
