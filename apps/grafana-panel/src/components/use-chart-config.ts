import { useTheme2 } from "@grafana/ui";
import { useInsertionEffect, useMemo, useRef } from "react";
import type uPlot from "uplot";
import { chartConfig } from "../chart/chart-config.ts";
import type { LineStyle } from "../chart/line-style.ts";
import type { AlignedValues } from "../view-model/align.ts";
import type { LineChartProps } from "./LineChart.tsx";
import type { CursorSync } from "./use-cursor-sync.ts";
import type { Hover } from "./use-hover.ts";

const hasValue = (values: AlignedValues): boolean => values.some((value) => typeof value === "number");

/** The lines that have a value somewhere, one and the same list while they are the same lines. */
export function useDrawnStyles<K extends string>({ styles, lines }: LineChartProps<K>): readonly LineStyle<K>[] {
  const drawn = styles.filter(({ key }) => hasValue(lines[key]));
  const keys = drawn.map(({ key }) => key).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys say whether the list is another one
  return useMemo(() => drawn, [styles, keys]);
}

interface ConfigParts<K extends string> {
  readonly styles: readonly LineStyle<K>[];
  readonly plot: { current: uPlot | null };
  readonly sync: CursorSync;
  readonly hover: Hover;
}

/** How the chart is drawn. It depends on structure alone: data and what lies over them are read at every redraw. */
export function useChartConfig<K extends string>(
  props: LineChartProps<K>,
  { styles, plot, sync, hover }: ConfigParts<K>,
) {
  const theme = useTheme2();
  const { bands, showTimeAxis, leastIncrement } = props;
  const { timeZone } = props.frame;
  const { wanted, onReady } = hover;
  const shown = useRef(props);
  // Before the layout effects: UPlotChart redraws in one of them and must see the new range.
  useInsertionEffect(() => {
    shown.current = props;
  });
  return useMemo(() => {
    const builder = chartConfig({
      theme,
      timeZone,
      styles,
      bands,
      showTimeAxis,
      leastIncrement,
      timeRangeMs: () => [shown.current.frame.timeRange.from.valueOf(), shown.current.frame.untilMs],
      overlay: () => shown.current.overlay,
      syncKey: sync.scope,
    });
    builder.addHook("init", (made) => {
      plot.current = made;
    });
    if (wanted) builder.addHook("ready", onReady);
    return builder;
  }, [theme, timeZone, styles, bands, showTimeAxis, leastIncrement, plot, sync.scope, wanted, onReady]);
}
