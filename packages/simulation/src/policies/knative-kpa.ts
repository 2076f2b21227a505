import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

/** The keys of Knative's config-autoscaler and its annotations that a simulation can show. */
export interface KpaSettings {
  readonly stableWindowSeconds: number;
  /** Length of the panic window as a percentage of the stable one. */
  readonly panicWindowPercentage: number;
  /** Wanted replicas over the panic window as a percentage of the ready ones at which panic begins. */
  readonly panicThresholdPercentage: number;
  /** Most that one decision may multiply or divide the ready replicas by. */
  readonly maxScaleUpRate: number;
  readonly maxScaleDownRate: number;
  /** Fewest replicas while there is any load. */
  readonly activationScale: number;
  /** How long a lower count must have been wanted. */
  readonly scaleDownDelaySeconds: number;
  /** Whether the last replica may go. */
  readonly enableScaleToZero: boolean;
  /** How long the last replica stays after it could go. */
  readonly scaleToZeroPodRetentionSeconds: number;
}

export interface KpaState {
  readonly samples: readonly { readonly at: number; readonly demand: number }[];
  readonly started: boolean;
  /** When the panic was last confirmed; null: no panic. */
  readonly panicAt: number | null;
  /** Most replicas asked for in this panic. */
  readonly panicReplicas: number;
  /** Counts wanted within the scale-down delay; empty without one. */
  readonly wanted: readonly { readonly at: number; readonly replicas: number }[];
  /** Since when no replica is wanted; null: some are. */
  readonly zeroSince: number | null;
}

/** @source https://knative.dev/docs/serving/autoscaling/kpa-specific/ and the pages on bounds and on scale to zero */
export const defaultKpaSettings: KpaSettings = {
  stableWindowSeconds: 60,
  panicWindowPercentage: 10,
  panicThresholdPercentage: 200,
  maxScaleUpRate: 1000,
  maxScaleDownRate: 2,
  activationScale: 1,
  scaleDownDelaySeconds: 0,
  enableScaleToZero: true,
  scaleToZeroPodRetentionSeconds: 0,
};

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

const panicAfter = (state: KpaState, at: number, { isOver, window }: { isOver: boolean; window: number }): Panic => {
  if (isOver) return { panicAt: at, panicReplicas: state.panicReplicas };
  const ended = state.panicAt !== null && state.panicAt + window < at;
  return ended ? { panicAt: null, panicReplicas: 0 } : state;
};

/** Wanted replicas held within the rates; any load at all asks for the activation scale. */
const within = (wanted: number, ready: number, settings: KpaSettings): number => {
  const least = Math.floor(ready / settings.maxScaleDownRate);
  const most = Math.ceil(ready * settings.maxScaleUpRate);
  const bounded = Math.min(most, Math.max(least, wanted));
  return wanted > 0 ? Math.max(bounded, settings.activationScale) : bounded;
};

/** The count of both windows: the stable one's, and in a panic the most that either asked for since it began. */
const wantedNow = (
  state: KpaState,
  { at, capacity, ready: serving }: PolicyInput,
  { settings, target }: { readonly settings: KpaSettings; readonly target: number },
): Panic & { readonly wanted: number } => {
  const { stableWindowSeconds: window, panicWindowPercentage, panicThresholdPercentage } = settings;
  const ready = Math.max(1, serving);
  const wantedSince = (since: number): number => Math.ceil(averageSince(state.samples, since) / (target * capacity));
  const stable = wantedSince(at - window);
  const urgent = wantedSince(at - (window * panicWindowPercentage) / 100);
  const isOver = urgent / ready >= panicThresholdPercentage / 100;
  const { panicAt, panicReplicas } = panicAfter(state, at, { isOver, window });
  const stableWanted = within(stable, ready, settings);
  if (panicAt === null) return { panicAt, panicReplicas: 0, wanted: stableWanted };
  const most = Math.max(panicReplicas, stableWanted, within(urgent, ready, settings));
  return { panicAt, panicReplicas: most, wanted: most };
};

/** The highest count of the delay, so that a lower one must have been wanted for all of it. */
const delayed = (
  before: KpaState["wanted"],
  { at, replicas }: { readonly at: number; readonly replicas: number },
  { scaleDownDelaySeconds }: KpaSettings,
): { readonly wanted: KpaState["wanted"]; readonly replicas: number } => {
  if (scaleDownDelaySeconds === 0) return { wanted: before, replicas };
  const wanted = [...before.filter((entry) => entry.at > at - scaleDownDelaySeconds), { at, replicas }];
  return { wanted, replicas: wanted.reduce((most, entry) => Math.max(most, entry.replicas), 0) };
};

const keepsLast = (zeroSince: number | null, input: PolicyInput, settings: KpaSettings): boolean => {
  if (!settings.enableScaleToZero) return true;
  const idleSeconds = zeroSince === null ? 0 : input.at - zeroSince;
  return currentReplicas(input) > 0 && idleSeconds < settings.scaleToZeroPodRetentionSeconds;
};

/**
 * Knative's pod autoscaler on a request rate: the stable window's average, and while the panic window asks for twice the
 * ready replicas only ever upwards. A window shorter than the sample period holds the last sample.
 * @source https://github.com/knative/serving/blob/main/pkg/autoscaler/scaling/autoscaler.go
 */
export const kpaPolicy = (target: number, own: Partial<KpaSettings> = {}): ScalingPolicy<KpaState> => {
  const settings = { ...defaultKpaSettings, ...own };
  return {
    name: `kpa:${target}`,
    holdsOnUnknown: true,
    start: { samples: [], started: false, panicAt: null, panicReplicas: 0, wanted: [], zeroSince: null },
    step: (before, input) => {
      const { at, demand } = input;
      if (demand === null) return { state: before, desired: currentReplicas(input) };
      const since = at - settings.stableWindowSeconds;
      const samples = [...before.samples.filter((sample) => sample.at > since), { at, demand }];
      const state = { ...started(before, input), samples };
      const { panicAt, panicReplicas, wanted: now } = wantedNow(state, input, { settings, target });
      const { wanted, replicas } = delayed(state.wanted, { at, replicas: now }, settings);
      const zeroSince = replicas > 0 ? null : (state.zeroSince ?? at);
      const desired = replicas === 0 && keepsLast(zeroSince, input, settings) ? 1 : replicas;
      return { state: { samples, started: true, panicAt, panicReplicas, wanted, zeroSince }, desired };
    },
  };
};
