import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

interface KpaState {
  readonly samples: readonly { readonly at: number; readonly demand: number }[];
  readonly started: boolean;
  /** When the panic was last confirmed; null: no panic. */
  readonly panicAt: number | null;
  /** Most replicas asked for in this panic. */
  readonly panicReplicas: number;
}

/**
 * Knative's defaults: its two windows, the multiple of the ready replicas over the panic window at which panic begins, and
 * the most that one decision may multiply or divide them by.
 * @source https://knative.dev/docs/serving/autoscaling/kpa-specific/
 */
const [stableSeconds, panicSeconds, panicThreshold] = [60, 6, 2];
const [maxScaleUpRate, maxScaleDownRate] = [1000, 2];

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

/** A controller that starts beside more than one replica has no history, and so starts in panic. */
const started = (state: KpaState, input: PolicyInput): KpaState => {
  if (state.started) return state;
  const replicas = currentReplicas(input);
  return { ...state, started: true, ...(replicas > 1 ? { panicAt: input.at, panicReplicas: replicas } : {}) };
};

type Panic = Pick<KpaState, "panicAt" | "panicReplicas">;

const panicAfter = (state: KpaState, at: number, isOver: boolean): Panic => {
  if (isOver) return { panicAt: at, panicReplicas: state.panicReplicas };
  const ended = state.panicAt !== null && state.panicAt + stableSeconds < at;
  return ended ? { panicAt: null, panicReplicas: 0 } : state;
};

/** Wanted replicas held within the rates; any load at all asks for one. */
const within = (wanted: number, ready: number): number => {
  const bounded = Math.min(Math.ceil(ready * maxScaleUpRate), Math.max(Math.floor(ready / maxScaleDownRate), wanted));
  return wanted > 0 ? Math.max(bounded, 1) : bounded;
};

/** The count of both windows: the stable one's, and in a panic the most that either asked for since it began. */
const wantedNow = (
  state: KpaState,
  { at, capacity, ready: serving }: PolicyInput,
  target: number,
): Panic & { readonly wanted: number } => {
  const ready = Math.max(1, serving);
  const wantedSince = (since: number): number => Math.ceil(averageSince(state.samples, since) / (target * capacity));
  const stable = within(wantedSince(at - stableSeconds), ready);
  const urgent = wantedSince(at - panicSeconds);
  const { panicAt, panicReplicas } = panicAfter(state, at, urgent / ready >= panicThreshold);
  if (panicAt === null) return { panicAt, panicReplicas: 0, wanted: stable };
  const most = Math.max(panicReplicas, stable, within(urgent, ready));
  return { panicAt, panicReplicas: most, wanted: most };
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
    const { at, demand } = input;
    if (demand === null) return { state: before, desired: currentReplicas(input) };
    const samples = [...before.samples.filter((sample) => sample.at > at - stableSeconds), { at, demand }];
    const { wanted, ...panic } = wantedNow({ ...started(before, input), samples }, input, target);
    return { state: { samples, started: true, ...panic }, desired: wanted };
  },
});
