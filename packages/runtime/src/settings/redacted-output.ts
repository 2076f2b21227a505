import { readFileSync } from "node:fs";
import { isLoadlineError, LoadlineError, reasonOf } from "@loadline/model";
import { redact } from "../redact.ts";

interface Output {
  write(text: string): unknown;
}

/** An output that everything is written to without the secrets in it: the one edge of logs and errors. */
export const redactedOutput = (output: Output): { readonly write: (text: string) => void } => ({
  write: (text) => void output.write(redact(text)),
});

/** What a parser of command lines refused, without the value behind an unknown option: it may be a secret. */
export const commandLineFault = (message: string): LoadlineError => {
  const value = message
    .replace(/^error: /, "")
    .replace(/=.*'/s, "'")
    .replace(/'(-[^-]).*'/su, "'$1'")
    .replaceAll("\n", " ");
  return new LoadlineError("LL_CONFIG_INVALID", { key: "(command line)", value, expected: "options as in --help" });
};

const usageExitCode = 2;

/** The exit code of `run`; an error that the user can fix is printed in one line, and is 2. @throws every other error */
export const exitCodeOf = async (run: () => Promise<number>): Promise<number> => {
  try {
    return await run();
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    process.stderr.write(redact(`${error.code}: ${error.message}\n`));
    return usageExitCode;
  }
};

const reasons = new Map<unknown, string>([
  ["ENOENT", "the file does not exist"],
  ["EACCES", "permission denied"],
  ["EISDIR", "it is a folder"],
]);

/** A file that the system does not read, or whose content is not what it should be. */
export const unreadableFile = (path: string, cause: unknown): LoadlineError => {
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  return new LoadlineError("LL_FILE_UNREADABLE", { path, detail: reasons.get(code) ?? reasonOf(cause) }, { cause });
};

/** The text of a file. @throws LL_FILE_UNREADABLE */
export const readText = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw unreadableFile(path, cause);
  }
};
