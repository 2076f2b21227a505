import { z } from "zod";
import { predictions } from "./load-predictions.ts";
import { scalingConstants as constants, firstMargin, firstWindow } from "./scaling-constants.ts";

const { margins, shortfalls, windows } = constants;

/** One way to decide, in a sentence: predict so, keep this headroom, keep for so long what was needed. */
export interface Candidate {
  readonly prediction: number;
  readonly margin: number;
  readonly shortfalls: number;
  /** Place of its window. */
  readonly window: number;
  /** Steps from the first candidate: each has to earn its place. */
  readonly steps: number;
}

export const candidates: readonly Candidate[] = predictions.flatMap((_, prediction) =>
  margins.flatMap((margin, marginIndex) =>
    shortfalls.flatMap((usual, shortfallIndex) =>
      windows.map((_seconds, window) => ({
        prediction,
        margin,
        shortfalls: usual,
        window,
        steps:
          Math.abs(marginIndex - firstMargin) +
          shortfallIndex +
          Math.abs(window - firstWindow) +
          Math.min(1, prediction),
      })),
    ),
  ),
);
export const firstCandidate = candidates.findIndex(({ steps }) => steps === 0);

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** "covers the present level plus 10 % plus its usual shortfall, keeps it for 600 s" */
export const candidateText = ({ prediction, margin, shortfalls: usual, window }: Candidate): string =>
  `covers ${predictions[prediction]} plus ${percent(margin)} and ${usual === 1 ? "its usual shortfall" : `${usual} times its usual shortfall`}, keeps that for ${windows[window]} s`;

const slotSeconds = 150;
const slots = Math.max(...windows) / slotSeconds + 1;

/** Highest predicted load and highest shortfall of each slot of the longest window, newest last, by prediction. */
export const needsSchema = z.strictObject({
  slot: z.number().int(),
  highest: z
    .array(z.strictObject({ loads: z.array(z.number()).readonly(), shortfalls: z.array(z.number()).readonly() }))
    .length(predictions.length)
    .readonly(),
});
export type Needs = Readonly<z.infer<typeof needsSchema>>;

/** What a prediction says now: the load, and by how much it usually falls short. */
export interface Need {
  readonly load: number;
  readonly shortfall: number;
}

export const emptyNeeds: Needs = { slot: -1, highest: predictions.map(() => ({ loads: [], shortfalls: [] })) };

const pushed = (values: readonly number[], value: number, moved: number): readonly number[] => {
  if (moved > 0 || values.length === 0) {
    // A slot that was not observed repeats the one before it: nothing is known to be less.
    const repeated = new Array<number>(Math.min(slots, Math.max(0, moved - 1))).fill(values.at(-1) ?? value);
    return [...values, ...repeated, value].slice(-slots);
  }
  const last = values.at(-1) ?? value;
  return value > last ? [...values.slice(0, -1), value] : values;
};

export const withNeeds = ({ slot: before, highest }: Needs, now: readonly Need[], at: number): Needs => {
  const slot = Math.floor(at / slotSeconds);
  const moved = before < 0 ? 0 : slot - before;
  return {
    slot,
    highest: highest.map((one, index) => ({
      loads: pushed(one.loads, now[index]?.load ?? 0, moved),
      shortfalls: pushed(one.shortfalls, now[index]?.shortfall ?? 0, moved),
    })),
  };
};

/** What a candidate asks for now, as load per second. */
export interface Cover {
  /** More replicas are needed when the count carries less than this. */
  readonly trigger: number;
  /** A new count is sized for this. */
  readonly order: number;
  /** A smaller count must carry this. */
  readonly keep: number;
}

/** What every prediction says now, and the highest that it said within each window. */
export interface Outlook {
  readonly level: number;
  readonly now: readonly Need[];
  /** By prediction, then by window. */
  readonly held: readonly (readonly Need[])[];
}

const highestOf = (values: readonly number[], slotsBack: number): number => {
  let highest = 0;
  for (let index = Math.max(0, values.length - 1 - slotsBack); index < values.length; index++) {
    highest = Math.max(highest, values[index] ?? 0);
  }
  return highest;
};

