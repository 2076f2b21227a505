import { z } from "zod";
import { type LoadSample, outlineDefaults } from "./load-outline.ts";

/** What a load was like in the last minutes, finer the nearer. Plain JSON. */
export const rampSchema = z.object({
  points: z.array(z.strictObject({ at: z.number(), demand: z.number().nonnegative() })).readonly(),
  /** Samples are means over so long: a step shows as a rise of that length. A minute where an earlier version did not say. */
  meanSeconds: z.number().nonnegative().default(60),
});
export type Ramp = z.infer<typeof rampSchema>;
type Point = Ramp["points"][number];

/** A rise is looked at over the lead time; a surge that takes longer to show is slow enough for the level to follow. */
const mostLookSeconds = 150;

export const emptyRamp: Ramp = rampSchema.parse({ points: [] });

/** Seconds for which a load looks back on itself: a level that it had longer ago is no part of a rise under way. */
export const rampMemorySeconds = 900;

/** The newest point, and before it the first of each second, further back of each slot. */
const thinned = (points: readonly Point[], now: number): readonly Point[] =>
  points.filter(({ at }, index) => {
    const cell = now - at < outlineDefaults.sampleSeconds ? 1 : outlineDefaults.sampleSeconds;
    const isFirst = Math.floor((points[index - 1]?.at ?? at - cell) / cell) < Math.floor(at / cell);
    return at === now || (now - at <= rampMemorySeconds && isFirst);
  });

/** The ramp's memory after one sample. */
export const observeRamp = (
  before: Ramp,
  { at, demand, elapsed, meanSeconds }: LoadSample & { readonly meanSeconds?: number | undefined },
): Ramp => {
  // After a gap the comparison starts anew: a ramp without samples is none.
  const known = elapsed > outlineDefaults.longestGapSeconds ? [] : before.points;
  return { points: thinned([...known, { at, demand }], at), meanSeconds: meanSeconds ?? before.meanSeconds };
};

export interface RampQuestion {
  readonly horizonSeconds: number;
  /** Highest rate per second that the load is known to have had before the rise; 0: none is known. */
  readonly knownHigh: number;
  /** Rate per second that noise makes of a change, ≥ 0. */
  readonly noise: number;
  /** 0…1: how sure it shall be that the ramp takes the load no higher. */
  readonly probability: number;
}

/** Seconds over which a rise is looked at, for a lead time: beyond the window of the mean. */
export const lookOf = ({ meanSeconds }: Ramp, horizonSeconds: number): number =>
  meanSeconds + Math.min(mostLookSeconds, horizonSeconds);

/** Half of the rises that stand out are over when they are seen: what was high by chance falls back. */
const overAtOnce = 0.5;

/** Of the rises that go on, half go on for longer than they have lasted. */
export const likelyRise = (1 + overAtOnce) / 2;

/**
 * How long a rise that has lasted `seconds` goes on at most with that probability. One that is not over is seen at no
 * special time of its life: it has lasted for a share of it that is uniform in 0…1.
 * @source J. R. Gott III, Implications of the Copernican principle for our future prospects, Nature 363 (1993), 315–319
 */
const remaining = (seconds: number, probability: number): number => {
  const going = (probability - overAtOnce) / (1 - overAtOnce);
  return going >= 1 ? Number.POSITIVE_INFINITY : (seconds * going) / (1 - going);
};

/**
 * Rate per second that a rise under way leads to by the horizon; null where the load rose by no more than its noise, or no
 * more is asked for than that the rise may be over.
 * Laws (tested): never below the present load, rising with the probability, at most twice the load; no higher than the known
 * high before it is there.
 */
export const rampRate = (
  ramp: Ramp,
  { horizonSeconds, knownHigh, noise, probability }: RampQuestion,
): number | null => {
  const now = ramp.points.at(-1);
  const then = now && ramp.points.findLast(({ at }) => at <= now.at - lookOf(ramp, horizonSeconds));
  if (now === undefined || then === undefined || probability <= overAtOnce) return null;
  // Up to the known high the load has been before: beyond it counts what it shows beyond it.
  const low = now.demand > knownHigh ? Math.max(then.demand, knownHigh) : then.demand;
  const rise = now.demand - low - noise;
  if (!(rise > 0)) return null;
  const from = ramp.points.findLast(({ at, demand }) => at >= then.at && demand <= low + noise / 2) ?? then;
  const to = ramp.points.find(({ at, demand }) => at > from.at && demand >= now.demand - noise / 2) ?? now;
  const lasted = Math.max(0, to.at - from.at - ramp.meanSeconds - (now.at - to.at));
  const goesOn = Math.min(horizonSeconds, remaining(lasted, probability));
  const added = Math.min(now.demand, (rise / (to.at - from.at)) * goesOn);
  const most = knownHigh > 0 && now.demand <= knownHigh ? knownHigh : Number.POSITIVE_INFINITY;
  return Math.min(now.demand + added, most);
};
