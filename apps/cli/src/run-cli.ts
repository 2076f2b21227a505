import { isLoadlineError } from "@loadline/core";
import type { CliCommand, CliContext, ExitCode } from "./command.ts";
import { parseCommandLine } from "./parse-command-line.ts";

export interface RunSettings {
  readonly commands: readonly CliCommand[];
  readonly version: string;
}

const perform = async (argv: readonly string[], settings: RunSettings, context: CliContext): Promise<ExitCode> => {
  const parsed = parseCommandLine(argv, { ...settings, columns: context.stdout.columns });
  if (parsed.kind === "run") return parsed.command.run(context, parsed.given);
  await context.stdout.write(parsed.text);
  return argv.length === 0 ? 2 : 0;
};

/** Runs one command line. What the user can mend is one line on stderr and exit code 2; a fault of ours is thrown. */
export const runCli = async (
  argv: readonly string[],
  settings: RunSettings,
  context: CliContext,
): Promise<ExitCode> => {
  try {
    return await perform(argv, settings, context);
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    await context.stderr.write(`${error.code}: ${error.message}\n`);
    return error.code === "LL_MODEL_DOES_NOT_FIT" ? 1 : 2;
  }
};
