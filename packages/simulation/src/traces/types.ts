export interface TraceRequest {
  /** Seconds since the first request of the trace. */
  readonly at: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Requests in order of arrival; the first is at 0. */
export type Trace = readonly TraceRequest[];
