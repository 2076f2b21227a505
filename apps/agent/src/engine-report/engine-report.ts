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
/** Numbers of few engines: a sample has their columns where one of its engines reports them. */
export const rareNumberNames = ["prefixCacheQueriesTotal", "prefixCacheHitsTotal", "cachedPromptTokensTotal"] as const;
export type EngineNumberName = (typeof engineNumberNames)[number] | (typeof rareNumberNames)[number];

/** Numbers of an engine; counters are totals since its start. Null is unknown. */
export type EngineNumbers = Readonly<Record<EngineNumberName, number | null>>;

export const unknownNumbers: EngineNumbers = Object.fromEntries(
  [...engineNumberNames, ...rareNumberNames].map((name) => [name, null]),
) as EngineNumbers;

export interface EngineReading {
  readonly model: string | null;
  readonly numbers: EngineNumbers;
  /** Finished requests by the engine's own reason; absent where it has none. */
  readonly finishReasons?: Readonly<Record<string, number>>;
  /** Settings by the plan's key; absent where it reports none. */
  readonly configuration?: Readonly<Record<string, string>>;
}

/** Latencies whose histograms are read. */
export const latencyNames = ["timeToFirstToken", "interTokenLatency"] as const;
export type LatencyName = (typeof latencyNames)[number];

/** One endpoint to read, as settings, a file, a pod or the search on local ports name it. */
export interface EngineTarget {
  readonly id: string;
  readonly url: string;
  readonly deployment: string | null;
  readonly engine: string | null;
  /** UUIDs or indices of its GPUs; null when they are not configured. */
  readonly gpus: readonly string[] | null;
  readonly draining: boolean | null;
  /** File with the bearer token that its page asks for. */
  readonly tokenFile?: string;
  /** Namespace and name of its pod, with a slash between. */
  readonly pod?: string;
  /** Its container, where the pod has several engines. */
  readonly container?: string;
  /** Perhaps no engine: it counts once its page has an engine's metrics. */
  readonly probe?: boolean;
}

export interface EngineRow {
  readonly target: EngineTarget;
  /** Null when the endpoint did not answer. */
  readonly reading: EngineReading | null;
  /** Name of the engine by its metrics. */
  readonly detected?: string;
  /** Observations since the engine started, as a sample has them; absent where it has no histograms, or did not answer. */
  readonly latencies?: Readonly<Record<LatencyName, number[][] | null>>;
}

/** One row per endpoint, in the order of the list. */
export interface EngineReport {
  readonly rows: readonly EngineRow[];
  /** A list of engines was never read, so that rows may be missing. */
  readonly isPartial?: boolean;
}
