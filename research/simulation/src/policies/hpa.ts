import {
  applyHpaBehavior,
  defaultHpaBehavior,
  emptyHpaMemory,
  type HpaBehavior,
  type HpaBounds,
  type HpaMemory,
  unbounded,
} from "./hpa-behavior.ts";
import { defaultHpaTolerance, hpaReplicas } from "./hpa-replicas.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

/** The count that the demand asks for, before windows and rates; the present one while it is unknown. */
const wantedReplicas = (target: number, input: PolicyInput): number => {
  const current = currentReplicas(input);
  if (input.demand === null) return current;
  const perPod = target * input.capacity;
  if (current === 0) return Math.ceil(input.demand / perPod);
  const pods = { total: input.demand, measured: input.ready, missing: 0, unready: input.pending };
  return hpaReplicas(pods, { perPod, tolerance: defaultHpaTolerance }, current) ?? current;
};

/**
 * Kubernetes' horizontal pod autoscaler on a per-pod rate, synchronised at every sample. Pending replicas are not-yet-ready
 * pods; without a metric nothing is done and nothing recorded.
 * @param target wanted load of a replica as a share of its capacity
 * @source https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
 */
export const hpaPolicy = (
  target: number,
  { behavior = defaultHpaBehavior, bounds = unbounded }: { behavior?: HpaBehavior; bounds?: HpaBounds } = {},
): ScalingPolicy<HpaMemory> => ({
  name: `hpa:${target}`,
  holdsOnUnknown: true,
  start: emptyHpaMemory,
  step: (state, input) => {
    const current = currentReplicas(input);
    if (input.demand === null) return { state, desired: current };
    const wanted = wantedReplicas(target, input);
    const { memory, desired } = applyHpaBehavior(state, behavior, { at: input.at, current, wanted, bounds });
    return { state: memory, desired };
  },
});
