/** A request handed to the simulator. Times are seconds on one clock of the caller's choice. */
export interface SubmittedRequest {
  readonly id: string;
  readonly at: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface CompletedRequest {
  readonly id: string;
  readonly arrivedAt: number;
  readonly firstTokenAt: number;
  readonly finishedAt: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** From arrival to the first prompt token computed. */
  readonly queueSeconds: number;
}

/** Limits of the engine that the simulator keeps. */
export interface ReplicaSimulatorConfig {
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  /** Tokens the KV cache holds; default: those of the step model. */
  readonly kvCacheTokens?: number | undefined;
  /** Share of prompt tokens served from the prefix cache, 0…1. Default 0. */
  readonly prefixHitRatio?: number | undefined;
}

/** State at the last `advanceTo`. Counters only rise. */
export interface ReplicaSnapshot {
  readonly time: number;
  readonly running: number;
  readonly waiting: number;
  readonly kvTokensUsed: number;
  readonly kvCacheUsageRatio: number;
  /** Prompt tokens computed or taken from the prefix cache, each prompt once. */
  readonly promptTokens: number;
  readonly generationTokens: number;
  readonly finishedRequests: number;
  readonly finishedPromptTokens: number;
  readonly finishedGenerationTokens: number;
  readonly preemptions: number;
}

export interface ReplicaSimulator {
  /** Queues a request. Requests must come in order of `at`, none before the last `advanceTo`. */
  readonly submit: (request: SubmittedRequest) => void;
  /** Runs up to `time` and returns what finished since the last call, in order of finishing. */
  readonly advanceTo: (time: number) => readonly CompletedRequest[];
  readonly snapshot: () => ReplicaSnapshot;
}
