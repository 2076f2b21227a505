import { currentValue, type DeploymentFreshness } from "./current-value.ts";
import type { Forecast } from "./forecast.ts";
import type { Series } from "./read-frames.ts";
import { selectSeries } from "./select-series.ts";

/** When something is used up, from the instant that is shown. */
export type Exhaustion =
  | { readonly kind: "unknown" }
  /** Already. */
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

/** When demand meets the load line, by the band of the forecast: its upper edge meets it first, its lower edge last. */
export const loadLineReached = (inputs: ExhaustionInputs): Exhaustion => {
  const { demand, loadLine, forecast, horizonSeconds } = inputs;
  if (demand === null || loadLine === null) return { kind: "unknown" };
  if (demand > loadLine) return { kind: "now" };
  if (forecast === null || horizonSeconds <= 0) return { kind: "unknown" };
  const fromSeconds = crossing(inputs, forecast.upper);
  if (fromSeconds === null) return { kind: "beyond", seconds: horizonSeconds };
  return { kind: "within", fromSeconds, toSeconds: crossing(inputs, forecast.lower) };
};

/** Values of the label "bound" of each end, the first that is there counts. */
const bounds = { from: ["lower", "earliest", "likely"], to: ["upper", "latest"] } as const;

/**
 * When growth has used up what there is, as the data says: in seconds, with the label "bound" for the two ends, or
 * without it for the earliest time alone. Beyond the forecast nobody but the data knows.
 */
export const capacityExhausted = (series: readonly Series[], freshness: DeploymentFreshness): Exhaustion => {
  const told = (names: readonly string[]): number | null =>
    names
      .map((bound) => currentValue(selectSeries(series, "exhaustion", { bound }), freshness))
      .find((value) => value !== null) ?? null;
  const unbound = series.filter(({ labels }) => labels["bound"] === undefined);
  const from = told(bounds.from) ?? currentValue(selectSeries(unbound, "exhaustion"), freshness);
  const to = told(bounds.to);
  if (from === null) return { kind: "unknown" };
  if (from <= 0) return { kind: "now" };
  return { kind: "within", fromSeconds: from, toSeconds: to === null ? null : Math.max(from, to) };
};
