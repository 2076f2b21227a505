import { cacheLayout, layoutFits } from "../memory/cache-layout.ts";
import { highestShare } from "../memory/fitting-changes.ts";
import { engineFacts } from "../model/engine-facts.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { ratio } from "../units.ts";
import type { CompleteSpec } from "./assumed-plan.ts";

/**
 * The spec with the highest memory share where none is given, the weights leave no room under the default, and
 * deployments of such models on this engine raise it by hand (SGLang). Other engines keep their default, which decides
 * whether they start.
 */
export const withRoomForWeights = (spec: ReplicaSpec): CompleteSpec => {
  const { engine, engineConfig, isMemoryShareAssumed } = spec;
  if (!engineFacts[engine].isShareRaised || isMemoryShareAssumed !== true || layoutFits(cacheLayout(spec))) {
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
