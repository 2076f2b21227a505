import { applyHpaBehavior, defaultHpaBehavior, emptyHpaMemory, type HpaMemory } from "./hpa-behavior.ts";
import { defaultHpaTolerance, hpaReplicasOfTotal } from "./hpa-replicas.ts";
import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

interface KedaState {
  readonly hpa: HpaMemory;
  readonly polledAt: number | null;
  readonly lastActiveAt: number | null;
}

/**
 * Time between two looks at the trigger, and without activity before the last replicas go.
 * @source https://keda.sh/docs/latest/reference/scaledobject-spec/ (pollingInterval, cooldownPeriod)
 */
const [pollingSeconds, cooldownSeconds] = [30, 300];

/** Whether KEDA itself looks at the trigger at this sample, and what it remembers after it. */
const polled = (before: KedaState, at: number, isActive: boolean): { isDue: boolean; state: KedaState } => {
  const isDue = before.polledAt === null || at - before.polledAt >= pollingSeconds;
  if (!isDue) return { isDue, state: before };
  return { isDue, state: { ...before, polledAt: at, lastActiveAt: isActive ? at : before.lastActiveAt } };
};

/**
 * KEDA with its defaults: activation between no replica and the first by polling, everything above by the pod autoscaler
 * that it generates, which asks for the metric at every sync. Without a metric nothing is done.
 * @source https://keda.sh/docs/latest/concepts/scaling-deployments/ and /reference/scaledobject-spec/
 */
export const kedaPolicy = (
  target: number,
  { minReplicaCount = 0, maxReplicaCount = 100 }: { minReplicaCount?: number; maxReplicaCount?: number } = {},
): ScalingPolicy<KedaState> => ({
  name: `keda:${target}`,
  holdsOnUnknown: true,
  start: { hpa: emptyHpaMemory, polledAt: null, lastActiveAt: null },
  step: (before, input) => {
    const { at, demand } = input;
    const current = currentReplicas(input);
    const isActive = (demand ?? 0) > 0;
    const { isDue, state } = polled(before, at, isActive);
    if (demand === null) return { state, desired: current };
    const least = Math.max(1, minReplicaCount);
    if (current === 0) {
      const rises = isDue && (isActive || minReplicaCount > 0);
      return { state, desired: rises ? least : 0 };
    }
    const isIdle = !isActive && (state.lastActiveAt === null || at - state.lastActiveAt >= cooldownSeconds);
    if (isIdle && isDue && minReplicaCount === 0) return { state, desired: 0 };
    const wanted = hpaReplicasOfTotal(
      demand,
      { perPod: target * input.capacity, tolerance: defaultHpaTolerance },
      current,
    );
    const bounds = { minimumReplicas: least, maximumReplicas: maxReplicaCount };
    const { memory, desired } = applyHpaBehavior(state.hpa, defaultHpaBehavior, { at, current, wanted, bounds });
    return { state: { ...state, hpa: memory }, desired };
  },
});
