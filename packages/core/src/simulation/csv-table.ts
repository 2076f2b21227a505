import { LoadlineError } from "../errors.ts";

export interface CsvRow {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  /** What was repaired, in words. */
  readonly notices: readonly string[];
}

export const traceFault = (line: number, value: string, expected: string): LoadlineError =>
  new LoadlineError("LL_TRACE_INVALID", { line, value, expected });

const cellsOf = (text: string): readonly string[] => text.split(",").map((cell) => cell.trim());

/**
 * A comma-separated table with a header. A last line that breaks off before its end of line is left out and said.
 * @throws LL_TRACE_INVALID for a line with another number of cells than the header; LL_TRACE_EMPTY without a row
 */
export const readCsvTable = (text: string): CsvTable => {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((content, index) => ({ content, line: index + 1 }))
    .filter(({ content }) => content.trim() !== "");
  const [head, ...body] = lines;
  const header = cellsOf(head?.content ?? "").map((cell) => cell.toLowerCase());
  const rows = body.map(({ content, line }) => ({ line, cells: cellsOf(content), content }));
  const last = rows.at(-1);
  const brokenOff = last !== undefined && last.cells.length < header.length && !/[\r\n]$/.test(text);
  const whole = brokenOff ? rows.slice(0, -1) : rows;
  for (const { line, cells, content } of whole) {
    if (cells.length !== header.length) throw traceFault(line, content, `${header.length} columns, as in the header`);
  }
  if (whole.length === 0) throw new LoadlineError("LL_TRACE_EMPTY", { source: "in CSV form" });
  const notices = brokenOff ? [`line ${last.line} breaks off and is left out`] : [];
  return { header, rows: whole, notices };
};

/** The number in a cell, ≥ 0. @throws LL_TRACE_INVALID with line and value */
export const numberIn = ({ line, cells }: CsvRow, column: number, expected: string): number => {
  const cell = cells[column] ?? "";
  const value = Number(cell);
  if (cell === "" || !Number.isFinite(value) || value < 0) throw traceFault(line, cell, expected);
  return value;
};
