import { gapAfterMs } from "./align.ts";
import type { Series } from "./read-frames.ts";

export interface SparklineBox {
  readonly width: number;
  readonly height: number;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Point {
  readonly timeMs: number;
  readonly value: number;
}

/** The samples in the box, in pieces: an unknown value or a gap in time ends a piece. */
const pieces = ({ timesMs, values }: Series, { fromMs, toMs }: SparklineBox): readonly (readonly Point[])[] => {
  const longest = gapAfterMs(timesMs) ?? 0;
  const found: Point[][] = [];
  let before: Point | null = null;
  timesMs.forEach((timeMs, index) => {
    const value = values[index] ?? null;
    if (value === null || timeMs < fromMs || timeMs > toMs) {
      before = null;
      return;
    }
    const point = { timeMs, value };
    if (before === null || timeMs - before.timeMs > longest) found.push([point]);
    else found.at(-1)?.push(point);
    before = point;
  });
  return found;
};

/** A margin, so that a line at the edge keeps its width. */
const margin = 2;

/** An SVG path of the series in a box of pixels: the lowest value at the bottom, gaps left open; "" without samples. */
export const sparklinePath = (series: Series | undefined, box: SparklineBox): string => {
  const drawn = series === undefined ? [] : pieces(series, box);
  const values = drawn.flat().map(({ value }) => value);
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const inner = box.height - 2 * margin;
  const x = (timeMs: number): number => ((timeMs - box.fromMs) / Math.max(1, box.toMs - box.fromMs)) * box.width;
  // Halves: the distance of two numbers may be more than a number can be.
  const span = most / 2 - least / 2;
  const share = (value: number): number => (span > 0 ? (most / 2 - value / 2) / span : 0.5);
  const y = (value: number): number => margin + share(value) * inner;
  const place = ({ timeMs, value }: Point): string => `${x(timeMs).toFixed(1)} ${y(value).toFixed(1)}`;
  return drawn.map((piece) => `M${piece.map(place).join("L")}`).join("");
};
