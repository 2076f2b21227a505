import { defaultHpaTolerance } from "./hpa.ts";
import { applyHpaBehavior, defaultHpaBehavior, emptyHpaMemory, type HpaMemory } from "./hpa-behavior.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

export interface KedaSettings {
  /** Work per second above which the workload is active. */
  readonly activationThreshold: number;
  /** Idle time before the last replica goes. */
  readonly cooldownSeconds: number;
  readonly pollingSeconds: number;
  /** Replicas after this many failed polls in a row; null: none. */
  readonly fallback: { readonly failureThreshold: number; readonly replicas: number } | null;
}

export interface KedaState {
  readonly hpa: HpaMemory;
  readonly polledAt: number | null;
  readonly failures: number;
  readonly lastActiveAt: number | null;
}

/** @source https://keda.sh/docs/latest/reference/scaledobject-spec/ */
export const defaultKedaSettings: KedaSettings = {
  activationThreshold: 0,
  cooldownSeconds: 300,
  pollingSeconds: 30,
  fallback: null,
};

const polled = (state: KedaState, { at, demand }: PolicyInput, settings: KedaSettings): KedaState => {
  if (state.polledAt !== null && at - state.polledAt < settings.pollingSeconds) return state;
  if (demand === null) return { ...state, polledAt: at, failures: state.failures + 1 };
  const active = demand > settings.activationThreshold || state.lastActiveAt === null;
  return { ...state, polledAt: at, failures: 0, lastActiveAt: active ? at : state.lastActiveAt };
};

/** An external metric with an average value: the total over the target, unless the ratio at the present count is near 1. */
const wantedByAverage = (demand: number, perPod: number, current: number): number => {
  const ratio = demand / (perPod * current);
  return Math.abs(1 - ratio) <= defaultHpaTolerance ? current : Math.ceil(demand / perPod);
};

/** The generated HPA owns one replica and more, and never goes below one. */
const scaledByHpa = (state: KedaState, input: PolicyInput, perPod: number): { state: KedaState; desired: number } => {
  const current = currentReplicas(input);
  const wanted = Math.max(1, wantedByAverage(input.demand ?? 0, perPod, current));
  const { memory, desired } = applyHpaBehavior(state.hpa, defaultHpaBehavior, { at: input.at, current, wanted });
  return { state: { ...state, hpa: memory }, desired: Math.max(1, desired) };
};

/**
 * KEDA: activation between no replica and one by polling, everything above by the HPA that it generates, and a fallback
 * after failed polls. With a fallback it may scale down on missing data; without one it holds.
 * @source https://keda.sh/docs/latest/concepts/scaling-deployments/
 */
export const kedaPolicy = (target: number, own: Partial<KedaSettings> = {}): ScalingPolicy<KedaState> => {
  const settings = { ...defaultKedaSettings, ...own };
  return {
    name: `keda:${target}`,
    holdsOnUnknown: settings.fallback === null,
    start: { hpa: emptyHpaMemory, polledAt: null, failures: 0, lastActiveAt: null },
    step: (before, input) => {
      const state = polled(before, input, settings);
      const current = currentReplicas(input);
      const { fallback } = settings;
      if (fallback !== null && state.failures >= fallback.failureThreshold)
        return { state, desired: fallback.replicas };
      if (input.demand === null) return { state, desired: current };
      if (current === 0) return { state, desired: input.demand > settings.activationThreshold ? 1 : 0 };
      const idle = state.lastActiveAt === null ? 0 : input.at - state.lastActiveAt;
      if (input.demand <= settings.activationThreshold && idle >= settings.cooldownSeconds)
        return { state, desired: 0 };
      return scaledByHpa(state, input, target * input.capacity);
    },
  };
};
