import { filterDefaults, isAfterGap, type LoadMemory, observeLoad } from "./loadline-filter.ts";
import { type Outlook, outlookOf } from "./loadline-headroom.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

/** Band around the wanted count that buys fewer actions. Flat ranges: 1.25–1.5, 1.1–1.3, 0.08–0.12, 60–180 s. */
export const loadlineDefaults = {
  /** Headroom of an order, as a multiple of the headroom that triggers it: the next order comes later. */
  overOrder: 1.4,
  /** Headroom that a smaller count must still have. */
  keepShare: 1.2,
  /** Share of the current count that a reduction must be worth. */
  deadBand: 0.1,
  /** How long a smaller count must have been enough. */
  holdSeconds: 90,
} as const;

export interface LoadlineState {
  readonly load: LoadMemory | null;
  /** Falling row of counts worth keeping, newest last. */
  readonly keeps: readonly { readonly at: number; readonly replicas: number }[];
  /** No reduction before this time; null: none pending. */
  readonly holdUntil: number | null;
}

const replicasFor = ({ centre, headroom }: Outlook, risk: number, capacity: number): number =>
  Math.ceil((centre + risk * headroom) / capacity);

const keptCounts = (keeps: LoadlineState["keeps"], at: number, replicas: number): LoadlineState["keeps"] => {
  const recent = keeps.filter((keep) => keep.at > at - loadlineDefaults.holdSeconds && keep.replicas > replicas);
  return [...recent, { at, replicas }];
};

const isHeld = ({ holdUntil }: LoadlineState, at: number): boolean => holdUntil !== null && at < holdUntil;

const countFor = (outlook: Outlook, risk: number, input: PolicyInput, state: LoadlineState): number => {
  const current = currentReplicas(input);
  if (replicasFor(outlook, risk, input.capacity) > current) {
    return replicasFor(outlook, risk * loadlineDefaults.overOrder, input.capacity);
  }
  const keep = state.keeps[0]?.replicas ?? current;
  const worthwhile = keep <= current - Math.max(1, loadlineDefaults.deadBand * current);
  return worthwhile && !isHeld(state, input.at) ? keep : current;
};

/**
 * Loadline's policy: enough replicas for the load at the end of the lead time plus a headroom of noise, volatility, recent
 * peak and long mean. Orders go a step beyond their trigger, reductions wait until a smaller count was enough for a while.
 * Unknown demand freezes everything it has learnt; after a long gap it holds or grows for one lead time.
 * Thin headroom after a long calm is its weak spot: a flash crowd or an hourly pulse belongs in bounds or a schedule.
 * @param risk dial, 1 by default: more is dearer and safer; the frontier is flat from 0.7 to 1.5
 */
export const loadlinePolicy = (risk = 1): ScalingPolicy<LoadlineState> => ({
  name: risk === 1 ? "loadline" : `loadline:${risk}`,
  holdsOnUnknown: true,
  start: { load: null, keeps: [], holdUntil: null },
  step: (before, input) => {
    const { at, demand, capacity, leadTimeSeconds } = input;
    if (demand === null) return { state: before, desired: currentReplicas(input) };
    const gap = before.load !== null && isAfterGap(before.load, at, filterDefaults);
    const load = observeLoad(before.load, { at, demand, capacity });
    const outlook = outlookOf(load, leadTimeSeconds);
    const keep = replicasFor(outlook, risk * loadlineDefaults.keepShare, capacity);
    const state: LoadlineState = {
      load,
      keeps: keptCounts(before.keeps, at, keep),
      holdUntil: gap ? at + leadTimeSeconds : before.holdUntil,
    };
    return { state, desired: countFor(outlook, risk, input, state) };
  },
});
