import type { ForecastParameters } from "../catalogue/calibration.ts";
import { extrapolate, type Sample, type Trend } from "./damped-trend.ts";

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

const spacingOf = (samples: readonly Sample[]): number =>
  median(samples.slice(1).map(({ at }, index) => at - (samples[index]?.at ?? at)));

const meanOf = (samples: readonly Sample[]): number =>
  samples.reduce((sum, { value }) => sum + value, 0) / samples.length;

/**
 * Relative errors that the same predictor would have made over the history: actual ÷ forecast − 1, one for each
 * point that has an actual value a horizon later. A target time that falls into a gap gives no error.
 * Forecasts below a small share of the mean count as that share, so that an idle night does not blow up the spread.
 */
export const relativeResiduals = (
  samples: readonly Sample[],
  trends: readonly Trend[],
  { horizonSeconds, parameters }: { readonly horizonSeconds: number; readonly parameters: ForecastParameters },
): readonly number[] => {
  const tolerance = 2 * spacingOf(samples);
  const floor = Math.max(meanOf(samples) * parameters.residualFloorShare.value, Number.MIN_VALUE);
  const residuals: number[] = [];
  let next = 0;
  for (const trend of trends) {
    const target = trend.at + horizonSeconds;
    while (next < samples.length && (samples[next]?.at ?? target) < target) next++;
    const actual = samples[next];
    if (actual === undefined) break;
    if (actual.at - target > tolerance) continue;
    const forecast = Math.max(floor, extrapolate(trend, horizonSeconds, parameters));
    residuals.push((actual.value - forecast) / forecast);
  }
  return residuals;
};

/** Quantile of sorted values, linear between neighbours. */
export const quantileOf = (sorted: readonly number[], quantile: number): number => {
  const position = (sorted.length - 1) * quantile;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
};
