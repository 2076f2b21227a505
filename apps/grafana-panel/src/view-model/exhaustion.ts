import { currentValue, type DeploymentFreshness } from "./current-value.ts";
import type { Forecast } from "./forecast.ts";
import type { Series } from "./read-frames.ts";
import { selectSeries } from "./select-series.ts";

/** How long the load line lasts, from the instant that is shown. */
export type Exhaustion =
  | { readonly kind: "unknown" }
  /** Demand is above the load line. */
  | { readonly kind: "now" }
  /** In so many seconds at the earliest and at the latest; toSeconds null: at the latest beyond what is seen. */
  | { readonly kind: "within"; readonly fromSeconds: number; readonly toSeconds: number | null }
  /** Not within so many seconds: further nobody looked. */
  | { readonly kind: "beyond"; readonly seconds: number };

export interface ExhaustionInputs {
  readonly demand: number | null;
  readonly loadLine: number | null;
  readonly forecast: Forecast | null;
  /** How far ahead the forecast looks. */
  readonly horizonSeconds: number;
}

/** Seconds until a straight line from demand to its quantile at the horizon meets the load line; null: not by then. */
const crossing = ({ demand, loadLine, horizonSeconds }: ExhaustionInputs, quantile: number): number | null =>
  demand === null || loadLine === null || quantile <= loadLine
    ? null
    : (horizonSeconds * (loadLine - demand)) / (quantile - demand);

/** From the band of the forecast: its upper edge meets the load line first, its lower edge last. */
const byForecast = (inputs: ExhaustionInputs): Exhaustion => {
  const { demand, loadLine, forecast, horizonSeconds } = inputs;
  if (demand === null || loadLine === null) return { kind: "unknown" };
  if (demand > loadLine) return { kind: "now" };
  if (forecast === null || horizonSeconds <= 0) return { kind: "unknown" };
  const fromSeconds = crossing(inputs, forecast.upper);
  if (fromSeconds === null) return { kind: "beyond", seconds: horizonSeconds };
  return { kind: "within", fromSeconds, toSeconds: crossing(inputs, forecast.lower) };
};

/** What the data itself says: a role that an override gives, with the label bound = lower or upper. */
const published = (series: readonly Series[], freshness: DeploymentFreshness): Exhaustion | null => {
  const bound = (name: string): number | null =>
    currentValue(selectSeries(series, "exhaustion", { bound: name }), freshness);
  const fromSeconds = bound("lower") ?? currentValue(selectSeries(series, "exhaustion"), freshness);
  if (fromSeconds === null) return null;
  return fromSeconds <= 0 ? { kind: "now" } : { kind: "within", fromSeconds, toSeconds: bound("upper") };
};

/** How long the load line lasts: as published, else by the forecast. */
export const exhaustionOf = (
  series: readonly Series[],
  freshness: DeploymentFreshness,
  inputs: ExhaustionInputs,
): Exhaustion => published(series, freshness) ?? byForecast(inputs);
