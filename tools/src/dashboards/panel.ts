/** One query of a panel, with the name of its lines. */
export interface Target {
  readonly expr: string;
  /** Text of the legend; labels in double braces. */
  readonly legend: string;
  /** Asks for one value instead of a course. */
  readonly instant?: boolean;
}

/** Units of Grafana: what they are called in a dashboard. */
export type Unit =
  | "short"
  | "percentunit"
  | "bytes"
  | "watt"
  | "celsius"
  | "hertz"
  | "s"
  | "tok/s"
  | "req/s"
  | "$/h"
  | "none";

const grafanaUnits: Readonly<Record<Unit, string>> = {
  ...{ short: "short", percentunit: "percentunit", bytes: "bytes", watt: "watt", celsius: "celsius", hertz: "rothz" },
  ...{ s: "s", "tok/s": "suffix: tok/s", "req/s": "reqps", "$/h": "suffix: $/h", none: "none" },
};

/** A panel before it has a place. */
export interface Panel {
  readonly width: number;
  readonly height: number;
  readonly targets: readonly Target[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** Every dashboard asks the data source that its reader chooses. */
const datasource = { type: "prometheus", uid: "$datasource" } as const;

const targetsOf = (targets: readonly Target[]) =>
  targets.map(({ expr, legend, instant = false }, index) => ({
    refId: String.fromCharCode("A".charCodeAt(0) + index),
    datasource,
    expr,
    legendFormat: legend,
    ...(instant ? { instant: true, range: false, format: "table" } : { instant: false, range: true }),
  }));

interface Common {
  readonly title: string;
  readonly description: string;
  readonly targets: readonly Target[];
  readonly width?: number;
  readonly height?: number;
}

const panel = (type: string, common: Common, body: Readonly<Record<string, unknown>>): Panel => ({
  width: common.width ?? 12,
  height: common.height ?? 8,
  targets: common.targets,
  body: {
    type,
    title: common.title,
    description: common.description,
    datasource,
    targets: targetsOf(common.targets),
    ...body,
  },
});

export interface Threshold {
  readonly from: number | null;
  readonly color: "green" | "yellow" | "orange" | "red";
}

const thresholdsOf = (steps: readonly Threshold[]) => ({
  mode: "absolute",
  steps: steps.map(({ from, color }) => ({ value: from, color })),
});

interface ChartOptions extends Common {
  readonly unit: Unit;
  readonly thresholds?: readonly Threshold[];
  readonly stacked?: boolean;
  /** Lines that a pattern of their name makes dashed: what is planned or asked for, not what is. */
  readonly dashed?: string;
}

const dashedLine = (pattern: string) => ({
  matcher: { id: "byRegexp", options: pattern },
  properties: [{ id: "custom.lineStyle", value: { fill: "dash", dash: [8, 5] } }],
});

/** Lines over time. */
export const chart = ({ unit, thresholds, stacked = false, dashed, ...common }: ChartOptions): Panel =>
  panel("timeseries", common, {
    fieldConfig: {
      defaults: {
        unit: grafanaUnits[unit],
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
  });

interface StatOptions extends Common {
  readonly unit: Unit;
  readonly thresholds?: readonly Threshold[];
}

/** One large value, with its course. */
export const stat = ({ unit, thresholds, ...common }: StatOptions): Panel =>
  panel(
    "stat",
    { width: 6, height: 4, ...common },
    {
      fieldConfig: {
        defaults: {
          unit: grafanaUnits[unit],
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

interface TableOptions extends Common {
  readonly unit: Unit;
}

/** Columns about the scrape, not about the value. */
const hiddenColumns = { Time: true, __name__: true, job: true } as const;

/** The newest values with their labels. */
export const table = ({ unit, ...common }: TableOptions): Panel =>
  panel(
    "table",
    { ...common, targets: common.targets.map((target) => ({ ...target, instant: true })) },
    {
      fieldConfig: { defaults: { unit: grafanaUnits[unit] }, overrides: [] },
      options: { showHeader: true, cellHeight: "sm" },
      transformations: [{ id: "organize", options: { excludeByName: hiddenColumns } }],
    },
  );

interface CapacityOptions extends Common {
  readonly view: "timeline" | "ledger" | "ranking" | "summary" | "fleet-map";
}

/** The panel of this project. */
export const capacity = ({ view, ...common }: CapacityOptions): Panel =>
  panel(
    "loadline-capacity-panel",
    { width: 24, height: 14, ...common },
    {
      fieldConfig: { defaults: {}, overrides: [] },
      options: { view },
    },
  );
