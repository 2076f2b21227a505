import { baselineSeed } from "./seed.ts";

type BaselineGpu = (typeof baselineSeed.gpus)[string];
type BaselineModel = (typeof baselineSeed.models)[string];

/** A GPU of the document by its own name, such as "a100_80gb". */
export const baselineGpu = (name: string): BaselineGpu => {
  const { gpus } = baselineSeed;
  const found = gpus[name];
  if (found === undefined) throw new Error(`unknown GPU ${name}`);
  return found;
};

/** A model of the document by its own name, such as "llama2_70b". */
const baselineModel = (name: string): BaselineModel => {
  const { models } = baselineSeed;
  const found = models[name];
  if (found === undefined) throw new Error(`unknown model ${name}`);
  return found;
};

/** The baseline's "GB" here are GiB. */
interface BaselineMemory {
  readonly baseModelMemoryGb: number;
  readonly totalMemoryRequiredGb: number;
  readonly kvCacheMemoryGb: number;
  readonly frameworkOverheadGb: number;
}

const gibibyte = 1024 ** 3;

/**
 * Memory as the baseline counts it: weights, and fixed shares of them for cache, framework and safety.
 * Batch, context and attention layout do not enter.
 * @throws LL_UNKNOWN_MODEL
 */
export const baselineMemory = (modelName: string): BaselineMemory => {
  const model = baselineModel(modelName);
  const { kvCacheOverhead, frameworkOverhead, memorySafetyBuffer } = baselineSeed.capacity;
  const base = (model.parameters * model.memoryPerParamBytes) / gibibyte;
  return {
    baseModelMemoryGb: base,
    totalMemoryRequiredGb: base * (1 + kvCacheOverhead + frameworkOverhead + memorySafetyBuffer),
    kvCacheMemoryGb: base * kvCacheOverhead,
    frameworkOverheadGb: base * frameworkOverhead,
  };
};

interface Fitting {
  readonly kind: "fits";
  readonly requestsPerSecond: number;
  readonly batchSize: number;
  readonly latencyMs: number;
  readonly gpuUtilization: number;
}

export type BaselineThroughput =
  | (Fitting & {
      readonly workload: "text";
      readonly tokensPerSecond: number;
      readonly bottleneck: "compute" | "memory";
    })
  | (Fitting & { readonly workload: "image"; readonly imagesPerSecond: number })
  | { readonly kind: "does-not-fit"; readonly error: string };

type TextModel = Extract<BaselineModel, { kind: "text" }>;
type ImageModel = Extract<BaselineModel, { kind: "image" }>;

const textThroughput = (gpu: BaselineGpu, model: TextModel, batchSize: number): BaselineThroughput => {
  const computeTime = model.computePerTokenTflops / gpu.computeTflops;
  const memoryTime =
    (model.avgTokensPerRequest * model.memoryPerParamBytes * model.parameters) / (gpu.memoryBandwidthGbps * gibibyte);
  const bottleneckTime = Math.max(computeTime, memoryTime);
  const tokensPerSecond = batchSize / bottleneckTime;
  const requestsPerSecond = tokensPerSecond / model.avgTokensPerRequest;
  return {
    kind: "fits",
    workload: "text",
    tokensPerSecond,
    requestsPerSecond,
    batchSize,
    bottleneck: computeTime > memoryTime ? "compute" : "memory",
    latencyMs: (1 / requestsPerSecond) * 1000,
    gpuUtilization: Math.min(100, ((bottleneckTime * tokensPerSecond) / gpu.computeTflops) * 100),
  };
};

const imageThroughput = (gpu: BaselineGpu, model: ImageModel, batchSize: number): BaselineThroughput => {
  const computeTime = model.computePerImageTflops / gpu.computeTflops;
  const imagesPerSecond = batchSize / computeTime;
  return {
    kind: "fits",
    workload: "image",
    imagesPerSecond,
    requestsPerSecond: imagesPerSecond,
    batchSize,
    latencyMs: (1 / imagesPerSecond) * 1000,
    gpuUtilization: Math.min(100, ((computeTime * imagesPerSecond) / gpu.computeTflops) * 100),
  };
};

/**
 * Throughput as the baseline counts it: the slower of arithmetic and memory per token, times the batch.
 * @throws LL_UNKNOWN_GPU, LL_UNKNOWN_MODEL
 */
export const baselineThroughput = (gpuName: string, modelName: string, batchSize: number): BaselineThroughput => {
  const gpu = baselineGpu(gpuName);
  const model = baselineModel(modelName);
  const { totalMemoryRequiredGb } = baselineMemory(modelName);
  if (totalMemoryRequiredGb > gpu.memoryGb) {
    const error = `Model requires ${totalMemoryRequiredGb.toFixed(1)}GB, GPU has ${gpu.memoryGb}GB`;
    return { kind: "does-not-fit", error };
  }
  return model.kind === "text" ? textThroughput(gpu, model, batchSize) : imageThroughput(gpu, model, batchSize);
};
