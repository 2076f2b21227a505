import type { TimeRange, TimeZone } from "@grafana/data";
// What a chart needs beside its lines: a configuration, a shared cursor, a tooltip on demand and a keyboard cursor.
import { DashboardCursorSync } from "@grafana/schema";
import { usePanelContext, useTheme2 } from "@grafana/ui";
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useInsertionEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type uPlot from "uplot";
import { type ChartBand, chartConfig, type ValueScale } from "../chart/chart-config.ts";
import type { ChartOverlay } from "../chart/chart-overlay.ts";
import type { LineStyle } from "../chart/line-style.ts";
import { type AlignedValues, knownIndices, movedCursor } from "../view-model/align.ts";
import type { Annotation } from "../view-model/annotations.ts";
import { type DecisionMark, markNear, markText } from "../view-model/decision.ts";

/** The lines that are shown and have a value somewhere; the same list as long as they are the same lines. */
export function useDrawnStyles<K extends string>({
  styles,
  lines,
  frame: { hidden },
}: LineChartProps<K>): readonly LineStyle<K>[] {
  const drawn = styles.filter(({ key }) => !hidden.has(key) && lines[key].some((value) => typeof value === "number"));
  const keys = drawn.map(({ key }) => key).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys identify the list
  return useMemo(() => drawn, [styles, keys]);
}

interface CursorSync {
  readonly mode: DashboardCursorSync;
  readonly scope: string;
}

/** The dashboard's shared cursor where it has one; without it the charts of this panel share theirs. */
export const useCursorSync = (panelId: number): CursorSync => {
  const context = usePanelContext();
  const mode = context.sync?.() ?? DashboardCursorSync.Off;
  return mode === DashboardCursorSync.Off
    ? { mode: DashboardCursorSync.Crosshair, scope: `loadline-capacity-${panelId}` }
    : { mode, scope: context.eventsScope };
};

interface Hover {
  /** The chart needs the tooltip that shows values under the pointer. */
  readonly wanted: boolean;
  readonly onEnter: (event: PointerEvent) => void;
  /** Moves the cursor of a chart that was made for the pointer to its place. */
  readonly onReady: (plot: uPlot) => void;
}

/**
 * A tooltip makes a chart's first drawing slower, and most charts of a dashboard are never pointed at: it is made
 * when the pointer enters, unless the dashboard shows the tooltips of all charts at once.
 */
export const useHover = ({ mode }: CursorSync): Hover => {
  const [entered, setEntered] = useState(false);
  const at = useRef<{ readonly clientX: number; readonly clientY: number }>(null);
  const onEnter = useCallback(({ clientX, clientY }: PointerEvent) => {
    at.current = { clientX, clientY };
    setEntered(true);
  }, []);
  const onReady = useCallback(({ over }: uPlot) => {
    if (at.current !== null) over.dispatchEvent(new MouseEvent("mousemove", at.current));
    at.current = null;
  }, []);
  return { wanted: entered || mode === DashboardCursorSync.Tooltip, onEnter, onReady };
};

/** How far below the sight an element counts as seen, so that it is there when it is scrolled to. */
const ahead = "300px";

/** Whether an element has ever been in sight: it starts as given and stays true. */
export const useSeen = <T extends HTMLElement = HTMLElement>(
  inSight: boolean,
): readonly [RefObject<T | null>, boolean] => {
  const element = useRef<T>(null);
  const [seen, setSeen] = useState(inSight || typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const target = element.current;
    if (seen || target === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: ahead },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [seen]);
  return [element, seen];
};

interface ConfigParts<K extends string> {
  readonly styles: readonly LineStyle<K>[];
  readonly plot: { current: uPlot | null };
  readonly sync: CursorSync;
  readonly hover: Hover;
}

/** How the chart is drawn. It depends on structure alone: data and overlay are read at every redraw. */
export function useChartConfig<K extends string>(
  props: LineChartProps<K>,
  { styles, plot, sync, hover }: ConfigParts<K>,
) {
  const theme = useTheme2();
  const { bands, showTimeAxis, scale } = props;
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
      scale,
      syncKey: sync.scope,
      timeRangeMs: () => [shown.current.frame.timeRange.from.valueOf(), shown.current.frame.untilMs],
      overlay: () => shown.current.overlay,
    });
    builder.addHook("init", (made) => {
      plot.current = made;
    });
    if (wanted) builder.addHook("ready", onReady);
    return builder;
  }, [theme, timeZone, styles, bands, showTimeAxis, scale, plot, sync.scope, wanted, onReady]);
}

export interface KeyboardCursorOptions {
  readonly plot: RefObject<uPlot | null>;
  readonly timesMs: readonly number[];
  readonly lines: readonly { readonly label: string; readonly values: AlignedValues }[];
  readonly marks: readonly DecisionMark[];
  readonly format: (value: number | null) => string;
  readonly timeText: (timeMs: number) => string;
}

const textAt = ({ timesMs, lines, marks, format, timeText }: KeyboardCursorOptions, index: number): string => {
  const timeMs = timesMs[index] ?? 0;
  const values = lines.toReversed().flatMap(({ label, values: line }) => {
    const value = line[index];
    return typeof value === "number" ? [`${label} ${format(value)}`] : [];
  });
  const mark = markNear(marks, timeMs, 0);
  return [timeText(timeMs), ...values, ...(mark === undefined ? [] : [markText(mark)])].join("; ");
};

/** A cursor that arrows, Page keys, Home and End move through the times of a chart; Escape ends it, and its text is empty. */
export const useKeyboardCursor = (options: KeyboardCursorOptions) => {
  const [atMs, setAtMs] = useState<number | null>(null);
  const [text, setText] = useState("");
  const { plot, timesMs, lines } = options;
  const leave = (): void => {
    setAtMs(null);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") leave();
    const values = lines.map((line) => line.values);
    const known = knownIndices(timesMs, values);
    const at = atMs === null ? null : timesMs.findLastIndex((time) => time <= atMs);
    const next = movedCursor(event.key, at, known);
    const timeMs = next === null ? undefined : timesMs[next];
    if (next === null || timeMs === undefined) return;
    event.preventDefault();
    setAtMs(timeMs);
    setText(textAt(options, next));
    const drawn = plot.current;
    drawn?.setCursor({ left: drawn.valToPos(timeMs, "x"), top: drawn.over.clientHeight / 2 });
  };
  return { text, onKeyDown, onBlur: leave };
};

/** What every chart of the panel shares. */
export interface ChartFrame {
  readonly panelId: number;
  readonly timeRange: TimeRange;
  /** End of the time axis: that of the range, or of the forecast beyond it. */
  readonly untilMs: number;
  readonly timeZone: TimeZone;
  readonly annotations: readonly Annotation[];
  /** Keys of lines that the reader has hidden. */
  readonly hidden: ReadonlySet<string>;
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
  readonly scale: ValueScale;
  readonly format: (value: number | null) => string;
}
