import type { GrafanaTheme2 } from "@grafana/data";
import type { UPlotConfigBuilder } from "@grafana/ui";
import type uPlot from "uplot";
import type { Annotation } from "../view-model/annotations.ts";
import type { DecisionMark } from "../view-model/decision-marks.ts";

/** What is drawn over the lines. */
export interface ChartOverlay {
  /** Where the forecast begins; null: no such line. */
  readonly nowMs: number | null;
  /** Names that line: there is room for it in a high chart alone. */
  readonly nameNow: boolean;
  readonly marks: readonly DecisionMark[];
  readonly annotations: readonly Annotation[];
  /** When the load line is reached; null: nothing to draw. */
  readonly reached: ReachedSpan | null;
}

/** From the earliest to the latest time; toMs null: the latest is beyond the chart. */
export interface ReachedSpan {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Pixels of the page. */
const sizes = { mark: 5, labelGap: 4, font: 11, nowDash: [3, 3], markDash: [1, 3] } as const;

const hatch = { step: 8, alpha: 0.55 } as const;
const regionAlpha = 0.15;

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
  plot.ctx.textAlign = "center";
  plot.ctx.textBaseline = "bottom";
  plot.ctx.fillText("now", x, plot.bbox.top - (sizes.labelGap / 2) * ratio);
};

/** Horizontal pixels of a span of time within the plot; null where none of it is in sight. */
const spanOf = ({ plot }: Canvas, fromMs: number, toMs: number): readonly [number, number] | null => {
  const { left, width } = plot.bbox;
  const from = Math.max(left, plot.valToPos(fromMs, "x", true));
  const to = Math.min(left + width, plot.valToPos(toMs, "x", true));
  return to > from ? [from, to] : null;
};

/** A hatch: the span in which the load line is reached, told from every area that stands for an amount. */
const drawReached = (canvas: Canvas, { fromMs, toMs }: ReachedSpan): void => {
  const { plot, ratio, theme } = canvas;
  const { ctx, bbox } = plot;
  const span = spanOf(canvas, fromMs, toMs ?? Number.MAX_SAFE_INTEGER);
  if (span === null) return;
  const [left, right] = span;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, bbox.top, right - left, bbox.height);
  ctx.clip();
  ctx.strokeStyle = theme.colors.error.text;
  ctx.lineWidth = ratio;
  ctx.globalAlpha = hatch.alpha;
  ctx.setLineDash([]);
  ctx.beginPath();
  for (let x = left - bbox.height; x < right; x += hatch.step * ratio) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
};

/** A line, or an area, with a diamond at the lower edge. */
const drawAnnotation = (canvas: Canvas, { timeMs, endMs }: Annotation): void => {
  const { plot, ratio, theme } = canvas;
  const { ctx, bbox } = plot;
  const span = endMs === null ? null : spanOf(canvas, timeMs, endMs);
  ctx.fillStyle = theme.colors.text.secondary;
  ctx.strokeStyle = theme.colors.text.secondary;
  if (span !== null) {
    ctx.globalAlpha = regionAlpha;
    ctx.fillRect(span[0], bbox.top, span[1] - span[0], bbox.height);
    ctx.globalAlpha = 1;
  }
  const x = placeOf(canvas, timeMs);
  if (x === null) return;
  const [size, bottom] = [sizes.mark * ratio, bbox.top + bbox.height];
  ctx.lineWidth = ratio;
  verticalLine(canvas, x, sizes.markDash);
  ctx.beginPath();
  ctx.moveTo(x, bottom - 2 * size);
  ctx.lineTo(x + size, bottom - size);
  ctx.lineTo(x, bottom);
  ctx.lineTo(x - size, bottom - size);
  ctx.closePath();
  ctx.fill();
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

const drawOverlay = (canvas: Canvas, overlay: ChartOverlay): void => {
  const { nowMs, nameNow, marks, annotations, reached } = overlay;
  canvas.plot.ctx.save();
  if (reached !== null) drawReached(canvas, reached);
  for (const annotation of annotations) drawAnnotation(canvas, annotation);
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
