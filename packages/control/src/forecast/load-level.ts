import { z } from "zod";
import { slotMinutes } from "./load-day.ts";
import { floorOf, type LoadOutline, outlineDefaults } from "./load-outline.ts";

const amount = z.number().nonnegative();

/** The level that a load keeps apart from its noise. Plain JSON. */
export const levelSchema = z.strictObject({
  level: amount,
  /** Mean square of the logarithmic distance of a sample from the level. */
  square: amount,
  /** Seconds that it was learnt from. */
  seconds: amount,
  /** When the load came to this level, and whether from below. */
  since: z.number(),
  rose: z.boolean(),
});
export type LoadLevel = z.infer<typeof levelSchema>;

const levelDefaults = {
  /** Memory of the level while the load stays at it. */
  fadeSeconds: 600,
  /** Usual distances beyond which the load has left its level: the level is then where the load is. */
  leftBeyond: 2.9,
  /** Usual distances above the level that are covered as noise. */
  noise: 2.5,
  mostNoise: 0.2,
  /** Seconds that the mean square from before anything was learnt counts for, and the least of it. */
  firstSeconds: 300,
  leastSquare: 1e-6,
  /** Half of what was learnt of the noise is forgotten in so many seconds. */
  noiseHalfLifeSeconds: 7200,
} as const;

// From fewer requests chance moves a mean by more than is covered as noise: by the inverse of their root, usually.
const leastRequests = (levelDefaults.noise / levelDefaults.mostNoise) ** 2;

/**
 * Rate of arrivals, from the means over a window and over its newest half, which counts the more, the more requests came, as
 * far as chance allows. `meanSeconds`: window of a mean with the same noise.
 */
export const arrivingRate = (whole: number, newest: number, span: number): { demand: number; meanSeconds: number } => {
  const share = Math.min(1, Math.max(0, (whole * span) / leastRequests - 1));
  return { demand: whole + share * (newest - whole), meanSeconds: span / (1 + share ** 2) };
};

/** The level at the first mean, whose noise is what a load usually has and that of chance, of few requests as much as is covered. */
export const firstLevel = (at: number, demand: number, meanSeconds: number): LoadLevel => ({
  level: demand,
  square: outlineDefaults.firstSquare + 1 / Math.max(leastRequests, demand * meanSeconds),
  seconds: levelDefaults.firstSeconds,
  since: at,
  rose: false,
});

const slotOf = (at: number): number => Math.floor(at / outlineDefaults.sampleSeconds);

/**
 * The level after a sample: the mean since the load came to it, of the last minutes at most. One sample of each 15 s counts:
 * noise that is looked at more often leaves the level more often.
 */
export const levelAfter = (
  before: LoadLevel,
  outline: Pick<LoadOutline, "demand" | "slow">,
  { at, elapsed: sinceLast }: { readonly at: number; readonly elapsed: number },
): LoadLevel => {
  const { fadeSeconds, leftBeyond } = levelDefaults;
  const { demand } = outline;
  if (slotOf(at) === slotOf(at - sinceLast)) return before;
  const elapsed = Math.max(sinceLast, outlineDefaults.sampleSeconds);
  // After a gap the level starts anew, and the distance is no noise.
  if (elapsed > outlineDefaults.longestGapSeconds) return { ...before, level: demand, since: at, rose: false };
  const floor = floorOf(outline);
  // Without load there is no evidence about its noise.
  if (demand <= floor && before.level <= floor) return { ...before, level: demand };
  const distance = Math.log(Math.max(demand, floor)) - Math.log(Math.max(before.level, floor));
  const seconds = before.seconds + elapsed;
  const weight = Math.max(1 - 2 ** (-elapsed / levelDefaults.noiseHalfLifeSeconds), elapsed / seconds);
  // A step is no noise: it counts as no more than what is still taken for it.
  const most = leftBeyond ** 2 * before.square;
  const learnt = before.square + weight * (Math.min(distance ** 2, most) - before.square);
  const square = Math.max(learnt, levelDefaults.leastSquare);
  if (distance ** 2 > most) return { level: demand, square, seconds, since: at, rose: distance > 0 };
  const gain = Math.max(1 - Math.exp(-elapsed / fadeSeconds), elapsed / (at - before.since + elapsed));
  return { ...before, level: before.level + gain * (demand - before.level), square, seconds };
};

/** The load is so far above its level that it is no noise. */
export const isLeft = (
  { level, square }: LoadLevel,
  { demand, slow }: Pick<LoadOutline, "demand" | "slow">,
): boolean => {
  const floor = floorOf({ slow });
  const distance = Math.log(Math.max(demand, floor)) - Math.log(Math.max(level, floor));
  return distance > levelDefaults.leftBeyond * Math.sqrt(square);
};

const slotSeconds = slotMinutes * outlineDefaults.secondsPerMinute;

/** How much a load usually changes over a horizon, as a share of itself: by its noise, and with its level. */
export const usualChange = (
  level: LoadLevel | null,
  { volatility }: Pick<LoadOutline, "volatility">,
  horizonSeconds: number,
): number => Math.sqrt((level?.square ?? outlineDefaults.firstSquare) + (volatility * horizonSeconds) / slotSeconds);

/** What noise adds to a load at that level, nearly always, as a share of it. */
export const noiseShare = (level: LoadLevel): number =>
  Math.min(levelDefaults.mostNoise, levelDefaults.noise * Math.sqrt(level.square));
