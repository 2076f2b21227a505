import { forecastParameters } from "../catalogue/calibration-data.ts";
import type { DemandForecast, DemandQuantile } from "../scaling/types.ts";
import { extrapolate, trendsOf } from "./damped-trend.ts";
import { quantileOf, relativeResiduals } from "./residuals.ts";
import type { DemandPoint } from "./types.ts";

export interface ForecastOptions {
  readonly horizonSeconds: number;
  /** Each in 0…1, any order. */
  readonly quantiles: readonly number[];
  /** Epoch seconds. */
  readonly now: number;
}

const series = ["requestsPerSecond", "prefillTokensPerSecond", "decodeTokensPerSecond"] as const;
type Series = (typeof series)[number];

/** Points that count: known, not from the future, later than the one before. */
const usable = (history: readonly DemandPoint[], now: number): readonly DemandPoint[] => {
  const known = history.filter((point) => point.at <= now && series.every((name) => Number.isFinite(point[name])));
  let last = Number.NEGATIVE_INFINITY;
  return known.filter(({ at }) => {
    const later = at > last;
    if (later) last = at;
    return later;
  });
};

interface SeriesForecast {
  readonly basis: DemandForecast["basis"];
  /** Rises with the quantile; at least 0. */
  readonly at: (quantile: number) => number;
}

// Quantiles 0 and 1 of an unbounded distribution are infinite; the assumed band stops short of them.
const outermost = 2 ** -10;

/** Horizon that the assumed spread is stated for. */
const spreadSeconds = 300;

/** Logistic quantile: 0 at the median, rising without jumps. */
const logit = (quantile: number): number => {
  const inside = Math.min(1 - outermost, Math.max(outermost, quantile));
  return Math.log(inside / (1 - inside));
};

const forecastSeries = (points: readonly DemandPoint[], name: Series, options: ForecastOptions): SeriesForecast => {
  const parameters = forecastParameters();
  const samples = points.map((point) => ({ at: point.at, value: point[name] }));
  const trends = trendsOf(samples, parameters);
  const last = trends.at(-1);
  const ahead = last === undefined ? 0 : options.now - last.at + options.horizonSeconds;
  const expected = last === undefined ? 0 : extrapolate(last, ahead, parameters);
  const residuals = relativeResiduals(samples, trends, { horizonSeconds: options.horizonSeconds, parameters });
  if (residuals.length < parameters.minimumResiduals.value) {
    const spread = parameters.assumedSpread.value * Math.sqrt(Math.max(ahead, 0) / spreadSeconds);
    const scale = (spread * Math.sqrt(3)) / Math.PI;
    return { basis: "assumed", at: (quantile) => expected * Math.exp(scale * logit(quantile)) };
  }
  const sorted = residuals.toSorted((a, b) => a - b);
  return { basis: "history", at: (quantile) => Math.max(0, expected * (1 + quantileOf(sorted, quantile))) };
};

/**
 * Demand `horizonSeconds` after `now`, as rising quantiles; null without a single usable point.
 *
 * Level and damped trend over the history; the band is the spread of the relative errors which that predictor would
 * have made over the history (basis "history"), or a stated one that grows with the horizon while the history is shorter than it
 * takes to show its own (basis "assumed"). Missing points are gaps, never zeros.
 *
 * Laws (tested): quantiles never cross and are never negative; a constant history forecasts itself.
 * @source data/calibration/forecast.json
 */
export const forecastDemand = (history: readonly DemandPoint[], options: ForecastOptions): DemandForecast | null => {
  const points = usable(history, options.now);
  if (points.length === 0) return null;
  const [requests, prefill, decode] = series.map((name) => forecastSeries(points, name, options));
  if (requests === undefined || prefill === undefined || decode === undefined) return null;
  const quantiles: readonly DemandQuantile[] = options.quantiles
    .toSorted((a, b) => a - b)
    .map((quantile) => ({
      quantile,
      requestsPerSecond: requests.at(quantile),
      prefillTokensPerSecond: prefill.at(quantile),
      decodeTokensPerSecond: decode.at(quantile),
    }));
  return { horizonSeconds: options.horizonSeconds, quantiles, basis: requests.basis };
};
