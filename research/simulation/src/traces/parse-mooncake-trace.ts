import { LoadlineError } from "@loadline/model";
import { z } from "zod";
import { type ReadRequest, withoutRepeatedLines } from "./repeated-requests.ts";
import {
  badLine,
  inOrderOf,
  parseLines,
  type Trace,
  type TraceLine,
  type TraceRepairs,
  traceLines,
} from "./trace-lines.ts";

const millisecondsPerSecond = 1000;
const tokenCount = z.number().int().nonnegative();
const rowSchema = z.object({
  timestamp: z.number().nonnegative(),
  input_length: tokenCount,
  output_length: tokenCount,
  hash_ids: z.array(z.number().int()).optional(),
});

const expected = 'an object such as {"timestamp": 0, "input_length": 6758, "output_length": 500}, time in milliseconds';

const jsonOf = (line: TraceLine): unknown => {
  try {
    return JSON.parse(line.text);
  } catch {
    throw badLine(line, line.text, expected);
  }
};

const parseRow = (line: TraceLine): ReadRequest => {
  const row = rowSchema.safeParse(jsonOf(line));
  if (!row.success) throw badLine(line, line.text, expected);
  const { timestamp, input_length: inputTokens, output_length: outputTokens, hash_ids: prefixHashes } = row.data;
  return { line, at: timestamp / millisecondsPerSecond, inputTokens, outputTokens, prefixHashes };
};

/**
 * Requests of a trace in the form of Mooncake's: JSON Lines with timestamp in milliseconds, input_length and
 * output_length, perhaps hash_ids of prefix blocks. Other fields are left aside. Lines out of order are sorted.
 * @returns times in seconds from the first request
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/kvcache-ai/Mooncake/tree/main/FAST25-release
 */
export const parseMooncakeTrace = (text: string, { onNotice }: TraceRepairs = {}): Trace => {
  const rows = withoutRepeatedLines(parseLines(traceLines(text), parseRow, { text, onNotice }), onNotice);
  const sorted = inOrderOf(rows, (a, b) => a.at - b.at, onNotice);
  const [first] = sorted;
  if (first === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: "in Mooncake's form" });
  return sorted.map(({ line: _, ...request }) => ({ ...request, at: request.at - first.at }));
};
