import type { CliContext } from "../src/command.ts";
import { commands } from "../src/commands/index.ts";
import { runCli } from "../src/run-cli.ts";
import type { Output } from "../src/terminal/view.ts";

export interface MemoryContext {
  readonly context: CliContext;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly abort: () => void;
}

interface MemoryOutput extends Output {
  readonly text: () => string;
}

const memoryOutput = (columns: number, onText: () => void): MemoryOutput => {
  const parts: string[] = [];
  return {
    columns,
    colour: false,
    write: async (text) => {
      parts.push(text);
      onText();
    },
    text: () => parts.join(""),
  };
};

export interface MemorySettings {
  readonly columns?: number;
  readonly stdin?: readonly string[];
  readonly env?: CliContext["env"];
  readonly now?: () => number;
  /** Called after every write to stdout. */
  readonly onOutput?: () => void;
}

async function* chunksOf(parts: readonly string[]): AsyncGenerator<string> {
  yield* parts;
}

/** A context that keeps what is written and touches nothing. */
export const memoryContext = (settings: MemorySettings = {}): MemoryContext => {
  const stop = new AbortController();
  const stdout = memoryOutput(settings.columns ?? 80, settings.onOutput ?? (() => undefined));
  const stderr = memoryOutput(80, () => undefined);
  return {
    context: {
      stdout,
      stderr,
      stdin: chunksOf(settings.stdin ?? []),
      stdinIsTerminal: false,
      env: settings.env ?? {},
      cwd: "/",
      now: settings.now ?? (() => 0),
      signal: stop.signal,
    },
    stdout: stdout.text,
    stderr: stderr.text,
    abort: () => stop.abort(),
  };
};

/** Runs one command line of the whole program in memory. */
export const run = async (argv: readonly string[], settings: MemorySettings = {}) => {
  const memory = memoryContext(settings);
  const code = await runCli(argv, { commands, version: "1.2.3" }, memory.context);
  return { code, stdout: memory.stdout(), stderr: memory.stderr() };
};

/** The same for a line without quotes. */
export const runLine = (line: string, settings: MemorySettings = {}) => run(line.split(" "), settings);
