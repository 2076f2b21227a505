import {
  applyHpaBehavior,
  defaultHpaBehavior,
  emptyHpaMemory,
  type HpaBehavior,
  type HpaMemory,
  toleranceOf,
} from "./hpa-behavior.ts";
import { hpaReplicasOfTotal } from "./hpa-replicas.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

/** How the count of a fallback follows from its replicas and the present ones. */
const kedaFallbackBehaviors = [
  "static",
  "currentReplicas",
  "currentReplicasIfHigher",
  "currentReplicasIfLower",
] as const;
export type KedaFallbackBehavior = (typeof kedaFallbackBehaviors)[number];

interface KedaFallback {
  /** Failed reads in a row that must be passed. */
  readonly failureThreshold: number;
  readonly replicas: number;
  /** Left out: static. */
  readonly behavior?: KedaFallbackBehavior;
}

/**
 * Replicas that KEDA falls back to when the metric cannot be read.
 * @source https://keda.sh/docs/latest/reference/scaledobject-spec/#fallbackbehavior
 */
const kedaFallbackReplicas = ({ replicas, behavior = "static" }: KedaFallback, current: number): number => {
  switch (behavior) {
    case "static":
      return replicas;
    case "currentReplicas":
      return current;
    case "currentReplicasIfHigher":
      return Math.max(current, replicas);
    case "currentReplicasIfLower":
      return Math.min(current, replicas);
  }
};

/** The fields of a ScaledObject that a simulation can show; work per second for the threshold. */
export interface KedaSettings {
  /** Work per second above which the workload is active. */
  readonly activationThreshold: number;
  /** Time without activity before the count falls to none or the idle one. */
  readonly cooldownSeconds: number;
  /** Time from the start in which a workload that was never active is left as it is. */
  readonly initialCooldownSeconds: number;
  readonly pollingSeconds: number;
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  /** Replicas without activity, below the minimum; null: none such, the minimum holds. */
  readonly idleReplicaCount: number | null;
  /** null: without a metric nothing is done. */
  readonly fallback: KedaFallback | null;
  /** How the generated pod autoscaler moves. */
  readonly behavior: HpaBehavior;
}

interface KedaState {
  readonly hpa: HpaMemory;
  readonly createdAt: number | null;
  readonly polledAt: number | null;
  readonly failures: number;
  readonly lastActiveAt: number | null;
}

/** @source https://keda.sh/docs/latest/reference/scaledobject-spec/ */
const defaultKedaSettings: KedaSettings = {
  activationThreshold: 0,
  cooldownSeconds: 300,
  initialCooldownSeconds: 0,
  pollingSeconds: 30,
  minReplicaCount: 0,
  maxReplicaCount: 100,
  idleReplicaCount: null,
  fallback: null,
  behavior: defaultHpaBehavior,
};

/** One sample with what KEDA makes of it. */
interface Poll {
  readonly input: PolicyInput;
  readonly settings: KedaSettings;
  /** Whether KEDA itself looks at the trigger now; the pod autoscaler asks for the metric at every sync. */
  readonly isDue: boolean;
  readonly perPod: number;
}

const polled = (state: KedaState, { input, settings, isDue }: Poll): KedaState => {
  const { at, demand } = input;
  const isAsked = isDue || currentReplicas(input) > 0;
  return {
    hpa: state.hpa,
    createdAt: state.createdAt ?? at,
    polledAt: isDue ? at : state.polledAt,
    failures: demand !== null ? 0 : state.failures + (isAsked ? 1 : 0),
    lastActiveAt: isDue && (demand ?? 0) > settings.activationThreshold ? at : state.lastActiveAt,
  };
};

const hasCooledDown = ({ createdAt, lastActiveAt }: KedaState, { input, settings }: Poll): boolean =>
  lastActiveAt === null
    ? input.at - (createdAt ?? input.at) >= settings.initialCooldownSeconds
    : input.at - lastActiveAt >= settings.cooldownSeconds;

type Step = { readonly state: KedaState; readonly desired: number };

/** The generated pod autoscaler: one replica and more, its own bounds, windows and rates. */
const scaledByHpa = (state: KedaState, total: number, { input, settings, perPod }: Poll): Step => {
  const { behavior, minReplicaCount, maxReplicaCount } = settings;
  const current = currentReplicas(input);
  const bounds = { minimumReplicas: Math.max(1, minReplicaCount), maximumReplicas: maxReplicaCount };
  const wanted = hpaReplicasOfTotal(total, { perPod, tolerance: toleranceOf(behavior) }, current);
  const { memory, desired } = applyHpaBehavior(state.hpa, behavior, { at: input.at, current, wanted, bounds });
  return { state: { ...state, hpa: memory }, desired };
};

/** After more failures than the threshold the autoscaler is shown the metric of the fallback's count. */
const withoutMetric = (state: KedaState, poll: Poll): Step => {
  const { fallback } = poll.settings;
  const current = currentReplicas(poll.input);
  if (fallback === null || state.failures <= fallback.failureThreshold) return { state, desired: current };
  const replicas = kedaFallbackReplicas(fallback, current);
  return current === 0 ? { state, desired: replicas } : scaledByHpa(state, replicas * poll.perPod, poll);
};

/** From none or the idle count KEDA itself takes the workload to where the pod autoscaler begins. */
const fromIdle = (state: KedaState, isActive: boolean, { input, settings, isDue }: Poll): Step => {
  const { minReplicaCount, idleReplicaCount } = settings;
  const rises = isDue && (isActive || (idleReplicaCount === null && minReplicaCount > 0));
  return { state, desired: rises ? Math.max(1, minReplicaCount) : currentReplicas(input) };
};

const withMetric = (state: KedaState, demand: number, poll: Poll): Step => {
  const { activationThreshold, idleReplicaCount, minReplicaCount } = poll.settings;
  const current = currentReplicas(poll.input);
  const isActive = demand > activationThreshold;
  if (current === 0 || (idleReplicaCount !== null && current < minReplicaCount)) return fromIdle(state, isActive, poll);
  const mayIdle = idleReplicaCount !== null || minReplicaCount === 0;
  if (!isActive && mayIdle && poll.isDue && hasCooledDown(state, poll))
    return { state, desired: idleReplicaCount ?? 0 };
  return scaledByHpa(state, demand, poll);
};

/**
 * KEDA: activation between no replica and the first by polling, everything above by the pod autoscaler that it generates,
 * and a fallback after failed polls. With a fallback it may scale down on missing data; without one it holds.
 * @source https://keda.sh/docs/latest/concepts/scaling-deployments/ and /reference/scaledobject-spec/
 */
export const kedaPolicy = (target: number, own: Partial<KedaSettings> = {}): ScalingPolicy<KedaState> => {
  const settings = { ...defaultKedaSettings, ...own };
  return {
    name: `keda:${target}`,
    holdsOnUnknown: settings.fallback === null,
    start: { hpa: emptyHpaMemory, createdAt: null, polledAt: null, failures: 0, lastActiveAt: null },
    step: (before, input) => {
      const isDue = before.polledAt === null || input.at - before.polledAt >= settings.pollingSeconds;
      const poll = { input, settings, isDue, perPod: target * input.capacity };
      const state = polled(before, poll);
      return input.demand === null ? withoutMetric(state, poll) : withMetric(state, input.demand, poll);
    },
  };
};
