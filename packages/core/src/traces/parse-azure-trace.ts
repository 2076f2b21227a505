import { LoadlineError } from "../errors.ts";
import type { Trace } from "./types.ts";

interface Row {
  /** Seconds since the epoch, the day apart, so that 100 ns survive. */
  readonly midnight: number;
  readonly secondOfDay: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const timestamp = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)$/;
const wholeNumber = /^\d+$/;
const secondsPerMinute = 60;
const secondsPerHour = 3600;
const millisecondsPerSecond = 1000;

const bad = (line: number, value: string, expected: string): LoadlineError =>
  new LoadlineError("LL_TRACE_INVALID", { line, value, expected });

/** Midnight of the day in epoch seconds, UTC; null for a day the calendar does not have. */
const midnightOf = (year: number, month: number, day: number): number | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / millisecondsPerSecond : null;
};

const parseTime = (text: string, line: number): Pick<Row, "midnight" | "secondOfDay"> => {
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
    throw bad(line, text, "a time such as 2023-11-16 18:15:46.6805900");
  }
  return { midnight, secondOfDay: hour * secondsPerHour + minute * secondsPerMinute + second };
};

const parseTokens = (text: string, line: number): number => {
  const value = Number(text);
  if (!wholeNumber.test(text) || !Number.isSafeInteger(value)) throw bad(line, text, "a whole number of tokens");
  return value;
};

const columns = 3;

const parseRow = (text: string, line: number): Row => {
  const cells = text.split(",").map((cell) => cell.trim());
  const [time = "", input = "", output = ""] = cells;
  if (cells.length !== columns) throw bad(line, text, "three columns: TIMESTAMP,ContextTokens,GeneratedTokens");
  const row = {
    ...parseTime(time, line),
    inputTokens: parseTokens(input, line),
    outputTokens: parseTokens(output, line),
  };
  return row;
};

const isHeader = (text: string): boolean => /^\s*timestamp\s*,/i.test(text);

const byTime = (a: Row, b: Row): number => a.midnight - b.midnight || a.secondOfDay - b.secondOfDay;

/**
 * Requests of a trace in the form of Azure's public LLM inference traces: TIMESTAMP,ContextTokens,GeneratedTokens,
 * with or without header. Times carry no zone; only their differences count. Lines out of order are sorted.
 * @returns times in seconds from the first request, resolved to the trace's own 100 ns
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/Azure/AzurePublicDataset
 */
export const parseAzureTrace = (text: string): Trace => {
  const rows = text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line, number }) => line.trim() !== "" && !(number === 1 && isHeader(line)))
    .map(({ line, number }) => parseRow(line, number))
    .toSorted(byTime);
  const [first] = rows;
  if (first === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: "in Azure's form" });
  return rows.map(({ midnight, secondOfDay, inputTokens, outputTokens }) => ({
    at: midnight - first.midnight + (secondOfDay - first.secondOfDay),
    inputTokens,
    outputTokens,
  }));
};
