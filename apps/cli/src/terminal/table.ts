import { wrap } from "@loadline/planner/text";
import type { View } from "./view.ts";

interface Layout {
  readonly title: string;
  readonly align?: "right";
  /** Its text may be wrapped where the table is wider than the view; one column of a table at most. */
  readonly wraps?: true;
}

export interface Column<T> extends Layout {
  readonly cell: (item: T) => string;
}

export const left = <T>(title: string, cell: (item: T) => string): Column<T> => ({ title, cell });
export const right = <T>(title: string, cell: (item: T) => string): Column<T> => ({ title, align: "right", cell });

const gap = "  ";

const line = (cells: readonly string[], columns: readonly Layout[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => {
      const width = widths[index] ?? 0;
      return columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
    })
    .join(gap)
    .trimEnd();

/** One row as a block: its first cell, then a line per further cell. */
const block = (row: readonly string[], columns: readonly Layout[], { columns: width, style }: View): string[] => {
  const [head = "", ...rest] = row;
  const labels = columns.slice(1).map(({ title }) => title);
  const labelWidth = Math.max(...labels.map((label) => label.length));
  const cells = rest.flatMap((cell, index) => {
    if (cell === "") return [];
    const label = `${gap}${(labels[index] ?? "").padEnd(labelWidth)}${gap}`;
    const [first = "", ...more] = wrap(cell, width, " ".repeat(label.length));
    return [`${style.faint(label)}${first.trimStart()}`, ...more];
  });
  return [style.strong(head), ...cells];
};

// Narrower than this a wrapped text is a column of single words.
const narrowest = 20;

const longestWord = (rows: readonly (readonly string[])[], index: number): number =>
  Math.max(0, ...rows.flatMap((row) => (row[index] ?? "").split(/\s+/)).map(({ length }) => length));

/** The widths with the wrapping column as wide as the view leaves it; null where that is too narrow, or none wraps. */
const wrappedWidths = (columns: readonly Layout[], rows: readonly (readonly string[])[], { columns: most }: View) => {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const over = widths.reduce((sum, width) => sum + width + gap.length, -gap.length) - most;
  const wrapping = columns.findIndex(({ wraps }) => wraps === true);
  if (over <= 0) return widths;
  const left = (widths[wrapping] ?? 0) - over;
  return left < Math.max(narrowest, longestWord(rows, wrapping))
    ? null
    : widths.map((width, index) => (index === wrapping ? left : width));
};

/** The lines of one row: more than one where a cell is wider than its column. */
const wrappedRow = (row: readonly string[], columns: readonly Layout[], widths: readonly number[]): string[] => {
  const cells = row.map((cell, index) => wrap(cell, widths[index] ?? 0));
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, part) => {
    const parts = cells.map((lines) => lines[part] ?? "");
    return line(parts, columns, widths);
  });
};

/** A row per item, in a table that fits the view: side by side where it can, wrapped in one column, else as blocks. */
export const table = <T>(columns: readonly Column<T>[], items: readonly T[], view: View): string[] => {
  const rows = items.map((item) => columns.map(({ cell }) => cell(item)));
  const widths = wrappedWidths(columns, rows, view);
  if (widths === null) return rows.flatMap((row) => block(row, columns, view));
  const titles = columns.map(({ title }) => title);
  return [view.style.faint(line(titles, columns, widths)), ...rows.flatMap((row) => wrappedRow(row, columns, widths))];
};

/** Label and value per line, values in one column and wrapped there; a label that leaves them too little has its own line. */
export const facts = (rows: readonly (readonly [label: string, value: string])[], view: View): string[] => {
  const isLong = (label: string): boolean => label.length > view.columns / 2;
  const width = Math.max(0, ...rows.map(([label]) => (isLong(label) ? 0 : label.length))) + gap.length;
  return rows.flatMap(([label, value]) => {
    const lines = wrap(value, view.columns, " ".repeat(width));
    if (isLong(label)) return [view.style.faint(label), ...lines];
    const [first = "", ...more] = lines;
    return [`${view.style.faint(label.padEnd(width))}${first.trimStart()}`.trimEnd(), ...more];
  });
};

/** Longer lines than this are hard to read, however wide the view is. */
const widestLegend = 60;

/** What the columns above mean: faint, as wide as the view, of at most 60 columns. */
export const legend = (text: string, { columns, style }: View): readonly string[] =>
  wrap(text, Math.min(columns, widestLegend)).map(style.faint);
