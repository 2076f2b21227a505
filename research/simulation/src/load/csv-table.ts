import { LoadlineError } from "@loadline/model";
import { assertNoJson, type CsvLine, columnName, csvLines, withoutHeaders } from "../traces/csv-lines.ts";
import { badLine } from "../traces/trace-lines.ts";

export interface CsvTable {
  readonly head: CsvLine;
  /** Normalised names: lower case, words joined by _. */
  readonly header: readonly string[];
  readonly rows: readonly CsvLine[];
  /** What was repaired, in words. */
  readonly notices: readonly string[];
}

/**
 * A CSV with a header, in whatever dialect. A last line with too few cells is left out with a notice, as
 * is a header in the middle, where two files were joined.
 * @throws LL_TRACE_INVALID for a line with another number of cells than the header; LL_TRACE_EMPTY without a row
 */
export const readCsvTable = (text: string): CsvTable => {
  const [head, ...body] = csvLines(text);
  if (head !== undefined) assertNoJson(head);
  const notices: string[] = [];
  const rows = withoutHeaders(body, head, (notice) => notices.push(notice));
  const columns = head?.cells.length ?? 0;
  const last = rows.at(-1);
  const brokenOff = last !== undefined && last.cells.length < columns && !/[\r\n]$/.test(text);
  if (brokenOff) notices.push(`line ${last.number} is cut off and is left out`);
  const whole = brokenOff ? rows.slice(0, -1) : rows;
  const lastCell = last?.cells.at(-1) ?? "";
  if (!brokenOff && /\d$/.test(lastCell) && !/[\r\n]$/.test(text))
    notices.push(`line ${last?.number} has no line end: its last value, ${lastCell}, may be cut off`);
  for (const row of whole) {
    if (row.cells.length !== columns) throw badLine(row, row.text, `${columns} columns, as in the header`);
  }
  if (head === undefined || whole.length === 0) throw new LoadlineError("LL_TRACE_EMPTY", { source: "in CSV form" });
  return { head, header: head.cells.map(columnName), rows: whole, notices };
};

/** How tables write that nothing was recorded. */
const emptyCell = /^(nan|null|none|n\/?a|-)?$/i;

/** Whether a cell is empty: unknown, and not zero. */
export const isEmptyCell = ({ cells }: CsvLine, column: number): boolean => emptyCell.test(cells[column] ?? "");

/** The number in a cell, ≥ 0. @throws LL_TRACE_INVALID with line and value */
export const numberIn = (line: CsvLine, column: number, expected: string): number => {
  const cell = line.cells[column] ?? "";
  const value = Number(cell);
  if (cell === "" || !Number.isFinite(value) || value < 0) throw badLine(line, cell, expected);
  return value;
};
