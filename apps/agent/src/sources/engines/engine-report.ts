import type { Bucket, LatencyName } from "./latency-buckets.ts";

export const engineNumberNames = [
  "startedAt",
  "running",
  "waiting",
  "kvCacheUsageRatio",
  "kvCacheCapacityTokens",
  "promptTokensTotal",
  "generationTokensTotal",
  "finishedRequestsTotal",
  "finishedPromptTokensTotal",
  "finishedGenerationTokensTotal",
  "preemptionsTotal",
  "timeToFirstTokenSecondsSum",
  "timeToFirstTokenSecondsCount",
  "interTokenLatencySecondsSum",
  "interTokenLatencySecondsCount",
  "endToEndSecondsSum",
  "endToEndSecondsCount",
  "queueSecondsSum",
  "queueSecondsCount",
] as const;

/** Numbers that an engine's metrics tell; counters are totals since its start. Null is unknown. */
export type EngineNumbers = Readonly<Record<(typeof engineNumberNames)[number], number | null>>;

/** Numbers of an engine about which nothing is known. */
export const nothingKnown: EngineNumbers = Object.fromEntries(
  engineNumberNames.map((name) => [name, null]),
) as EngineNumbers;

/** What one endpoint told. */
export interface EngineReading {
  readonly model: string | null;
  readonly numbers: EngineNumbers;
}

/** Observations of each latency since the page before; null where there is no histogram or no page before. */
export type LatencyDeltas = Readonly<Record<LatencyName, readonly Bucket[] | null>>;

/** One endpoint to read, as configuration or the engines file names it. */
export interface EngineTarget {
  readonly id: string;
  readonly url: string;
  readonly deployment: string | null;
  readonly engine: string | null;
  /** UUIDs or indices of its GPUs; null when nobody said. */
  readonly gpus: readonly string[] | null;
  readonly draining: boolean | null;
  /** Namespace and name of the pod that it runs in, with a slash between; where somebody said. */
  readonly pod?: string;
}

export interface EngineRow {
  readonly target: EngineTarget;
  /** Null when the endpoint did not answer. */
  readonly reading: EngineReading | null;
  /** Which engine its metrics are of, where they told. */
  readonly detected?: string;
  /** Left out where the engine has no histograms, or did not answer. */
  readonly latencies?: LatencyDeltas;
}

/** One row per endpoint, in the order of the list. */
export interface EngineReport {
  readonly rows: readonly EngineRow[];
}
