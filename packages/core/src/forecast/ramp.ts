import { z } from "zod";

/** Looks back, in seconds, over which a load is compared with itself. */
export const rampLooks = [10, 20, 45, 90, 180, 360, 720] as const;

const lookSchema = z.strictObject({
  /** Mean square of the logarithmic change over this look. */
  square: z.number().nonnegative(),
  /** Looks that it was learnt from, one after the other. */
  looks: z.number().nonnegative(),
});

/** What a load was like in the last minutes, finer the nearer, and how much it usually changes. Plain JSON. */
export const rampSchema = z.strictObject({
  points: z.array(z.strictObject({ at: z.number(), demand: z.number().nonnegative() })).readonly(),
  looks: z.array(lookSchema).length(rampLooks.length).readonly(),
});
export type Ramp = z.infer<typeof rampSchema>;
type Point = Ramp["points"][number];
type Look = z.infer<typeof lookSchema>;

export const rampDefaults = {
  /** Usual changes above which a rise is taken for a ramp; its weight grows from 0 there to 1 far beyond. */
  deviations: 2,
  /**
   * Looks that apply to a horizon, as shares of it: what lasted more briefly ends as soon, and what takes longer
   * to show is slow enough for the errors that were learnt.
   */
  leastShareOfHorizon: 0.25,
  mostShareOfHorizon: 1,
  /** Most of the present load that a ramp may add. */
  most: 1,
  /** A rise from below this share of the known high is a return; from the larger share on it is none, in between in part. */
  returnShare: 0.25,
  riseShare: 0.5,
  /** Mean square before anything was learnt, and the looks that it counts for. */
  firstSquare: 0.0036,
  firstLooks: 10,
  halfLifeSeconds: 21_600,
  /** After a longer gap the comparison starts anew: a ramp without samples is none. */
  longestGapSeconds: 300,
  /** A change counts as no more than this many mean squares, so that a ramp does not pass for usual while it lasts. */
  outlierSquares: 9,
  /** Older points lie further apart: by their age over two to this power. */
  cellPower: 4,
  /** A point stands for a look up to this share of it too early. */
  tolerance: 0.3,
} as const;

export const emptyRamp: Ramp = {
  points: [],
  looks: rampLooks.map(() => ({ square: rampDefaults.firstSquare, looks: rampDefaults.firstLooks })),
};

const oldestSeconds = (rampLooks.at(-1) ?? 0) * (1 + rampDefaults.tolerance);

/** The last point that is a whole look old; undefined where none is near. */
const pointBefore = ({ points }: Pick<Ramp, "points">, at: number, look: number): Point | undefined => {
  const point = points.findLast((one) => one.at <= at - look);
  return point !== undefined && point.at >= at - look * (1 + rampDefaults.tolerance) ? point : undefined;
};

const changeOf = (demand: number, before: number, floor: number): number =>
  Math.log(Math.max(demand, floor)) - Math.log(Math.max(before, floor));

/** Seconds of the cells of which the first point stays: an eighth to a sixteenth of the age, at least one. */
const cellOf = (age: number): number =>
  2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, age))) - rampDefaults.cellPower);

/** Cells lie on multiples of their length and grow by doubling: what stays in a small one is there for the larger. */
const thinned = (points: readonly Point[], now: number): readonly Point[] =>
  points.filter((point, index) => {
    const age = now - point.at;
    const before = points[index - 1];
    if (age > oldestSeconds) return false;
    if (before === undefined || index === points.length - 1) return true;
    const cell = cellOf(age);
    return Math.floor(before.at / cell) < Math.floor(point.at / cell);
  });

/** Little is learnt from samples that lie close together: they look at the same change. */
const lookAfter = (before: Look, change: number, { looked, decay }: { looked: number; decay: number }): Look => {
  const weight = Math.max(1 - decay, looked / (before.looks + looked));
  const square = Math.min(change ** 2, rampDefaults.outlierSquares * before.square);
  return { square: before.square + weight * (square - before.square), looks: before.looks + looked };
};

export interface RampSample {
  /** Later than the last. */
  readonly at: number;
  /** Rate per second, ≥ 0. */
  readonly demand: number;
  /** Seconds since the last sample. */
  readonly elapsed: number;
  /** Rate per second, > 0, below which loads are equal. */
  readonly floor: number;
}

