import { filterDefaults, isAfterGap, type LoadMemory, observeLoad } from "./loadline-filter.ts";
import { type Outlook, outlookOf } from "./loadline-headroom.ts";
import { headroomDefaults as common, type LoadlineSettings, loadlineSettings } from "./loadline-settings.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

export interface LoadlineState {
  readonly load: LoadMemory | null;
  /** Falling row of counts worth keeping, newest last. */
  readonly keeps: readonly { readonly at: number; readonly replicas: number }[];
  /** No reduction before this time; null: none pending. */
  readonly holdUntil: number | null;
  /** First sample. */
  readonly since: number | null;
}

const replicasFor = ({ centre, headroom }: Outlook, risk: number, capacity: number): number =>
  Math.ceil((centre + risk * headroom) / capacity);

type Kept = LoadlineState["keeps"][number];

const keptCounts = (keeps: LoadlineState["keeps"], { at, replicas }: Kept, holdSeconds: number): readonly Kept[] => {
  const recent = keeps.filter((keep) => keep.at > at - holdSeconds && keep.replicas > replicas);
  return [...recent, { at, replicas }];
};

const isHeld = ({ holdUntil }: LoadlineState, at: number): boolean => holdUntil !== null && at < holdUntil;

/** How far an action is put off, as shares of the headroom and of the current count. */
interface Band {
  readonly trigger: number;
  readonly order: number;
  readonly keep: number;
  readonly deadBand: number;
}

const steadyBand = ({ samples }: LoadMemory, { centre, headroom }: Outlook): Band => ({
  trigger: samples < common.firstSamples ? common.firstTrigger : common.steadyTrigger,
  order: common.steadyOrder,
  keep: common.steadyKeep,
  deadBand: (common.steadyDeadBand * headroom) / (centre + headroom),
});

/** What repeats has shown itself; anything else is known by its age. */
const movingBand = ({ kind }: Outlook, age: number, { overOrder, keepShare, deadBand }: LoadlineSettings): Band => {
  const known = kind === "repeated" ? 1 : Math.min(1, age / common.firstHeadroomSeconds);
  const share = common.firstShare + (1 - common.firstShare) * known;
  return { trigger: share, order: share * overOrder, keep: share * keepShare, deadBand };
};

interface Choice {
  readonly outlook: Outlook;
  readonly risk: number;
  readonly band: Band;
}

const countFor = ({ outlook, risk, band }: Choice, input: PolicyInput, state: LoadlineState): number => {
  const current = currentReplicas(input);
  if (replicasFor(outlook, risk * band.trigger, input.capacity) > current) {
    return replicasFor(outlook, risk * band.order, input.capacity);
  }
  const keep = state.keeps[0]?.replicas ?? current;
  const worthwhile = keep <= current - Math.max(1, band.deadBand * current);
  return worthwhile && !isHeld(state, input.at) ? keep : current;
};

/** The settings of a lead time, which hardly ever changes, worked out once. */
const settingsReader = (): ((leadTimeSeconds: number) => LoadlineSettings) => {
  let known: { readonly leadTimeSeconds: number; readonly settings: LoadlineSettings } | null = null;
  return (leadTimeSeconds) => {
    if (known?.leadTimeSeconds !== leadTimeSeconds) {
      known = { leadTimeSeconds, settings: loadlineSettings(leadTimeSeconds) };
    }
    return known.settings;
  };
};

/** How long a smaller count must have been enough. */
const holdSecondsOf = ({ kind }: Outlook, { holdSeconds }: LoadlineSettings): number =>
  kind === "steady" ? common.steadyHoldSeconds : holdSeconds;

/** No reduction before this time: whoever begins, or has been away for long, knows too little to let anything go. */
const holdUntilAfter = ({ load, holdUntil }: LoadlineState, { at, leadTimeSeconds }: PolicyInput): number | null => {
  const isUnsure = load === null || isAfterGap(load, at, filterDefaults);
  return isUnsure ? at + Math.max(common.leastHoldSeconds, leadTimeSeconds) : holdUntil;
};

/**
 * Loadline's policy: enough replicas for the load at the end of the lead time plus a headroom of noise, volatility, recent
 * peak and long mean; a surge is carried on as soon as its slope is beyond the noise, and a load that repeats is met by
 * its last period. Orders go a step beyond their trigger, reductions wait until a smaller count was enough for a while.
 * Unknown demand freezes everything it has learnt; at the start and after a long gap it holds or grows for one lead time.
 * Thin headroom after a long calm is its weak spot: whoever fears a flash crowd sets a lower bound.
 * @param risk dial, 1 by default: more is dearer and safer; the frontier is flat from 0.7 to 1.5
 */
export const loadlinePolicy = (risk = 1): ScalingPolicy<LoadlineState> => {
  const settingsFor = settingsReader();
  return {
    name: risk === 1 ? "loadline" : `loadline:${risk}`,
    holdsOnUnknown: true,
    start: { load: null, keeps: [], holdUntil: null, since: null },
    step: (before, input) => {
      const { at, demand, capacity, leadTimeSeconds } = input;
      if (demand === null) return { state: before, desired: currentReplicas(input) };
      const settings = settingsFor(leadTimeSeconds);
      const load = observeLoad(before.load, { at, demand, capacity }, { leadTimeSeconds, settings });
      const outlook = outlookOf(load, leadTimeSeconds, settings);
      const since = before.since ?? at;
      const band = outlook.kind === "steady" ? steadyBand(load, outlook) : movingBand(outlook, at - since, settings);
      const replicas = replicasFor(outlook, risk * band.keep, capacity);
      const state: LoadlineState = {
        load,
        since,
        keeps: keptCounts(before.keeps, { at, replicas }, holdSecondsOf(outlook, settings)),
        holdUntil: holdUntilAfter(before, input),
      };
      return { state, desired: countFor({ outlook, risk, band }, input, state) };
    },
  };
};
