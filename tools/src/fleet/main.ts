import { isLoadlineError, type LoadlineError } from "@loadline/core";
import type { ErrorCode } from "@loadline/core/internal";
import { createLogger } from "./logger.ts";
import { type CommandLine, parseCommandLine } from "./options.ts";
import { runFleet } from "./run-fleet.ts";

/** Faults of the surroundings. Every other one is a mistake in the command, the plan or the trace. */
const failures: readonly ErrorCode[] = ["LL_NATS_UNREACHABLE", "LL_STREAM_MISSING", "LL_STREAM_CONFIG_REFUSED"];

const exitCode = { ok: 0, failed: 1, usage: 2 } as const;

/** After a signal everything must be closed within this time; then the process ends anyway. */
const graceMilliseconds = 800;

const reportError = (error: LoadlineError): number => {
  process.stderr.write(`${error.code}: ${error.message}\n`);
  return failures.includes(error.code) ? exitCode.failed : exitCode.usage;
};

const run = async (commandLine: CommandLine, signal: AbortSignal): Promise<void> => {
  if (commandLine.kind === "help") {
    process.stdout.write(commandLine.text);
    return;
  }
  const announce = (line: string): void => {
    process.stdout.write(line);
  };
  await runFleet({ arguments: commandLine.arguments, logger: createLogger(), signal, announce });
};

const main = async (): Promise<number> => {
  const stopping = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.on(name, () => {
      stopping.abort();
      setTimeout(() => process.exit(exitCode.ok), graceMilliseconds).unref();
    });
  }
  try {
    await run(parseCommandLine(process.argv.slice(2)), stopping.signal);
    return exitCode.ok;
  } catch (error) {
    if (isLoadlineError(error)) return reportError(error);
    throw error;
  }
};

process.exit(await main());
