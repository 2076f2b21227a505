import { css } from "@emotion/css";
import { dateTimeFormat, type GrafanaTheme2 } from "@grafana/data";
import { SeriesTable, TooltipPlugin2, UPlotChart, useStyles2 } from "@grafana/ui";
import { useMemo, useRef } from "react";
import type uPlot from "uplot";
import type { AlignedData } from "uplot";
import type { LineStyle } from "../chart/line-style.ts";
import { t } from "../text/text.ts";
import { annotationNear } from "../view-model/annotations.ts";
import { markNear, markText } from "../view-model/decision.ts";
import { unknownText } from "../view-model/format-value.ts";
import {
  type LineChartProps,
  useChartConfig,
  useCursorSync,
  useDrawnStyles,
  useHover,
  useKeyboardCursor,
} from "./chart-hooks.ts";
import { sharedStyles } from "./styles.ts";

/** TooltipHoverMode.xAll: all series at the time under the cursor. @grafana/ui does not export the enum. */
const hoverAllSeries: Parameters<typeof TooltipPlugin2>[0]["hoverMode"] = 1;

/** A mark is described while the cursor is this near to it, in pixels. */
const markReach = 8;

export function LineChart<K extends string>(props: LineChartProps<K>) {
  const { frame, lines, timesMs, overlay, width, height } = props;
  const styles = useDrawnStyles(props);
  const looks = useStyles2(getStyles);
  const { hidden } = useStyles2(sharedStyles);
  const plot = useRef<uPlot>(null);
  const sync = useCursorSync(frame.panelId);
  const hover = useHover(sync);
  const config = useChartConfig(props, { styles, plot, sync, hover });
  const data = useMemo<AlignedData>(
    // uPlot reads its data and writes nothing into them, so that they need no copy.
    () => [timesMs, ...styles.map(({ key }) => lines[key])] as unknown as AlignedData,
    [timesMs, lines, styles],
  );
  const cursor = useKeyboardCursor({
    plot,
    timesMs,
    lines: styles.map(({ key, label }) => ({ label, values: lines[key] })),
    marks: overlay.marks,
    format: props.format,
    timeText: (timeMs) => dateTimeFormat(timeMs, { timeZone: frame.timeZone, format: "HH:mm:ss" }),
  });
  return (
    // biome-ignore-start lint/a11y/noNoninteractiveTabindex: arrow keys move a cursor through the chart
    <div
      role="application"
      aria-label={t("chart.keys", { deployment: props.title })}
      tabIndex={0}
      className={looks.chart}
      onKeyDown={cursor.onKeyDown}
      onBlur={cursor.onBlur}
      onPointerEnter={hover.onEnter}
    >
      {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
      <div role="img" aria-label={props.summary} className={looks.plot} style={{ width, height }}>
        <UPlotChart config={config} data={data} width={width} height={height}>
          {hover.wanted && (
            <TooltipPlugin2
              config={config}
              hoverMode={hoverAllSeries}
              queryZoom={frame.onZoom}
              syncMode={sync.mode}
              syncScope={sync.scope}
              render={(hovered, indexes) => <HoverText chart={props} drawn={styles} plot={hovered} indexes={indexes} />}
            />
          )}
        </UPlotChart>
      </div>
      <div role="status" aria-live="polite" className={cursor.text === "" ? hidden : looks.readout}>
        {cursor.text}
      </div>
    </div>
  );
}

interface HoverTextProps<K extends string> {
  readonly chart: LineChartProps<K>;
  /** The lines in the order of the plot's series. */
  readonly drawn: readonly LineStyle<K>[];
  readonly plot: uPlot;
  readonly indexes: readonly (number | null)[];
}

function HoverText<K extends string>({ chart, drawn, plot, indexes }: HoverTextProps<K>) {
  const index = indexes.slice(1).find((at) => at !== null && at !== undefined);
  const timeMs = index === undefined || index === null ? undefined : plot.data[0][index];
  if (timeMs === undefined) return null;
  const series = chart.styles.flatMap((style) => {
    const line = drawn.indexOf(style) + 1;
    const value = line === 0 ? null : plot.data[line]?.[indexes[line] ?? -1];
    if (!style.always && typeof value !== "number") return [];
    return { label: style.label, color: style.color, value: value === undefined ? unknownText() : chart.format(value) };
  });
  const hoveredMs = plot.posToVal(plot.cursor.left ?? 0, "x");
  const reachMs = plot.posToVal(markReach, "x") - plot.posToVal(0, "x");
  const mark = markNear(chart.overlay.marks, hoveredMs, reachMs);
  const annotation = annotationNear(chart.overlay.annotations, hoveredMs, reachMs);
  return (
    <div className={tooltip}>
      {chart.title}
      <SeriesTable
        timestamp={dateTimeFormat(timeMs, { timeZone: chart.frame.timeZone })}
        series={series.toReversed()}
      />
      {mark !== undefined && (
        <div>
          {mark.verdict === "scale-up" ? "▲" : "▼"} {markText(mark)}
        </div>
      )}
      {annotation !== undefined && <div dir="auto">◆ {annotation.text}</div>}
    </div>
  );
}

const tooltip = css({ maxWidth: 320, padding: 8, overflowWrap: "anywhere" });

const getStyles = (theme: GrafanaTheme2) => ({
  chart: css({
    position: "relative",
    "&:focus-visible": { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 2 },
  }),
  // Its size is known: what happens in one chart needs no layout of the others.
  plot: css({ contain: "strict" }),
  readout: css({
    position: "absolute",
    top: "100%",
    insetInline: 0,
    zIndex: theme.zIndex.tooltip,
    padding: theme.spacing(0.75, 1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.elevated,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
