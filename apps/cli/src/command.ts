import type { Command } from "commander";

/** 0: done. 1: it ran and the answer is no (infeasible, a failed check). 2: it could not run (usage, bad input). */
export type ExitCode = 0 | 1 | 2;

export interface Output {
  /** Resolves when the text is handed on, so that a slow reader slows the writer. */
  readonly write: (text: string) => Promise<void>;
  readonly columns: number;
  readonly colour: boolean;
}

/** Everything of the outside that a command may touch. */
export interface CliContext {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdinIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Epoch seconds. */
  readonly now: () => number;
  /** Aborted by Ctrl-C and when nobody reads the output any more. */
  readonly signal: AbortSignal;
}

/** What was typed after the command's name, as text. */
export interface Given {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Example {
  readonly line: string;
  readonly does: string;
}

export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly Example[];
  /** Adds arguments and options. */
  readonly declare: (command: Command) => Command;
  readonly run: (context: CliContext, given: Given) => Promise<ExitCode>;
}
