import { parsePrometheusText } from "../../prometheus-text/parse-prometheus-text.ts";
import { engineAdapters } from "./adapters/index.ts";
import type { EngineReading } from "./engine-report.ts";
import { collectFamilies } from "./families.ts";
import { type CumulativeBuckets, type LatencyName, readBuckets } from "./latency-buckets.ts";

export type EngineBuckets = Readonly<Record<LatencyName, CumulativeBuckets | null>>;

export type ParsedEngineMetrics =
  | {
      readonly kind: "ok";
      /** Name of the adapter that read it. */
      readonly engine: string;
      readonly reading: EngineReading;
      /** Counts of latencies since the start of the engine. */
      readonly buckets: EngineBuckets | null;
      readonly rejectedLines: number;
    }
  | { readonly kind: "too-many" }
  | { readonly kind: "no-known-metric"; readonly samples: number; readonly rejectedLines: number };

/** Labels under which people know an engine whose adapter is named otherwise. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["trtllm", "tensorrt-llm"],
  ["tensorrtllm", "tensorrt-llm"],
  ["trt-llm", "tensorrt-llm"],
  ["text-generation-inference", "tgi"],
]);

const adaptersFor = (engine: string | null) => {
  const wanted = engine?.toLowerCase() ?? "";
  const name = otherNames.get(wanted) ?? wanted;
  const named = engineAdapters.filter((adapter) => adapter.name === name);
  return named.length > 0 ? named : engineAdapters;
};

/** Most of a page are buckets of histograms, and what the engine's runtime tells of itself; neither is read. */
const readBucketNames: readonly string[] = engineAdapters.flatMap(({ histograms }) =>
  Object.values(histograms ?? {}).flatMap(({ names }) => names.map((name) => `${name}_bucket`)),
);
const anyPrefix = new RegExp(engineAdapters.map(({ prefix }) => prefix.source).join("|"));
const isRead = (name: string): boolean =>
  name === "process_start_time_seconds" ||
  (anyPrefix.test(name) && (!name.endsWith("_bucket") || readBucketNames.some((ending) => name.endsWith(ending))));

/**
 * Reads the `/metrics` text of an engine. Never throws.
 * @param engine what the target says it is; null, or a name without adapter, lets the names of the metrics decide
 */
export const parseEngineMetrics = (text: string, engine: string | null): ParsedEngineMetrics => {
  const { samples, rejectedLines, tooMany } = parsePrometheusText(text, isRead);
  if (tooMany) return { kind: "too-many" };
  for (const { name, prefix, read, histograms, sameRequests } of adaptersFor(engine)) {
    const reading = read(collectFamilies(samples, prefix), samples);
    if (reading === null) continue;
    const buckets =
      histograms === undefined ? null : readBuckets(samples, prefix, { places: histograms, ranks: sameRequests ?? [] });
    return { kind: "ok", engine: name, reading, buckets, rejectedLines };
  }
  const all = parsePrometheusText(text, (name) => !name.endsWith("_bucket"));
  return { kind: "no-known-metric", samples: all.samples.length, rejectedLines: all.rejectedLines };
};
