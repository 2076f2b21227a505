import { z } from "zod";
import { type ReadRequest, withoutRepeatedLines } from "./repeated-requests.ts";
import {
  badLine,
  fromFirstArrival,
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
  const { timestamp, input_length: inputTokens, output_length: outputTokens } = row.data;
  return { line, at: timestamp / millisecondsPerSecond, inputTokens, outputTokens };
};

/**
 * Requests of a trace in the form of Mooncake's: JSON Lines with timestamp in milliseconds, input_length and
 * output_length. Other fields, such as the hashes of prefix blocks, are left aside. Lines out of order are sorted.
 * @returns times in seconds from the first request
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/kvcache-ai/Mooncake/tree/main/FAST25-release
 */
export const parseMooncakeTrace = (text: string, { onNotice }: TraceRepairs = {}): Trace =>
  fromFirstArrival(withoutRepeatedLines(parseLines(traceLines(text), parseRow, { text, onNotice }), onNotice), {
    source: "in Mooncake's form",
    onNotice,
  });
