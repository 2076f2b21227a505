import { enginesOf } from "./fluid-engines.ts";
import {
  applyHpaBehavior,
  emptyHpaMemory,
  type HpaBehavior,
  type HpaBounds,
  type HpaMemory,
  unbounded,
} from "./hpa-behavior.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

/** Latency shares of the last samples, newest last, and what the pod autoscaler remembers. */
export interface LlmdSloState {
  readonly shares: readonly { readonly at: number; readonly share: number }[];
  readonly hpa: HpaMemory;
}

/**
 * The 90th percentile of a latency as a share of its objective is cut at `most`, averaged over the window, and adds replicas
 * above `up` and takes them below `down`.
 * @source https://github.com/llm-d/llm-d/blob/main/guides/workload-autoscaling/README.slo-aware.md
 */
const law = { most: 2, windowSeconds: 45, up: 0.55, down: 0.4 } as const;

/** @source the same, "HPA layer" */
const actuation: HpaBehavior = {
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
  const credit = ready > 0 && ready < current ? ready / current : 1;
  // Rounded at the twelfth digit: a product just above a whole number is that number.
  const asked = current * ((share * credit) / law.up - 1);
  if (share > law.up) return current + Math.max(0, Math.ceil(Number(asked.toPrecision(12))));
  return share < law.down ? current - Math.floor(current * (1 - share / law.down)) : current;
};

/**
 * llm-d's autoscaling by latency objectives: the worse of time to first token and time per output token beside its objective,
 * carried out by a pod autoscaler. By the latencies that were measured, where its router could also show predicted ones.
 * @source https://github.com/llm-d/llm-d/blob/main/guides/workload-autoscaling/README.slo-aware.md
 */
export const llmdSloPolicy = (bounds: HpaBounds = unbounded): ScalingPolicy<LlmdSloState> => ({
  name: "llmd-slo",
  holdsOnUnknown: true,
  start: { shares: [], hpa: emptyHpaMemory },
  step: (state, input) => {
    const { at } = input;
    const current = currentReplicas(input);
    const share = enginesOf(input)?.latencyShare;
    if (share === undefined) return { state, desired: current };
    const within = state.shares.filter((one) => one.at > at - law.windowSeconds);
    const shares = [...within, { at, share: Math.min(law.most, share) }];
    const mean = shares.reduce((sum, one) => sum + one.share, 0) / shares.length;
    const wanted = countFor(mean, input);
    const { memory, desired } = applyHpaBehavior(state.hpa, actuation, { at, current, wanted, bounds });
    return { state: { shares, hpa: memory }, desired };
  },
});
