import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

export interface KpaState {
  readonly samples: readonly { readonly at: number; readonly demand: number }[];
  readonly started: boolean;
  /** When the panic was last confirmed; null: no panic. */
  readonly panicAt: number | null;
  /** Most replicas asked for in this panic. */
  readonly panicReplicas: number;
}

/** Autoscaler defaults. @source https://knative.dev/docs/serving/autoscaling/kpa-specific/ */
export const kpaDefaults = {
  stableWindowSeconds: 60,
  panicWindowSeconds: 6,
  panicThreshold: 2,
  maximumUpRate: 1000,
  maximumDownRate: 2,
} as const;

const averageSince = (samples: KpaState["samples"], since: number): number => {
  let sum = 0;
  let count = 0;
  for (const { at, demand } of samples) {
    if (at > since) {
      sum += demand;
      count += 1;
    }
  }
  return sum / Math.max(1, count);
};

/** A controller that starts beside more than one replica knows no history, and so starts in panic. */
const started = (state: KpaState, input: PolicyInput): KpaState => {
  if (state.started) return state;
  const replicas = currentReplicas(input);
  return { ...state, started: true, ...(replicas > 1 ? { panicAt: input.at, panicReplicas: replicas } : {}) };
};

const panicAfter = (state: KpaState, at: number, over: boolean): Pick<KpaState, "panicAt" | "panicReplicas"> => {
  if (over) return { panicAt: at, panicReplicas: state.panicReplicas };
  const ended = state.panicAt !== null && state.panicAt + kpaDefaults.stableWindowSeconds < at;
  return ended ? { panicAt: null, panicReplicas: 0 } : state;
};

/**
 * Knative's pod autoscaler on a request rate: the stable window's average, and while the panic window asks for twice the
 * ready replicas only ever upwards. A window shorter than the sample period holds the last sample.
 * @source https://github.com/knative/serving/blob/main/pkg/autoscaler/scaling/autoscaler.go
 */
export const kpaPolicy = (target: number): ScalingPolicy<KpaState> => ({
  name: `kpa:${target}`,
  holdsOnUnknown: true,
  start: { samples: [], started: false, panicAt: null, panicReplicas: 0 },
  step: (before, input) => {
    const { at, demand, capacity } = input;
    if (demand === null) return { state: before, desired: currentReplicas(input) };
    const state = started(before, input);
    const stableSince = at - kpaDefaults.stableWindowSeconds;
    const samples = [...state.samples.filter((sample) => sample.at > stableSince), { at, demand }];
    const ready = Math.max(1, input.ready);
    const least = Math.floor(ready / kpaDefaults.maximumDownRate);
    const most = Math.ceil(ready * kpaDefaults.maximumUpRate);
    const bounded = (wanted: number): number => Math.min(most, Math.max(least, wanted));
    const perReplica = target * capacity;
    const stable = Math.ceil(averageSince(samples, stableSince) / perReplica);
    const urgent = Math.ceil(averageSince(samples, at - kpaDefaults.panicWindowSeconds) / perReplica);
    const panic = panicAfter(state, at, urgent / ready >= kpaDefaults.panicThreshold);
    if (panic.panicAt === null) {
      return { state: { samples, started: true, panicAt: null, panicReplicas: 0 }, desired: bounded(stable) };
    }
    const panicReplicas = Math.max(panic.panicReplicas, bounded(urgent));
    return { state: { samples, started: true, panicAt: panic.panicAt, panicReplicas }, desired: panicReplicas };
  },
});
