import { baselineSeed } from "@loadline/core";
import type { BaselineSeed } from "@loadline/core/internal";
import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

const secondsPerMinute = 60;

type Rules = BaselineSeed["scaling"];

/** Minutes since the last action from which this utilisation is acted on; within the thresholds never. */
const cooldownOf = (utilization: number, rules: Rules): number => {
  if (utilization > rules.scaleUpThresholdUtilization) return rules.scaleUpCooldownMinutes;
  if (utilization < rules.scaleDownThresholdUtilization) return rules.scaleDownCooldownMinutes;
  return Number.POSITIVE_INFINITY;
};

/** Replicas after an action, truncated as the baseline formulas do. */
const actedOn = (current: number, utilization: number, rules: Rules): number => {
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
 * @source data/baseline/seed.json
 */
export const baselineThresholdPolicy = (): ScalingPolicy<{ readonly lastActionAt: number | null }> => {
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
      const cooldown = cooldownOf(utilization, rules);
      const lastActionAt = state.lastActionAt ?? at;
      if ((at - lastActionAt) / secondsPerMinute < cooldown)
        return { state, desired: current, restsUntil: lastActionAt + cooldown * secondsPerMinute };
      return { state: { lastActionAt: at }, desired: actedOn(current, utilization, rules) };
    },
  };
};
