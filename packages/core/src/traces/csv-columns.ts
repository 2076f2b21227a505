import { badLine, cellsOf, type TraceLine } from "./trace-lines.ts";

/** Reads cells of one line by the names in the header. */
export type CellReader = (line: TraceLine) => (name: string) => string;

/**
 * A reader for lines below this header, whatever the order of its columns and whatever others there are.
 * @throws LL_TRACE_INVALID when the header lacks a column, or, from the reader, when a line has another number of cells
 */
export const columnsOf = (header: TraceLine, needed: readonly string[]): CellReader => {
  const names = cellsOf(header).map((name) => name.toLowerCase());
  const missing = needed.filter((name) => !names.includes(name.toLowerCase()));
  if (missing.length > 0) throw badLine(header, header.text, `a header with the columns ${needed.join(", ")}`);
  return (line) => {
    const cells = cellsOf(line);
    if (cells.length !== names.length) throw badLine(line, line.text, `${names.length} columns as in the header`);
    return (name) => cells[names.indexOf(name.toLowerCase())] ?? "";
  };
};
