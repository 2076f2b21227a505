import { readFile } from "node:fs/promises";
import { LoadlineError } from "@loadline/core";

/** Why a file could not be read, in words. */
export const unreadableReason = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "permission denied";
  if (code === "EISDIR") return "it is a folder";
  return error instanceof Error ? error.message : String(error);
};

/** Text of a file. @throws LL_FILE_UNREADABLE */
export const readTextFile = async (path: string): Promise<string> => {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail: unreadableReason(cause) }, { cause });
  }
};
