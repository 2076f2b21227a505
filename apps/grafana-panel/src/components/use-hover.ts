import { DashboardCursorSync } from "@grafana/schema";
import { type PointerEvent, useCallback, useRef, useState } from "react";
import type uPlot from "uplot";
import type { CursorSync } from "./use-cursor-sync.ts";

export interface Hover {
  /** The chart has, or is about to get, what shows values under the pointer. */
  readonly wanted: boolean;
  readonly onEnter: (event: PointerEvent) => void;
  /** Tells a chart that was made for the pointer where it is. */
  readonly onReady: (plot: uPlot) => void;
}

/**
 * A tooltip costs a fifth of a chart's first drawing, and most charts of a dashboard are never pointed at: it comes with
 * the pointer, unless the dashboard shows the tooltips of all charts at once.
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
