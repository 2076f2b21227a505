import type { EngineNumberName, EngineNumbers } from "../../../engine-report/engine-report.ts";
import type { MetricSample } from "../../../exporter/parse-prometheus-text.ts";
import type { Families } from "./families.ts";

/** A histogram of a latency: its names without `_sum`, `_count` and `_bucket`, of which the first that exists counts. */
export interface Latency {
  readonly names: readonly string[];
  /** Units in one second; 1 when left out. */
  readonly perSecond?: number;
  /** Observations are means of requests, so that the buckets are no distribution of the latency. */
  readonly means?: true;
}

/** Sum over a family by its names of several versions, of which the first that exists counts. Null is unknown. */
export type Sum = (...names: readonly string[]) => number | null;

/** How the metrics of one kind of engine are read. */
export interface EngineAdapter {
  /** Name of the engine in samples, and of the label `engine` of a target. */
  readonly name: string;
  /** Other names that a target may give it, in lower case. */
  readonly aliases?: readonly string[];
  /** Beginning of the names of its families. */
  readonly prefix: RegExp;
  /** Labels of the model's name; the first that exists counts. */
  readonly modelLabels: readonly string[];
  /** Families that are summed over their series, without the prefix. */
  readonly sums: Readonly<Partial<Record<EngineNumberName, readonly string[]>>>;
  readonly latencies: Readonly<
    Partial<Record<"timeToFirstToken" | "interTokenLatency" | "endToEnd" | "queue", Latency>>
  >;
  /** Shares of the KV cache in use, averaged over their series. */
  readonly kvCacheUsage?: readonly string[];
  /** Families of finished requests with the label `finished_reason`. */
  readonly finishReasons?: readonly string[];
  /**
   * Of an engine without such reasons: families of requests that failed. They appear with the first failure; before it
   * there was none where one of `absentIsZeroWith` is there.
   */
  readonly failures?: { readonly names: readonly string[]; readonly absentIsZeroWith: readonly string[] };
  /** Labels with settings of the engine, by the plan's key. */
  readonly configuration?: Readonly<Record<string, string>>;
  /** Labels of ranks that report the same requests: series that differ in nothing else count once. */
  readonly sharedRanks?: readonly string[];
  /** Leaves out series that count what others count already. */
  readonly pickSeries?: (families: Families) => Families;
  /** Numbers that take more than a sum. */
  readonly computeNumbers?: (families: Families, sum: Sum) => Partial<EngineNumbers>;
  /** Whether a sample with the prefix is of this engine; every one is when left out. */
  readonly isOwn?: (sample: MetricSample) => boolean;
}
