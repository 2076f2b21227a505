import { countFor, emptyScalingState, type ScalingState, scalingStep } from "@loadline/core/internal";
import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

/**
 * Loadline's own engine: the scaling engine of core.
 * @param risk factor on what a missing replica is worth: a higher value costs more and is safer
 */
export const loadlinePolicy = (risk = 1): ScalingPolicy<ScalingState> => ({
  name: `loadline:${risk}`,
  holdsOnUnknown: true,
  start: emptyScalingState,
  step: (state, input) => {
    const { at, demand: load, capacity, leadTimeSeconds, scheduledDemand: announced } = input;
    const current = currentReplicas(input);
    const next = scalingStep(state, { at, load, capacity, leadTimeSeconds, announced, risk });
    const isKnown = next.advice !== null && load !== null;
    return { state: next.state, desired: isKnown ? countFor(next.advice, current, capacity) : current };
  },
});
