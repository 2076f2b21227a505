import { LoadlineError } from "../errors.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import { bytes, seconds } from "../units.ts";
import { decodeSeconds, promptSeconds, stepTerms } from "./step-terms.ts";
import type { ReplicaMemory, ReplicaSpec, StepModel } from "./types.ts";

/** Memory of a replica that must fit. @throws LL_MODEL_DOES_NOT_FIT */
export const fittingMemory = (spec: ReplicaSpec): ReplicaMemory => {
  const memory = replicaMemory(spec);
  if (memory.fits) return memory;
  throw new LoadlineError("LL_MODEL_DOES_NOT_FIT", {
    model: spec.model.id,
    gpu: spec.gpu.id,
    required: memory.perGpu.total,
    available: bytes(spec.gpu.physicalMemory.value),
  });
};

/**
 * Step times of one replica, in seconds, and the KV tokens it holds.
 *
 *     step = fixed + ∛(weight read³ + decode arithmetic³) + sequences + cache read + links
 *            + prompt arithmetic + prompt attention + prompt step (0 without prompt tokens)
 *
 * Rises with each of decodes, context and prompt tokens, and is affine in the context: m decode steps of n
 * sequences take m · step + n · m(m−1)/2 · slope. Dense decoders on one node; see data/calibration/error-bands.json
 * for the measured error.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 * @source data/calibration/step-model-*.json
 */
export const stepModel = (spec: ReplicaSpec): StepModel => {
  const terms = stepTerms(spec);
  const { kvCacheTokens } = fittingMemory(spec);
  return {
    kvCacheTokens,
    step: ({ decodes, contextTokens, prefillTokens, prefillContext = prefillTokens / 2 }) => {
      const decoding = decodeSeconds(terms, decodes, contextTokens);
      if (prefillTokens === 0) return seconds(decoding);
      return seconds(decoding + terms.promptStep + promptSeconds(terms, prefillTokens, prefillContext));
    },
  };
};
