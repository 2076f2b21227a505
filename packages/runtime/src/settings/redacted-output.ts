import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
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
]);

/** A file that the system does not read, or whose content is not what it should be. */
export const unreadableFile = (path: string, cause: unknown): LoadlineError => {
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  return new LoadlineError("LL_FILE_UNREADABLE", { path, detail: reasons.get(code) ?? reasonOf(cause) }, { cause });
};

// A plan of 1,000 deployments has 1 MB.
const mostBytes = 16 * 2 ** 20;

/**
 * The text of a regular file of at most so many bytes: a pipe or a device may never end, and a path may come from a plan.
 * @throws LL_FILE_UNREADABLE
 */
export const readText = (path: string, most = mostBytes): string => {
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(file);
    if (found.isDirectory()) throw new Error("it is a folder");
    if (!found.isFile()) throw new Error("it is no regular file");
    if (found.size > most) throw new Error(`it has more than ${most} bytes`);
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw unreadableFile(path, cause);
  } finally {
    if (file !== null) closeSync(file);
  }
};
