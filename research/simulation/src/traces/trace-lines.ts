import { isLoadlineError, LoadlineError } from "@loadline/model";

export interface TraceRequest {
  /** Seconds since the first request of the trace. */
  readonly at: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the blocks of the prompt, each with all before it; left out where the trace has none. */
  readonly prefixHashes?: readonly number[] | undefined;
  /** Of a generated request: tokens of each of these blocks with those of the answer; a block grows from turn to turn. */
  readonly blockTokens?: readonly number[] | undefined;
}

/** Requests in order of arrival; the first is at 0. */
export type Trace = readonly TraceRequest[];

/** A line that is not blank, with its number in the file. */
export interface TraceLine {
  readonly text: string;
  readonly number: number;
}

export const badLine = ({ number }: Pick<TraceLine, "number">, value: string, expected: string): LoadlineError =>
  new LoadlineError("LL_TRACE_INVALID", { line: number, value, expected });

export const traceLines = (text: string): readonly TraceLine[] =>
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ text: line, number: index + 1 }))
    .filter((line) => line.text.trim() !== "");

/** Receives what a parser repaired; without it nothing but the order is repaired. */
export interface TraceRepairs {
  readonly onNotice?: ((notice: string) => void) | undefined;
}

const endsWithLine = /[\r\n]\s*$/;

/**
 * Every line parsed. A last line that breaks off before its end of line and cannot be read is left out with a notice.
 * @throws what `parse` throws on any other line
 */
export const parseLines = <L extends TraceLine, T>(
  lines: readonly L[],
  parse: (line: L) => T,
  { text, onNotice }: TraceRepairs & { readonly text: string },
): readonly T[] => {
  const last = lines.at(-1);
  return lines.flatMap((line) => {
    if (onNotice === undefined || line !== last || lines.length === 1 || endsWithLine.test(text)) return [parse(line)];
    try {
      return [parse(line)];
    } catch (error) {
      if (!isLoadlineError(error)) throw error;
      onNotice(`line ${line.number} is cut off and is left out`);
      return [];
    }
  });
};

/** Sorted by time, with a notice when they were not. */
export const inOrderOf = <T>(
  rows: readonly T[],
  byTime: (a: T, b: T) => number,
  onNotice: TraceRepairs["onNotice"],
): readonly T[] => {
  const sorted = rows.toSorted(byTime);
  if (sorted.some((row, index) => row !== rows[index])) onNotice?.("lines were out of order and are sorted");
  return sorted;
};

/** "512", and "512.0" as tables write it that held a gap once. */
const wholeNumber = /^\d+(?:\.0+)?$/;

/** @throws LL_TRACE_INVALID */
export const parseTokens = (text: string, line: TraceLine): number => {
  const value = Number(text);
  if (!wholeNumber.test(text) || !Number.isSafeInteger(value)) throw badLine(line, text, "a whole number of tokens");
  return value;
};
