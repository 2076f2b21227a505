import { LoadlineError } from "@loadline/core";
import {
  assertNoJson,
  type CellReader,
  type CsvLine,
  columnName,
  columnsOf,
  csvLines,
  isHeaderLine,
  placeOf,
  withoutHeaders,
} from "./csv-lines.ts";
import { instantOrder, instantReader, secondsBetween } from "./instants.ts";
import { withoutRepeatedLines } from "./repeated-requests.ts";
import { badLine, inOrderOf, parseLines, parseTokens, type Trace, type TraceRepairs } from "./trace-lines.ts";

type Column = "time" | "input" | "output";

/** How requests stand in a CSV. */
export interface RequestColumns {
  /** What the trace is, for the message when it is empty. */
  readonly source: string;
  /** Names that each column may go by, normalised, the canonical one first. */
  readonly names: Readonly<Record<Column, readonly string[]>>;
  /** What a header, or a line without one, should look like. */
  readonly expected: string;
  /** Without a header the columns are time, input, output; false: there must be one. */
  readonly headerMayLack: boolean;
}

const inOrder = ({ cells }: CsvLine): Record<Column, string> => {
  const [time = "", input = "", output = ""] = cells;
  return { time, input, output };
};

/** The lines below the header, how they are read, and the name of their time column. */
const readerOf = (lines: readonly CsvLine[], columns: RequestColumns) => {
  const [first] = lines;
  if (first === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: columns.source });
  assertNoJson(first);
  const { names, expected, headerMayLack } = columns;
  if (headerMayLack && !isHeaderLine(first)) {
    const reader: CellReader<Column> = (line) => {
      if (line.cells.length !== 3) throw badLine(line, line.text, `three columns: ${expected}`);
      return inOrder(line);
    };
    return { rows: lines, reader, timeColumn: "" };
  }
  const reader = columnsOf(first, names, `a header with the columns ${expected}`);
  const timeColumn = columnName(first.cells[placeOf(first.cells, names.time)] ?? "");
  return { rows: lines.slice(1), reader, timeColumn };
};

/**
 * Requests of a CSV in order of arrival, the first at 0; times keep the trace's own 100 ns.
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 */
export const requestRows = (text: string, columns: RequestColumns, { onNotice }: TraceRepairs): Trace => {
  const lines = csvLines(text);
  const { rows, reader, timeColumn } = readerOf(lines, columns);
  const body = rows === lines ? rows : withoutHeaders(rows, lines[0], onNotice);
  const [firstRow] = body;
  if (firstRow === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: columns.source });
  const times = instantReader(reader(firstRow).time, timeColumn);
  if (times.notice !== null) onNotice?.(times.notice);
  // Counted from the first line's day: in seconds since 1970 the 100 ns would be lost.
  const day = times.read(reader(firstRow).time, firstRow).midnight;
  const parse = (line: CsvLine) => {
    const { time, input, output } = reader(line);
    const { midnight, rest } = times.read(time, line);
    return {
      midnight,
      rest,
      at: midnight - day + rest,
      line,
      inputTokens: parseTokens(input, line),
      outputTokens: parseTokens(output, line),
    };
  };
  const read = withoutRepeatedLines(parseLines(body, parse, { text, onNotice }), onNotice);
  const sorted = inOrderOf(read, instantOrder, onNotice);
  const [first] = sorted;
  if (first === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: columns.source });
  return sorted.map((row) => ({
    at: secondsBetween(first, row),
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
  }));
};
