import { baselineSeed } from "../../baseline/seed.ts";
import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

export interface SeedState {
  readonly lastActionAt: number | null;
}

const secondsPerMinute = 60;

/**
 * The document's threshold policy: utilisation of the ready replicas, two cooldowns, +50 % and −25 % truncated, and its own
 * bounds. An action that the bounds swallow starts the cooldown all the same, and the first cooldown runs from the start.
 * @source data/baseline/seed.json
 */
export const seedThresholdPolicy = (): ScalingPolicy<SeedState> => {
  const rules = baselineSeed().scaling;
  return {
    name: "seed",
    holdsOnUnknown: true,
    start: { lastActionAt: null },
    step: (before, input) => {
      const { at, demand } = input;
      const state = before.lastActionAt === null ? { lastActionAt: at } : before;
      const current = currentReplicas(input);
      if (demand === null || input.ready === 0) return { state, desired: current };
      const utilization = (demand / (input.ready * input.capacity)) * 100;
      const idleMinutes = (at - (state.lastActionAt ?? at)) / secondsPerMinute;
      if (utilization > rules.scaleUpThresholdUtilization && idleMinutes >= rules.scaleUpCooldownMinutes) {
        const raised = Math.trunc(current * (1 + rules.maxScaleUpPercentage / 100));
        return { state: { lastActionAt: at }, desired: Math.max(current, Math.min(raised, rules.maxReplicas)) };
      }
      if (utilization < rules.scaleDownThresholdUtilization && idleMinutes >= rules.scaleDownCooldownMinutes) {
        const lowered = Math.trunc(current * (1 - rules.maxScaleDownPercentage / 100));
        return { state: { lastActionAt: at }, desired: Math.max(lowered, rules.minReplicas) };
      }
      return { state, desired: current };
    },
  };
};
