import { readFileSync } from "node:fs";
import { LoadlineError } from "@loadline/core";

/** The text of a file. @throws LL_FILE_UNREADABLE */
export const readText = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail }, { cause });
  }
};
