import type { ForecastParameters } from "../catalogue/calibration.ts";

/** Level and slope of a series at the time of its last point. */
export interface Trend {
  readonly at: number;
  readonly level: number;
  /** Per second. */
  readonly slope: number;
}

/** One value of a series. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

type Smoothing = Pick<ForecastParameters, "levelSeconds" | "trendSeconds" | "dampingSeconds">;

const weightAfter = (elapsed: number, timeConstant: number): number => 1 - Math.exp(-elapsed / timeConstant);

/**
 * Value of the series `ahead` seconds after its last point, at least 0.
 * level + slope · d · (1 − e^(−ahead/d)): the slope is believed for about d seconds and then levels off.
 */
export const extrapolate = ({ level, slope }: Trend, ahead: number, { dampingSeconds }: Smoothing): number => {
  const damping = dampingSeconds.value;
  return Math.max(0, level + slope * damping * weightAfter(ahead, damping));
};

/** The trend after one more point. Weights follow the elapsed time, so gaps and uneven spacing need no filling. */
const advance = (trend: Trend, { at, value }: Sample, smoothing: Smoothing): Trend => {
  const elapsed = at - trend.at;
  const expected = extrapolate(trend, elapsed, smoothing);
  const level = expected + weightAfter(elapsed, smoothing.levelSeconds.value) * (value - expected);
  const observed = (level - trend.level) / elapsed;
  const slope = trend.slope + weightAfter(elapsed, smoothing.trendSeconds.value) * (observed - trend.slope);
  return { at, level, slope };
};

/** The trend after each point of a series with rising times, first to last. */
export const trendsOf = (samples: readonly Sample[], smoothing: Smoothing): readonly Trend[] => {
  const trends: Trend[] = [];
  for (const sample of samples) {
    const previous = trends.at(-1);
    trends.push(
      previous === undefined ? { at: sample.at, level: sample.value, slope: 0 } : advance(previous, sample, smoothing),
    );
  }
  return trends;
};
