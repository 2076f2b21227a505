import { LoadlineError } from "../errors.ts";
import type { Trace, TraceRequest } from "./types.ts";

/** A line that is not blank, with its number in the file. */
export interface TraceLine {
  readonly text: string;
  readonly number: number;
}

export const badLine = ({ number }: TraceLine, value: string, expected: string): LoadlineError =>
  new LoadlineError("LL_TRACE_INVALID", { line: number, value, expected });

export const traceLines = (text: string): readonly TraceLine[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ text: line, number: index + 1 }))
    .filter((line) => line.text.trim() !== "");

export const cellsOf = ({ text }: TraceLine): readonly string[] => text.split(",").map((cell) => cell.trim());

const wholeNumber = /^\d+$/;

/** @throws LL_TRACE_INVALID */
export const parseTokens = (text: string, line: TraceLine): number => {
  const value = Number(text);
  if (!wholeNumber.test(text) || !Number.isSafeInteger(value)) throw badLine(line, text, "a whole number of tokens");
  return value;
};

const decimal = /^\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A finite number of at least 0. @throws LL_TRACE_INVALID */
export const parseAmount = (text: string, line: TraceLine, what: string): number => {
  const value = Number(text);
  if (!decimal.test(text) || !Number.isFinite(value)) throw badLine(line, text, what);
  return value;
};

/**
 * The requests in order of arrival, the first at 0.
 * @param source what the trace is, for the message when it is empty
 * @throws LL_TRACE_EMPTY
 */
export const fromFirstArrival = (requests: readonly TraceRequest[], source: string): Trace => {
  const sorted = requests.toSorted((a, b) => a.at - b.at);
  const [first] = sorted;
  if (first === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source });
  return sorted.map((request) => ({ ...request, at: request.at - first.at }));
};
