/** One replica with every name resolved, and its engine as the simulations see it. */

import type { Precision } from "../base/precisions.ts";
import type { Engine } from "../catalogue/engine-facts.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import type { Model } from "../catalogue/model.ts";
import type { SpeedCoefficients } from "../catalogue/speed-schema.ts";
import type { Disaggregation, EngineConfig, Parallel, SpeculativeDecoding, SpeedCorrection } from "./engine.ts";
import type { StepTimes } from "./step-times.ts";

/**
 * What the format of the cache rests on: it was given, the checkpoint states it, the engine's default beside other
 * flags that are given, or what the campaigns behind the speed coefficients ran with.
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
  /** A fit of the user's own in place of the committed one. */
  readonly coefficients?: SpeedCoefficients | undefined;
  /** Whether `engineConfig.maxSequences` is the default, so that a known number of clients may exceed it. */
  readonly isMaxSequencesAssumed?: boolean | undefined;
  readonly isMaxBatchedTokensAssumed?: boolean | undefined;
  /** Whether `engineConfig.gpuMemoryUtilization` is the default. */
  readonly isMemoryShareAssumed?: boolean | undefined;
}

/** Limits and habits of the engine that decide who runs in a step. */
export interface ServingLimits {
  /** Token budget of one step. */
  readonly maxBatchedTokens: number;
  /** Most requests in prefill and decode together. */
  readonly maxSequences: number;
  readonly kvCacheTokens: number;
  /** true: a prompt is cut to fill the budget; false: it runs whole, alone when it is longer than the budget. */
  readonly chunkedPrefill: boolean;
  /** reserve: input + output are set aside at admission; grow: the newest request is sent back when the cache is full. */
  readonly cachePolicy: "reserve" | "grow";
  /** Share of each prompt that the prefix cache holds, 0…1. */
  readonly prefixHitRatio: number;
  /** Seconds between the client's call and the scheduler: HTTP, tokenising, queues before the engine. */
  readonly requestSeconds: number;
  /** A step is scheduled while the one before it runs: what arrives meanwhile is in the one after. Left out: false. */
  readonly schedulesAhead?: boolean | undefined;
}

/** One engine as the simulation sees it. */
export interface ServingEngine {
  readonly steps: StepTimes;
  readonly limits: ServingLimits;
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

/** One replica: an engine that does all, or decode workers behind prompt workers. */
export interface ServingReplica extends ServingEngine {
  readonly disaggregated?: PromptWorkers | undefined;
}
