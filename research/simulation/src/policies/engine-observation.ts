export interface EngineState {
  readonly waiting: number;
  /** Requests in prefill or decode. */
  readonly running: number;
  /** Cache tokens that running requests hold. */
  readonly kvTokensUsed: number;
  /** Cache tokens that the engine has. */
  readonly kvTokens: number;
  /** Prompt tokens of the requests in line. */
  readonly queuedTokens: number;
}

/** What the engines of the ready replicas report at one sample. */
export interface EngineObservation {
  readonly engines: readonly EngineState[];
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  /** Mean lengths of the requests that finished since the last sample; null when none did. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /**
   * 90th percentile of the time to first token or of the time per output token in the last minute, whichever is the larger
   * share of its objective; 0 without requests, left out where no latency is measured.
   */
  readonly latencyShare?: number | undefined;
}
