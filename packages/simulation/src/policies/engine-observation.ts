/** One engine as its own metrics show it. */
export interface EngineState {
  /** Requests in line. */
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
  /** Prompt and output tokens per second that the engines computed since the last sample. */
  readonly promptTokensPerSecond: number;
  readonly generationTokensPerSecond: number;
  /** Work per second that one replica carries at the present lengths, by the model; null: not known. */
  readonly capacity: number | null;
  /** Mean time to first token and between tokens of the requests that finished since the last sample. */
  readonly timeToFirstTokenSeconds: number | null;
  readonly interTokenLatencySeconds: number | null;
}

export const kvUsageRatio = ({ kvTokensUsed, kvTokens }: EngineState): number => kvTokensUsed / kvTokens;

export const waitingRequests = ({ engines }: EngineObservation): number =>
  engines.reduce((sum, { waiting }) => sum + waiting, 0);
