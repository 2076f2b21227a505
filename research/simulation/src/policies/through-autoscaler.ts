import { enginesOf } from "./fluid-engines.ts";
import {
  applyHpaBehavior,
  emptyHpaMemory,
  type HpaBehavior,
  type HpaBounds,
  type HpaMemory,
  type HpaScalingRules,
  unbounded,
} from "./hpa-behavior.ts";
import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

const bothWays: HpaScalingRules = {
  stabilizationSeconds: 240,
  select: "max",
  rules: [{ kind: "pods", value: 10, periodSeconds: 150 }],
};

/**
 * How the pod autoscaler that carries out llm-d's wishes is set up by default.
 * @source https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/main/docs/user-guide/hpa-integration.md
 */
const llmdActuation: HpaBehavior = { up: bothWays, down: bothWays };

/**
 * A policy that only publishes the count that it wants, carried out by a pod autoscaler on that metric: with its windows
 * and rates, and without its tolerance, which would swallow steps of one above ten replicas. Without the engines' metrics
 * nothing is done.
 */
export const throughAutoscaler = <S>(
  policy: ScalingPolicy<S>,
  bounds: HpaBounds = unbounded,
  behavior: HpaBehavior = llmdActuation,
): ScalingPolicy<{ readonly wish: S; readonly hpa: HpaMemory }> => ({
  name: policy.name,
  holdsOnUnknown: policy.holdsOnUnknown,
  start: { wish: policy.start, hpa: emptyHpaMemory },
  step: (state, input) => {
    const current = currentReplicas(input);
    if (enginesOf(input) === null) return { state, desired: current };
    const { state: wish, desired: wanted } = policy.step(state.wish, input);
    const { memory, desired } = applyHpaBehavior(state.hpa, behavior, { at: input.at, current, wanted, bounds });
    return { state: { wish, hpa: memory }, desired };
  },
});
