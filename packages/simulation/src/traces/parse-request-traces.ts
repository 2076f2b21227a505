import { type RequestColumns, requestRows } from "./request-rows.ts";
import type { TraceRepairs } from "./trace-lines.ts";
import type { Trace } from "./types.ts";

const azureColumns: RequestColumns = {
  source: "in Azure's form",
  names: { time: ["timestamp"], input: ["context_tokens"], output: ["generated_tokens"] },
  expected: "TIMESTAMP,ContextTokens,GeneratedTokens",
  headerMayLack: true,
};

/**
 * Requests of a trace in the form of Azure's public LLM inference traces: TIMESTAMP,ContextTokens,GeneratedTokens, with
 * or without header. The times of 2023 carry no zone, those of 2024 do; only their differences count. Lines out of order
 * are sorted.
 * @returns times in seconds from the first request, resolved to the trace's own 100 ns
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/Azure/AzurePublicDataset
 */
export const parseAzureTrace = (text: string, repairs: TraceRepairs = {}): Trace =>
  requestRows(text, azureColumns, repairs);

const burstGptColumns: RequestColumns = {
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
  requestRows(text, burstGptColumns, repairs);
