import { isLoadlineError } from "@loadline/core";
import { redact } from "../redact.ts";

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
