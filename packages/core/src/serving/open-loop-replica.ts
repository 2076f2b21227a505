import { fittingMemory } from "../performance/fitting-memory.ts";
import type { ReplicaSpec } from "../performance/types.ts";
import { meanLength } from "./draw-requests.ts";
import { promptConstants } from "./open-loop-constants.ts";
import type { ServingLimits, ServingReplica, ServingShape } from "./open-loop-types.ts";
import { servingSteps } from "./serving-steps.ts";

/** TensorRT-LLM sets the whole output aside by default; vLLM and SGLang grow and send the newest back. */
const cachePolicyOf = ({ engine }: ReplicaSpec): ServingLimits["cachePolicy"] =>
  engine === "tensorrt-llm" ? "reserve" : "grow";

/** Limits of a replica's engine as the simulation needs them. @throws LL_MODEL_DOES_NOT_FIT */
export const servingLimitsOf = (spec: ReplicaSpec): ServingLimits => {
  const { maxBatchedTokens, maxSequences, chunkedPrefill, prefixHitRatio } = spec.engineConfig;
  return {
    maxBatchedTokens,
    maxSequences,
    kvCacheTokens: fittingMemory(spec).kvCacheTokens,
    chunkedPrefill,
    scheduling: "mixed",
    cachePolicy: cachePolicyOf(spec),
    prefixHitRatio,
    requestSeconds: promptConstants().requestSeconds,
  };
};

/**
 * A replica as the simulation sees it.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 * @source data/calibration/speed-coefficients.json for decodes, data/calibration/open-loop.json for prompts
 */
export const openLoopReplica = (spec: ReplicaSpec, shape: ServingShape): ServingReplica => {
  const context = meanLength(shape.input) + meanLength(shape.output) / 2;
  return { steps: servingSteps(spec, context, promptConstants()), limits: servingLimitsOf(spec) };
};
