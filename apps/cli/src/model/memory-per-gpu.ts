import {
  gpuById,
  hasTransformer,
  headsDivide,
  type MemorySpec,
  type Model,
  ratio,
  replicaMemory,
} from "@loadline/core";

/** Memory of the imported model on one GPU type, at the fewest GPUs of a node that hold it. */
export interface MemoryOnGpu {
  readonly gpu: string;
  /** null: no tensor layout of a node holds it. */
  readonly gpus: number | null;
  readonly weightsBytes: number | null;
  readonly kvCacheBytes: number | null;
  readonly kvCacheTokens: number | null;
}

const commonGpus = ["l4", "l40s", "a100-80gb", "h100", "h200", "b200", "mi300x"] as const;
const tensorSizes = [1, 2, 4, 8] as const;

// vLLM's defaults: the question is what fits as it comes.
const engineDefaults = {
  maxBatchedTokens: 8192,
  maxSequences: 256,
  chunkedPrefill: true,
  streamIntervalTokens: 1,
} as const;
const memoryShare = 0.9;

const specOf = (model: Model, gpuName: string, tensor: number): MemorySpec => {
  const gpu = gpuById(gpuName);
  const sixteenBits = gpu.denseFlops.bf16 === null ? "fp16" : "bf16";
  const isWide = model.publishedIn === "bf16" || model.publishedIn === "fp16" || model.publishedIn === "fp32";
  return {
    model,
    gpu,
    engine: "vllm",
    weights: isWide ? sixteenBits : model.publishedIn,
    kvCache: sixteenBits,
    parallel: { tensor, pipeline: 1, expert: 1, attentionData: 1 },
    engineConfig: { ...engineDefaults, gpuMemoryUtilization: ratio(memoryShare), prefixHitRatio: ratio(0) },
    isMaxSequencesAssumed: true,
    isMaxBatchedTokensAssumed: true,
  };
};

const onGpu = (model: Model, gpuName: string): MemoryOnGpu => {
  const gpu = gpuById(gpuName).id;
  const sizes = tensorSizes.filter((size) => !hasTransformer(model) || headsDivide(model.transformer, size));
  for (const gpus of sizes) {
    const { fits, perGpu, kvCacheTokens } = replicaMemory(specOf(model, gpuName, gpus));
    if (fits) return { gpu, gpus, weightsBytes: perGpu.weights, kvCacheBytes: perGpu.kvCache, kvCacheTokens };
  }
  return { gpu, gpus: null, weightsBytes: null, kvCacheBytes: null, kvCacheTokens: null };
};

/** Memory on each common GPU, weights as published and a 16-bit cache. */
export const memoryPerGpu = (model: Model): readonly MemoryOnGpu[] => commonGpus.map((gpu) => onGpu(model, gpu));
