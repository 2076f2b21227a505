import { fittingMemory } from "../memory/replica-memory.ts";
import type { ReplicaSpec, StepModel } from "../model/replica.ts";
import { seconds } from "../units.ts";
import { stepTerms } from "./pooled-coefficients.ts";
import { decodeSeconds, promptSeconds, promptStepSeconds } from "./step-terms.ts";

/**
 * Step times of one replica, in seconds, and the KV tokens it holds.
 *
 *     step = fixed + ∛(weight read³ + arithmetic³), for experts with the share of them that the batch touches,
 *            + sequences + cache read + links + prompt arithmetic + prompt attention
 *
 * and with prompts at least the host's launches, plus a prompt's own cost (`promptStepSeconds`).
 *
 * Rises with each of decodes, context and prompt tokens, and is affine in the context where every layer sees all of
 * it: m decode steps of n sequences then take m · step + n · m(m−1)/2 · slope. With speculation a step is the time in
 * which every sequence gains one token.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 * @source data/calibration/speed-coefficients.json
 */
export const stepModel = (spec: ReplicaSpec): StepModel => {
  const terms = stepTerms(spec);
  const { kvCacheTokens } = fittingMemory(spec);
  return {
    kvCacheTokens,
    step: ({ decodes, contextTokens, prefillTokens, prefillContext = prefillTokens / 2 }) => {
      const decoding = decodeSeconds(terms, decodes, contextTokens);
      if (prefillTokens === 0) return seconds(decoding);
      return seconds(promptStepSeconds(terms, decoding + promptSeconds(terms, prefillTokens, prefillContext)));
    },
  };
};
