import { isLoadlineError } from "@loadline/core";

const usageExitCode = 2;

/** Runs it and says in one line what the user did wrong; answers the exit code. @throws whatever else goes wrong */
export const tellFailure = async (run: () => Promise<number>): Promise<number> => {
  try {
    return await run();
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return usageExitCode;
  }
};
