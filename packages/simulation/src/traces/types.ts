/** One request of a trace. */
export interface TraceRequest {
  /** Seconds since the first request of the trace. */
  readonly at: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Requests in order of arrival; the first is at 0. */
export type Trace = readonly TraceRequest[];

/** Mean load from `at` to the next window. null is unknown, not zero. */
export interface TraceWindow {
  /** Seconds on the clock of the recording. */
  readonly at: number;
  readonly requestsPerSecond: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}
