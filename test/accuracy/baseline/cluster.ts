import { baselineSeed } from "./seed.ts";
import { baselineGpu, baselineMemory, baselineThroughput } from "./throughput.ts";

/** No batch size qualifies, and the formulas have no multi-GPU model. */
export class DivisionByZero extends Error {
  constructor(model: string, gpu: string) {
    super(`the baseline formulas divide by zero for ${model} on ${gpu}`);
  }
}

export interface BaselineBatch {
  readonly batchSize: number;
  readonly throughputRps: number;
  readonly latencyMs: number;
  readonly gpuUtilization: number;
}

export interface BaselineBatchChoice {
  readonly optimalBatchSize: number;
  readonly optimalThroughputRps: number;
  /** Batch sizes within the latency target; empty when none is, or when the model does not fit. */
  readonly batchAnalysis: readonly BaselineBatch[];
}

export interface BaselineWorkload {
  readonly modelName: string;
  readonly targetRequestsPerSecond: number;
  readonly latencySlaMs?: number | undefined;
  readonly preferredGpuType?: string | undefined;
}

export interface BaselineCluster {
  readonly modelName: string;
  readonly gpuType: string;
  readonly requiredGpus: number;
  readonly optimalBatchSize: number;
  readonly rpsPerGpu: number;
  readonly totalClusterRps: number;
  readonly utilizationPercentage: number;
  readonly costAnalysis: { readonly hourlyCost: number; readonly monthlyCost: number; readonly costPerRequest: number };
  readonly performanceMetrics: { readonly latencyMs: number; readonly gpuMemoryUtilization: number };
}

const batchWithin = (gpu: string, model: string, { batchSize, targetMs }: { batchSize: number; targetMs: number }) => {
  const result = baselineThroughput(gpu, model, batchSize);
  if (result.kind === "does-not-fit" || result.latencyMs > targetMs) return [];
  const { requestsPerSecond: throughputRps, latencyMs, gpuUtilization } = result;
  return [{ batchSize, throughputRps, latencyMs, gpuUtilization }];
};

/**
 * The batch with the highest throughput within the latency target, in ms. Batch 1 with throughput 0 stands for none.
 */
export const baselineOptimizeBatch = (gpu: string, model: string, targetLatencyMs?: number): BaselineBatchChoice => {
  const { batchSizes, defaultLatencyMs } = baselineSeed.capacity;
  const targetMs = targetLatencyMs ?? defaultLatencyMs;
  const batchAnalysis = batchSizes.flatMap((batchSize) => batchWithin(gpu, model, { batchSize, targetMs }));
  const none = { optimalBatchSize: 1, optimalThroughputRps: 0 };
  const best = batchAnalysis.reduce(
    (choice, { batchSize, throughputRps }) =>
      throughputRps > choice.optimalThroughputRps
        ? { optimalBatchSize: batchSize, optimalThroughputRps: throughputRps }
        : choice,
    none,
  );
  return { ...best, batchAnalysis };
};

interface Attempt {
  readonly gpuType: string;
  readonly choice: BaselineBatchChoice;
}

/** The preferred GPU, else the first smaller one on which a batch qualifies; the baseline never tries a larger one. */
const firstQualifying = (model: string, preferred: string, targetMs: number | undefined): Attempt | null => {
  const attempts = [preferred, ...baselineSeed.capacity.gpuAlternatives].map((gpuType) => ({
    gpuType,
    choice: baselineOptimizeBatch(gpuType, model, targetMs),
  }));
  return attempts.find(({ choice }) => choice.batchAnalysis.length > 0) ?? null;
};

const hoursPerDay = 24;
const daysPerMonth = 30;
const secondsPerHour = 3600;

const costOf = (requiredGpus: number, hourlyPrice: number, rpsPerGpu: number): BaselineCluster["costAnalysis"] => {
  const hourlyCost = requiredGpus * hourlyPrice;
  return {
    hourlyCost,
    monthlyCost: hourlyCost * hoursPerDay * daysPerMonth,
    costPerRequest: hourlyCost / (requiredGpus * rpsPerGpu * secondsPerHour),
  };
};

/**
 * GPUs, cost and latency that the baseline's formulas give for a workload.
 * @throws DivisionByZero where no batch qualifies on any GPU it tries, as Python's ZeroDivisionError
 */
export const baselineClusterRequirements = (workload: BaselineWorkload): BaselineCluster => {
  const { modelName, targetRequestsPerSecond, latencySlaMs } = workload;
  const { preferredGpu, throughputSafetyBuffer } = baselineSeed.capacity;
  const preferred = workload.preferredGpuType ?? preferredGpu;
  const attempt = firstQualifying(modelName, preferred, latencySlaMs);
  if (attempt === null) {
    throw new DivisionByZero(modelName, preferred);
  }
  const { gpuType, choice } = attempt;
  const gpu = baselineGpu(gpuType);
  const rpsPerGpu = choice.optimalThroughputRps;
  const requiredGpus = Math.ceil((targetRequestsPerSecond * throughputSafetyBuffer) / rpsPerGpu);
  // Without load it asks for no GPU and then divides by their throughput.
  if (requiredGpus === 0) throw new DivisionByZero(modelName, gpuType);
  return {
    modelName,
    gpuType,
    requiredGpus,
    optimalBatchSize: choice.optimalBatchSize,
    rpsPerGpu,
    totalClusterRps: requiredGpus * rpsPerGpu,
    utilizationPercentage: (targetRequestsPerSecond / (requiredGpus * rpsPerGpu)) * 100,
    costAnalysis: costOf(requiredGpus, gpu.hourlyCost, rpsPerGpu),
    performanceMetrics: {
      latencyMs: (1 / rpsPerGpu) * 1000 * choice.optimalBatchSize,
      gpuMemoryUtilization: (baselineMemory(modelName).totalMemoryRequiredGb / gpu.memoryGb) * 100,
    },
  };
};
