import type { GrafanaTheme2 } from "@grafana/data";
import type { UPlotConfigBuilder } from "@grafana/ui";
import type uPlot from "uplot";
import type { DecisionMark } from "../view-model/decision-marks.ts";

/** What is drawn over the lines. */
export interface ChartOverlay {
  /** Where the forecast begins; null: no such line. */
  readonly nowMs: number | null;
  /** Names that line: there is room for it in a high chart alone. */
  readonly nameNow: boolean;
  readonly marks: readonly DecisionMark[];
}

/** Pixels of the page. */
const sizes = { mark: 5, labelGap: 4, font: 11, nowDash: [3, 3], markDash: [1, 3] } as const;

interface Canvas {
  readonly plot: uPlot;
  readonly ratio: number;
  readonly theme: GrafanaTheme2;
}

const scaled = (lengths: readonly number[], ratio: number): number[] => lengths.map((length) => length * ratio);

const verticalLine = ({ plot: { ctx, bbox }, ratio }: Canvas, x: number, dash: readonly number[]): void => {
  ctx.setLineDash(scaled(dash, ratio));
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
};

const placeOf = ({ plot }: Canvas, timeMs: number): number | null => {
  const x = plot.valToPos(timeMs, "x", true);
  return x < plot.bbox.left || x > plot.bbox.left + plot.bbox.width ? null : x;
};

const drawNow = (canvas: Canvas, nowMs: number, nameNow: boolean): void => {
  const { plot, ratio, theme } = canvas;
  const x = placeOf(canvas, nowMs);
  if (x === null) return;
  plot.ctx.strokeStyle = theme.colors.text.primary;
  plot.ctx.fillStyle = theme.colors.text.primary;
  plot.ctx.lineWidth = ratio;
  verticalLine(canvas, x, sizes.nowDash);
  if (!nameNow) return;
  plot.ctx.font = `${sizes.font * ratio}px ${theme.typography.fontFamily}`;
  plot.ctx.textAlign = "right";
  plot.ctx.textBaseline = "top";
  plot.ctx.fillText("now", x - sizes.labelGap * ratio, plot.bbox.top);
};

/** A triangle at the upper edge: it points to where the replica count goes. */
const drawMark = (canvas: Canvas, { timeMs, verdict }: DecisionMark): void => {
  const { plot, ratio, theme } = canvas;
  const x = placeOf(canvas, timeMs);
  if (x === null) return;
  const { ctx } = plot;
  const size = sizes.mark * ratio;
  const tip = verdict === "scale-up" ? plot.bbox.top : plot.bbox.top + 2 * size;
  const base = verdict === "scale-up" ? plot.bbox.top + 2 * size : plot.bbox.top;
  ctx.strokeStyle = theme.colors.info.text;
  ctx.fillStyle = theme.colors.info.text;
  ctx.lineWidth = ratio;
  verticalLine(canvas, x, sizes.markDash);
  ctx.beginPath();
  ctx.moveTo(x, tip);
  ctx.lineTo(x - size, base);
  ctx.lineTo(x + size, base);
  ctx.closePath();
  ctx.fill();
};

const drawOverlay = (canvas: Canvas, { nowMs, nameNow, marks }: ChartOverlay): void => {
  canvas.plot.ctx.save();
  if (nowMs !== null) drawNow(canvas, nowMs, nameNow);
  for (const mark of marks) drawMark(canvas, mark);
  canvas.plot.ctx.restore();
};

/** Draws what `overlay` tells at every redraw, so that new marks need no new configuration. */
export const addOverlay = (builder: UPlotConfigBuilder, theme: GrafanaTheme2, overlay: () => ChartOverlay): void => {
  builder.addHook("draw", (plot) => drawOverlay({ plot, theme, ratio: devicePixelRatio }, overlay()));
};

/** The mark nearest to a time, if it is not further away than withinMs. */
export const markNear = (
  marks: readonly DecisionMark[],
  timeMs: number,
  withinMs: number,
): DecisionMark | undefined => {
  const distance = (mark: DecisionMark): number => Math.abs(mark.timeMs - timeMs);
  return marks
    .filter((mark) => distance(mark) <= withinMs)
    .reduce<DecisionMark | undefined>((a, b) => (a === undefined || distance(b) < distance(a) ? b : a), undefined);
};
