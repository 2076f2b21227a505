import { t } from "../text/text.ts";
import type { Forecast } from "./deployment-lines.ts";
import { formatAge } from "./format-value.ts";
import type { Series } from "./read-series.ts";
import { currentValue, type DeploymentFreshness, selectSeries } from "./select-series.ts";

/** When something is used up, counted from the instant that is shown. */
export type Exhaustion =
  | { readonly kind: "unknown" }
  /** Already. */
  | { readonly kind: "now" }
  /** In so many seconds at the earliest and at the latest; toSeconds null: the latest time is beyond the forecast. */
  | { readonly kind: "within"; readonly fromSeconds: number; readonly toSeconds: number | null }
  /** Not within so many seconds: the forecast looks no further. */
  | { readonly kind: "beyond"; readonly seconds: number };

interface ExhaustionInputs {
  readonly demand: number | null;
  readonly loadLine: number | null;
  readonly forecast: Forecast | null;
  /** How far ahead the forecast looks. */
  readonly horizonSeconds: number;
}

/** When demand meets the load line, by the band of the forecast: its upper edge meets it first, its lower edge last. */
export const loadLineReached = ({ demand, loadLine, forecast, horizonSeconds }: ExhaustionInputs): Exhaustion => {
  if (demand === null || loadLine === null) return { kind: "unknown" };
  if (demand > loadLine) return { kind: "now" };
  if (forecast === null || horizonSeconds <= 0) return { kind: "unknown" };
  // Seconds until a straight line from demand to its quantile at the horizon meets the load line.
  const crossing = (quantile: number): number | null =>
    quantile <= loadLine ? null : (horizonSeconds * (loadLine - demand)) / (quantile - demand);
  const fromSeconds = crossing(forecast.upper);
  if (fromSeconds === null) return { kind: "beyond", seconds: horizonSeconds };
  return { kind: "within", fromSeconds, toSeconds: crossing(forecast.lower) };
};

/** Values of the label "bound" of each end, of which the first one that is there counts. */
const bounds = { from: ["lower", "earliest", "likely"], to: ["upper", "latest"] } as const;

/**
 * When growth has used up the pool or a budget, by the recommender's series: in seconds, with the label "bound" for the two ends,
 * or without it for the earliest time alone.
 */
export const capacityExhausted = (series: readonly Series[], freshness: DeploymentFreshness): Exhaustion => {
  const reported = (names: readonly string[]): number | null =>
    names
      .map((bound) => currentValue(selectSeries(series, "exhaustion", { bound }), freshness))
      .find((value) => value !== null) ?? null;
  const unbound = series.filter(({ labels }) => labels["bound"] === undefined);
  const from = reported(bounds.from) ?? currentValue(selectSeries(unbound, "exhaustion"), freshness);
  const to = reported(bounds.to);
  if (from === null) return { kind: "unknown" };
  if (from <= 0) return { kind: "now" };
  return { kind: "within", fromSeconds: from, toSeconds: to === null ? null : Math.max(from, to) };
};

/** Below two minutes, whole minutes are too coarse. */
const secondsUpTo = 120;

const rangeText = (fromSeconds: number, toSeconds: number): string => {
  const format = toSeconds < secondsUpTo ? (seconds: number) => `${Math.round(seconds)} s` : formatAge;
  const [from, to] = [format(fromSeconds), format(toSeconds)];
  return from === to && toSeconds >= secondsUpTo ? from : t("exhaustion.from-to", { from, to });
};

/** "in 3 d to 7 d": how long capacity lasts. */
export const exhaustionText = (exhaustion: Exhaustion): string => {
  switch (exhaustion.kind) {
    case "unknown":
      return t("value.unknown");
    case "now":
      return t("exhaustion.now");
    case "beyond":
      return t("exhaustion.beyond", { time: formatAge(exhaustion.seconds) });
    case "within": {
      const { fromSeconds, toSeconds } = exhaustion;
      return toSeconds === null
        ? t("exhaustion.earliest", { time: formatAge(fromSeconds) })
        : t("exhaustion.range", { range: rangeText(fromSeconds, toSeconds) });
    }
  }
};
