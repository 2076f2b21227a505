import { filterDefaults, isAfterGap, type LoadMemory, observeLoad } from "./loadline-filter.ts";
import { type Outlook, outlookOf } from "./loadline-headroom.ts";
import { emptyNeed, type NeedRecord, neededShare, observeNeed } from "./loadline-need.ts";
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
  readonly need: NeedRecord;
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

/** What the time since the first sample has shown. */
interface Known {
  readonly age: number;
  readonly need: NeedRecord;
}

/** Orders are slower in the first hour, in which a stretch of noise passes for the level. */
const steadyBand = ({ samples }: LoadMemory, { centre, headroom }: Outlook): Band => {
  const known = Math.min(1, samples / common.firstSamples);
  return {
    trigger: common.firstTrigger + (common.steadyTrigger - common.firstTrigger) * known,
    order: common.steadyOrder,
    keep: common.steadyKeep,
    deadBand: (common.steadyDeadBand * headroom) / (centre + headroom),
  };
};

/**
 * What repeats has shown itself; anything else is known by its age, and by how much of its headroom it has needed. That
 * record lowers the band and does not narrow it: what is spared goes into fewer actions.
 */
const movingBand = ({ kind }: Outlook, { age, need }: Known, settings: LoadlineSettings): Band => {
  const { overOrder, keepShare, deadBand } = settings;
  const known = kind === "repeated" ? 1 : Math.min(1, age / common.firstHeadroomSeconds);
  const aged = common.firstShare + (1 - common.firstShare) * known;
  const share = kind === "repeated" ? 1 : Math.min(aged, neededShare(need, (overOrder + keepShare) / 2));
  return {
    trigger: share,
    order: share + (overOrder - 1) * aged,
    keep: share + (keepShare - 1) * aged,
    deadBand: deadBand + common.sparedDeadBand * (aged - share),
  };
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

/** No reduction before this time: whoever begins, or has been away for long, has too little history to remove replicas. */
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
    start: { load: null, keeps: [], holdUntil: null, since: null, need: emptyNeed },
    step: (before, input) => {
      const { at, demand, capacity, leadTimeSeconds } = input;
      if (demand === null) return { state: before, desired: currentReplicas(input) };
      const settings = settingsFor(leadTimeSeconds);
      const load = observeLoad(before.load, { at, demand, capacity }, { leadTimeSeconds, settings });
      const outlook = outlookOf(load, leadTimeSeconds, settings);
      const since = before.since ?? at;
      const need = observeNeed(before.need, { at, demand, outlook, leadTimeSeconds });
      const known = { age: at - since, need };
      const band = outlook.kind === "steady" ? steadyBand(load, outlook) : movingBand(outlook, known, settings);
      const replicas = replicasFor(outlook, risk * band.keep, capacity);
      const state: LoadlineState = {
        load,
        since,
        need,
        keeps: keptCounts(before.keeps, { at, replicas }, holdSecondsOf(outlook, settings)),
        holdUntil: holdUntilAfter(before, input),
      };
      return { state, desired: countFor({ outlook, risk, band }, input, state) };
    },
  };
};
