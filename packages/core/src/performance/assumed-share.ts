import { cacheLayout, layoutFits } from "../memory/cache-layout.ts";
import { highestShare } from "../memory/fitting-changes.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { ratio } from "../units.ts";
import type { CompleteSpec } from "./assumed-plan.ts";

/**
 * The spec with the share of memory that SGLang must have been given where none is told and its weights leave no
 * room under the default: deployments of models that large set it by hand. The other engines keep their default,
 * which is one number and decides whether they start.
 */
export const withRoomForWeights = (spec: ReplicaSpec): CompleteSpec => {
  const { engine, engineConfig, isMemoryShareAssumed } = spec;
  if (engine !== "sglang" || isMemoryShareAssumed !== true || layoutFits(cacheLayout(spec))) {
    return { spec, assumptions: [] };
  }
  const raised = { ...spec, engineConfig: { ...engineConfig, gpuMemoryUtilization: ratio(highestShare) } };
  if (!layoutFits(cacheLayout(raised))) return { spec, assumptions: [] };
  return {
    spec: raised,
    assumptions: [
      `engineConfig.gpuMemoryUtilization: ${highestShare}, as the weights leave no room under ${engineConfig.gpuMemoryUtilization}`,
    ],
  };
};
