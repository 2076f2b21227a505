import { gapAfterMs } from "./align.ts";
import { groupBy } from "./frame.ts";
import type { Role } from "./metrics.ts";
import type { Series } from "./read-series.ts";

/** Two scrapes of the same thing (a restarted or moved recommender) become one line; a known value wins over null. */
const merge = (first: Series, ...others: readonly Series[]): Series => {
  if (others.length === 0) return first;
  const byTime = new Map<number, number | null>();
  for (const { timesMs, values } of [first, ...others]) {
    timesMs.forEach((time, index) => {
      byTime.set(time, values[index] ?? byTime.get(time) ?? null);
    });
  }
  const samples = [...byTime].sort(([a], [b]) => a - b);
  return { ...first, timesMs: samples.map(([time]) => time), values: samples.map(([, value]) => value) };
};

/** The series of a role whose labels hold the wanted ones, as one; undefined without any. */
export const selectSeries = (series: readonly Series[], role: Role, labels: Readonly<Record<string, string>> = {}) => {
  const [first, ...others] = series.filter(
    (one) => one.role === role && Object.entries(labels).every(([name, value]) => one.labels[name] === value),
  );
  return first && merge(first, ...others);
};

/** The series of a state set, one per distinct combination of the named labels. */
export const selectStates = (series: readonly Series[], role: Role, names: readonly string[]): readonly Series[] => {
  const ofRole = series.filter((one) => one.role === role);
  const groups = groupBy(ofRole, ({ labels }) => JSON.stringify(names.map((name) => labels[name] ?? null)));
  return groups.map(([first, ...others]) => merge(first, ...others));
};

/** The instant whose values are shown as present, and how old a sample may be to count as one. */
export interface Freshness {
  readonly asOfMs: number;
  readonly staleAfterMs: number;
}

/** Freshness of one deployment, with the time of its newest sample; null without one. */
export interface DeploymentFreshness extends Freshness {
  readonly newestMs: number | null;
}

/** Time of the newest sample of all series that is not later than asOfMs, or null without one. */
export const newestSampleMs = (series: readonly Series[], asOfMs: number): number | null =>
  series.reduce<number | null>((newest, { timesMs }) => {
    const time = timesMs.findLast((one) => one <= asOfMs);
    return time === undefined || (newest !== null && newest >= time) ? newest : time;
  }, null);

/**
 * The value at asOfMs, or null when it is unknown: there is none, it is older than its freshness limit, or
 * the series has ended while others of its deployment go on (an unknown value is absent from the metrics).
 */
export const currentValue = (series: Series | undefined, freshness: DeploymentFreshness): number | null => {
  if (series === undefined) return null;
  const { asOfMs, staleAfterMs, newestMs } = freshness;
  const index = series.timesMs.findLastIndex((time) => time <= asOfMs);
  const time = series.timesMs[index];
  if (time === undefined || asOfMs - time > staleAfterMs) return null;
  const ended = newestMs !== null && newestMs > time && newestMs - time > (gapAfterMs(series.timesMs) ?? 0);
  return ended ? null : (series.values[index] ?? null);
};
