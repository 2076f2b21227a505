import { type ForecastMethodName, forecastMethods } from "./forecast-methods.ts";
import { knownHigh } from "./load-day.ts";
import { floorOf, type LoadOutline, leastRate } from "./load-outline.ts";
import {
  countedProbabilities,
  errorScale,
  type LoadForecast,
  learntHorizons,
  quantileCentre,
} from "./online-forecast.ts";
import { trackedQuantile } from "./quantile-tracker.ts";
import { rampRate } from "./ramp.ts";

export interface LoadQuantile {
  /** 0…1. */
  readonly quantile: number;
  /** Per second, of the unit that was observed; ≥ 0, rising with the quantile. */
  readonly rate: number;
}

export interface LoadQuantilesOptions {
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
  if (above === 0) return [{ index: 0, weight: 1, stretch: 1 }];
  if (above < 0) {
    return [{ index: last, weight: 1, stretch: Math.sqrt(horizonSeconds / (learntHorizons[last] ?? horizonSeconds)) }];
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

const logQuantile = (
  state: LoadForecast,
  outline: LoadOutline,
  { index, stretch }: Weighed,
  {
    horizonSeconds,
    quantile,
    high,
  }: { readonly horizonSeconds: number; readonly quantile: number; readonly high: number },
): number => {
  const horizon = state.horizons[index];
  const tracker = horizon?.methods[horizon.chosen]?.tracker;
  if (horizon === undefined || tracker === undefined) return Number.NaN;
  const asked = { method: horizon.chosen, horizonSeconds, probability: quantile, knownHigh: high };
  const centre = quantileCentre(state, outline, asked);
  return (
    Math.log(centre) + stretch * errorScale(outline, learntHorizons[index] ?? 0) * trackedQuantile(tracker, quantile)
  );
};

/**
 * Load a horizon from the last sample as rising quantiles; null before the first sample.
 *
 * exp(ln centre + scale × learnt quantile), the centre from the method with the least pinball loss so far. Between the
 * learnt horizons both are interpolated, beyond the longest the error grows with the square root of time.
 * Laws (tested): quantiles never cross and are never negative; while no sample comes they stay.
 */
export const loadQuantiles = (state: LoadForecast, options: LoadQuantilesOptions): readonly LoadQuantile[] | null => {
  const { outline } = state;
  const { horizonSeconds } = options;
  if (outline === null) return null;
  const near = neighbours(horizonSeconds);
  const rising = options.quantiles.toSorted((a, b) => a - b);
  const high = knownHigh(state.day, outline.minute);
  let least = 0;
  return rising.map((quantile) => {
    const sum = near.reduce(
      (total, one) => total + one.weight * logQuantile(state, outline, one, { horizonSeconds, quantile, high }),
      0,
    );
    least = Math.max(least, Math.max(outline.level, outline.slow) <= leastRate ? 0 : Math.exp(sum));
    return { quantile, rate: least };
  });
};

/**
 * Rate per second that a rise under way leads to by the horizon, before noise; null where there is none that stands out
 * from the load's usual changes. It is part of `loadQuantiles` already.
 */
export const risingRate = (
  { ramp, outline, day }: LoadForecast,
  { horizonSeconds, quantile }: { readonly horizonSeconds: number; readonly quantile: number },
): number | null => {
  if (outline === null) return null;
  const known = { floor: floorOf(outline), knownHigh: knownHigh(day, outline.minute) };
  return rampRate(ramp, { horizonSeconds, probability: quantile, ...known });
};

export interface ForecastCoverage {
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
