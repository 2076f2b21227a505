import { z } from "zod";
import { LoadlineError } from "../../errors.ts";
import {
  type Cover,
  candidates,
  candidateText,
  countFor,
  coverOf,
  emptyNeeds,
  firstCandidate,
  fleetSchema,
  type Need,
  needsSchema,
  nextFleet,
  outlookOf,
  withNeeds,
} from "./candidates.ts";
import {
  afterSample,
  firstLoadMemory,
  loadMemorySchema,
  longestGapSeconds,
  predictedLoads,
} from "./load-predictions.ts";
import { scalingConstants as constants } from "./scaling-constants.ts";

/** What is remembered of one deployment's load and of how each candidate would have done. Plain JSON, of bounded size. */
export const scalingStateSchema = z.strictObject({
  version: z.literal(2),
  load: loadMemorySchema.nullable(),
  since: z.number().nullable(),
  needs: needsSchema,
  /** null: no capacity was known yet. */
  fleets: z.array(fleetSchema).length(candidates.length).readonly().nullable(),
  /** Replicas that the load needed, summed over the scored time and forgotten like the prices, and that time. */
  neededSeconds: z.number().nonnegative(),
  scoredSeconds: z.number().nonnegative(),
  chosen: z
    .number()
    .int()
    .min(0)
    .max(candidates.length - 1),
});
export type ScalingState = Readonly<z.infer<typeof scalingStateSchema>>;

export const emptyScalingState: ScalingState = {
  version: 2,
  load: null,
  since: null,
  needs: emptyNeeds,
  fleets: null,
  neededSeconds: 0,
  scoredSeconds: 0,
  chosen: firstCandidate,
};

export interface ScalingObservation {
  /** Seconds of one clock. */
  readonly at: number;
  /** Arriving work per second; null: not known. */
  readonly load: number | null;
  /** Work per second that one replica carries; null: not known. */
  readonly capacity: number | null;
  readonly leadTimeSeconds: number;
  /** Work per second that the plan announces for the time until new replicas would serve; null: none. */
  readonly announced?: number | null | undefined;
  /** Factor on the price of missing replicas; 1: as usual. */
  readonly risk?: number | undefined;
}

export interface ScalingAdvice extends Cover {
  /** The candidate that is followed, in words. */
  readonly because: string;
}

export interface ScalingStep {
  readonly state: ScalingState;
  /** null before the first known load. */
  readonly advice: ScalingAdvice | null;
}

const checked = (what: string, value: number | null, least: number): void => {
  if (value === null || (Number.isFinite(value) && value >= least)) return;
  throw new LoadlineError("LL_INPUT_INVALID", { what, value, expected: "a finite number above 0; unknown is null" });
};

/** What each prediction says of now; one that knows nothing yet stands for the present level. */
const needsNow = (
  { level, noise, shortfalls }: NonNullable<ScalingState["load"]>,
  loads: readonly (number | null)[],
  announced: number,
): readonly Need[] =>
  loads.map((predicted, index) => {
    const known = predicted === null || shortfalls[index] == null ? 0 : index;
    const load = Math.max(known === index ? (predicted ?? level) : level, announced);
    return { load, shortfall: shortfalls[known] ?? noise };
  });

const firstReplicas = (load: number, capacity: number): number => Math.max(1, Math.ceil(load / capacity / 0.7));

const secondsPerDay = 86_400;
const betterBy = 0.01;

/** The candidate with the least price, its distance from the first one counted as a day of evidence. */
const leader = ({ fleets, neededSeconds, scoredSeconds, chosen }: ScalingState): number => {
  if (fleets === null || scoredSeconds === 0) return chosen;
  const perStep = (constants.priorShare * secondsPerDay * neededSeconds) / scoredSeconds;
  const priceOf = (index: number): number => (fleets[index]?.price ?? 0) + perStep * (candidates[index]?.steps ?? 0);
  let [best, least] = [chosen, priceOf(chosen) * (1 - betterBy)];
  for (let index = 0; index < fleets.length; index++) {
    const price = priceOf(index);
    if (price < least) [best, least] = [index, price];
  }
  return best;
};

interface Tick {
  readonly observation: ScalingObservation;
  readonly load: number;
  readonly elapsed: number;
  readonly now: readonly Need[];
}

/** The candidates' fleets after this tick, and which is followed. */
const scored = (state: ScalingState, { observation, load, elapsed, now }: Tick): ScalingState => {
  const { at, capacity, leadTimeSeconds, risk = 1 } = observation;
  if (capacity === null || state.load === null) return state;
  const outlook = outlookOf(state.needs, now, state.load.level);
  const before = state.fleets ?? candidates.map(() => ({ price: 0, count: firstReplicas(load, capacity), coming: [] }));
  const needed = load / capacity;
  const seconds = elapsed > longestGapSeconds ? 0 : elapsed;
  const isScored = seconds > 0 && at - (state.since ?? at) >= leadTimeSeconds;
  const missingPrice = risk * constants.missingPrice;
  const tick = { at, seconds, needed, leadTimeSeconds, missingPrice, scored: isScored };
  const fleets = before.map((fleet, index) => {
    const candidate = candidates[index];
    if (candidate === undefined) return fleet;
    return nextFleet(fleet, countFor(coverOf(candidate, outlook), fleet.count, capacity), tick);
  });
  if (!isScored) return { ...state, fleets };
  const weight = 2 ** (-seconds / constants.scoreHalfLife);
  const next = {
    ...state,
    fleets,
    neededSeconds: weight * state.neededSeconds + needed * seconds,
    scoredSeconds: weight * state.scoredSeconds + seconds,
  };
  return { ...next, chosen: leader(next) };
};

const adviceOf = ({ load, needs, chosen }: ScalingState, now: readonly Need[]): ScalingAdvice | null => {
  const candidate = candidates[chosen];
  if (load === null || candidate === undefined) return null;
  return { ...coverOf(candidate, outlookOf(needs, now, load.level)), because: candidateText(candidate) };
};

/** The advice without a new sample: what follows from what is remembered. */
const unchanged = (state: ScalingState, { leadTimeSeconds, announced }: ScalingObservation): ScalingStep => {
  if (state.load === null) return { state, advice: null };
  const now = needsNow(state.load, predictedLoads(state.load, leadTimeSeconds), announced ?? 0);
  return { state, advice: adviceOf(state, now) };
};

/**
 * One sample of a deployment's load: every candidate's simulated fleet serves it, then the one that was cheapest so far
 * is followed.
 *
 * An unknown load changes nothing: a gap is no low load and no candidate is scored on it. A sample that is not later than
 * the last changes nothing either.
 * @throws LL_INPUT_INVALID for a load or capacity that is not a number: unknown is null
 */
export const scalingStep = (state: ScalingState, observation: ScalingObservation): ScalingStep => {
  const { at, load, capacity, leadTimeSeconds, announced } = observation;
  checked("the load", load, 0);
  checked("the replica capacity", capacity, Number.MIN_VALUE);
  if (load === null || (state.load !== null && at <= state.load.at)) return unchanged(state, observation);
  const sample = { at, load };
  const elapsed = state.load === null ? 0 : at - state.load.at;
  const { memory, loads } = afterSample(state.load ?? firstLoadMemory(sample), sample, leadTimeSeconds);
  const now = needsNow(memory, loads, announced ?? 0);
  const needs = withNeeds(state.needs, now, at);
  const remembered = { ...state, load: memory, since: state.since ?? at, needs };
  const next = scored(remembered, { observation, load, elapsed, now });
  return { state: next, advice: adviceOf(next, now) };
};
