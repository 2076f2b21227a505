import type { PerStepPart } from "../model/engine.ts";
import type { DemandShape } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { closedLoopDecodes } from "./closed-loop.ts";
import { completeSpec } from "./complete-spec.ts";
import { decodeSeconds } from "./step-terms.ts";
import { decodingStep, meanStep, type WorkloadModel, workloadModel } from "./workload-model.ts";

/** Shares of the mean time per token with `decodes` sequences of one worker. They add up to 1. */
export const stepPartShares = (model: WorkloadModel, decodes: number): PerStepPart => {
  const { terms } = model;
  const whole = meanStep(model, decodes);
  const withoutPrompts = decodingStep(model, decodes);
  const withoutCache = decodeSeconds(terms, decodes, 0);
  const empty = decodeSeconds(terms, 0, 0);
  const fixed = terms.fixed / terms.tokensPerStep;
  return {
    fixed: fixed / whole,
    weights: (empty - fixed) / whole,
    sequences: (withoutCache - empty) / whole,
    cache: (withoutPrompts - withoutCache) / whole,
    prompts: 1 - withoutPrompts / whole,
  };
};

/**
 * What a replica spends its time per token on with so many clients in a closed loop, without a
 * correction. For `correctSpeed`.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const closedLoopParts = (spec: ReplicaSpec, shape: DemandShape, concurrency: number): PerStepPart => {
  const { spec: complete } = completeSpec({ ...spec, correction: undefined }, concurrency);
  const model = workloadModel(complete, shape);
  return stepPartShares(model, closedLoopDecodes(model, { concurrency }));
};
