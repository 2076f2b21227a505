import { commands } from "../src/commands/index.ts";
import { runCli } from "../src/run-cli.ts";
import { type MemorySettings, memoryContext } from "./memory-context.ts";

/** Runs one command line of the whole program in memory. */
export const run = async (argv: readonly string[], settings: MemorySettings = {}) => {
  const memory = memoryContext(settings);
  const code = await runCli(argv, { commands, version: "1.2.3" }, memory.context);
  return { code, stdout: memory.stdout(), stderr: memory.stderr() };
};

/** The same for a line without quotes. */
export const runLine = (line: string, settings: MemorySettings = {}) => run(line.split(" "), settings);
