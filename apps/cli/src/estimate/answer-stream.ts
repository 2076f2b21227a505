import type { CliContext, ExitCode } from "../command.ts";
import { answerLine } from "./answer-line.ts";
import { linesOf } from "./lines.ts";
import { nothingOwn, type Own } from "./request.ts";

const secondsBetweenReports = 1;

/** Answers JSON Lines of stdin one by one, in their order. 1 when a line was answered with an error. */
export const answerStream = async (
  { stdin, stdout, stderr, now, signal }: CliContext,
  own: Own = nothingOwn,
): Promise<ExitCode> => {
  let reported = now();
  const counts = { read: 0, answered: 0, errors: 0 };
  const progress = (): string => `${counts.answered} lines answered, ${counts.errors} with an error\n`;
  for await (const line of linesOf(stdin)) {
    counts.read += 1;
    if (signal.aborted) break;
    if (line.trim() === "") continue;
    const answer = answerLine(line, counts.read, own);
    counts.answered += 1;
    counts.errors += "error" in answer ? 1 : 0;
    await stdout.write(`${JSON.stringify(answer)}\n`);
    if (now() - reported >= secondsBetweenReports) {
      reported = now();
      await stderr.write(progress());
    }
  }
  if (counts.errors > 0) await stderr.write(progress());
  return counts.errors > 0 ? 1 : 0;
};
