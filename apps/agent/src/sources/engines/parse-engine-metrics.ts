import {
  type EngineNumbers,
  type EngineReading,
  latencyNames,
  unknownNumbers,
} from "../../engine-report/engine-report.ts";
import { type MetricSample, parsePrometheusText } from "../../exporter/parse-prometheus-text.ts";
import type { EngineAdapter, Sum } from "./adapters/engine-adapter.ts";
import {
  collectFamilies,
  type Families,
  knownSum,
  labelOf,
  meanShare,
  shareOfCapacity,
  startedAt,
  total,
  usable,
} from "./adapters/families.ts";
import { engineAdapters, engineName } from "./adapters/index.ts";
import { type EngineBuckets, readBuckets } from "./latency-buckets.ts";

const field = (node: unknown, name: string): unknown =>
  typeof node === "object" && node !== null && Object.hasOwn(node, name)
    ? (node as Readonly<Record<string, unknown>>)[name]
    : undefined;

const numberAt = (node: unknown, ...path: readonly string[]): number | null => {
  const value = path.reduce(field, node);
  return typeof value === "number" ? usable(value) : null;
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/**
 * Reads the iteration statistics of TensorRT-LLM's server, a JSON list at `/metrics`, of which the newest counts. Null
 * for anything else and for an empty list. Never throws.
 * @source https://nvidia.github.io/TensorRT-LLM/ (trtllm-serve, metrics endpoint; IterationStats)
 */
export const parseIterationStats = (text: string): EngineReading | null => {
  if (!/^\s*\[/.test(text)) return null;
  const list = parsedJson(text);
  const last: unknown = Array.isArray(list) ? list.at(-1) : null;
  if (numberAt(last, "iter") === null) return null;
  const active = numberAt(last, "numActiveRequests");
  // Those that are paused, or wait for memory, are active too.
  const scheduled = numberAt(last, "inflightBatchingStats", "numScheduledRequests") ?? active;
  const queued = numberAt(last, "numQueuedRequests");
  const blocks = numberAt(last, "kvCacheStats", "maxNumBlocks");
  const size = numberAt(last, "kvCacheStats", "tokensPerBlock");
  return readingOf(null, {
    running: scheduled,
    waiting: queued === null ? null : queued + Math.max(0, (active ?? 0) - (scheduled ?? 0)),
    kvCacheUsageRatio: shareOfCapacity(numberAt(last, "kvCacheStats", "usedNumBlocks"), blocks),
    kvCacheCapacityTokens: blocks === null || size === null ? null : usable(blocks * size),
  });
};

export type ParsedEngineMetrics =
  | {
      readonly kind: "ok";
      /** Name of the adapter that read the page. */
      readonly engine: string;
      readonly reading: EngineReading;
      /** Counts of latencies since the start of the engine. */
      readonly buckets: EngineBuckets | null;
      readonly rejectedLines: number;
    }
  | { readonly kind: "too-many" }
  | { readonly kind: "no-known-metric"; readonly samples: number; readonly rejectedLines: number };

/** A reading with these numbers; null when all but the start are unknown. */
const readingOf = (model: string | null, numbers: Partial<EngineNumbers>): EngineReading | null => {
  const isKnown = Object.entries(numbers).some(([name, value]) => name !== "startedAt" && value !== null);
  return isKnown ? { model, numbers: { ...unknownNumbers, ...numbers } } : null;
};

/** Sum and count of each latency, in seconds. */
const latencyNumbers = ({ latencies }: EngineAdapter, sum: Sum): Partial<EngineNumbers> => {
  const entries = Object.entries(latencies).flatMap(([name, { names, perSecond = 1 }]) => {
    const seconds = sum(...names.map((each) => `${each}_sum`));
    const count = sum(...names.map((each) => `${each}_count`));
    return [
      [`${name}SecondsSum`, seconds === null ? null : seconds / perSecond],
      [`${name}SecondsCount`, count],
    ];
  });
  return Object.fromEntries(entries);
};

const mostReasons = 16;
const longestReason = 40;

/** Finished requests by reason; null where one of them cannot be read. */
const finishReasonsOf = (families: Families, names: readonly string[]): Readonly<Record<string, number>> | null => {
  const found = names.map((name) => families.get(name)).find((series) => series !== undefined) ?? [];
  const reasons = new Set(found.map(({ labels }) => labels.get("finished_reason")));
  if (reasons.size === 0 || reasons.size > mostReasons) return null;
  const counts: Record<string, number> = {};
  for (const reason of reasons) {
    if (reason === undefined || reason === "" || reason.length > longestReason) return null;
    const count = knownSum(
      found.filter(({ labels }) => labels.get("finished_reason") === reason).map(({ value }) => value),
    );
    if (count === null) return null;
    counts[reason] = count;
  }
  return counts;
};

/** Requests that ended well and that failed, of an engine that reports both as totals. */
const successAndFailure = (families: Families, { failures, sums }: EngineAdapter, sum: Sum) => {
  const success = sum(...(sums.finishedRequestsTotal ?? []));
  if (failures === undefined || success === null) return null;
  const zero = failures.absentIsZeroWith.some((name) => families.has(name)) ? 0 : null;
  const failure = sum(...failures.names) ?? zero;
  return failure === null ? null : { success, failure };
};

const longestSetting = 100;

/** Settings that all ranks report alike. */
const configurationOf = (families: Families, labels: EngineAdapter["configuration"] = {}) => {
  const found = Object.entries(labels).flatMap(([key, label]) => {
    const value = labelOf(families, [label]);
    return value === null || value.length > longestSetting || value.includes(", ") ? [] : [[key, value] as const];
  });
  return found.length === 0 ? {} : { configuration: Object.fromEntries(found) };
};

/** Null when the page has no metric of this engine. */
const readEngine = (adapter: EngineAdapter, samples: readonly MetricSample[]): EngineReading | null => {
  const { prefix, isOwn, sums, sharedRanks, kvCacheUsage = [], modelLabels } = adapter;
  if (isOwn !== undefined && !samples.some((sample) => prefix.test(sample.name) && isOwn(sample))) return null;
  const all = collectFamilies(samples, prefix);
  const families = adapter.pickSeries?.(all) ?? all;
  const sum: Sum = (...names) => total(families, names, sharedRanks);
  const finishReasons =
    finishReasonsOf(families, adapter.finishReasons ?? []) ?? successAndFailure(families, adapter, sum);
  const reading = readingOf(labelOf(families, modelLabels), {
    startedAt: startedAt(samples, prefix),
    kvCacheUsageRatio: meanShare(families, kvCacheUsage),
    ...Object.fromEntries(Object.entries(sums).map(([name, names]) => [name, sum(...names)])),
    ...latencyNumbers(adapter, sum),
    ...adapter.computeNumbers?.(families, sum),
  });
  if (reading === null) return null;
  const reasons = finishReasons === null ? {} : { finishReasons };
  return { ...reading, ...reasons, ...configurationOf(families, adapter.configuration) };
};

/** Most of a page are buckets of histograms that are not read, and metrics of the engine's runtime. */
const bucketNames: readonly string[] = engineAdapters.flatMap(({ latencies }) =>
  latencyNames.flatMap((name) => (latencies[name]?.names ?? []).map((each) => `${each}_bucket`)),
);
const anyPrefix = new RegExp(engineAdapters.map(({ prefix }) => prefix.source).join("|"));
const isRead = (name: string): boolean =>
  name === "process_start_time_seconds" ||
  (anyPrefix.test(name) && (!name.endsWith("_bucket") || bucketNames.some((ending) => name.endsWith(ending))));

/**
 * Reads the `/metrics` page of an engine. Never throws.
 * @param engine name of the engine by its target; null, or a name without adapter: by the names of the metrics
 */
export const parseEngineMetrics = (text: string, engine: string | null): ParsedEngineMetrics => {
  const { samples, rejectedLines, tooMany } = parsePrometheusText(text, isRead);
  if (tooMany) return { kind: "too-many" };
  const named = engineAdapters.filter(({ name }) => engine !== null && name === engineName(engine));
  for (const adapter of named.length > 0 ? named : engineAdapters) {
    const reading = readEngine(adapter, samples);
    if (reading === null) continue;
    return { kind: "ok", engine: adapter.name, reading, buckets: readBuckets(samples, adapter), rejectedLines };
  }
  const all = parsePrometheusText(text, (name) => !name.endsWith("_bucket"));
  return { kind: "no-known-metric", samples: all.samples.length, rejectedLines: all.rejectedLines };
};
