import type { GrafanaTheme2, TimeZone } from "@grafana/data";
import {
  AxisPlacement,
  GraphDrawStyle,
  LineInterpolation,
  ScaleDirection,
  ScaleOrientation,
  VisibilityMode,
} from "@grafana/schema";
import { UPlotConfigBuilder } from "@grafana/ui";
import { formatCompact, formatPercent } from "../view-model/format-value.ts";
import { addOverlay, type ChartOverlay } from "./chart-overlay.ts";
import type { BandStyle, LineStyle } from "./line-style.ts";

/** Of the value axis: rates, whole counts, or shares of what may be. */
export type ValueScale = "rate" | "count" | "share";

export type ChartBand = Pick<BandStyle, "between" | "fill">;

interface ChartConfigOptions {
  readonly theme: GrafanaTheme2;
  readonly timeZone: TimeZone;
  readonly styles: readonly LineStyle<string>[];
  readonly bands: readonly ChartBand[];
  readonly showTimeAxis: boolean;
  readonly scale: ValueScale;
  /** Read at every redraw, so that a moving range needs no new configuration. */
  readonly timeRangeMs: () => readonly [number, number];
  /** Read at every redraw as well. */
  readonly overlay: () => ChartOverlay;
  /** Charts with the same key share their cursor. */
  readonly syncKey: string;
}

const valueScale = "y";

/** Same width in every chart, so that charts under each other share one time axis by eye. */
const valueAxisPixels = 52;

const countMargin = 1.1;

/** From 0 to just above the highest count, whose line would else be on the edge. */
const countRange = (_plot: unknown, _least: number | null, most: number | null): [number, number] => [
  0,
  Math.max(1, most ?? 1) * countMargin,
];

/** What is far above the objective needs no more height than three times it. */
const mostShare = 3;

const shareRange = (_plot: unknown, _least: number | null, most: number | null): [number, number] => [
  0,
  Math.min(mostShare, Math.max(1, most ?? 1) * countMargin),
];

const ranges = { rate: { softMin: 0, softMax: 1 }, count: { range: countRange }, share: { range: shareRange } };

const addScales = (builder: UPlotConfigBuilder, { timeRangeMs, scale }: ChartConfigOptions): void => {
  builder.addScale({
    scaleKey: "x",
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    isTime: true,
    range: () => [...timeRangeMs()],
  });
  builder.addScale({
    scaleKey: valueScale,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    ...ranges[scale],
  });
};

/** Distances of two ticks of counts: a tick between two whole numbers would have no label. */
const countIncrements = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000, 1_000_000];

const tickSpacePixels = { count: 22, rate: 32 } as const;

const addAxes = (builder: UPlotConfigBuilder, options: ChartConfigOptions): void => {
  const { theme, timeZone, showTimeAxis, scale } = options;
  const color = theme.colors.text.secondary;
  builder.addAxis({
    scaleKey: "x",
    isTime: true,
    placement: AxisPlacement.Bottom,
    theme,
    timeZone,
    color,
    grid: { show: true },
    ...(showTimeAxis ? {} : { values: () => [], ticks: { show: false }, size: 6 }),
  });
  builder.addAxis({
    scaleKey: valueScale,
    placement: AxisPlacement.Left,
    theme,
    color,
    size: valueAxisPixels,
    grid: { show: true },
    formatValue: (value: number) => (scale === "share" ? formatPercent(value) : formatCompact(value)),
    space: () => (scale === "rate" ? tickSpacePixels.rate : tickSpacePixels.count),
    ...(scale === "count" ? { decimals: 0, incrs: countIncrements } : {}),
  });
};

const addLines = (builder: UPlotConfigBuilder, { theme, styles }: ChartConfigOptions): void => {
  for (const style of styles) {
    builder.addSeries({
      scaleKey: valueScale,
      theme,
      drawStyle: GraphDrawStyle.Line,
      lineInterpolation: style.step ? LineInterpolation.StepAfter : LineInterpolation.Linear,
      lineColor: style.color,
      lineWidth: style.widthPixels,
      ...(style.dash.length > 0 ? { lineStyle: { fill: "dash" as const, dash: [...style.dash] } } : {}),
      showPoints: VisibilityMode.Never,
      pointSize: 5,
      spanNulls: false,
    });
  }
};

/** Half of the label of the last time tick may be beyond the end of the axis. */
const halfTimeLabelPixels = 26;

/** Space above the lines, for the label "now" where the time axis is shown. */
const abovePixels = { named: 16, plain: 8 } as const;

/** A chart of lines over time. It depends on structure alone; data goes in through setData. */
export const chartConfig = (options: ChartConfigOptions): UPlotConfigBuilder => {
  const builder = new UPlotConfigBuilder(options.timeZone);
  addScales(builder, options);
  addAxes(builder, options);
  addLines(builder, options);
  builder.setPadding([options.showTimeAxis ? abovePixels.named : abovePixels.plain, halfTimeLabelPixels, 0, 0]);
  // A cursor shared by several charts has a time, but no value; what is selected in one chart is not in the others.
  builder.setCursor({
    y: false,
    sync: { key: options.syncKey, scales: ["x", null], filters: { pub: (type) => /^mouse(move|leave)$/.test(type) } },
  });
  addOverlay(builder, options.theme, options.overlay);
  for (const { between, fill } of options.bands) {
    // uPlot numbers its series from 1; 0 is time, and here a line that is not drawn.
    const [above, below] = between.map((key) => options.styles.findIndex((style) => style.key === key) + 1);
    if (above && below) builder.addBand({ series: [above, below], fill });
  }
  return builder;
};
