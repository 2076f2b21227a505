/** Requests of one simulation in order of arrival; seconds from time zero and whole tokens. */
export interface RequestBatch {
  readonly arrivals: Float64Array;
  readonly inputTokens: Int32Array;
  readonly outputTokens: Int32Array;
  /**
   * Clients of a closed loop, each of which asks again as soon as it is answered: the simulation sets the arrivals
   * after the first so many. Left out where arrivals do not wait.
   */
  readonly clients?: number | undefined;
}
