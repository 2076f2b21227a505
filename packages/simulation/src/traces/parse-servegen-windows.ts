import { LoadlineError } from "@loadline/core";
import { columnsOf, csvLines } from "./csv-lines.ts";
import { badLine, parseAmount, type TraceLine } from "./trace-lines.ts";
import type { TraceWindow } from "./types.ts";

const source = "of ServeGen windows";
const needed = ["timestamp_s", "rate_rps", "active_clients", "mean_input_tokens", "mean_output_tokens"] as const;
type Column = (typeof needed)[number];
const columns = Object.fromEntries(needed.map((name) => [name, [name] as readonly string[]])) as Record<
  Column,
  readonly string[]
>;

/** Mean lengths are known only where the window had requests whose tokens were counted. */
const knownLength = (value: number): number | null => (value > 0 ? value : null);

const assertLater = (window: TraceWindow, before: TraceWindow | undefined, line: TraceLine): void => {
  if (before === undefined || window.at > before.at) return;
  throw badLine(line, line.text, `a window after the one at ${before.at} s`);
};

/**
 * Windows of load in the form of ServeGen's sums over clients: timestamp_s, rate_rps, active_clients,
 * mean_input_tokens, mean_output_tokens. A window in which no client is active is a gap in the recording, not zero
 * load: its rate is null. Windows must come in order.
 * @throws LL_TRACE_INVALID with line number and value; LL_TRACE_EMPTY
 * @source https://github.com/alibaba/ServeGen
 */
export const parseServegenWindows = (text: string): readonly TraceWindow[] => {
  const [header, ...rows] = csvLines(text);
  if (header === undefined || rows.length === 0) throw new LoadlineError("LL_TRACE_EMPTY", { source });
  const reader = columnsOf(header, columns, `a header with the columns ${needed.join(", ")}`);
  const windows: TraceWindow[] = [];
  for (const line of rows) {
    const cells = reader(line);
    const amount = (name: Column): number => parseAmount(cells[name], line, `a number of at least 0 for ${name}`);
    const active = amount("active_clients") > 0;
    const rate = amount("rate_rps");
    const window = {
      at: amount("timestamp_s"),
      requestsPerSecond: active ? rate : null,
      inputTokens: knownLength(amount("mean_input_tokens")),
      outputTokens: knownLength(amount("mean_output_tokens")),
    };
    assertLater(window, windows.at(-1), line);
    windows.push(window);
  }
  return windows;
};
