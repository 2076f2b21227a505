import { LoadlineError } from "@loadline/core";
import type { Child } from "./child.ts";

const logLines = 20;

/** A child that ended although nobody stopped it, with the end of its log. */
export const partDied = (part: string, code: number | string, log: string): LoadlineError<"LL_PART_DIED"> =>
  new LoadlineError("LL_PART_DIED", { part, code, log: log.trimEnd().split("\n").slice(-logLines).join("\n") });

/** The reason to stop waiting for a child, or null while it runs. */
export const endedEarly = (child: Child): Error | null => {
  const code = child.exitCode();
  return code === null ? null : partDied(child.name, code, child.log());
};

/** Exit code of a process of ours that was used wrongly; its log then holds the message. */
export const usageExitCode = 2;
