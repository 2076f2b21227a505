import { LoadlineError } from "@loadline/core";
import { parseSubject } from "@loadline/wire";
import { z } from "zod";

/** One message as `loadline record` writes it. */
export interface RecordedMessage {
  /** When the broker stored it, epoch seconds. */
  readonly at: number;
  readonly subject: string;
  /** The message itself. */
  readonly message: unknown;
}

const Line = z.object({ at: z.number().nonnegative(), subject: z.string().min(1), message: z.unknown() });

const invalid = (line: number, value: string, expected: string): LoadlineError =>
  new LoadlineError("LL_TRACE_INVALID", { line, value: value.slice(0, 80), expected });

const expected = 'a line of loadline record: {"at":seconds,"subject":"loadline.v1.…","message":{…}}';

const parseLine = (text: string, number: number): RecordedMessage => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(number, text, expected);
  }
  const result = Line.safeParse(value);
  if (!result.success) throw invalid(number, text, expected);
  if (parseSubject(result.data.subject) === null) throw invalid(number, result.data.subject, "a subject of Loadline");
  return result.data;
};

/**
 * A recording, in the order in which the broker stored its messages.
 * @param source named when it holds none
 * @throws LL_TRACE_INVALID with the line, LL_TRACE_EMPTY
 */
export const parseRecording = (text: string, source: string): readonly RecordedMessage[] => {
  const lines = text.split("\n").map((line, index) => [line.trim(), index + 1] as const);
  const messages = lines.filter(([line]) => line !== "").map(([line, number]) => parseLine(line, number));
  if (messages.length === 0) throw new LoadlineError("LL_TRACE_EMPTY", { source });
  return messages.toSorted((a, b) => a.at - b.at);
};
