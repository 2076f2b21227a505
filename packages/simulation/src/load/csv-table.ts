import { LoadlineError } from "@loadline/core";
import { assertNoJson, columnName, csvLines, isSameLine } from "../traces/csv-lines.ts";

export interface CsvRow {
  /** Line in the file, from 1. */
  readonly line: number;
  /** The whole of it, as it stands in the file. */
  readonly source: { readonly text: string };
  readonly cells: readonly string[];
}

export interface CsvTable {
  /** Normalised names: lower case, words joined by _. */
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  /** What was repaired, in words. */
  readonly notices: readonly string[];
}

export const traceFault = (line: number, value: string, expected: string): LoadlineError =>
  new LoadlineError("LL_TRACE_INVALID", { line, value, expected });

/**
 * A CSV with a header, in whatever dialect. A last line with too few cells is left out with a notice, as
 * is a header in the middle, where two files were joined.
 * @throws LL_TRACE_INVALID for a line with another number of cells than the header; LL_TRACE_EMPTY without a row
 */
export const readCsvTable = (text: string): CsvTable => {
  const [head, ...body] = csvLines(text);
  if (head !== undefined) assertNoJson(head);
  const notices: string[] = [];
  const rows = body.filter((row) => head === undefined || !isSameLine(row, head));
  if (rows.length < body.length) notices.push("the header is repeated between the rows; the repeats are left out");
  const columns = head?.cells.length ?? 0;
  const last = rows.at(-1);
  const brokenOff = last !== undefined && last.cells.length < columns && !/[\r\n]$/.test(text);
  if (brokenOff) notices.push(`line ${last.number} is cut off and is left out`);
  const whole = brokenOff ? rows.slice(0, -1) : rows;
  const lastCell = last?.cells.at(-1) ?? "";
  if (!brokenOff && /\d$/.test(lastCell) && !/[\r\n]$/.test(text))
    notices.push(`line ${last?.number} has no line end: its last value, ${lastCell}, may be cut off`);
  for (const { number, cells, text: content } of whole) {
    if (cells.length !== columns) throw traceFault(number, content, `${columns} columns, as in the header`);
  }
  if (whole.length === 0) throw new LoadlineError("LL_TRACE_EMPTY", { source: "in CSV form" });
  return {
    header: head?.cells.map(columnName) ?? [],
    rows: whole.map((source) => ({ line: source.number, cells: source.cells, source })),
    notices,
  };
};

/** How tables write that nothing was recorded. */
const emptyCell = /^(nan|null|none|n\/?a|-)?$/i;

/** Whether a cell is empty: unknown, and not zero. */
export const isEmptyCell = ({ cells }: CsvRow, column: number): boolean => emptyCell.test(cells[column] ?? "");

/** The number in a cell, ≥ 0. @throws LL_TRACE_INVALID with line and value */
export const numberIn = ({ line, cells }: CsvRow, column: number, expected: string): number => {
  const cell = cells[column] ?? "";
  const value = Number(cell);
  if (cell === "" || !Number.isFinite(value) || value < 0) throw traceFault(line, cell, expected);
  return value;
};
