import { type RequestColumns, requestRows } from "./request-rows.ts";
import type { TraceRepairs } from "./trace-lines.ts";
import type { Trace } from "./types.ts";

const columns: RequestColumns = {
  source: "in BurstGPT's form",
  names: { time: ["timestamp"], input: ["request_tokens"], output: ["response_tokens"] },
  expected: "Timestamp, Request tokens, Response tokens",
  headerMayLack: false,
};

/**
 * Requests of a trace in the form of BurstGPT's: a header with Timestamp (seconds), Request tokens and
 * Response tokens, in any order and beside any others. Failed requests have 0 response tokens and stay, as they are
 * load too. Lines out of order are sorted.
 * @returns times in seconds from the first request
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/HPMLL/BurstGPT
 */
export const parseBurstGptTrace = (text: string, repairs: TraceRepairs = {}): Trace =>
  requestRows(text, columns, repairs);
