import type { View } from "./view.ts";
import { wrap } from "./wrap.ts";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

const gap = "  ";

const widthsOf = (columns: readonly Column[], rows: readonly (readonly string[])[]): readonly number[] =>
  columns.map(({ title }, index) => Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)));

const line = (cells: readonly string[], columns: readonly Column[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => {
      const width = widths[index] ?? 0;
      return columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
    })
    .join(gap)
    .trimEnd();

/** One row as a block: its first cell, then a line per further cell. */
const block = (row: readonly string[], columns: readonly Column[], { columns: width, style }: View): string[] => {
  const [head = "", ...rest] = row;
  const labels = columns.slice(1).map(({ title }) => title);
  const labelWidth = Math.max(...labels.map((label) => label.length));
  const cells = rest.flatMap((cell, index) => {
    const label = `${gap}${(labels[index] ?? "").padEnd(labelWidth)}${gap}`;
    const [first = "", ...more] = wrap(cell, width, " ".repeat(label.length));
    return [`${style.faint(label)}${first.trimStart()}`, ...more];
  });
  return [style.strong(head), ...cells];
};

/** A table that fits the view: side by side where it can, else one block per row. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[], view: View): string[] => {
  const widths = widthsOf(columns, rows);
  const total = widths.reduce((sum, width) => sum + width + gap.length, -gap.length);
  if (total > view.columns) return rows.flatMap((row) => block(row, columns, view));
  const titles = line(
    columns.map(({ title }) => title),
    columns,
    widths,
  );
  return [view.style.faint(titles), ...rows.map((row) => line(row, columns, widths))];
};

/** Label and value per line, values in one column and wrapped there. */
export const facts = (rows: readonly (readonly [label: string, value: string])[], view: View): string[] => {
  const width = Math.max(0, ...rows.map(([label]) => label.length)) + gap.length;
  return rows.flatMap(([label, value]) => {
    const [first = "", ...more] = wrap(value, view.columns, " ".repeat(width));
    return [`${view.style.faint(label.padEnd(width))}${first.trimStart()}`.trimEnd(), ...more];
  });
};
