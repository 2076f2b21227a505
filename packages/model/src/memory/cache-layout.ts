import { servingMemory } from "../catalogue/calibration-data.ts";
import { engineFacts } from "../catalogue/engine-facts.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { adapterBytes } from "./adapter-bytes.ts";
import { activationBytes, frameworkBytes } from "./engine-reserve.ts";
import { type KvLayout, kvBytesPerSequence, kvBytesPerToken } from "./kv-bytes-per-token.ts";
import { crossAttentionBytes, sequenceStateBytes } from "./sequence-state-bytes.ts";
import { weightBytes } from "./weight-bytes.ts";

/** What memory of a replica depends on. */
export type MemorySpec = Pick<
  ReplicaSpec,
  | "model"
  | "gpu"
  | "engine"
  | "weights"
  | "kvCache"
  | "parallel"
  | "engineConfig"
  | "isMaxSequencesAssumed"
  | "isMaxBatchedTokensAssumed"
> &
  Partial<Pick<ReplicaSpec, "engineVersion">>;

/** Memory of the fullest GPU before the cache is cut into blocks. Plain bytes. */
interface CacheLayout {
  readonly weights: number;
  readonly activation: number;
  readonly framework: number;
  /** Left for the cache; negative when even the rest does not fit. */
  readonly budget: number;
  /** Cache of one token; null where the model keeps no cache. */
  readonly perToken: number | null;
  /** Needed before the replica starts: one block, or one sequence of the length it is started for. */
  readonly least: number;
  /** Longest sequence that the model reads; 0 for models that keep no cache. */
  readonly contextLength: number;
}

/**
 * Bytes per GPU left for the KV cache.
 */
const cacheBudget = (spec: MemorySpec, parts: Pick<CacheLayout, "weights" | "activation" | "framework">): number => {
  const physical = spec.gpu.physicalMemory.value;
  const share = spec.engineConfig.gpuMemoryUtilization;
  const free = physical - parts.weights - parts.activation - parts.framework;
  switch (engineFacts[spec.engine].shareOf) {
    case "whole-gpu":
      return share * physical - parts.weights - parts.activation - parts.framework;
    // Limits weights and cache together.
    case "free-before-loading":
      return Math.min(share * (physical - parts.framework) - parts.weights, free);
    case "free-after-loading":
      return free > 0 ? share * free : free;
  }
};

const kvLayout = ({ kvCache, parallel }: MemorySpec): KvLayout => ({
  precision: kvCache,
  tensor: parallel.tensor,
  pipeline: parallel.pipeline,
});

/** Cache and state on one GPU of a sequence of `contextTokens`; 0 for models that keep none. */
export const bytesPerSequence = (spec: MemorySpec, contextTokens: number): number => {
  const { model } = spec;
  const layout = kvLayout(spec);
  if (model.kind === "decoder") {
    return kvBytesPerSequence(model.transformer, layout, contextTokens) + sequenceStateBytes(model.transformer, layout);
  }
  if (model.kind === "encoder-decoder") {
    return kvBytesPerSequence(model.transformer, layout, contextTokens) + crossAttentionBytes(model, layout);
  }
  return 0;
};

const leastCache = (spec: MemorySpec, perToken: number | null): number => {
  if (perToken === null) return 0;
  const block = Math.max(perToken * servingMemory().kvBlock.value, bytesPerSequence(spec, 1));
  const { maxModelLen } = spec.engineConfig;
  return engineFacts[spec.engine].needsLongestSequence && maxModelLen !== undefined
    ? Math.max(block, bytesPerSequence(spec, maxModelLen))
    : block;
};

/** Memory of the fullest GPU of a replica. */
export const cacheLayout = (spec: MemorySpec): CacheLayout => {
  // Slots of adapters are set aside while the weights are loaded, and count among them.
  const weights = weightBytes(spec) + adapterBytes(spec.model, spec.parallel, spec.engineConfig);
  const activation = activationBytes(spec);
  const framework = frameworkBytes(spec);
  const { model } = spec;
  const perToken =
    model.kind === "decoder" || model.kind === "encoder-decoder"
      ? kvBytesPerToken(model.transformer, kvLayout(spec))
      : null;
  return {
    weights,
    activation,
    framework,
    budget: cacheBudget(spec, { weights, activation, framework }),
    perToken,
    least: leastCache(spec, perToken),
    contextLength: spec.model.kind === "decoder" ? spec.model.contextLength.value : 0,
  };
};

/** Whether the replica starts: the smallest cache it needs has space. */
export const layoutFits = ({ budget, least }: CacheLayout): boolean => budget >= least;

/**
 * Tokens of one attention-data rank in whole blocks; 0 where nothing fits or nothing is cached. A model that keeps a
 * state of one size per sequence holds as many sequences as have space, each as long as the model reads.
 */
export const cachedTokens = ({ budget, perToken, least, contextLength }: CacheLayout): number => {
  if (perToken === null || budget <= 0) return 0;
  if (perToken === 0) return Math.floor(budget / least) * contextLength;
  const block = servingMemory().kvBlock.value;
  return Math.floor(budget / (perToken * block)) * block;
};

/** Whether a replica fits its GPUs: the cheap part of `replicaMemory`. */
export const replicaFits = (spec: MemorySpec): boolean => layoutFits(cacheLayout(spec));

/**
 * Sequences of `contextTokens` that the whole replica holds at once, from cache space alone.
 * Window layers count their window and linear layers their constant state, as engines with one pool for all kinds of
 * layers do; `replicaMemory.kvCacheTokens` instead charges every layer for every token, as vLLM's log line does.
 * @returns at least replicaMemory.kvCacheTokens / contextTokens where there are no linear layers; null without a cache
 */
export const concurrentSequences = (spec: MemorySpec, contextTokens: number): number | null => {
  const layout = cacheLayout(spec);
  if (layout.perToken === null) return null;
  if (!layoutFits(layout)) return 0;
  return Math.floor(layout.budget / bytesPerSequence(spec, contextTokens)) * spec.parallel.attentionData;
};
