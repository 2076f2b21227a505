import { LoadlineError } from "../errors.ts";
import {
  badLine,
  cellsOf,
  inOrderOf,
  parseLines,
  parseTokens,
  type TraceLine,
  type TraceRepairs,
  traceLines,
} from "./trace-lines.ts";
import type { Trace } from "./types.ts";

interface Row {
  /** Seconds since the epoch, the day apart, so that 100 ns survive. */
  readonly midnight: number;
  readonly secondOfDay: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const timestamp = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)$/;
const secondsPerMinute = 60;
const secondsPerHour = 3600;
const millisecondsPerSecond = 1000;

/** Midnight of the day in epoch seconds, UTC; null for a day the calendar does not have. */
const midnightOf = (year: number, month: number, day: number): number | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / millisecondsPerSecond : null;
};

const parseTime = (text: string, line: TraceLine): Pick<Row, "midnight" | "secondOfDay"> => {
  const [
    year = Number.NaN,
    month = Number.NaN,
    day = Number.NaN,
    hour = Number.NaN,
    minute = Number.NaN,
    second = Number.NaN,
  ] = timestamp.exec(text)?.slice(1).map(Number) ?? [];
  const midnight = midnightOf(year, month, day);
  if (midnight === null || !(hour < 24 && minute < 60 && second < 61)) {
    throw badLine(line, text, "a time such as 2023-11-16 18:15:46.6805900");
  }
  return { midnight, secondOfDay: hour * secondsPerHour + minute * secondsPerMinute + second };
};

const columns = 3;

const parseRow = (line: TraceLine): Row => {
  const cells = cellsOf(line);
  const [time = "", input = "", output = ""] = cells;
  if (cells.length !== columns)
    throw badLine(line, line.text, "three columns: TIMESTAMP,ContextTokens,GeneratedTokens");
  return {
    ...parseTime(time, line),
    inputTokens: parseTokens(input, line),
    outputTokens: parseTokens(output, line),
  };
};

const isHeader = ({ text, number }: TraceLine): boolean => number === 1 && /^\s*timestamp\s*,/i.test(text);

const byTime = (a: Row, b: Row): number => a.midnight - b.midnight || a.secondOfDay - b.secondOfDay;

/**
 * Requests of a trace in the form of Azure's public LLM inference traces: TIMESTAMP,ContextTokens,GeneratedTokens,
 * with or without header. Times carry no zone; only their differences count. Lines out of order are sorted.
 * @returns times in seconds from the first request, resolved to the trace's own 100 ns
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/Azure/AzurePublicDataset
 */
export const parseAzureTrace = (text: string, { tell }: TraceRepairs = {}): Trace => {
  const lines = traceLines(text).filter((line) => !isHeader(line));
  const rows = inOrderOf(parseLines(lines, parseRow, { text, tell }), byTime, tell);
  const [first] = rows;
  if (first === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: "in Azure's form" });
  return rows.map(({ midnight, secondOfDay, inputTokens, outputTokens }) => ({
    at: midnight - first.midnight + (secondOfDay - first.secondOfDay),
    inputTokens,
    outputTokens,
  }));
};
