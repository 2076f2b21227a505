import type { TimeRange, TimeZone } from "@grafana/data";
import type { ChartBand } from "../chart/chart-config.ts";
import type { ChartOverlay } from "../chart/chart-overlay.ts";
import type { LineStyle } from "../chart/line-style.ts";
import type { AlignedValues } from "../view-model/align.ts";
import type { Annotation } from "../view-model/annotations.ts";

/** What every chart of the panel shares. */
export interface ChartFrame {
  readonly panelId: number;
  readonly timeRange: TimeRange;
  /** End of the time axis: that of the range, or of the forecast beyond it. */
  readonly untilMs: number;
  readonly timeZone: TimeZone;
  readonly annotations: readonly Annotation[];
  readonly onZoom: (range: { from: number; to: number }) => void;
}

export interface LineChartProps<K extends string> {
  readonly frame: ChartFrame;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The chart in text. */
  readonly summary: string;
  readonly timesMs: readonly number[];
  readonly lines: Readonly<Record<K, AlignedValues>>;
  readonly overlay: ChartOverlay;
  /** Compared by reference: a new list is a new structure. */
  readonly styles: readonly LineStyle<K>[];
  readonly bands: readonly ChartBand[];
  readonly showTimeAxis: boolean;
  readonly leastIncrement: 0 | 1;
  readonly format: (value: number | null) => string;
}
