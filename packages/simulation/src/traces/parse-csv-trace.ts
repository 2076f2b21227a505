import { csvLines, isHeaderLine, placeOf } from "./csv-lines.ts";
import { type RequestColumns, requestRows } from "./request-rows.ts";
import type { Trace, TraceRepairs } from "./trace-lines.ts";

/** Names of the time column, the canonical one first. */
export const timeNames = [
  ...["timestamp", "time"].flatMap((name) => [name, ...["s", "ms", "us", "ns"].map((unit) => `${name}_${unit}`)]),
  ...["ts", "date", "datetime", "arrival", "arrival_time", "arrived_at", "arrival_timestamp", "created_at"],
  ...["start_time", "request_time", "seconds", "milliseconds"],
];

const plain: RequestColumns = {
  source: "of timestamp,input,output",
  names: {
    time: timeNames,
    input: [
      ...["input", "input_tokens", "input_length", "prompt_tokens", "context_tokens", "request_tokens"],
      ...["num_prefill_tokens", "prompt_length", "input_len", "prompt_len", "num_prompt_tokens", "prefill_tokens"],
    ],
    output: [
      ...["output", "output_tokens", "output_length", "completion_tokens", "generated_tokens", "response_tokens"],
      ...["num_decode_tokens", "output_len", "num_completion_tokens", "num_output_tokens", "decode_tokens"],
    ],
  },
  expected: "timestamp,input,output",
  headerMayLack: true,
};

const azure: RequestColumns = {
  source: "in Azure's form",
  names: { time: ["timestamp"], input: ["context_tokens"], output: ["generated_tokens"] },
  expected: "TIMESTAMP,ContextTokens,GeneratedTokens",
  headerMayLack: true,
};

const burstGpt: RequestColumns = {
  source: "in BurstGPT's form",
  names: { time: ["timestamp"], input: ["request_tokens"], output: ["response_tokens"] },
  expected: "Timestamp, Request tokens, Response tokens",
  headerMayLack: false,
};

/** Whether a CSV is one of requests with their lengths: by its header, or by three columns without one. */
export const hasRequestLengths = (text: string): boolean => {
  const end = text.search(/[^\r\n][\r\n]/);
  const [first] = csvLines(end < 0 ? text : text.slice(0, end + 1));
  if (first === undefined) return false;
  if (!isHeaderLine(first)) return first.cells.length === 3;
  return [plain.names.input, plain.names.output].every((names) => placeOf(first.cells, names) >= 0);
};

/**
 * Requests of a CSV trace in order of arrival, the first at 0 s; lines out of order are sorted. With a header the columns
 * may stand in any order beside others.
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 */
const parserOf =
  (columns: RequestColumns) =>
  (text: string, repairs: TraceRepairs = {}): Trace =>
    requestRows(text, columns, repairs);

/**
 * timestamp,input,output with or without that header, or under their common other names. Timestamps are seconds on any
 * clock, milliseconds, microseconds or nanoseconds since 1970, or calendar times; lengths are tokens.
 */
export const parseCsvTrace = parserOf(plain);

/**
 * Azure's public LLM inference traces. The times of 2023 carry no zone, those of 2024 do; only their differences count.
 * @source https://github.com/Azure/AzurePublicDataset
 */
export const parseAzureTrace = parserOf(azure);

/**
 * BurstGPT's traces. Failed requests have 0 response tokens and stay, as they are load too.
 * @source https://github.com/HPMLL/BurstGPT
 */
export const parseBurstGptTrace = parserOf(burstGpt);
