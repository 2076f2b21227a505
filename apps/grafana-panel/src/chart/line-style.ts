import type { GrafanaTheme2 } from "@grafana/data";
import { t } from "../text/text.ts";
import type { RateLines, ReplicaLines } from "../view-model/deployment-lines.ts";
import type { ForecastLines } from "../view-model/forecast.ts";

/** How a line looks. No two lines of a chart share both dash and width: colour is never the only difference. */
export interface LineStyle<K extends string> {
  readonly key: K;
  readonly label: string;
  readonly color: string;
  readonly widthPixels: number;
  /** Lengths of dash and gap in pixels; an empty list is a solid line. */
  readonly dash: readonly number[];
  /** Drawn as steps: the value holds until the next one is decided. */
  readonly step: boolean;
  /** Told in the tooltip even where its value is unknown. */
  readonly always: boolean;
}

type Hue = "blue" | "green" | "orange" | "purple" | "yellow" | "red";

/** Hues of the theme, in the shade that stands out from its background. */
const shade = (theme: GrafanaTheme2, hue: Hue): string =>
  theme.visualization.getColorByName(theme.isDark ? hue : `dark-${hue}`);

/** The edges of the band are drawn as one line: they belong together. */
const forecastStyle = <K extends string>(theme: GrafanaTheme2, key: K, label: string): LineStyle<K> => ({
  key,
  label,
  color: shade(theme, "purple"),
  widthPixels: 1,
  dash: [3, 3],
  step: false,
  always: false,
});

/** Lines of the rate chart, the undermost first. */
export const rateStyles = (theme: GrafanaTheme2): readonly LineStyle<keyof (RateLines & ForecastLines)>[] => [
  forecastStyle(theme, "forecastLower", t("line.forecast-low")),
  forecastStyle(theme, "forecastUpper", t("line.forecast-high")),
  {
    key: "planned",
    label: t("line.planned"),
    color: theme.colors.text.secondary,
    widthPixels: 1.5,
    dash: [8, 5],
    step: true,
    always: true,
  },
  {
    key: "recommended",
    label: t("line.recommended"),
    color: shade(theme, "green"),
    widthPixels: 2,
    dash: [2, 4],
    step: true,
    always: true,
  },
  {
    key: "capacity",
    label: t("line.capacity"),
    color: shade(theme, "blue"),
    widthPixels: 1.5,
    dash: [],
    step: false,
    always: true,
  },
  {
    key: "loadLine",
    label: t("line.load-line"),
    color: shade(theme, "orange"),
    widthPixels: 2,
    dash: [12, 4, 3, 4],
    step: false,
    always: true,
  },
  {
    key: "demand",
    label: t("line.demand"),
    color: shade(theme, "purple"),
    widthPixels: 2.5,
    dash: [],
    step: false,
    always: true,
  },
];

/** Lines of the replica chart, the undermost first; a role has the same look in both charts. */
export const replicaStyles = (theme: GrafanaTheme2): readonly LineStyle<keyof ReplicaLines>[] => [
  {
    key: "planned",
    label: t("line.replicas-planned"),
    color: theme.colors.text.secondary,
    widthPixels: 1.5,
    dash: [8, 5],
    step: true,
    always: true,
  },
  {
    key: "desired",
    label: t("line.replicas-recommended"),
    color: shade(theme, "green"),
    widthPixels: 2,
    dash: [2, 4],
    step: true,
    always: true,
  },
  {
    key: "ready",
    label: t("line.replicas-ready"),
    color: shade(theme, "blue"),
    widthPixels: 1.5,
    dash: [],
    step: true,
    always: true,
  },
];

export interface BandStyle {
  readonly label: string;
  readonly fill: string;
}

/** Capacity held back: between load line and capacity. */
export const spareBand = (theme: GrafanaTheme2): BandStyle => ({
  label: t("band.spare"),
  fill: `${shade(theme, "blue")}${theme.isDark ? "30" : "26"}`,
});

/** Demand at the lead time, between two quantiles. */
export const forecastBand = (theme: GrafanaTheme2): BandStyle => ({
  label: t("band.forecast"),
  fill: `${shade(theme, "purple")}${theme.isDark ? "4d" : "33"}`,
});

/** Demand that the spare has to carry: where demand is above the load line. */
export const overBand = (theme: GrafanaTheme2): BandStyle => ({
  label: t("band.over"),
  fill: `${shade(theme, "red")}${theme.isDark ? "66" : "4d"}`,
});
