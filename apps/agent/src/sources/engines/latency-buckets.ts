import type { MetricSample } from "../../prometheus-text/parse-prometheus-text.ts";
import { labelKey, usable } from "./families.ts";

/** Which latencies are told as histograms. */
export const latencyNames = ["timeToFirstToken", "interTokenLatency"] as const;
export type LatencyName = (typeof latencyNames)[number];

/** Where an engine keeps the histogram of a latency. */
export interface HistogramPlace {
  /** Names of versions, without prefix and `_bucket`; the first that is there counts. */
  readonly names: readonly string[];
  /** Units of the bounds in one second. */
  readonly perSecond: number;
}
export type HistogramPlaces = Readonly<Partial<Record<LatencyName, HistogramPlace>>>;

/** Observations at or below each bound, in seconds, since the engine started. */
export type CumulativeBuckets = ReadonlyMap<number, number>;

/** Observations of one bucket: its upper bound in seconds, null for the last one, and their number. */
export type Bucket = readonly [upperSeconds: number | null, count: number];

const mostBuckets = 200;

const boundOf = ({ labels }: MetricSample, perSecond: number): number | null => {
  const text = labels.get("le") ?? "";
  if (/^\+?inf(?:inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const bound = text === "" || text.length > 40 ? Number.NaN : Number(text) / perSecond;
  return Number.isFinite(bound) ? bound : null;
};

/** One histogram over all of its series; null when it is not there or cannot be read. */
const cumulative = (
  samples: readonly MetricSample[],
  { names, perSecond }: HistogramPlace,
  ranks: readonly string[],
): CumulativeBuckets | null => {
  const name = names.find((candidate) => samples.some((sample) => sample.name === `${candidate}_bucket`));
  if (name === undefined) return null;
  const seen = new Map<string, readonly [number, number]>();
  for (const sample of samples) {
    if (sample.name !== `${name}_bucket`) continue;
    const [bound, count] = [boundOf(sample, perSecond), usable(sample.value)];
    if (bound === null || count === null) return null;
    seen.set(labelKey(sample, ranks), [bound, count]);
  }
  const totals = new Map<number, number>();
  for (const [bound, count] of seen.values()) totals.set(bound, (totals.get(bound) ?? 0) + count);
  return totals.size > mostBuckets ? null : totals;
};

/** The histograms of an engine's page. */
export const readBuckets = (
  samples: readonly MetricSample[],
  prefix: RegExp,
  { places, ranks }: { readonly places: HistogramPlaces; readonly ranks: readonly string[] },
): Readonly<Record<LatencyName, CumulativeBuckets | null>> => {
  const own = samples
    .filter(({ name }) => name.endsWith("_bucket"))
    .map((sample) => ({ ...sample, name: sample.name.replace(prefix, "") }));
  const read = (name: LatencyName): CumulativeBuckets | null => {
    const place = places[name];
    return place === undefined ? null : cumulative(own, place, ranks);
  };
  return { timeToFirstToken: read("timeToFirstToken"), interTokenLatency: read("interTokenLatency") };
};

/** Counts of the buckets themselves from counts at or below; null when they fall, which no histogram does. */
const single = (totals: CumulativeBuckets): ReadonlyMap<number, number> | null => {
  const counts = new Map<number, number>();
  let below = 0;
  for (const [bound, count] of [...totals].sort(([a], [b]) => a - b)) {
    if (count < below) return null;
    counts.set(bound, count - below);
    below = count;
  }
  return counts;
};

/**
 * What came between two pages: buckets with observations, in the order of their bounds. A count that is smaller than
 * before is a new beginning, of which everything is new. Null where either page has no histogram.
 */
export const bucketDelta = (
  before: CumulativeBuckets | null,
  now: CumulativeBuckets | null,
): readonly Bucket[] | null => {
  if (before === null || now === null) return null;
  const begunAnew = [...now].some(([bound, count]) => count < (before.get(bound) ?? 0));
  const [older, newer] = [single(before), single(now)];
  if (older === null || newer === null) return null;
  const grown = [...newer].map(([bound, count]) => [bound, count - (begunAnew ? 0 : (older.get(bound) ?? 0))] as const);
  if (grown.some(([, count]) => count < 0)) return null;
  return grown
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a - b)
    .map(([bound, count]) => [Number.isFinite(bound) ? bound : null, count]);
};
