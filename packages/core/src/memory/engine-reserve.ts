import { servingMemory } from "../catalogue/calibration-data.ts";
import { hasTransformer, type Model } from "../catalogue/model.ts";
import type { Parallel, ReplicaSpec } from "../performance/types.ts";
import { type Bytes, bytes } from "../units.ts";

const hasExperts = (model: Model): boolean =>
  hasTransformer(model) && model.transformer.feedForward.some(({ kind }) => kind === "experts");

/**
 * Peak activation bytes per GPU. Measured per model family on vLLM; does not fall with tensor parallelism nor
 * grow with the longest context, falls with pipeline stages.
 */
export const activationBytes = ({ model, parallel }: Pick<ReplicaSpec, "model" | "parallel">): Bytes => {
  const { activationByFamily, activationDense, activationExperts, activationOnEveryStage } = servingMemory();
  const reserve = activationByFamily[model.family] ?? (hasExperts(model) ? activationExperts : activationDense);
  const whole = activationOnEveryStage.value;
  return bytes(reserve.value * (whole + (1 - whole) / parallel.pipeline));
};

/** Bytes per GPU that CUDA, NCCL and the engine take outside the tensors; collective buffers make up most of it. */
export const frameworkBytes = ({ tensor, pipeline }: Parallel): Bytes => {
  const { frameworkSingle, frameworkPipeline, frameworkTensor } = servingMemory();
  if (tensor > 1) return bytes(frameworkTensor.value);
  return bytes(pipeline > 1 ? frameworkPipeline.value : frameworkSingle.value);
};
