import { invalidInput } from "@loadline/model/internal";
import { leastReplicas } from "./replica-capacity.ts";
import { currentReplicas, type PolicySettings, type ScalingPolicy } from "./scaling-policy.ts";

/**
 * The least that serves everything when the load of the whole lead time is known in advance: the highest demand from now
 * to the lead time, in replicas. No policy that learns of the load as it comes can spend less.
 * @throws LL_INPUT_INVALID without the demand ahead
 */
export const clairvoyantPolicy = ({ demandAhead, stepSeconds }: PolicySettings): ScalingPolicy<null> => {
  if (demandAhead === null) {
    const expected = "the demand ahead; the clairvoyant works on recorded load only";
    throw invalidInput("clairvoyant", null, expected);
  }
  return {
    name: "clairvoyant",
    holdsOnUnknown: true,
    start: null,
    step: (state, input) => {
      if (input.demand === null) return { state, desired: currentReplicas(input) };
      const now = Math.round(input.at / stepSeconds);
      const last = Math.min(demandAhead.length - 1, now + Math.ceil(input.leadTimeSeconds / stepSeconds) + 1);
      let highest = 0;
      for (let step = now; step <= last; step++) highest = Math.max(highest, demandAhead[step] ?? 0);
      return { state, desired: leastReplicas(input.service ?? input.capacity, highest) };
    },
  };
};
