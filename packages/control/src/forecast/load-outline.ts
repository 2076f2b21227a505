import { z } from "zod";

const rate = z.number().nonnegative();

/** The load at the start of a minute, as far as a forecast needs it. */
export const outlineSchema = z.object({
  /** Counted from time 0. */
  minute: z.number().int(),
  demand: rate,
  level: rate,
  /** The level of the last hours. */
  slow: rate,
  /** Mean square of the logarithmic change of the level over five minutes. */
  volatility: rate,
});
export type LoadOutline = z.infer<typeof outlineSchema>;

export const outlineDefaults = {
  secondsPerMinute: 60,
  sampleSeconds: 15,
  levelGain: 0.6,
  slowHalfLifeSeconds: 10_800,
  /** Mean square of changes and of noise before anything was learnt. */
  firstSquare: 0.0036,
  /** After a longer gap the level starts anew where the load is. */
  longestGapSeconds: 300,
  /** Rates below this share of the hours' level are equal. */
  floorShare: 0.02,
} as const;

export const minuteOf = (at: number): number => Math.floor(at / outlineDefaults.secondsPerMinute);

/** A rate so low that it stands for zero where a logarithm is taken. */
export const leastRate = Number.MIN_VALUE * 2 ** 60;

/** Lowest rate that counts as load, > 0. */
export const floorOf = ({ slow }: Pick<LoadOutline, "slow">): number =>
  Math.max(leastRate, outlineDefaults.floorShare * slow);

/** What is remembered for hours: no load is known to more than five digits, and the state stays small. */
export const inShort = (rate: number): number => Number(rate.toPrecision(5));

export const firstOutline = (at: number, demand: number): LoadOutline => ({
  minute: minuteOf(at),
  demand,
  level: demand,
  slow: demand,
  volatility: outlineDefaults.firstSquare,
});

export interface LoadSample {
  /** Later than the last. */
  readonly at: number;
  /** Rate per second, ≥ 0. */
  readonly demand: number;
  /** Seconds since the last sample. */
  readonly elapsed: number;
}

/** The outline after one known sample: its gain follows the time since the last one. */
export const advanceOutline = (before: LoadOutline, step: LoadSample): LoadOutline => {
  const { at, demand, elapsed } = step;
  const { levelGain, sampleSeconds, longestGapSeconds, slowHalfLifeSeconds } = outlineDefaults;
  const counted = Math.min(elapsed, longestGapSeconds);
  const slow = before.slow + (1 - 2 ** (-counted / slowHalfLifeSeconds)) * (demand - before.slow);
  const moved = { ...before, minute: minuteOf(at), demand, slow };
  if (elapsed > longestGapSeconds) return { ...moved, level: demand };
  const floor = floorOf(before);
  const level = Math.max(floor, before.level);
  const error = Math.max(demand, floor) - level;
  return { ...moved, level: level + (1 - (1 - levelGain) ** (elapsed / sampleSeconds)) * error };
};
