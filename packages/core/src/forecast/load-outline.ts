import { z } from "zod";

const rate = z.number().nonnegative();

/** The load at the start of a minute, as far as a forecast needs it. */
export const outlineSchema = z.strictObject({
  /** Counted from time 0. */
  minute: z.number().int(),
  demand: rate,
  level: rate,
  /** Change of the level per second. */
  slope: z.number(),
  /** The level of the last hours. */
  slow: rate,
  /** Variances of relative size: of a sample around the level, and of the level over five minutes. */
  noise: rate,
  volatility: rate,
});
export type LoadOutline = z.infer<typeof outlineSchema>;

export const outlineDefaults = {
  secondsPerMinute: 60,
  sampleSeconds: 15,
  levelGain: 0.6,
  slopeGain: 0.012,
  /** Most of an error that becomes slope over the time to the next sample: with more, samples minutes apart overshoot. */
  mostSlopeShare: 0.2,
  slowHalfLifeSeconds: 10_800,
  noiseHalfLifeSeconds: 7200,
  outlierVariances: 9,
  firstNoise: 0.0016,
  firstVolatility: 0.0036,
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

export const firstOutline = (at: number, demand: number): LoadOutline => ({
  minute: minuteOf(at),
  demand,
  level: demand,
  slope: 0,
  slow: demand,
  noise: outlineDefaults.firstNoise,
  volatility: outlineDefaults.firstVolatility,
});

interface Step {
  readonly at: number;
  readonly demand: number;
  readonly elapsed: number;
}

const slowAfter = ({ slow }: LoadOutline, { demand, elapsed }: Step): number => {
  const counted = Math.min(elapsed, outlineDefaults.longestGapSeconds);
  return slow + (1 - 2 ** (-counted / outlineDefaults.slowHalfLifeSeconds)) * (demand - slow);
};

/** The outline after one known sample: an alpha-beta filter whose gains follow the time since the last one. */
export const advanceOutline = (before: LoadOutline, step: Step): LoadOutline => {
  const { at, demand, elapsed } = step;
  const { levelGain, slopeGain, mostSlopeShare, sampleSeconds, longestGapSeconds } = outlineDefaults;
  const slow = slowAfter(before, step);
  const moved = { ...before, minute: minuteOf(at), demand, slow };
  if (elapsed > longestGapSeconds) return { ...moved, level: demand, slope: 0 };
  const floor = floorOf(before);
  const predicted = Math.max(floor, before.level + before.slope * elapsed);
  const error = Math.max(demand, floor) - predicted;
  const samples = elapsed / sampleSeconds;
  // Without load there is no evidence about its noise.
  const isIdle = demand <= floor && predicted <= floor;
  const decay = isIdle ? 1 : 2 ** (-elapsed / outlineDefaults.noiseHalfLifeSeconds);
  const variance = Math.min((error / predicted) ** 2, outlineDefaults.outlierVariances * before.noise);
  return {
    ...moved,
    level: Math.max(0, predicted + (1 - (1 - levelGain) ** samples) * error),
    slope: before.slope + (Math.min(mostSlopeShare, slopeGain * samples ** 2) * error) / elapsed,
    noise: decay * before.noise + (1 - decay) * variance,
  };
};
