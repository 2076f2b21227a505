import type { GrafanaTheme2 } from "@grafana/data";
import type { UPlotConfigBuilder } from "@grafana/ui";
import type uPlot from "uplot";
import { t } from "../text/text.ts";
import type { Annotation } from "../view-model/annotations.ts";
import type { DecisionMark, Span } from "../view-model/decision.ts";

export interface ChartOverlay {
  /** Where the forecast begins; null: no such line. */
  readonly nowMs: number | null;
  /** Labels that line: only a high chart has space for it. */
  readonly nameNow: boolean;
  readonly marks: readonly DecisionMark[];
  readonly annotations: readonly Annotation[];
  /** From the earliest to the latest time at which the load line is reached; null: nothing to draw. */
  readonly reached: Span | null;
  /** Spans in which a part of the telemetry was missing. */
  readonly lost: readonly Span[];
}

/** Pixels of the page. */
const sizes = { mark: 5, labelGap: 2, font: 11, nowDash: 3, markDash: [1, 3], hatchStep: 8 } as const;
const hatchAlpha = 0.55;
const regionAlpha = 0.15;

interface Canvas {
  readonly plot: uPlot;
  readonly ratio: number;
  readonly theme: GrafanaTheme2;
}

/** A dashed line over the whole height of the plot. @returns its horizontal pixel; null where it is out of sight */
const verticalLine = ({ plot, ratio }: Canvas, timeMs: number, dash: readonly number[], color: string) => {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(timeMs, "x", true);
  if (x < bbox.left || x > bbox.left + bbox.width) return null;
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = ratio;
  ctx.setLineDash(dash.map((length) => length * ratio));
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  return x;
};

/** Fills the shape with corners at these offsets from a place, in multiples of the size of a mark. */
const fillShape = (
  { plot: { ctx }, ratio }: Canvas,
  [x, y]: readonly [number, number],
  corners: readonly (readonly [number, number])[],
): void => {
  ctx.beginPath();
  for (const [dx, dy] of corners) ctx.lineTo(x + dx * sizes.mark * ratio, y + dy * sizes.mark * ratio);
  ctx.fill();
};

const diamond = [
  [0, -2],
  [1, -1],
  [0, 0],
  [-1, -1],
] as const;

/** Points in the direction in which the replica count changes. */
const triangles = {
  "scale-up": [
    [0, 0],
    [-1, 2],
    [1, 2],
  ],
  "scale-down": [
    [0, 2],
    [-1, 0],
    [1, 0],
  ],
} as const;

/** Horizontal pixels of a span of time within the plot; null where none of it is in sight. */
const spanOf = ({ plot }: Canvas, { fromMs, toMs }: Span): readonly [number, number] | null => {
  const { left, width } = plot.bbox;
  const from = Math.max(left, plot.valToPos(fromMs, "x", true));
  const to = Math.min(left + width, plot.valToPos(toMs ?? Number.MAX_SAFE_INTEGER, "x", true));
  return to > from ? [from, to] : null;
};

/** Words above the plot. */
const drawLabel = ({ plot, ratio, theme }: Canvas, text: string, x: number, textAlign: CanvasTextAlign): void => {
  Object.assign(plot.ctx, { textAlign, textBaseline: "bottom", fillStyle: theme.colors.text.primary });
  plot.ctx.font = `${sizes.font * ratio}px ${theme.typography.fontFamily}`;
  plot.ctx.fillText(text, x, plot.bbox.top - sizes.labelGap * ratio);
};

const drawNow = (canvas: Canvas, nowMs: number, nameNow: boolean): void => {
  const { nowDash } = sizes;
  const x = verticalLine(canvas, nowMs, [nowDash, nowDash], canvas.theme.colors.text.primary);
  if (x !== null && nameNow) drawLabel(canvas, t("exhaustion.now"), x, "center");
};

/** A hatch, which looks unlike every area that stands for an amount. */
const drawHatch = (canvas: Canvas, hatched: Span, color: string): void => {
  const { plot, ratio } = canvas;
  const { ctx, bbox } = plot;
  const span = spanOf(canvas, hatched);
  if (span === null) return;
  const [left, right] = span;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, bbox.top, right - left, bbox.height);
  ctx.clip();
  ctx.strokeStyle = color;
  ctx.lineWidth = ratio;
  ctx.globalAlpha = hatchAlpha;
  ctx.setLineDash([]);
  ctx.beginPath();
  for (let x = left - bbox.height; x < right; x += sizes.hatchStep * ratio) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
};

const drawReached = (canvas: Canvas, reached: Span): void => {
  drawHatch(canvas, reached, canvas.theme.colors.error.text);
  const span = spanOf(canvas, reached);
  if (span !== null) drawLabel(canvas, t("fact.reached"), span[1], "right");
};

/** A line with a diamond at the lower edge, and an area where it spans time. */
const drawAnnotation = (canvas: Canvas, { timeMs, endMs }: Annotation): void => {
  const { ctx, bbox } = canvas.plot;
  const color = canvas.theme.colors.text.secondary;
  const span = endMs === null ? null : spanOf(canvas, { fromMs: timeMs, toMs: endMs });
  if (span !== null) {
    ctx.fillStyle = color;
    ctx.globalAlpha = regionAlpha;
    ctx.fillRect(span[0], bbox.top, span[1] - span[0], bbox.height);
    ctx.globalAlpha = 1;
  }
  const x = verticalLine(canvas, timeMs, sizes.markDash, color);
  if (x !== null) fillShape(canvas, [x, bbox.top + bbox.height], diamond);
};

/** Draws what `overlay` returns at every redraw, so that new marks need no new configuration. */
export const addOverlay = (builder: UPlotConfigBuilder, theme: GrafanaTheme2, overlay: () => ChartOverlay): void => {
  builder.addHook("draw", (plot) => {
    const canvas = { plot, theme, ratio: devicePixelRatio };
    const { nowMs, nameNow, marks, annotations, reached, lost } = overlay();
    plot.ctx.save();
    for (const span of lost) drawHatch(canvas, span, theme.colors.text.disabled);
    if (reached !== null) drawReached(canvas, reached);
    for (const annotation of annotations) drawAnnotation(canvas, annotation);
    if (nowMs !== null) drawNow(canvas, nowMs, nameNow);
    for (const { timeMs, verdict } of marks) {
      const x = verticalLine(canvas, timeMs, sizes.markDash, theme.colors.info.text);
      if (x !== null) fillShape(canvas, [x, plot.bbox.top], triangles[verdict]);
    }
    plot.ctx.restore();
  });
};
