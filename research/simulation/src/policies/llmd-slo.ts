import { enginesOf } from "./fluid-engines.ts";
import type { HpaBehavior } from "./hpa-behavior.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

/**
 * The 90th percentile of a latency as a share of its objective is cut at `most`, averaged over the window, and adds replicas
 * above `up` and takes them below `down`.
 * @source https://github.com/llm-d/llm-d/blob/main/guides/workload-autoscaling/README.slo-aware.md
 */
const law = { most: 2, windowSeconds: 45, up: 0.55, down: 0.4 } as const;

/** @source the same, "HPA layer" */
export const llmdSloActuation: HpaBehavior = {
  up: {
    stabilizationSeconds: 30,
    select: "max",
    rules: [
      { kind: "percent", value: 100, periodSeconds: 60 },
      { kind: "pods", value: 4, periodSeconds: 60 },
    ],
  },
  down: { stabilizationSeconds: 180, select: "max", rules: [{ kind: "pods", value: 1, periodSeconds: 120 }] },
};

/** Replicas for a share: those that are on their way count as capacity already, on the way up only. */
const countFor = (share: number, { ready, pending }: Pick<PolicyInput, "ready" | "pending">): number => {
  const current = ready + pending;
  const credit = ready > 0 ? ready / current : 1;
  // Rounded at the twelfth digit: a product just above a whole number is that number.
  const asked = current * ((share * credit) / law.up - 1);
  if (share > law.up) return current + Math.max(0, Math.ceil(Number(asked.toPrecision(12))));
  return share < law.down ? current - Math.floor(current * (1 - share / law.down)) : current;
};

/**
 * llm-d's wish by latency objectives: the worse of time to first token and time per output token beside its objective, by the
 * latencies that were measured, where its router could also show predicted ones.
 * @source https://github.com/llm-d/llm-d/blob/main/guides/workload-autoscaling/README.slo-aware.md
 */
export const llmdSloPolicy: ScalingPolicy<readonly { readonly at: number; readonly share: number }[]> = {
  name: "llmd-slo",
  holdsOnUnknown: true,
  start: [],
  step: (before, input) => {
    const share = enginesOf(input)?.latencyShare;
    if (share === undefined) return { state: before, desired: currentReplicas(input) };
    const within = before.filter(({ at }) => at > input.at - law.windowSeconds);
    const state = [...within, { at: input.at, share: Math.min(law.most, share) }];
    return { state, desired: countFor(state.reduce((sum, one) => sum + one.share, 0) / state.length, input) };
  },
};
