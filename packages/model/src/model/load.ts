/** What requests ask for, how they arrive, and the latency objectives on them. */

import type { RequestsPerSecond, Seconds, Tokens } from "../base/units.ts";

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

export interface ServingShape {
  readonly input: LengthDistribution;
  readonly output: LengthDistribution;
}

/** What a picture is made of; what is left out is the model's usual. */
interface Picture {
  readonly steps?: number | undefined;
  /** Pixels of a side. */
  readonly side?: number | undefined;
}

/** What one average request asks for. */
export interface DemandShape {
  readonly inputTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Lengths differ between requests; those of equal length keep step with each other. Left out: all alike. */
  readonly variedLengths?: boolean | undefined;
  /** How lengths spread where more than their mean is known; open-loop answers draw from it. */
  readonly inputDistribution?: LengthDistribution | undefined;
  readonly outputDistribution?: LengthDistribution | undefined;
  /** How requests come that a capacity is asked for; left out: at random. */
  readonly arrivals?: ArrivalProcess | undefined;
  /** Of a reranker: the sequences that a request is scored as, which share its tokens; left out: one. */
  readonly documents?: number | undefined;
  /** Of diffusion models. */
  readonly picture?: Picture | undefined;
}

/** Latency objectives; each at the given percentile (0.5 … 0.99). An absent objective never binds. */
export interface Slo {
  readonly percentile: 0.5 | 0.9 | 0.95 | 0.99;
  readonly timeToFirstToken?: Seconds | undefined;
  /** On the mean gap between the tokens of one request (TPOT), and on every single gap (ITL). */
  readonly interTokenLatency?: Seconds | undefined;
  readonly tokenGap?: Seconds | undefined;
  readonly endToEnd?: Seconds | undefined;
}

export const objectives = ["timeToFirstToken", "interTokenLatency", "tokenGap", "endToEnd"] as const;
export type Objective = (typeof objectives)[number];

/** Gaps between arrivals: exponential, Gamma with a coefficient of variation, Weibull with a shape, or all equal. */
export type ArrivalProcess =
  | { readonly kind: "poisson" }
  | { readonly kind: "gamma"; readonly cv: number }
  | { readonly kind: "weibull"; readonly shape: number }
  | { readonly kind: "constant" };

export interface LoadStage {
  readonly seconds: number;
  readonly requestsPerSecond: number;
}

/** A request whose time and lengths are known. */
export interface RecordedRequest {
  readonly at: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Clients that ask again as soon as they are answered: a known number, or as many as the replica takes. */
export type ClosedLoad =
  | {
      readonly kind: "concurrency";
      readonly concurrency: number;
      /**
       * The loop has gone on for long. Left out: a run of about ten requests per client, all starting at once, as
       * benchmarks have, with the wait of its first round in the mean.
       */
      readonly isEndless?: boolean | undefined;
    }
  | { readonly kind: "saturated" };

/** Arrivals that do not wait for answers. Gaps are exponential unless `arrivals` is set. */
export type ArrivingLoad =
  | {
      readonly kind: "open-loop";
      readonly requestsPerSecond: RequestsPerSecond;
      /** A run of so many requests, cold start and drain included; left out: a rate held for ever. */
      readonly requests?: number | undefined;
      readonly arrivals?: ArrivalProcess | undefined;
      readonly seed?: number | undefined;
    }
  /** Rates held one after the other. */
  | {
      readonly kind: "stages";
      readonly stages: readonly LoadStage[];
      readonly arrivals?: ArrivalProcess | undefined;
      readonly seed?: number | undefined;
    }
  | {
      /** So many clients that ask again as soon as they are answered, until so many requests are served. */
      readonly kind: "closed-run";
      readonly concurrency: number;
      readonly requests: number;
      readonly seed?: number | undefined;
    }
  | { readonly kind: "all-at-once"; readonly requests: number }
  /** A recorded trace; its lengths replace those of the shape. */
  | { readonly kind: "trace"; readonly requests: readonly RecordedRequest[] };

export type Load = ClosedLoad | ArrivingLoad;

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
   * arrival process the gaps are those of common benchmark clients: exponential, from its own generator and its seed 0.
   */
  | {
      readonly kind: "run";
      readonly requestsPerSecond: number;
      readonly requests: number;
      readonly arrivals?: ArrivalProcess | undefined;
      readonly seed?: number | undefined;
    }
  /** Cold start and drain included; all clients of a closed run begin at time zero; the shape of a trace is not used. */
  | Exclude<ArrivingLoad, { readonly kind: "open-loop" }>;
