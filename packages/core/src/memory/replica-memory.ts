import { servingMemory } from "../catalogue/calibration-data.ts";
import type { ReplicaMemory, ReplicaSpec } from "../performance/types.ts";
import { bytes, tokens } from "../units.ts";
import { activationBytes, frameworkBytes } from "./engine-reserve.ts";
import { kvBytesPerToken } from "./kv-bytes-per-token.ts";
import { weightBytes } from "./weight-bytes.ts";

interface Parts {
  readonly weights: number;
  readonly activation: number;
  readonly framework: number;
}

/**
 * Bytes per GPU left for the KV cache; negative when even the rest does not fit. What the configured share is a
 * share of differs: vLLM limits everything it takes, SGLang weights and cache, TensorRT-LLM what is free after loading.
 */
const cacheBudget = ({ engine, engineConfig, gpu }: ReplicaSpec, parts: Parts): number => {
  const physical = gpu.physicalMemory.value;
  const share = engineConfig.gpuMemoryUtilization;
  const free = physical - parts.weights - parts.activation - parts.framework;
  switch (engine) {
    case "vllm":
      return share * physical - parts.weights - parts.activation - parts.framework;
    case "sglang":
      return Math.min(share * physical - parts.weights, free);
    case "tensorrt-llm":
      return free > 0 ? share * free : free;
  }
};

const bytesPerCachedToken = ({ model, kvCache, parallel }: ReplicaSpec): number | null =>
  model.kind === "decoder"
    ? kvBytesPerToken(model.transformer, { precision: kvCache, tensor: parallel.tensor, pipeline: parallel.pipeline })
    : null;

interface Layout extends Parts {
  readonly budget: number;
  /** null: the model keeps no cache. */
  readonly perToken: number | null;
  readonly cachedTokens: number;
}

const layoutOf = (spec: ReplicaSpec): Layout => {
  const parts = {
    weights: weightBytes(spec),
    activation: activationBytes(spec),
    framework: frameworkBytes(spec.parallel),
  };
  const budget = cacheBudget(spec, parts);
  const perToken = bytesPerCachedToken(spec);
  const block = servingMemory().kvBlock.value;
  const blocks = perToken === null || budget <= 0 ? 0 : Math.floor(budget / (perToken * block));
  return { ...parts, budget, perToken, cachedTokens: blocks * block };
};

const layoutFits = ({ budget, perToken, cachedTokens }: Layout): boolean =>
  perToken === null ? budget >= 0 : cachedTokens > 0;

/** Bytes per GPU that are missing before one cache block (or, without a cache, the model itself) fits. */
const shortfallOf = ({ budget, perToken }: Layout): number =>
  Math.max(0, (perToken ?? 0) * servingMemory().kvBlock.value - budget);

/** Tensor sizes of one node that divide the attention heads. */
const widerTensors = ({ model, gpu, parallel }: ReplicaSpec): readonly number[] => {
  const heads = model.kind === "diffusion" ? null : model.transformer.attentionHeads.value;
  const sizes = Array.from({ length: gpu.link.gpusPerNode.value }, (_, index) => index + 1);
  return sizes.filter((size) => size > parallel.tensor && (heads === null || heads % size === 0));
};

/** Changes that would make the replica fit, the cheapest first. */
const suggestionsFor = (spec: ReplicaSpec): readonly string[] => {
  const fitsWith = (change: Partial<ReplicaSpec>): boolean => layoutFits(layoutOf({ ...spec, ...change }));
  const quantised = (["fp8", "int4"] as const).find((weights) => fitsWith({ weights }));
  const tensor = widerTensors(spec).find((size) => fitsWith({ parallel: { ...spec.parallel, tensor: size } }));
  return [
    ...(tensor === undefined ? [] : [`parallel.tensor: ${tensor}`]),
    ...(quantised === undefined ? [] : [`weights: ${quantised}`]),
    ...(tensor === undefined && quantised === undefined ? ["a GPU with more memory, or parallel.pipeline"] : []),
  ];
};

/**
 * Memory of a replica's fullest GPU in bytes, and the KV tokens that the whole replica holds.
 * cache = budget of the engine − weights − activation peak − framework, cut into whole blocks.
 * Holds for one model per GPU; CUDA graphs, which engines allocate after the cache, are not in it.
 * @source data/calibration/serving-memory.json
 */
export const replicaMemory = (spec: ReplicaSpec): ReplicaMemory => {
  const layout = layoutOf(spec);
  const fits = layoutFits(layout);
  const kvCache = layout.cachedTokens * (layout.perToken ?? 0);
  const { weights, activation, framework } = layout;
  return {
    fits,
    kvCacheTokens: tokens(layout.cachedTokens * spec.parallel.attentionData),
    perGpu: {
      weights: bytes(weights),
      kvCache: bytes(kvCache),
      activation: bytes(activation),
      framework: bytes(framework),
      total: bytes(weights + kvCache + activation + framework),
    },
    shortfall: bytes(fits ? 0 : shortfallOf(layout)),
    suggestions: fits ? [] : suggestionsFor(spec),
  };
};
