import { isLoadlineError, type LoadlineError, reasonOf } from "@loadline/model";
import { CommanderError } from "commander";
import { usageExitCode } from "./child.ts";

/** The line of a part's log that starts with an error code, when it was used wrongly. */
const messageOfPart = ({ detail }: LoadlineError<"LL_PART_DIED">): string | null => {
  if (detail.code !== usageExitCode) return null;
  return detail.log.split("\n").find((line) => line.startsWith("LL_")) ?? null;
};

/**
 * Prints on stderr what went wrong, without a stack trace.
 * @returns the exit code: 0 for --help, 1 when a part failed, 2 for wrong use or input
 */
export const reportFailure = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!isLoadlineError(error)) {
    process.stderr.write(`${reasonOf(error)}\n`);
    return 1;
  }
  if (error.code !== "LL_PART_DIED") {
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return 2;
  }
  const shown = messageOfPart(error as LoadlineError<"LL_PART_DIED">);
  process.stderr.write(`${shown ?? `${error.code}: ${error.message}`}\n`);
  return shown === null ? 1 : 2;
};