/** The ramp's memory after one sample. */
export const observeRamp = (before: Ramp, { at, demand, elapsed, floor }: RampSample): Ramp => {
  const known = elapsed > rampDefaults.longestGapSeconds ? [] : before.points;
  const decay = 2 ** (-elapsed / rampDefaults.halfLifeSeconds);
  const looks = before.looks.map((look, index) => {
    const seconds = rampLooks[index] ?? oldestSeconds;
    const then = pointBefore({ points: known }, at, seconds);
    if (then === undefined) return look;
    return lookAfter(look, changeOf(demand, then.demand, floor), { looked: Math.min(1, elapsed / seconds), decay });
  });
  return { points: thinned([...known, { at, demand }], at), looks };
};

/** Half of the rises that stand out are over when they are seen: what was high by chance falls back. */
const overAtOnce = 0.5;

/**
 * How long a ramp that has lasted `seconds` goes on at most with that probability. One that is not over is seen at no
 * special time of its life: it has lasted for a share of it that is uniform in 0…1.
 * @source J. R. Gott III, Implications of the Copernican principle for our future prospects, Nature 363 (1993), 315–319
 */
const remaining = (seconds: number, probability: number): number => {
  const going = (probability - overAtOnce) / (1 - overAtOnce);
  return going >= 1 ? Number.POSITIVE_INFINITY : (seconds * going) / (1 - going);
};

/** Seconds for which a load looks back on itself: a level that it had longer ago is no part of a rise under way. */
export const rampMemorySeconds = oldestSeconds;

export interface RampQuestion {
  readonly horizonSeconds: number;
  /** Highest rate per second that the load is known to have had before the rise; 0: none is known. */
  readonly knownHigh: number;
  /** 0…1: how sure it shall be that the ramp takes the load no higher. */
  readonly probability: number;
  /** Rate per second, > 0, below which loads are equal. */
  readonly floor: number;
}

interface Rise {
  /** Rates per second: now, at the beginning of the look, and the lowest that is remembered. */
  readonly now: number;
  readonly before: number;
  readonly lowest: number;
  readonly knownHigh: number;
}

/**
 * What a rise adds of what it would add if nothing were known. A load that comes back from next to nothing is on its way
 * to where it was: up to the known high it adds all, beyond that the share that the rise has shown itself beyond it. From
 * half of the high on it is a rise like any other.
 */
const addedOf = (added: number, { now, before, lowest, knownHigh }: Rise): number => {
  if (knownHigh === 0) return added;
  const { returnShare, riseShare } = rampDefaults;
  const within = Math.min(added, Math.max(0, knownHigh - now));
  const shownBeyond = Math.max(0, now - Math.max(before, knownHigh)) / (now - before);
  const ordinary = (lowest / knownHigh - returnShare) / (riseShare - returnShare);
  return Math.max(within, added * Math.min(1, Math.max(shownBeyond, ordinary)));
};

/**
 * Rate per second that a rise under way leads to by the horizon; null where the load changes no more than usual, or no more
 * is asked for than that it may be over.
 *
 * demand + slope × (1 − (deviations × usual ÷ change)²) × the time that the ramp goes on, the highest of all looks.
 * Laws (tested): never below the present load, rising with horizon and probability, at most twice the load; out
 * of next to nothing no higher than the known high before it is there.
 */
export const rampRate = (
  ramp: Ramp,
  { horizonSeconds, probability, floor, knownHigh }: RampQuestion,
): number | null => {
  const now = ramp.points.at(-1);
  if (now === undefined || probability <= overAtOnce) return null;
  const { deviations, leastShareOfHorizon, mostShareOfHorizon, most } = rampDefaults;
  const lowest = Math.min(...ramp.points.map(({ demand }) => demand));
  const rises = rampLooks.flatMap((seconds, index) => {
    const applies = seconds >= leastShareOfHorizon * horizonSeconds && seconds <= mostShareOfHorizon * horizonSeconds;
    const then = applies ? pointBefore(ramp, now.at, seconds) : undefined;
    if (then === undefined) return [];
    const change = changeOf(now.demand, then.demand, floor);
    const usual = Math.sqrt(ramp.looks[index]?.square ?? 0);
    if (change <= deviations * usual) return [];
    const weight = 1 - ((deviations * usual) / change) ** 2;
    const lasted = now.at - then.at;
    const slope = (now.demand - then.demand) / lasted;
    const added = weight * slope * Math.min(horizonSeconds, remaining(lasted, probability));
    const rise = { now: now.demand, before: then.demand, lowest, knownHigh };
    return [addedOf(Math.min(most * now.demand, added), rise)];
  });
  return rises.length === 0 ? null : now.demand + Math.max(...rises);
};
