import { gapAfterMs, type Sampled } from "./align.ts";
import type { Series } from "./read-series.ts";

interface SparklineBox {
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

/** Where a point is drawn. Zero is always in sight: without it every small change looks large. */
const placing = (values: readonly number[], box: SparklineBox): ((point: Point) => string) => {
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

/** SVG paths in a box of pixels of a series, of its limit and of zero above the lower edge; gaps are left open, "": no path. */
export const sparklinePaths = (series: Series | undefined, limit: Series | undefined, box: SparklineBox) => {
  const [line, compared] = [series, limit].map((one) => (one === undefined ? [] : pieces(one, box)));
  const values = [...(line ?? []), ...(compared ?? [])].flat().map(({ value }) => value);
  const place = placing(values, box);
  const path = (drawn: readonly (readonly Point[])[] = []): string =>
    drawn.map((piece) => `M${piece.map(place).join("L")}`).join("");
  const belowZero = values.some((value) => value < 0);
  const [from, to] = [box.fromMs, box.toMs].map((timeMs) => place({ timeMs, value: 0 }));
  return { line: path(line), limit: path(compared), zero: belowZero ? `M${from}L${to}` : "" };
};

/** SVG paths of areas over the same times, each on top of those before it; while the value of one is unknown, there is none. */
export const stackedPaths = (all: readonly Sampled[], box: SparklineBox): readonly string[] => {
  const timesMs = all[0]?.timesMs ?? [];
  const isKnown = timesMs.map((_, index) => all.every(({ values }) => (values[index] ?? null) !== null));
  const levels: number[][] = [timesMs.map(() => 0)];
  for (const { values } of all)
    levels.push(timesMs.map((_, index) => (levels.at(-1)?.[index] ?? 0) + (values[index] ?? 0)));
  const courses = levels.map((level) =>
    pieces({ timesMs, values: level.map((value, index) => (isKnown[index] ? value : null)) }, box),
  );
  const heights = [...(courses.at(-1) ?? [])].flat().map(({ value }) => value);
  const place = placing(heights, box);
  return courses
    .slice(1)
    .map((course, index) =>
      course
        .map((top, part) => `M${[...top, ...(courses[index]?.[part] ?? []).toReversed()].map(place).join("L")}Z`)
        .join(""),
    );
};
