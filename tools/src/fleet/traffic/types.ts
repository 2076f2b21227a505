/** One request on its way to a deployment. */
export interface Arrival {
  /** Seconds since the start of the fleet. */
  readonly at: number;
  readonly deployment: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a traffic source reads of a deployment: a part of its plan. */
export interface TrafficTarget {
  readonly name: string;
  readonly expected: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly requestsPerSecond: number;
  };
}

/** An endless sequence of requests in order of arrival. */
export interface Traffic {
  readonly name: string;
  /** Seconds after which the recorded or drawn day begins anew, on the fleet's clock. */
  readonly periodSeconds: number;
  readonly arrivals: Iterator<Arrival, never>;
}
