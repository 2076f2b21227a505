import type { AlignedValues } from "./align.ts";
import { currentValue, type DeploymentFreshness } from "./current-value.ts";
import type { DeploymentLines, RateLines } from "./deployment-lines.ts";
import type { Series } from "./read-frames.ts";
import type { Phase } from "./role.ts";

/** Demand at the lead time in tokens per second, between two quantiles. */
export interface Forecast {
  readonly lower: number;
  readonly upper: number;
  /** 0 to 1. */
  readonly quantiles: readonly [number, number];
}

/** The lowest and the highest quantile of the forecast that holds now; null: unknown, or only one. */
export const currentForecast = (
  series: readonly Series[],
  phase: Phase | null,
  freshness: DeploymentFreshness,
): Forecast | null => {
  const known = series
    .filter(({ role, labels }) => role === "demand-forecast" && (phase === null || labels["phase"] === phase))
    .map((one) => ({ quantile: Number(one.labels["quantile"] || Number.NaN), value: currentValue(one, freshness) }))
    .filter((one): one is { quantile: number; value: number } => Number.isFinite(one.quantile) && one.value !== null)
    .sort((a, b) => a.quantile - b.quantile);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || first.quantile === last.quantile) return null;
  const quantiles = [first.quantile, last.quantile] as const;
  return { lower: Math.min(first.value, last.value), upper: Math.max(first.value, last.value), quantiles };
};

export interface ForecastLines {
  readonly forecastLower: AlignedValues;
  readonly forecastUpper: AlignedValues;
}

export interface LinesWithForecast {
  readonly timesMs: readonly number[];
  readonly rates: RateLines & ForecastLines;
}

const lastKnown = (values: AlignedValues): number => values.findLastIndex((value) => typeof value === "number");

/**
 * The lines with the band of the forecast: from the last known demand to the two quantiles at atMs.
 * Without a forecast, or when atMs is not beyond the last time, the band is empty.
 */
export const withForecast = (
  { timesMs, rates }: Pick<DeploymentLines, "timesMs" | "rates">,
  forecast: Forecast | null,
  atMs: number,
): LinesWithForecast => {
  const from = lastKnown(rates.demand);
  if (forecast === null || from < 0 || atMs <= (timesMs.at(-1) ?? atMs)) {
    const none = timesMs.map(() => null);
    return { timesMs, rates: { ...rates, forecastLower: none, forecastUpper: none } };
  }
  const longer = (line: AlignedValues): AlignedValues => [...line, null];
  const edge = (value: number): AlignedValues => [
    ...timesMs.map((_, index) => (index < from ? null : index === from ? rates.demand[from] : undefined)),
    value,
  ];
  return {
    timesMs: [...timesMs, atMs],
    rates: {
      planned: longer(rates.planned),
      capacity: longer(rates.capacity),
      loadLine: longer(rates.loadLine),
      demand: longer(rates.demand),
      recommended: longer(rates.recommended),
      forecastLower: edge(forecast.lower),
      forecastUpper: edge(forecast.upper),
    },
  };
};
