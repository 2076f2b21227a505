import {
  badLine,
  cellsOf,
  fromFirstArrival,
  parseLines,
  parseTokens,
  type TraceLine,
  type TraceRepairs,
  traceLines,
} from "./trace-lines.ts";
import type { Trace, TraceRequest } from "./types.ts";

const millisecondsPerSecond = 1000;
const plainSeconds = /^\d+(\.\d+)?$/;
const dateAndTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
const isHeader = ({ text, number }: TraceLine): boolean => number === 1 && /^\s*timestamp\s*,/i.test(text);

const parseTime = (text: string, line: TraceLine): number => {
  if (plainSeconds.test(text)) return Number(text);
  // Without a zone a time is taken as UTC: only differences count.
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`;
  const milliseconds = dateAndTime.test(text) ? Date.parse(zoned.replace(" ", "T")) : Number.NaN;
  if (Number.isNaN(milliseconds))
    throw badLine(line, text, "seconds such as 12.5, or a time such as 2026-01-31T18:15:46Z");
  return milliseconds / millisecondsPerSecond;
};

const parseRow = (line: TraceLine): TraceRequest => {
  const cells = cellsOf(line);
  const [time = "", input = "", output = ""] = cells;
  if (cells.length !== 3) throw badLine(line, line.text, "three columns: timestamp,input,output");
  return { at: parseTime(time, line), inputTokens: parseTokens(input, line), outputTokens: parseTokens(output, line) };
};

/**
 * Requests of a plain CSV trace: timestamp,input,output with or without that header. Timestamps are seconds on any
 * clock, or ISO 8601 times to the millisecond; lengths are tokens. Lines out of order are sorted.
 * @returns times in seconds from the first request
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 */
export const parseCsvTrace = (text: string, { tell }: TraceRepairs = {}): Trace => {
  const lines = traceLines(text).filter((line) => !isHeader(line));
  return fromFirstArrival(parseLines(lines, parseRow, { text, tell }), { source: "of timestamp,input,output", tell });
};
