import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

const secondsPerMinute = 60;

/** The document's own numbers: percent, minutes, replicas. @source test/accuracy/baseline/seed.json, "scaling" */
const rules = {
  scaleUpThresholdUtilization: 75,
  scaleDownThresholdUtilization: 30,
  scaleUpCooldownMinutes: 5,
  scaleDownCooldownMinutes: 15,
  maxScaleUpPercentage: 50,
  maxScaleDownPercentage: 25,
  minReplicas: 2,
  maxReplicas: 100,
} as const;

/** Minutes since the last action from which this utilisation is acted on; within the thresholds never. */
const cooldownOf = (utilization: number): number => {
  if (utilization > rules.scaleUpThresholdUtilization) return rules.scaleUpCooldownMinutes;
  if (utilization < rules.scaleDownThresholdUtilization) return rules.scaleDownCooldownMinutes;
  return Number.POSITIVE_INFINITY;
};

/** Replicas after an action, truncated as the baseline formulas do. */
const actedOn = (current: number, utilization: number): number => {
  if (utilization > rules.scaleUpThresholdUtilization) {
    const raised = Math.trunc(current * (1 + rules.maxScaleUpPercentage / 100));
    return Math.max(current, Math.min(raised, rules.maxReplicas));
  }
  const lowered = Math.trunc(current * (1 - rules.maxScaleDownPercentage / 100));
  return Math.max(lowered, rules.minReplicas);
};

/**
 * The threshold policy of the baseline formulas: utilisation of the ready replicas, two cooldowns, +50 % and −25 % truncated, and its own
 * bounds. An action that the bounds swallow starts the cooldown all the same, and the first cooldown runs from the start.
 */
export const baselineThresholdPolicy = (): ScalingPolicy<{ readonly lastActionAt: number | null }> => {
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
      const cooldown = cooldownOf(utilization);
      const lastActionAt = state.lastActionAt ?? at;
      if ((at - lastActionAt) / secondsPerMinute < cooldown)
        return { state, desired: current, restsUntil: lastActionAt + cooldown * secondsPerMinute };
      return { state: { lastActionAt: at }, desired: actedOn(current, utilization) };
    },
  };
};
