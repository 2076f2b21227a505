import { type ForecastMethodName, forecastMethods, type KnownLoad } from "./forecast-methods.ts";
import { riseRate } from "./load-cover.ts";
import { knownHigh } from "./load-day.ts";
import { leastRate } from "./load-outline.ts";
import { centreOf, countedProbabilities, errorScale, type LoadForecast, learntHorizons } from "./online-forecast.ts";
import { trackedQuantile } from "./quantile-tracker.ts";

interface LoadQuantile {
  /** 0…1. */
  readonly quantile: number;
  /** Per second, of the unit that was observed; ≥ 0, rising with the quantile. */
  readonly rate: number;
}

interface LoadQuantilesOptions {
  /** From the last sample, ≥ 0. */
  readonly horizonSeconds: number;
  /** Each in 0…1, any order. */
  readonly quantiles: readonly number[];
}

interface Weighed {
  readonly index: number;
  readonly weight: number;
  /** Factor on the learnt error, beyond the longest learnt horizon. */
  readonly stretch: number;
}

/** The learnt horizons next to the wanted one, by the square root of time, as errors of a wandering load grow. */
const neighbours = (horizonSeconds: number): readonly Weighed[] => {
  const above = learntHorizons.findIndex((learnt) => learnt >= horizonSeconds);
  const last = learntHorizons.length - 1;
  if (above <= 0) {
    const index = above < 0 ? last : 0;
    return [{ index, weight: 1, stretch: Math.max(1, Math.sqrt(horizonSeconds / (learntHorizons[index] ?? 1))) }];
  }
  const [low = 0, high = 1] = [learntHorizons[above - 1], learntHorizons[above]].map((seconds) =>
    Math.sqrt(seconds ?? 0),
  );
  const weight = (Math.sqrt(horizonSeconds) - low) / (high - low);
  return [
    { index: above - 1, weight: 1 - weight, stretch: 1 },
    { index: above, weight, stretch: 1 },
  ];
};

/** The weighed logarithm of a quantile by what was learnt of one horizon. */
const logQuantile = (
  { horizons, level, outline, minutes, day }: Pick<LoadForecast, "horizons" | "level"> & KnownLoad,
  { index, weight, stretch }: Weighed,
  horizonSeconds: number,
): ((quantile: number) => number) => {
  const horizon = horizons[index];
  const errors = horizon?.methods[horizon.chosen]?.errors;
  if (horizon === undefined || errors === undefined) return () => Number.NaN;
  const centre = Math.log(centreOf({ outline, minutes, day }, { method: horizon.chosen, horizonSeconds }));
  const scale = stretch * errorScale(level, outline, learntHorizons[index] ?? 0);
  return (quantile) => weight * (centre + scale * trackedQuantile(errors, quantile));
};

/**
 * Load a horizon from the last sample as rising quantiles; null before the first sample.
 *
 * exp(ln centre + scale × learnt quantile), the centre from the method with the least pinball loss so far, or what a rise
 * under way leads to. Between the learnt horizons both are interpolated, beyond the longest the error grows with the square
 * root of time.
 * Laws (tested): quantiles never cross and are never negative; while no sample comes they stay.
 */
export const loadQuantiles = (state: LoadForecast, options: LoadQuantilesOptions): readonly LoadQuantile[] | null => {
  const { outline } = state;
  const { horizonSeconds } = options;
  if (outline === null) return null;
  const known = { ...state, outline };
  const near = neighbours(horizonSeconds).map((one) => logQuantile(known, one, horizonSeconds));
  const rising = options.quantiles.toSorted((a, b) => a - b);
  const asked = { horizonSeconds, knownHigh: knownHigh(state.day, outline.minute) };
  let least = 0;
  return rising.map((quantile) => {
    const sum = near.reduce((total, logOf) => total + logOf(quantile), 0);
    const isNone = Math.max(outline.level, outline.slow) <= leastRate;
    const rise = riseRate(known, asked, quantile) ?? 0;
    least = Math.max(least, isNone ? 0 : Math.max(rise, Math.exp(sum)));
    return { quantile, rate: least };
  });
};

interface ForecastCoverage {
  readonly horizonSeconds: number;
  readonly method: ForecastMethodName | null;
  /** Forecasts that came due. */
  readonly due: number;
  /** Share of the due forecasts that the quantile covered; null before any came due. */
  readonly covered: readonly { readonly quantile: number; readonly share: number | null }[];
}

/** How often the quantiles that were given turned out to cover, per learnt horizon, and the method in use. */
export const forecastCoverage = ({ horizons }: LoadForecast): readonly ForecastCoverage[] =>
  horizons.map(({ chosen, due, covered }, index) => ({
    horizonSeconds: learntHorizons[index] ?? 0,
    method: forecastMethods[chosen]?.name ?? null,
    due,
    covered: countedProbabilities.map((quantile, place) => ({
      quantile,
      share: due > 0 ? (covered[place] ?? 0) / due : null,
    })),
  }));
