import { inBuckets } from "@loadline/protocol";
import { type LatencyName, latencyNames } from "../../engine-report/engine-report.ts";
import type { MetricSample } from "../../exporter/parse-prometheus-text.ts";
import type { EngineAdapter, Latency } from "./adapters/engine-adapter.ts";
import { labelKey, usable } from "./adapters/families.ts";

/** Observations at or below each bound, in seconds, since the engine started. */
type CumulativeBuckets = ReadonlyMap<number, number>;

const mostBuckets = 200;

const boundOf = ({ labels }: MetricSample, perSecond: number): number | null => {
  const text = labels.get("le") ?? "";
  if (/^\+?inf(?:inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const bound = text === "" || text.length > 40 ? Number.NaN : Number(text) / perSecond;
  return Number.isFinite(bound) ? bound : null;
};

/** The histogram of each latency; null where there is none. */
export type EngineBuckets = Readonly<Record<LatencyName, CumulativeBuckets | null>>;

/** One histogram over all of its series; null when it does not exist or cannot be read. */
const cumulative = (
  samples: readonly MetricSample[],
  { names, perSecond = 1 }: Latency,
  sharedRanks: readonly string[],
): CumulativeBuckets | null => {
  const name = names.find((candidate) => samples.some((sample) => sample.name === `${candidate}_bucket`));
  if (name === undefined) return null;
  const series = new Map<string, readonly [number, number]>();
  for (const sample of samples) {
    if (sample.name !== `${name}_bucket`) continue;
    const [bound, count] = [boundOf(sample, perSecond), usable(sample.value)];
    if (bound === null || count === null) return null;
    series.set(labelKey(sample, sharedRanks), [bound, count]);
  }
  const totals = new Map<number, number>();
  for (const [bound, count] of series.values()) totals.set(bound, (totals.get(bound) ?? 0) + count);
  return totals.size > mostBuckets ? null : totals;
};

/** The histograms of an engine's page; null when the engine has none. */
export const readBuckets = (
  samples: readonly MetricSample[],
  { prefix, latencies, sharedRanks = [] }: EngineAdapter,
): EngineBuckets | null => {
  const own = samples
    .filter(({ name }) => name.endsWith("_bucket"))
    .map((sample) => ({ ...sample, name: sample.name.replace(prefix, "") }));
  const pairs = latencyNames.map((name) => [name, latencies[name]] as const);
  const exists = (latency: Latency | undefined): latency is Latency => latency !== undefined && latency.means !== true;
  if (!pairs.some(([, latency]) => exists(latency))) return null;
  const read = pairs.map(([name, latency]) => [name, exists(latency) ? cumulative(own, latency, sharedRanks) : null]);
  return Object.fromEntries(read) as EngineBuckets;
};

/** Observations since the engine started, in the buckets of our metrics; null when counts at or below fall, as in no histogram. */
export const totalsIn = (name: LatencyName, totals: CumulativeBuckets | null): number[][] | null => {
  if (totals === null) return null;
  let below = 0;
  const single = [...totals]
    .sort(([a], [b]) => a - b)
    .map(([bound, count]): [number, number] => {
      const own = count - below;
      below = count;
      return [bound, own];
    });
  return single.some(([, count]) => count < 0) ? null : inBuckets(name, single);
};
