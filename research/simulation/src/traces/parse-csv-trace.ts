import { LoadlineError } from "@loadline/model";
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

/** Names of the time column, the canonical one first. */
export const timeNames = [
  ...["timestamp", "time"].flatMap((name) => [name, ...["s", "ms", "us", "ns"].map((unit) => `${name}_${unit}`)]),
  "ts",
  "date",
  "datetime",
  "arrival",
  "arrival_time",
  "arrived_at",
  "arrival_timestamp",
  "created_at",
  "start_time",
  "request_time",
  "seconds",
  "milliseconds",
];

/** Names that each column may go by, the canonical one first. */
const names = {
  time: timeNames,
  input: [
    "input",
    "input_tokens",
    "input_length",
    "prompt_tokens",
    "context_tokens",
    "request_tokens",
    "num_prefill_tokens",
    "prompt_length",
    "input_len",
    "prompt_len",
    "num_prompt_tokens",
    "prefill_tokens",
  ],
  output: [
    "output",
    "output_tokens",
    "output_length",
    "completion_tokens",
    "generated_tokens",
    "response_tokens",
    "num_decode_tokens",
    "output_len",
    "num_completion_tokens",
    "num_output_tokens",
    "decode_tokens",
  ],
};
/** Those of the public traces of Azure and BurstGPT, which come before others where both are there. */
const publicNames = [
  { time: timeNames, input: ["context_tokens"], output: ["generated_tokens"] },
  { time: timeNames, input: ["request_tokens"], output: ["response_tokens"] },
];
const expected = "timestamp,input,output, or Timestamp, Request tokens, Response tokens";

const hasLengths = ({ cells }: CsvLine, { input, output }: typeof names): boolean =>
  [input, output].every((each) => placeOf(cells, each) >= 0);

/** Whether a CSV is one of requests with their lengths: by its header, or by three columns without one. */
export const hasRequestLengths = (text: string): boolean => {
  const end = text.search(/[^\r\n][\r\n]/);
  const [first] = csvLines(end < 0 ? text : text.slice(0, end + 1));
  if (first === undefined) return false;
  if (!isHeaderLine(first)) return first.cells.length === 3;
  return hasLengths(first, names);
};

const empty = (): LoadlineError => new LoadlineError("LL_TRACE_EMPTY", { source: "of timestamp,input,output" });

/** The lines below the header, how they are read, and the name of their time column. */
const readerOf = (lines: readonly CsvLine[]) => {
  const [first] = lines;
  if (first === undefined) throw empty();
  assertNoJson(first);
  if (isHeaderLine(first)) {
    const own = publicNames.find((each) => hasLengths(first, each)) ?? names;
    const reader = columnsOf(first, own, `a header with the columns ${expected}`);
    const timeColumn = columnName(first.cells[placeOf(first.cells, names.time)] ?? "");
    return { rows: lines.slice(1), reader, timeColumn };
  }
  const reader: CellReader<keyof typeof names> = (line) => {
    const [time = "", input = "", output = ""] = line.cells;
    if (line.cells.length === 3) return { time, input, output };
    throw badLine(line, line.text, `three columns: ${expected}`);
  };
  return { rows: lines, reader, timeColumn: "" };
};

/**
 * Requests of a CSV trace in order of arrival, the first at 0 s and times to the trace's own 100 ns: timestamp,input,output
 * with or without that header, or under their common other names, in any order and beside others. Timestamps are seconds on
 * any clock, milliseconds, microseconds or nanoseconds since 1970, or calendar times; lengths are tokens.
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/Azure/AzurePublicDataset, https://github.com/HPMLL/BurstGPT
 */
export const parseCsvTrace = (text: string, { onNotice }: TraceRepairs = {}): Trace => {
  const lines = csvLines(text);
  const { rows, reader, timeColumn } = readerOf(lines);
  const body = rows === lines ? rows : withoutHeaders(rows, lines[0], onNotice);
  const [firstRow] = body;
  if (firstRow === undefined) throw empty();
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
  if (first === undefined) throw empty();
  return sorted.map((row) => ({
    at: secondsBetween(first, row),
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
  }));
};
