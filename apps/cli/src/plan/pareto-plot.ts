import { numberText } from "../terminal/text.ts";

export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

const rows = 8;
const marginColumns = 8;

const spread = (values: readonly number[]): readonly [number, number] => [Math.min(...values), Math.max(...values)];

/** Cell of a value between the ends of its axis; one value alone lies at the start. */
const cellOf = (value: number, [low, high]: readonly [number, number], cells: number): number =>
  high === low ? 0 : Math.round(((value - low) / (high - low)) * (cells - 1));

/** A scatter of a few points in characters, at most `columns` wide; nothing for fewer than two points. */
export const paretoPlot = (
  points: readonly PlotPoint[],
  { columns, xTitle, yTitle }: { readonly columns: number; readonly xTitle: string; readonly yTitle: string },
): readonly string[] => {
  if (points.length < 2) return [];
  const width = Math.max(10, Math.min(columns - marginColumns - 1, 60));
  const [xs, ys] = [spread(points.map(({ x }) => x)), spread(points.map(({ y }) => y))];
  const grid = Array.from({ length: rows }, () => Array.from({ length: width }, () => " "));
  for (const { x, y } of points) {
    const row = grid[rows - 1 - cellOf(y, ys, rows)];
    if (row !== undefined) row[cellOf(x, xs, width)] = "*";
  }
  const label = (index: number): string => {
    if (index === 0) return numberText(ys[1]);
    return index === rows - 1 ? numberText(ys[0]) : "";
  };
  const body = grid.map((row, index) => `${label(index).padStart(marginColumns - 1)} |${row.join("")}`.trimEnd());
  const [low, high] = [numberText(xs[0]), numberText(xs[1])];
  const axis = `${" ".repeat(marginColumns)}+${"-".repeat(width)}`;
  const ends = `${" ".repeat(marginColumns + 1)}${low}${high.padStart(Math.max(1, width - low.length))}`;
  return [yTitle, ...body, axis, ends, xTitle.padStart(marginColumns + 1 + width)];
};
