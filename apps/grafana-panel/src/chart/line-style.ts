import type { GrafanaTheme2 } from "@grafana/data";
import { type Key, t } from "../text/text.ts";
import type { ForecastLines, RateLines, ReplicaLines } from "../view-model/deployment-lines.ts";
import type { LatencyLines } from "../view-model/latency-lines.ts";

/** How a line looks. No two lines of a chart share both dash and width: colour is never the only difference. */
export interface LineStyle<K extends string> {
  readonly key: K;
  readonly label: string;
  readonly color: string;
  readonly widthPixels: number;
  /** Lengths of dash and gap in pixels; an empty list is a solid line. */
  readonly dash: readonly number[];
  /** Drawn as steps: the value holds until the next decision. */
  readonly step: boolean;
  /** Shown in the tooltip even where its value is unknown. */
  readonly always: boolean;
}

type Hue = "blue" | "orange" | "purple" | "red";

/** Hues of the theme, in the shade that contrasts with its background. */
const shade = (theme: GrafanaTheme2, hue: Hue): string =>
  theme.visualization.getColorByName(theme.isDark ? hue : `dark-${hue}`);

interface Line<K extends string> {
  readonly key: K;
  readonly label: Key;
  readonly hue: Hue | "grey" | "text";
  readonly width: number;
  readonly dash?: readonly number[];
  readonly step?: true;
}

const planned = { hue: "grey", width: 1.5, dash: [8, 5], step: true } as const;
// Green is what needs nobody: no line has it.
const recommended = { hue: "text", width: 2, dash: [2, 4], step: true } as const;
const forecast = { hue: "purple", width: 1, dash: [3, 3] } as const;

const rateTable: readonly Line<keyof (RateLines & ForecastLines)>[] = [
  { key: "forecastLower", label: "line.forecast-low", ...forecast },
  { key: "forecastUpper", label: "line.forecast-high", ...forecast },
  { key: "plannedCapacity", label: "line.planned", ...planned },
  { key: "recommended", label: "line.recommended", ...recommended },
  { key: "capacity", label: "line.capacity", hue: "blue", width: 1.5 },
  { key: "loadLine", label: "line.load-line", hue: "orange", width: 2, dash: [12, 4, 3, 4] },
  { key: "demand", label: "line.demand", hue: "purple", width: 2.5 },
];

const replicaTable: readonly Line<keyof ReplicaLines>[] = [
  { key: "plannedReplicas", label: "line.replicas-planned", ...planned },
  { key: "desiredReplicas", label: "line.replicas-recommended", ...recommended },
  { key: "readyReplicas", label: "line.replicas-ready", hue: "blue", width: 1.5, step: true },
];

const latencyTable: readonly Line<keyof LatencyLines["lines"]>[] = [
  { key: "objective", label: "line.objective", hue: "orange", width: 1.5, dash: [12, 4, 3, 4] },
  { key: "gap", label: "line.gap", hue: "blue", width: 1.5 },
  { key: "firstToken", label: "line.first-token", hue: "purple", width: 2 },
];

const stylesOf =
  <K extends string>(table: readonly Line<K>[]) =>
  (theme: GrafanaTheme2): readonly LineStyle<K>[] =>
    table.map(({ key, label, hue, width, dash = [], step = false }) => ({
      key,
      label: t(label),
      color:
        hue === "text" || hue === "grey"
          ? theme.colors.text[hue === "text" ? "primary" : "secondary"]
          : shade(theme, hue),
      widthPixels: width,
      dash,
      step,
      always: !key.startsWith("forecast"),
    }));

/** Lines of the rate chart, the undermost first. */
export const rateStyles = stylesOf(rateTable);

/** Lines of the replica chart, the undermost first; a role has the same look in both charts. */
export const replicaStyles = stylesOf(replicaTable);

/** Lines of the chart of latencies. */
export const latencyStyles = stylesOf(latencyTable);

/** An area between two lines of the rate chart, filled where the first is above the second. */
export interface BandStyle {
  readonly between: readonly [string, string];
  readonly label: string;
  readonly fill: string;
}

/** The reserve (between load line and capacity), demand above the load line, and the forecast between two quantiles. */
export const bandStyles = (theme: GrafanaTheme2): readonly BandStyle[] => {
  const fill = (hue: Hue, dark: string, light: string) => `${shade(theme, hue)}${theme.isDark ? dark : light}`;
  return [
    { between: ["capacity", "loadLine"], label: t("band.reserve"), fill: fill("blue", "30", "26") },
    { between: ["demand", "loadLine"], label: t("band.over"), fill: fill("red", "66", "4d") },
    { between: ["forecastUpper", "forecastLower"], label: t("band.forecast"), fill: fill("purple", "4d", "33") },
  ];
};
