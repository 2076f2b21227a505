import { Command, CommanderError } from "commander";
import type { CliCommand, Given } from "./command.ts";
import { wrap } from "./terminal/wrap.ts";
import { usageError } from "./usage-error.ts";

export interface Cli {
  readonly commands: readonly CliCommand[];
  readonly version: string;
  /** Width that help is wrapped to. */
  readonly columns: number;
}

export type ParsedCommandLine =
  | { readonly kind: "run"; readonly command: CliCommand; readonly given: Given }
  /** Help or the version was asked for. */
  | { readonly kind: "answer"; readonly text: string };

/** Command lines stay whole, so that they can be copied. */
const examplesText = ({ examples }: CliCommand, columns: number): string =>
  ["", "Examples:", ...examples.flatMap(({ line, does }) => [`  ${line}`, ...wrap(does, columns, "      ")])].join(
    "\n",
  );

const epilogue = `
Exit codes: 0 done, 1 infeasible or a failed check, 2 usage or bad input.
\`loadline <command> --help\` shows a command's options with examples.`;

interface Received {
  text: string;
  chosen: Extract<ParsedCommandLine, { kind: "run" }> | null;
}

const createProgram = ({ commands, version, columns }: Cli, received: Received): Command => {
  const program = new Command("loadline")
    .description("Capacity planning and live capacity control for model serving on GPUs.")
    .version(version)
    .addHelpText("after", epilogue)
    .exitOverride()
    .configureHelp({ minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => {
        received.text += text;
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => columns,
      getOutHasColors: () => false,
    });
  for (const command of commands) {
    const own = command.declare(program.command(command.name).description(command.summary).allowExcessArguments(false));
    own.addHelpText("after", examplesText(command, columns)).action(() => {
      const given = { arguments: own.args, options: own.opts<Given["options"]>() };
      received.chosen = { kind: "run", command, given };
    });
  }
  return program;
};

const answers = ["commander.helpDisplayed", "commander.help", "commander.version"];

/** What the arguments ask for. @throws LL_INPUT_INVALID for a command, option or argument that does not exist */
export const parseCommandLine = (argv: readonly string[], cli: Cli): ParsedCommandLine => {
  const received: Received = { text: "", chosen: null };
  try {
    createProgram(cli, received).parse(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (!answers.includes(error.code)) {
      throw usageError(
        error,
        argv,
        cli.commands.map(({ name }) => name),
      );
    }
  }
  return received.chosen ?? { kind: "answer", text: received.text };
};