export const outlookOf = (needs: Needs, now: readonly Need[], level: number): Outlook => ({
  level,
  now,
  held: needs.highest.map(({ loads, shortfalls: short }) =>
    windows.map((seconds) => {
      const back = Math.ceil(seconds / slotSeconds);
      return { load: highestOf(loads, back), shortfall: highestOf(short, back) };
    }),
  ),
});

export const coverOf = (candidate: Candidate, { level, now, held }: Outlook): Cover => {
  const { prediction, window, margin, shortfalls: usual } = candidate;
  const { load, shortfall } = now[prediction] ?? { load: level, shortfall: 0 };
  const past = held[prediction]?.[window] ?? { load, shortfall };
  const order = Math.max(level, load * (1 + margin) + usual * shortfall);
  return {
    trigger: Math.max(level, load + constants.triggerShare * (order - load)),
    order,
    keep: Math.max(order, past.load * (1 + margin) + usual * past.shortfall),
  };
};

/** Replicas that carry a load; one that fills n replicas to the last digit needs n, whatever the division rounds to. */
export const replicasFor = (load: number, capacity: number): number => Math.ceil((load / capacity) * (1 - 2 ** -40));

/** The count that follows: raised when the headroom is used up, lowered when that is worth it, else what stands. */
export const countFor = (cover: Cover, standing: number, capacity: number): number => {
  if (cover.trigger > standing * capacity * (1 + 2 ** -40)) return replicasFor(cover.order, capacity);
  const kept = replicasFor(cover.keep, capacity);
  return kept <= standing - Math.max(1, constants.deadBand * standing) ? kept : standing;
};

/** A simulated fleet under one candidate. */
export const fleetSchema = z.strictObject({
  /** Price so far: replica-seconds, missing ones and changes. */
  price: z.number(),
  count: z.number().int().nonnegative(),
  /** Replicas on their way: when they serve and how many, oldest first. */
  coming: z.array(z.tuple([z.number(), z.number().int()]).readonly()).readonly(),
});
export type Fleet = Readonly<z.infer<typeof fleetSchema>>;

const cancelled = (coming: Fleet["coming"], replicas: number): Fleet["coming"] => {
  const rest = [...coming];
  let left = replicas;
  for (let last = rest.at(-1); last !== undefined && left > 0; last = rest.at(-1)) {
    const gone = Math.min(left, last[1]);
    left -= gone;
    rest.pop();
    if (gone < last[1]) rest.push([last[0], last[1] - gone]);
  }
  return rest;
};

export interface FleetTick {
  readonly at: number;
  readonly seconds: number;
  /** Load in replicas. */
  readonly needed: number;
  readonly leadTimeSeconds: number;
  /** Replica-hours that an hour of one missing replica is worth. */
  readonly missingPrice: number;
  /** The start is the same for every candidate: it is not scored. */
  readonly scored: boolean;
}

const secondsPerHour = 3600;

/** The fleet after one tick in which it served the load, then went to `count`. */
export const nextFleet = (before: Fleet, count: number, tick: FleetTick): Fleet => {
  const { at, seconds, needed, leadTimeSeconds, missingPrice, scored } = tick;
  const arrived = before.coming.findIndex(([readyAt]) => readyAt > at);
  let coming = before.coming;
  if (arrived !== 0 && coming.length > 0) coming = arrived < 0 ? [] : coming.slice(arrived);
  let ready = before.count;
  for (const [, replicas] of coming) ready -= replicas;
  const missing = Math.max(0, needed - ready);
  const change = count - before.count;
  if (change > 0) coming = [...coming, [at + leadTimeSeconds, change]];
  else if (change < 0 && coming.length > 0) coming = cancelled(coming, -change);
  if (!scored) return { price: before.price, count, coming };
  const { changePrice, scoreHalfLife } = constants;
  const paid = (count + missingPrice * missing) * seconds + (change === 0 ? 0 : changePrice * secondsPerHour);
  return { price: before.price * 2 ** (-seconds / scoreHalfLife) + paid, count, coming };
};
