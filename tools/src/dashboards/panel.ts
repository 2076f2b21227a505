/** The queries of a panel by the text of their legend, with labels in double braces. */
export type Queries = Readonly<Record<string, string>>;

/** What stands above a panel, and the unit of its values. */
export type Head = readonly [title: string, unit: Unit, description: string];

/** Units of Grafana: what they are called in a dashboard. */
const units = {
  ...{ short: "short", percentunit: "percentunit", bytes: "bytes", watt: "watt", celsius: "celsius", hertz: "rothz" },
  ...{ s: "s", "tok/s": "suffix: tok/s", "req/s": "reqps", "$/h": "suffix: $/h", none: "none" },
} as const;
type Unit = keyof typeof units;

/** A panel before it has a place. */
export interface Panel {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly queries: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** Every dashboard asks the data source that its reader chooses. */
const datasource = { type: "prometheus", uid: "$datasource" } as const;

/** The newest values, as rows with their labels. */
const newest = { instant: true, range: false, format: "table" } as const;
const course = { instant: false, range: true } as const;

interface Size {
  readonly width?: number;
  readonly height?: number;
}

interface PanelParts extends Size {
  readonly head: readonly [title: string, description: string];
  readonly queries: Queries;
  readonly asked?: typeof newest | typeof course;
}

const panel = (
  type: string,
  { head: [title, description], queries, asked = course, width = 12, height = 8 }: PanelParts,
  body: Readonly<Record<string, unknown>>,
): Panel => {
  const targets = Object.entries(queries).map(([legendFormat, expr], index) => ({
    refId: String.fromCharCode("A".charCodeAt(0) + index),
    ...{ datasource, expr, legendFormat, ...asked },
  }));
  return {
    ...{ width, height, title, queries: Object.values(queries) },
    body: { type, title, description, datasource, targets, ...body },
  };
};

/** Colours from the lowest values on, each with the value from which the next one counts. */
export type Thresholds = readonly [Color, ...(readonly [from: number, Color])[]];
/**
 * Readable as large text on both backgrounds of Grafana. What is well has the colour of text: no green is legible on both
 * where a narrow panel makes the figure small.
 */
type Color = "text" | "dark-orange" | "red";

const thresholdsOf = ([lowest, ...steps]: Thresholds) => ({
  mode: "absolute",
  steps: [{ value: null, color: lowest }, ...steps.map(([value, color]) => ({ value, color }))],
});

interface ChartOptions {
  readonly thresholds?: Thresholds;
  readonly stacked?: boolean;
  /** Lines that a pattern of their name makes dashed: what is planned or asked for, not what is. */
  readonly dashed?: string;
}

const dashedLine = (pattern: string) => ({
  matcher: { id: "byRegexp", options: pattern },
  properties: [{ id: "custom.lineStyle", value: { fill: "dash", dash: [8, 5] } }],
});

/** Lines over time. */
export const chart = (
  [title, unit, description]: Head,
  queries: Queries,
  { thresholds, stacked = false, dashed }: ChartOptions = {},
): Panel =>
  panel(
    "timeseries",
    { head: [title, description], queries },
    {
      fieldConfig: {
        defaults: {
          unit: units[unit],
          custom: {
            lineWidth: 2,
            fillOpacity: stacked ? 30 : 0,
            spanNulls: false,
            ...(stacked ? { stacking: { mode: "normal", group: "A" } } : {}),
            ...(thresholds === undefined ? {} : { thresholdsStyle: { mode: "dashed" } }),
          },
          ...(thresholds === undefined ? {} : { thresholds: thresholdsOf(thresholds) }),
        },
        overrides: dashed === undefined ? [] : [dashedLine(dashed)],
      },
      options: {
        legend: { displayMode: "table", placement: "bottom", showLegend: true, calcs: ["lastNotNull", "max"] },
        tooltip: { mode: "multi", sort: "desc" },
      },
    },
  );

interface StatOptions extends Size {
  readonly thresholds?: Thresholds;
}

/** One large value, with its course. */
export const stat = (
  [title, unit, description]: Head,
  queries: Queries,
  { thresholds, ...size }: StatOptions = {},
): Panel =>
  panel(
    "stat",
    { head: [title, description], queries, width: 6, height: 4, ...size },
    {
      fieldConfig: {
        defaults: {
          unit: units[unit],
          ...(thresholds === undefined ? {} : { thresholds: thresholdsOf(thresholds) }),
          noValue: "unknown",
        },
        overrides: [],
      },
      options: {
        reduceOptions: { calcs: ["lastNotNull"], fields: "", values: false },
        graphMode: "area",
        colorMode: thresholds === undefined ? "none" : "value",
      },
    },
  );

/** Columns about the scrape, not about the value. */
const hiddenColumns = { Time: true, __name__: true, job: true } as const;

/** The newest values with their labels. */
export const table = ([title, unit, description]: Head, queries: Queries): Panel =>
  panel(
    "table",
    { head: [title, description], queries, asked: newest, width: 24 },
    {
      fieldConfig: { defaults: { unit: units[unit] }, overrides: [] },
      options: { showHeader: true, cellHeight: "sm" },
      transformations: [{ id: "organize", options: { excludeByName: hiddenColumns } }],
    },
  );

type View = "timeline" | "ledger" | "ranking" | "summary" | "fleet-map";

/** The panel of this project. */
export const capacity = (view: View, head: readonly [title: string, description: string], query: string, height = 14) =>
  panel(
    "loadline-capacity-panel",
    { head, queries: { __auto: query }, width: 24, height },
    { fieldConfig: { defaults: {}, overrides: [] }, options: { view } },
  );
