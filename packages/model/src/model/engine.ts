/** What a serving engine is configured with, and the names of number formats. */

import type { Ratio } from "../base/units.ts";

/** GPUs of one replica: tensor × pipeline × attentionData. */
export interface Parallel {
  readonly tensor: number;
  readonly pipeline: number;
  readonly expert: number;
  readonly attentionData: number;
}

export const gpusOf = ({ tensor, pipeline, attentionData }: Parallel): number => tensor * pipeline * attentionData;

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
  /** GiB of host memory for a second KV cache of each engine; what is found there is in `prefixHitRatio`. */
  readonly kvOffloadingSize?: number | undefined;
  /** Adapters (LoRA) that may be in one step, each with a slot in the GPU's memory; left out: none. */
  readonly maxLoras?: number | undefined;
  /** Highest rank of an adapter, which every slot is made for. */
  readonly maxLoraRank?: number | undefined;
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

/**
 * A factor for each part of a step: launches and layers whatever is in it;
 * weights outside the experts; what grows with the sequences; attention to the cache; prompts.
 */
export interface PerStepPart {
  readonly fixed: number;
  readonly weights: number;
  readonly sequences: number;
  readonly cache: number;
  readonly prompts: number;
}

/** Factors on the model's own answers, from what one replica was seen to do. */
export interface SpeedCorrection {
  readonly interTokenLatency: number;
  readonly timeToFirstToken: number;
  /** Factors on parts of a step beside that of the whole; left out: every part is as far off. */
  readonly parts?: PerStepPart | undefined;
  /** Relative half-widths that hold nine of ten answers, where there are measurements; null: no first token was measured. */
  readonly bands?: { readonly interTokenLatency: number; readonly timeToFirstToken: number | null } | undefined;
}
