import type { StepTimes } from "../serving/step-times.ts";
import { speedOf } from "./pooled-coefficients.ts";
import { decodeSeconds, stepTerms } from "./step-terms.ts";
import type { ReplicaSpec } from "./types.ts";

/**
 * Step times of a replica for the event simulation, in seconds, by the fitted coefficients: affine in the context
 * and in the attended pairs, experts by the share of them that the step's tokens touch.
 * @param context mean context of a decoding sequence, in tokens: window layers are charged as at this length
 * @throws LL_WORKLOAD_UNSUPPORTED
 */
export const calibratedStepTimes = (spec: ReplicaSpec, context: number): StepTimes => {
  const terms = stepTerms(spec);
  const perContextToken = decodeSeconds(terms, 1, context + 1) - decodeSeconds(terms, 1, context);
  // What layers of limited reach take at this context and the slope does not repeat.
  const perSequence = decodeSeconds(terms, 1, context) - decodeSeconds(terms, 1, 0) - perContextToken * context;
  const perAttendedPair = terms.promptAttention.reduce(
    (sum, { perPair, reach }) => (reach < context ? sum : sum + perPair),
    0,
  );
  return {
    base: (decodes, promptTokens, prompts) =>
      decodeSeconds(terms, decodes, 0) +
      perSequence * decodes +
      promptTokens * (terms.promptCompute + terms.linkPerToken) +
      (prompts > 0 ? terms.promptStep : 0),
    perContextToken,
    perAttendedPair,
  };
};

/** From a client's call to the scheduler, in seconds. */
export const requestSecondsOf = (spec: ReplicaSpec): number => speedOf(spec).firstToken.requestSeconds;
