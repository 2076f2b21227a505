import type { OptionSet } from "@loadline/planner/options";
import type { Output } from "./terminal/view.ts";

/** 0: done. 1: it ran and the answer is no (infeasible, a failed check). 2: it could not run (usage, bad input). */
export type ExitCode = 0 | 1 | 2;

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
  /** Aborted by Ctrl-C and when the reader of the output has gone. */
  readonly signal: AbortSignal;
}

/** What was typed after the command's name, as text. */
export interface Given {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

export interface CliCommand {
  /** Syntax and help of each argument: `["[file]", "plan in YAML or JSON"]`. */
  readonly arguments?: readonly (readonly [syntax: string, help: string])[];
  readonly options: OptionSet;
  /** What each line does. */
  readonly examples: Readonly<Record<string, string>>;
  readonly run: (context: CliContext, given: Given) => Promise<ExitCode>;
}

/** A command in the list of all; its module is loaded when it is asked for. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CliCommand>;
}
