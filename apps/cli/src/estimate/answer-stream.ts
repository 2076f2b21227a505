import type { CliContext } from "../command.ts";
import { answerLine } from "./answer.ts";
import { nothingOwn, type Own } from "./request.ts";

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);

/**
 * Lines of a byte or text stream as they come, in the groups they come in; the last one needs no line feed. Lines may
 * end in CR LF.
 */
export async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (lines.length > 0) yield lines.map(withoutReturn);
  }
  rest += decoder.decode();
  if (rest !== "") yield [withoutReturn(rest)];
}

const secondsBetweenReports = 1;

// Answers are written in batches while more lines are at hand: every write costs time of its own.
const mostWaitingCharacters = 65_536;
const longestWaitSeconds = 0.05;

/** Answers JSON Lines of stdin one by one, in their order. 1 when a line was answered with an error. */
export const answerStream = async ({ stdin, stdout, stderr, now, signal }: CliContext, own: Own = nothingOwn) => {
  let reported = now();
  let handedOn = reported;
  let waiting = "";
  const counts = { read: 0, answered: 0, errors: 0 };
  const progress = (): string => `${counts.answered} lines answered, ${counts.errors} with an error\n`;
  const handOn = async (at: number): Promise<void> => {
    if (waiting !== "") await stdout.write(waiting);
    waiting = "";
    handedOn = at;
    if (at - reported < secondsBetweenReports) return;
    reported = at;
    await stderr.write(progress());
  };
  const answer = (line: string): void => {
    counts.read += 1;
    if (line.trim() === "") return;
    const answered = answerLine(line, counts.read, own);
    counts.answered += 1;
    counts.errors += "error" in answered ? 1 : 0;
    waiting += `${JSON.stringify(answered)}\n`;
  };
  for await (const lines of linesOf(stdin)) {
    for (const line of lines) {
      if (signal.aborted) break;
      answer(line);
      const at = now();
      if (waiting.length >= mostWaitingCharacters || at - handedOn >= longestWaitSeconds) await handOn(at);
    }
    if (signal.aborted) break;
    await handOn(now());
  }
  if (counts.errors > 0) await stderr.write(progress());
  return counts.errors > 0 ? 1 : 0;
};
