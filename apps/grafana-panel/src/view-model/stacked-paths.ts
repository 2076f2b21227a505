import { gapAfterMs, type Sampled } from "./align.ts";

interface PathBox {
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
const pieces = ({ timesMs, values }: Sampled, { fromMs, toMs }: PathBox): readonly (readonly Point[])[] => {
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

/** A margin, so that an outline at the edge keeps its width. */
const margin = 2;

/** Where a point is drawn: zero at the lower edge, the highest value at the upper one. */
const placing = (values: readonly number[], box: PathBox): ((point: Point) => string) => {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const share = (time: number): number => (time - box.fromMs) / Math.max(1, box.toMs - box.fromMs);
  const y = (value: number): number => margin + (most > 0 ? 1 - value / most : 0.5) * (box.height - 2 * margin);
  return ({ timeMs, value }) => `${(share(timeMs) * box.width).toFixed(1)} ${y(value).toFixed(1)}`;
};

/** SVG paths of areas over the same times, each on top of those before it; while the value of one is unknown, there is none. */
export const stackedPaths = (all: readonly Sampled[], box: PathBox): readonly string[] => {
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
