import type { Gpu } from "../catalogue/gpu.ts";
import type { Model } from "../catalogue/model.ts";
import type { PerStepPart } from "../performance/step-parts.ts";
import type { Bytes, Ratio, RequestsPerSecond, Seconds, Tokens, TokensPerSecond } from "../units.ts";
import type {
  ArrivalProcess,
  LengthDistribution,
  LoadStage,
  OpenLoopEstimate,
  RecordedRequest,
} from "./open-loop-types.ts";

export const engines = ["vllm", "sglang", "tensorrt-llm"] as const;
export type Engine = (typeof engines)[number];

/** Number formats of weights and KV cache; bytes per element live in catalogue/precision.ts. */
export const precisions = ["fp32", "bf16", "fp16", "fp8", "int8", "nvfp4", "mxfp4", "int4"] as const;
export type Precision = (typeof precisions)[number];

/** GPUs of one replica: tensor × pipeline × attentionData. */
export interface Parallel {
  readonly tensor: number;
  readonly pipeline: number;
  readonly expert: number;
  readonly attentionData: number;
}

export interface EngineConfig {
  /** Token budget of one step (chunked prefill). */
  readonly maxBatchedTokens: number;
  /** Most sequences in decode at once, per replica. */
  readonly maxSequences: number;
  /** Share of the GPU's memory the engine takes; its meaning differs per engine. */
  readonly gpuMemoryUtilization: Ratio;
  /** Prompts may be cut to fill a step. Step times and the simulator take it as true. */
  readonly chunkedPrefill: boolean;
  /** Share of prompt tokens served from the prefix cache, 0…1. */
  readonly prefixHitRatio: Ratio;
  readonly streamIntervalTokens: number;
  /** Longest sequence the engine is started for; vLLM refuses to start where the cache does not hold one. */
  readonly maxModelLen?: number | undefined;
}

/** Alike workers that do one phase only. */
export interface WorkerPool {
  readonly workers: number;
  readonly parallel: Parallel;
}

/** Prompts and answers on different GPUs. `ReplicaSpec.parallel` is that of one decode worker. */
export interface Disaggregation {
  /** null: not known. */
  readonly prefill: WorkerPool | null;
  /** null: not known. */
  readonly decodeWorkers: number | null;
}

export interface SpeculativeDecoding {
  readonly draftTokens: number;
  /** Tokens that a step yields on average, the verified one included; null: not known. */
  readonly acceptedTokens: number | null;
}

/** Factors on the model's own answers, from what one replica was seen to do. */
export interface SpeedCorrection {
  readonly interTokenLatency: number;
  readonly timeToFirstToken: number;
  /** Factors on parts of a step beside that of the whole; left out: every part is as far off. */
  readonly parts?: PerStepPart | undefined;
}

/**
 * What the format of the cache rests on: it was given, the checkpoint states it, the engine's default beside other
 * flags that are told, or what the campaigns behind the speed coefficients ran with.
 */
export type CacheBasis = "given" | "checkpoint" | "engine-default" | "campaigns";

/** One replica of a deployment, every name resolved. Made by `replicaSpec`. */
export interface ReplicaSpec {
  readonly model: Model;
  readonly gpu: Gpu;
  readonly engine: Engine;
  readonly engineVersion: string | null;
  readonly weights: Precision;
  readonly kvCache: Precision;
  readonly cacheBasis?: CacheBasis | undefined;
  readonly parallel: Parallel;
  readonly engineConfig: EngineConfig;
  readonly disaggregation?: Disaggregation | undefined;
  readonly speculativeDecoding?: SpeculativeDecoding | undefined;
  readonly correction?: SpeedCorrection | undefined;
  /** Whether `engineConfig.maxSequences` is the default, so that a known number of clients may exceed it. */
  readonly isMaxSequencesAssumed?: boolean | undefined;
  /** Whether `engineConfig.maxBatchedTokens` is the default. */
  readonly isMaxBatchedTokensAssumed?: boolean | undefined;
  /** Whether `engineConfig.gpuMemoryUtilization` is the default. */
  readonly isMemoryShareAssumed?: boolean | undefined;
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
}

/** Latency objectives; each at the given percentile (0.5 … 0.99). An absent objective never binds. */
export interface Slo {
  readonly percentile: 0.5 | 0.9 | 0.95 | 0.99;
  readonly timeToFirstToken?: Seconds | undefined;
  readonly interTokenLatency?: Seconds | undefined;
  readonly endToEnd?: Seconds | undefined;
}

export const bindingLimits = [
  "kv-cache",
  "prefill-compute",
  "decode-bandwidth",
  "queue",
  "memory",
  "gateway",
  "pool",
] as const;
export type BindingLimit = (typeof bindingLimits)[number];

export interface Distribution {
  readonly mean: Seconds;
  readonly p50: Seconds;
  readonly p90: Seconds;
  readonly p95: Seconds;
  readonly p99: Seconds;
}

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

/** Clients that ask again as soon as they are answered: a known number, or as many as the replica takes. */
export type ClosedLoad =
  | {
      readonly kind: "concurrency";
      readonly concurrency: number;
      /**
       * The loop has gone on for long. Left out: a run of some ten requests a client that all start at once, as
       * benchmarks have, with the wait of its first round in the mean.
       */
      readonly isEndless?: boolean | undefined;
    }
  | { readonly kind: "saturated" };

/** Arrivals that do not wait for answers. Gaps are exponential unless `arrivals` says otherwise. */
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
  /** What the simulation of an arriving load tells beyond this; left out for closed loops. */
  readonly openLoop?: OpenLoopEstimate | undefined;
}

/** The highest demand of a shape that one replica carries while every SLO holds. */
export interface ReplicaCapacity {
  readonly requestsPerSecond: RequestsPerSecond;
  readonly prefillTokensPerSecond: TokensPerSecond;
  readonly decodeTokensPerSecond: TokensPerSecond;
  readonly bindingLimit: BindingLimit;
  /** Latencies at that load. */
  readonly at: Estimate;
  readonly errorBand: ErrorBand;
}

/** Expected: no load, however small, meets the SLO, or the model does not fit at all. */
export type CapacityResult =
  | { readonly kind: "feasible"; readonly capacity: ReplicaCapacity }
  | { readonly kind: "infeasible"; readonly because: "slo-unreachable" | "does-not-fit"; readonly detail: string };

export interface StepWork {
  readonly decodes: number;
  readonly contextTokens: number;
  readonly prefillTokens: number;
  /** Mean number of tokens that each prompt token attends to; half the prompt tokens where it is left out. */
  readonly prefillContext?: number | undefined;
}

/**
 * Step times of one replica. A step runs one token for every decoding sequence and a chunk of prompts.
 * Both functions are pure; the simulator and the estimate share them.
 */
export interface StepModel {
  /** Time of one engine step. @param decodes sequences in decode @param contextTokens KV tokens read, summed over them @param prefillTokens prompt tokens computed in this step */
  readonly step: (work: StepWork) => Seconds;
  /** KV tokens the replica holds. */
  readonly kvCacheTokens: Tokens;
}
