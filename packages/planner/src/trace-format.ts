import { isLoadlineError } from "@loadline/model";
import { messages, UserError } from "./messages.ts";
import { traceFormats } from "./option-table.ts";

export type TraceFormat = (typeof traceFormats)[number];

/** What only the first line of a format looks like. */
const marks: readonly (readonly [TraceFormat, RegExp])[] = [
  ["mooncake", /^\s*\{.*"input_length"/],
  ["azure", /context_?tokens.*generated_?tokens/i],
  ["burstgpt", /request tokens.*response tokens/i],
  ["servegen", /timestamp_s.*rate_rps.*active_clients/i],
  ["servegen-clients", /timestamp_s.*rate_rps.*pattern.*arg1/i],
];

/** The format that the first line has; null: none is certain. */
export const formatOf = (text: string): TraceFormat | null => {
  const firstLine = /[^\r\n]+/.exec(text.slice(0, 4096))?.[0] ?? "";
  return marks.find(([, mark]) => mark.test(firstLine))?.[0] ?? null;
};

/** The format that was named, or else the one of the first line. @throws UserError when neither is known */
export const formatFor = (named: TraceFormat | undefined, text: string): TraceFormat => {
  const likely = formatOf(text);
  // Each would be read as the other, by the names of its columns.
  if (`${named} ${likely}` === "azure burstgpt" || `${named} ${likely}` === "burstgpt azure")
    throw new UserError(messages.otherFormat(named ?? "csv", likely ?? "csv"));
  const format = named ?? likely;
  if (format === null) throw new UserError(messages.unknownFormat(traceFormats));
  return format;
};

/** Reports an invalid trace as one of the wrong format, where the first line has that of another. */
export const readAs = <T>(format: TraceFormat, text: string, read: () => T): T => {
  try {
    return read();
  } catch (cause) {
    const likely = formatOf(text);
    if (!isLoadlineError(cause) || !cause.code.startsWith("LL_TRACE_") || likely === null || likely === format)
      throw cause;
    throw new UserError(messages.otherFormat(format, likely), "LL_INPUT_INVALID", { cause });
  }
};
