import { baselineSeed } from "@loadline/core";
import { baselineModel } from "@loadline/core/internal";

/** The baseline's "GB" here are GiB. */
export interface BaselineMemory {
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
  const { kvCacheOverhead, frameworkOverhead, memorySafetyBuffer } = baselineSeed().capacity;
  const base = (model.parameters * model.memoryPerParamBytes) / gibibyte;
  return {
    baseModelMemoryGb: base,
    totalMemoryRequiredGb: base * (1 + kvCacheOverhead + frameworkOverhead + memorySafetyBuffer),
    kvCacheMemoryGb: base * kvCacheOverhead,
    frameworkOverheadGb: base * frameworkOverhead,
  };
};
