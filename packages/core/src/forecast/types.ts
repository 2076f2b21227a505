/** One observation of arriving work. Times are epoch seconds, strictly increasing in a history. */
export interface DemandPoint {
  readonly at: number;
  readonly requestsPerSecond: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
}
