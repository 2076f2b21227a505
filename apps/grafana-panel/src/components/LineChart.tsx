import type { TimeRange, TimeZone } from "@grafana/data";
import { DashboardCursorSync } from "@grafana/schema";
import { TooltipPlugin2, UPlotChart, usePanelContext, useTheme2 } from "@grafana/ui";
import { useInsertionEffect, useMemo, useRef } from "react";
import type { AlignedData } from "uplot";
import { type ChartBand, chartConfig } from "../chart/chart-config.ts";
import type { LineStyle } from "../chart/line-style.ts";
import type { AlignedValues } from "../view-model/align.ts";
import { ChartTooltip } from "./ChartTooltip.tsx";

/** What every chart of the panel shares. */
export interface ChartFrame {
  readonly panelId: number;
  readonly timeRange: TimeRange;
  readonly timeZone: TimeZone;
  readonly onZoom: (range: { from: number; to: number }) => void;
}

interface LineChartProps<K extends string> {
  readonly frame: ChartFrame;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The chart in words. */
  readonly summary: string;
  readonly timesMs: readonly number[];
  readonly lines: Readonly<Record<K, AlignedValues>>;
  /** Compared by reference: a new list is a new structure. */
  readonly styles: readonly LineStyle<K>[];
  readonly bands: readonly ChartBand[];
  readonly showTimeAxis: boolean;
  readonly leastIncrement: 0 | 1;
  readonly format: (value: number | null) => string;
}

/** TooltipHoverMode.xAll: all series at the time under the cursor. @grafana/ui does not export the enum. */
const hoverAllSeries: Parameters<typeof TooltipPlugin2>[0]["hoverMode"] = 1;

export function LineChart<K extends string>(props: LineChartProps<K>) {
  const { frame, styles, lines, timesMs } = props;
  const config = useChartConfig(props);
  const sync = useCursorSync(frame.panelId);
  const data = useMemo<AlignedData>(
    () => [[...timesMs], ...styles.map(({ key }) => [...lines[key]])],
    [timesMs, lines, styles],
  );
  return (
    <div role="img" aria-label={props.summary}>
      <UPlotChart config={config} data={data} width={props.width} height={props.height}>
        <TooltipPlugin2
          config={config}
          hoverMode={hoverAllSeries}
          queryZoom={frame.onZoom}
          syncMode={sync.mode}
          syncScope={sync.scope}
          render={(plot, indexes) => {
            const index = indexes.slice(1).find((at) => at !== null && at !== undefined);
            const timeMs = index === undefined || index === null ? undefined : plot.data[0][index];
            if (timeMs === undefined) return null;
            const rows = styles.map((style, line) => ({
              style,
              value: plot.data[line + 1]?.[indexes[line + 1] ?? -1],
            }));
            return (
              <ChartTooltip
                title={props.title}
                timeMs={timeMs}
                timeZone={frame.timeZone}
                rows={rows.toReversed()}
                format={props.format}
              />
            );
          }}
        />
      </UPlotChart>
    </div>
  );
}

function useChartConfig<K extends string>({ frame, styles, bands, showTimeAxis, leastIncrement }: LineChartProps<K>) {
  const theme = useTheme2();
  const { timeZone } = frame;
  const range = useRef(frame.timeRange);
  // Before the layout effects: UPlotChart redraws in one of them and must see the new range.
  useInsertionEffect(() => {
    range.current = frame.timeRange;
  });
  return useMemo(
    () =>
      chartConfig({
        theme,
        timeZone,
        styles,
        bands,
        showTimeAxis,
        leastIncrement,
        timeRangeMs: () => [range.current.from.valueOf(), range.current.to.valueOf()],
      }),
    [theme, timeZone, styles, bands, showTimeAxis, leastIncrement],
  );
}

/** The dashboard's shared cursor where it has one; without it the charts of this panel share theirs. */
const useCursorSync = (panelId: number): { readonly mode: DashboardCursorSync; readonly scope: string } => {
  const context = usePanelContext();
  const mode = context.sync?.() ?? DashboardCursorSync.Off;
  return mode === DashboardCursorSync.Off
    ? { mode: DashboardCursorSync.Crosshair, scope: `loadline-capacity-${panelId}` }
    : { mode, scope: context.eventsScope };
};
