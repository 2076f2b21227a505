import { isLoadlineError, LoadlineError } from "@loadline/core";

export const traceFormats = ["azure", "burstgpt", "mooncake", "servegen", "servegen-clients", "csv"] as const;
export type TraceFormat = (typeof traceFormats)[number];

/** What only the first line of a format looks like. */
const marks: readonly (readonly [TraceFormat, RegExp])[] = [
  ["mooncake", /^\s*\{.*"input_length"/],
  ["azure", /context_?tokens.*generated_?tokens/i],
  ["burstgpt", /request tokens.*response tokens/i],
  ["servegen", /timestamp_s.*rate_rps.*active_clients/i],
  ["servegen-clients", /timestamp_s.*rate_rps.*pattern.*arg1/i],
];

const firstLine = (text: string): string => /[^\r\n]+/.exec(text.slice(0, 4096))?.[0] ?? "";

/** The format that the first line gives away; null: none does. */
export const formatOf = (text: string): TraceFormat | null =>
  marks.find(([, mark]) => mark.test(firstLine(text)))?.[0] ?? null;

/**
 * The format that was named, or else the one that the first line gives away.
 * @throws LL_INPUT_INVALID when neither says
 */
export const formatFor = (named: TraceFormat | undefined, text: string): TraceFormat => {
  const format = named ?? formatOf(text);
  if (format !== null) return format;
  const expected = `one of ${traceFormats.join(", ")}, as the first line does not tell`;
  throw new LoadlineError("LL_INPUT_INVALID", { what: "--format", value: "left out", expected });
};

/** A fault of the trace as a fault of the format, where the first line gives another one away. */
export const readAs = <T>(format: TraceFormat, text: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    const seeming = formatOf(text);
    if (!isLoadlineError(error) || !error.code.startsWith("LL_TRACE_") || seeming === null || seeming === format) {
      throw error;
    }
    const expected = `${seeming}, which the first line of the trace looks like`;
    throw new LoadlineError("LL_INPUT_INVALID", { what: "--format", value: format, expected }, { cause: error });
  }
};
