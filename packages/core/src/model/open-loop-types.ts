import type { StepTimes } from "../serving/open-loop/step-times.ts";
import type { Ratio, RequestsPerSecond, Tokens, TokensPerSecond } from "../units.ts";
import type { BindingLimit, Distribution } from "./types.ts";

/** Limits and habits of the engine that decide who runs in a step. */
export interface ServingLimits {
  /** Token budget of one step. */
  readonly maxBatchedTokens: number;
  /** Most requests in prefill and decode together. */
  readonly maxSequences: number;
  /** Tokens that the KV cache of the replica holds. */
  readonly kvCacheTokens: number;
  /** true: a prompt is cut to fill the budget; false: it runs whole, alone when it is longer than the budget. */
  readonly chunkedPrefill: boolean;
  /** mixed: prompts and decodes share a step; prefill-first: decodes stand still while a prompt runs. */
  readonly scheduling: "mixed" | "prefill-first";
  /** reserve: input + output are set aside at admission; grow: the newest request is sent back when the cache is full. */
  readonly cachePolicy: "reserve" | "grow";
  /** Share of each prompt that the prefix cache holds, 0…1. */
  readonly prefixHitRatio: number;
  /** Seconds between the client's call and the scheduler: HTTP, tokenising, queues before the engine. */
  readonly requestSeconds: number;
}

/** Lengths of prompts or answers, in tokens. Spread lengths keep their mean; those beyond min and max are cut. */
export type LengthDistribution =
  | { readonly kind: "fixed"; readonly tokens: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | {
      readonly kind: "log-normal" | "normal";
      readonly mean: number;
      readonly stdev: number;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    };

/** One engine as the simulation sees it. */
export interface ServingEngine {
  readonly steps: StepTimes;
  readonly limits: ServingLimits;
}

/** One replica: an engine that does all, or decode workers behind prompt workers. */
export interface ServingReplica extends ServingEngine {
  readonly apart?: PromptWorkers | undefined;
}

/** What a deployment has beside the engine of one decode worker when prompts are computed elsewhere. */
export interface PromptWorkers {
  readonly decodeWorkers: number;
  readonly promptWorkers: number;
  /** The engine of one prompt worker. */
  readonly engine: ServingEngine;
  /** Seconds in which the cache of one prompt token crosses to a decode worker. */
  readonly transferSecondsPerToken: number;
}

export interface ServingShape {
  readonly input: LengthDistribution;
  readonly output: LengthDistribution;
}

/** Gaps between arrivals: exponential, Gamma with a coefficient of variation, or all equal. */
export type ArrivalProcess =
  | { readonly kind: "poisson" }
  | { readonly kind: "gamma"; readonly cv: number }
  | { readonly kind: "constant" };

/** A request whose time and lengths are known. */
export interface RecordedRequest {
  readonly at: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export type OpenLoad =
  /** A rate held for ever: steady state, warm-up cut off. */
  | {
      readonly kind: "rate";
      readonly requestsPerSecond: number;
      readonly arrivals?: ArrivalProcess | undefined;
      readonly seed?: number | undefined;
    }
  /**
   * A benchmark run as it is run: so many requests at a rate, cold start and drain included. Without a seed and an
   * arrival process the gaps are those of the usual client: exponential, from its own generator and its seed 0.
   */
  | {
      readonly kind: "run";
      readonly requestsPerSecond: number;
      readonly requests: number;
      readonly arrivals?: ArrivalProcess | undefined;
      readonly seed?: number | undefined;
    }
  /** Rates held one after the other, cold start and drain included. */
  | {
      readonly kind: "stages";
      readonly stages: readonly LoadStage[];
      readonly arrivals?: ArrivalProcess | undefined;
      readonly seed?: number | undefined;
    }
  /**
   * A benchmark run as it is run: so many clients, each of which asks again as soon as it is answered, until so many
   * requests are served. All clients begin at time zero.
   */
  | {
      readonly kind: "closed-run";
      readonly concurrency: number;
      readonly requests: number;
      readonly seed?: number | undefined;
    }
  /** Every request at time zero. */
  | { readonly kind: "all-at-once"; readonly requests: number }
  /** A recorded trace, request by request; the shape is not used. */
  | { readonly kind: "trace"; readonly requests: readonly RecordedRequest[] };

export interface LoadStage {
  readonly seconds: number;
  readonly requestsPerSecond: number;
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
