import { LoadlineError } from "../errors.ts";
import { columnsOf } from "./csv-columns.ts";
import {
  fromFirstArrival,
  parseAmount,
  parseLines,
  parseTokens,
  type TraceLine,
  type TraceRepairs,
  traceLines,
} from "./trace-lines.ts";
import type { Trace, TraceRequest } from "./types.ts";

const source = "in BurstGPT's form";

/**
 * Requests of a trace in the form of BurstGPT's: a header with Timestamp (seconds), Request tokens and
 * Response tokens, in any order and beside any others. Failed requests have 0 response tokens and stay, as they are
 * load too. Lines out of order are sorted.
 * @returns times in seconds from the first request
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/HPMLL/BurstGPT
 */
export const parseBurstGptTrace = (text: string, { tell }: TraceRepairs = {}): Trace => {
  const [header, ...rows] = traceLines(text);
  if (header === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source });
  const reader = columnsOf(header, ["Timestamp", "Request tokens", "Response tokens"]);
  const parseRow = (line: TraceLine): TraceRequest => {
    const cell = reader(line);
    return {
      at: parseAmount(cell("Timestamp"), line, "a time in seconds"),
      inputTokens: parseTokens(cell("Request tokens"), line),
      outputTokens: parseTokens(cell("Response tokens"), line),
    };
  };
  return fromFirstArrival(parseLines(rows, parseRow, { text, tell }), { source, tell });
};
