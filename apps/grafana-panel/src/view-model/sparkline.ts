import { gapAfterMs, type Sampled } from "./align.ts";
import type { Series } from "./read-series.ts";

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
const pieces = ({ timesMs, values }: Sampled, { fromMs, toMs }: SparklineBox): readonly (readonly Point[])[] => {
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

type Place = (point: Point) => string;

/** Where a point is drawn. Zero is always in sight: without it every small change looks large. */
const placing = (values: readonly number[], box: SparklineBox): Place => {
  const least = values.reduce((a, b) => Math.min(a, b), 0);
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const inner = box.height - 2 * margin;
  const x = (timeMs: number): number => ((timeMs - box.fromMs) / Math.max(1, box.toMs - box.fromMs)) * box.width;
  // Halves: the distance of two numbers may be more than a number can be.
  const span = most / 2 - least / 2;
  const share = (value: number): number => (span > 0 ? (most / 2 - value / 2) / span : 0.5);
  const y = (value: number): number => margin + share(value) * inner;
  return ({ timeMs, value }) => `${x(timeMs).toFixed(1)} ${y(value).toFixed(1)}`;
};

export interface SparklinePaths {
  /** The course of the value; "" without samples. */
  readonly line: string;
  /** What it is compared with, on the same scale; "" without any. */
  readonly limit: string;
  /** The level of zero; "" where it is the lower edge. */
  readonly zero: string;
}

/** SVG paths of a series and of its limit in a box of pixels; gaps are left open. */
export const sparklinePaths = (
  series: Series | undefined,
  limit: Series | undefined,
  box: SparklineBox,
): SparklinePaths => {
  const [line, compared] = [series, limit].map((one) => (one === undefined ? [] : pieces(one, box)));
  const values = [...(line ?? []), ...(compared ?? [])].flat().map(({ value }) => value);
  const place = placing(values, box);
  const path = (drawn: readonly (readonly Point[])[] = []): string =>
    drawn.map((piece) => `M${piece.map(place).join("L")}`).join("");
  const belowZero = values.some((value) => value < 0);
  const [from, to] = [box.fromMs, box.toMs].map((timeMs) => place({ timeMs, value: 0 }));
  return { line: path(line), limit: path(compared), zero: belowZero ? `M${from}L${to}` : "" };
};

/**
 * SVG paths of areas, each on top of those before it. What has no sample at a time takes nothing then; while the value of
 * one is unknown, nothing is drawn.
 */
export const stackedPaths = (all: readonly Sampled[], box: SparklineBox): readonly string[] => {
  const timesMs = [...new Set(all.flatMap((one) => one.timesMs))].sort((a, b) => a - b);
  let level: readonly (number | null)[] = timesMs.map(() => 0);
  const levels = all.map((one) => {
    const byTime = new Map(one.timesMs.map((time, index) => [time, one.values[index] ?? null]));
    level = timesMs.map((time, index) => {
      const [below, value = 0] = [level[index] ?? null, byTime.get(time)];
      return below === null || value === null ? null : below + value;
    });
    return level;
  });
  // The whole stack has the gaps of its top.
  const isKnown = (index: number): boolean => level[index] !== null;
  const piecesOf = (values: readonly (number | null)[]) =>
    pieces({ timesMs, values: values.map((value, index) => (isKnown(index) ? value : null)) }, box);
  const place = placing(
    [...piecesOf(level)].flat().map(({ value }) => value),
    box,
  );
  const bottoms = [timesMs.map(() => 0), ...levels];
  return levels.map((top, index) => {
    const below = piecesOf(bottoms[index] ?? []);
    return piecesOf(top)
      .map((piece, part) => `M${[...piece, ...(below[part] ?? []).toReversed()].map(place).join("L")}Z`)
      .join("");
  });
};
