import type { StepTerms } from "./step-terms.ts";

/**
 * What a step spends its time on: launches and layers whatever is in it; weights outside the experts; what grows with
 * the sequences; attention to the cache; prompts.
 */
export const stepParts = ["fixed", "weights", "sequences", "cache", "prompts"] as const;
export type StepPart = (typeof stepParts)[number];

/** One number for each part of a step: its share of the time, or a factor on it. */
export type PerStepPart = { readonly [P in StepPart]: number };

/** The same step with each part so many times as long. */
export const withStepParts = (terms: StepTerms, factors: PerStepPart): StepTerms => {
  const { fixed, weights, sequences, cache, prompts } = factors;
  return {
    ...terms,
    fixed: terms.fixed * fixed,
    denseRead: terms.denseRead * weights,
    denseCompute: terms.denseCompute * sequences,
    expertRead: terms.expertRead * sequences,
    expertCompute: terms.expertCompute * sequences,
    perSequence: terms.perSequence * sequences,
    linkPerToken: terms.linkPerToken * sequences,
    caches: terms.caches.map((term) => ({ ...term, perToken: term.perToken * cache, scan: term.scan * cache })),
    promptCompute: terms.promptCompute * prompts,
    promptLinkPerToken: terms.promptLinkPerToken * prompts,
    promptAttention: terms.promptAttention.map((term) => ({ ...term, perPair: term.perPair * prompts })),
    launch: terms.launch * prompts,
    promptStep: terms.promptStep * prompts,
  };
};
