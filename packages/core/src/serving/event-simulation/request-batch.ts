/** Requests of one simulation in order of arrival; seconds from time zero and whole tokens. */
export interface RequestBatch {
  readonly arrivals: Float64Array;
  readonly inputTokens: Int32Array;
  readonly outputTokens: Int32Array;
}
