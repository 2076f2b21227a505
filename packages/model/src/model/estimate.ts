/** What the model answers for one replica. */

import type { Bytes, Ratio, RequestsPerSecond, Seconds, Tokens, TokensPerSecond } from "../base/units.ts";
import type { Objective, Slo } from "./load.ts";

export const bindingLimits = [
  "kv-cache",
  "prefill-compute",
  "decode-bandwidth",
  "queue",
  "memory",
  "gateway",
  "pool",
  "budget",
] as const;

export type BindingLimit = (typeof bindingLimits)[number];

export interface Distribution {
  readonly mean: Seconds;
  readonly p50: Seconds;
  readonly p90: Seconds;
  readonly p95: Seconds;
  readonly p99: Seconds;
}

/** The percentile of an objective as distributions name it. */
export const percentileNames = { 0.5: "p50", 0.9: "p90", 0.95: "p95", 0.99: "p99" } as const;

/** How far an answer may be off (relative half-width) and where that figure comes from. */
export interface ErrorBand {
  readonly relative: Ratio;
  readonly basis: "calibrated" | "transferred" | "assumed";
}

/** Memory of the fullest GPU of a replica. */
export interface MemoryBreakdown {
  readonly weights: Bytes;
  readonly kvCache: Bytes;
  readonly activation: Bytes;
  readonly framework: Bytes;
  readonly total: Bytes;
}

export interface ReplicaMemory {
  readonly fits: boolean;
  /** KV tokens that the whole replica holds; 0 when it does not fit. */
  readonly kvCacheTokens: Tokens;
  readonly perGpu: MemoryBreakdown;
  /** Bytes per GPU that are missing; 0 when it fits. */
  readonly shortfall: Bytes;
  /** What would make it fit, best first, in the words of a flag or a plan key. */
  readonly suggestions: readonly string[];
}

/** Lowest and highest value over run lengths and seeds. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** Near or beyond capacity the answer depends on how long the load lasts: means over several run lengths and seeds. */
export interface OpenLoopRange {
  /** Number of requests of each run looked at. */
  readonly runLengths: readonly number[];
  readonly meanTimeToFirstToken: ValueRange;
  readonly p99TimeToFirstToken: ValueRange;
  readonly meanInterTokenLatency: ValueRange;
  readonly meanEndToEnd: ValueRange;
}

export interface OpenLoopEstimate {
  /** stable up to 0.85 of capacity, overloaded beyond it, saturated between: see data/calibration/open-loop.json. */
  readonly verdict: "stable" | "saturated" | "overloaded";
  readonly bindingLimit: BindingLimit;
  /** Offered rate ÷ saturated rate; for runs without one rate, the mean rate over the time of arrivals. */
  readonly utilisation: number;
  /** Completions per second with every request waiting: capacity without any objective. */
  readonly saturatedRate: RequestsPerSecond;
  readonly timeToFirstToken: Distribution;
  /** Gaps between tokens, over all tokens of all requests: what a streaming client sees. */
  readonly interTokenLatency: Distribution;
  /** Mean gap of each request, over requests; requests of one token are left out. */
  readonly timePerOutputToken: Distribution;
  readonly endToEnd: Distribution;
  /** Requests that the figures are over. */
  readonly requests: number;
  readonly requestsPerSecond: RequestsPerSecond;
  readonly outputTokensPerSecond: TokensPerSecond;
  /** Mean number of requests in decode. */
  readonly concurrency: number;
  readonly peakCacheTokens: Tokens;
  /** Share of the step time that prompts add. */
  readonly promptShare: Ratio;
  readonly preemptions: number;
  /** null while stable. */
  readonly range: OpenLoopRange | null;
}

export interface Estimate {
  readonly fits: boolean;
  readonly verdict: "stable" | "saturated" | "overloaded";
  readonly bindingLimit: BindingLimit;
  readonly timeToFirstToken: Distribution;
  /** Mean gap between the tokens of one request, the first excluded; percentiles are over requests. */
  readonly interTokenLatency: Distribution;
  readonly endToEnd: Distribution;
  readonly outputTokensPerSecond: TokensPerSecond;
  readonly requestsPerSecond: RequestsPerSecond;
  /** Mean number of requests in decode. */
  readonly concurrency: number;
  readonly memory: ReplicaMemory;
  /** Of inter-token latency and throughput. */
  readonly errorBand: ErrorBand;
  /**
   * Of mean time to first token, which waits make far less certain: that of closed loops, also for loads that arrive.
   * Left out where none was measured.
   */
  readonly timeToFirstTokenBand?: ErrorBand | undefined;
  /** Facts that decide the answer and were not given, each with what was taken for it. */
  readonly assumptions: readonly string[];
  /** What the simulation of an arriving load adds to this; left out for closed loops. */
  readonly openLoop?: OpenLoopEstimate | undefined;
}

/** The highest demand of a shape that one replica carries while every SLO holds. */
export interface ReplicaCapacity {
  readonly requestsPerSecond: RequestsPerSecond;
  readonly prefillTokensPerSecond: TokensPerSecond;
  readonly decodeTokensPerSecond: TokensPerSecond;
  readonly bindingLimit: BindingLimit;
  /** The objective that a higher load would miss first; null: none, the line would grow. */
  readonly limitedBy: Objective | null;
  /** The replica at that load; null where it answers in one piece. */
  readonly at: Estimate | null;
  /** Mean number of requests in it. */
  readonly concurrency: number;
  readonly errorBand: ErrorBand;
}

/** Expected: no load that is worth a replica meets the SLO, or the model does not fit at all. */
export type CapacityResult =
  | { readonly kind: "feasible"; readonly capacity: ReplicaCapacity }
  | {
      readonly kind: "infeasible";
      readonly because: "slo-unreachable" | "does-not-fit";
      readonly detail: string;
      /** The replica at the lightest load that misses an objective, where that was simulated. */
      readonly at?: Estimate | undefined;
    };

/**
 * Answers for any objectives; the work for them is shared. What carries less than `atLeast` requests/s may be answered as
 * infeasible, which takes less work.
 */
export type CapacityOf = (slo: Slo, atLeast?: number) => CapacityResult;
