import { csvLines, isHeaderLine, placeOf } from "./csv-lines.ts";
import { type RequestColumns, requestRows } from "./request-rows.ts";
import type { TraceRepairs } from "./trace-lines.ts";
import type { Trace } from "./types.ts";

/** Names of the time column, the canonical one first. */
export const timeNames = [
  "timestamp",
  "timestamp_s",
  "timestamp_ms",
  "timestamp_us",
  "timestamp_ns",
  "time",
  "time_s",
  "time_ms",
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
] as const;

const columns: RequestColumns = {
  source: "of timestamp,input,output",
  names: {
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
  },
  expected: "timestamp,input,output",
  headerMayLack: true,
};

/** Whether a CSV is one of requests with their lengths: by its header, or by three columns without one. */
export const hasRequestLengths = (text: string): boolean => {
  const end = text.search(/[^\r\n][\r\n]/);
  const [first] = csvLines(end < 0 ? text : text.slice(0, end + 1));
  if (first === undefined) return false;
  if (!isHeaderLine(first)) return first.cells.length === 3;
  return [columns.names.input, columns.names.output].every((names) => placeOf(first.cells, names) >= 0);
};

/**
 * Requests of a plain CSV trace: timestamp,input,output with or without that header; with it, the columns may stand in any
 * order beside others, under their common other names. Timestamps are seconds on any clock, milliseconds, microseconds or
 * nanoseconds since 1970, or calendar times; lengths are tokens. Lines out of order are sorted.
 * @returns times in seconds from the first request
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 */
export const parseCsvTrace = (text: string, repairs: TraceRepairs = {}): Trace => requestRows(text, columns, repairs);
