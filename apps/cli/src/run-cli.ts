import { isCodedError, messages, ownName, UserError } from "@loadline/planner/messages";
import type { StatedOption } from "@loadline/planner/options";
import { wrap } from "@loadline/planner/text";
import { Command, CommanderError, Help, Option } from "commander";
import type { CliCommand, CliContext, CommandEntry, Given } from "./command.ts";

interface RunSettings {
  readonly commands: readonly CommandEntry[];
  readonly version: string;
}

type ParsedCommandLine =
  | { readonly kind: "run"; readonly name: string; readonly command: CliCommand; readonly given: Given }
  /** Help or the version was asked for. */
  | { readonly kind: "answer"; readonly text: string };

/** Command lines stay whole, so that they can be copied. */
const examplesText = ({ examples }: CliCommand, columns: number): string => {
  const texts = Object.entries(examples).flatMap(([line, does]) => [`  ${line}`, ...wrap(does, columns, "      ")]);
  return ["", "Examples:", ...texts].join("\n");
};

const epilogue = (columns: number): string =>
  [
    "",
    ...wrap("Exit codes: 0 done, 1 infeasible or a failed check, 2 usage or bad input.", columns),
    ...wrap("`loadline <command> --help` shows a command's options with examples.", columns),
  ].join("\n");

/** The option that a word starts or is part of; the parser's guess only where it starts as the word does. */
const meantOption = (name: string, guess: string | undefined, known: readonly string[]): string | undefined => {
  const word = name.replace(/^--/, "");
  const named = known.find((each) => each === `--${ownName(word)}`);
  const like = known.find((each) => each.startsWith(name)) ?? known.find((each) => each.includes(word));
  return named ?? like ?? (guess?.charAt(2) === word.charAt(0) ? guess : undefined);
};

/** What the parser refused, with the nearest name where there is one. */
const usageError = ({ code, message }: CommanderError, argv: readonly string[], { commands }: Command): UserError => {
  const name = /'([^']*)'/.exec(message)?.[1] ?? "";
  // Without what may be the value of an unknown option, which may be a secret.
  const option = /^-[^-]/.test(name) ? name.slice(0, 2) : (name.split("=", 1)[0] ?? name);
  const nearest = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
  const names = commands.map((command) => command.name());
  const own = commands.find((command) => command.name() === argv[0])?.options ?? [];
  const known = own.flatMap(({ long }) => (long === undefined || long === null ? [] : [long]));
  const help = ["loadline", ...names.filter((each) => each === argv[0]), "--help"].join(" ");
  const texts: Readonly<Record<string, string>> = {
    "commander.unknownCommand": messages.unknownCommand(name, nearest, names),
    "commander.unknownOption": messages.unknownOption(option, meantOption(option, nearest, known), help),
    "commander.optionMissingArgument": messages.missingValue(name, help),
    "commander.missingArgument": messages.missingArgument(name, help),
  };
  return new UserError(texts[code] ?? messages.unexpectedArgument(argv.join(" "), help));
};

/** Columns below which a description beside its option is a column of single words: it is written underneath then. */
const narrowest = 20;

class NarrowHelp extends Help {
  override formatItem(term: string, termWidth: number, description: string, helper: Help): string {
    const width = helper.helpWidth ?? 80;
    if (width - termWidth >= narrowest + 4) return super.formatItem(term, termWidth, description, helper);
    return [`  ${term}`, ...wrap(description, width, "      ")].join("\n");
  }
}

const declaredOption = ({ flags, help, group, isRepeated }: StatedOption): Option => {
  const option = new Option(flags, help);
  if (isRepeated) option.argParser((value, before: readonly string[] = []) => [...before, value]);
  return group === undefined ? option : option.helpGroup(group);
};

const answers = ["commander.helpDisplayed", "commander.help", "commander.version"];

/** What the arguments ask for. @throws UserError for a command, option or argument that does not exist */
export const parseCommandLine = async (
  argv: readonly string[],
  { commands, version }: RunSettings,
  columns: number,
): Promise<ParsedCommandLine> => {
  let text = "";
  let chosen: ParsedCommandLine | null = null;
  const program = new Command("loadline")
    .description("Capacity planning and live capacity control for model serving on GPUs.")
    .version(version)
    .addHelpText("after", epilogue(columns))
    .exitOverride()
    .configureHelp({ minWidthToWrap: narrowest, formatItem: NarrowHelp.prototype.formatItem })
    .configureOutput({
      writeOut: (part) => {
        text += part;
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => columns,
      getOutHasColors: () => false,
    });
  for (const { name, summary, load } of commands) {
    const own = program.command(name).description(summary).allowExcessArguments(false);
    if (name !== argv[0]) continue;
    const command = await load();
    for (const [syntax, help] of command.arguments ?? []) own.argument(syntax, help);
    for (const stated of command.options.stated) own.addOption(declaredOption(stated));
    own.addHelpText("after", examplesText(command, columns)).action(() => {
      chosen = { kind: "run", name, command, given: { arguments: own.args, options: own.opts() } };
    });
  }
  try {
    program.parse(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (!answers.includes(error.code)) throw usageError(error, argv, program);
  }
  return chosen ?? { kind: "answer", text };
};

/** Runs one command line. What the user can correct is one line on stderr and exit code 2; other errors are thrown. */
export const runCli = async (argv: readonly string[], settings: RunSettings, context: CliContext) => {
  try {
    const parsed = await parseCommandLine(argv, settings, context.stdout.columns);
    if (parsed.kind === "run") return await parsed.command.run(context, parsed.given);
    await context.stdout.write(parsed.text);
    return argv.length === 0 ? 2 : 0;
  } catch (error) {
    if (!isCodedError(error)) throw error;
    // Loaded here, as the start of a command is to stay short.
    const { redact } = await import("@loadline/runtime/settings");
    await context.stderr.write(redact(`${error.code}: ${error.message}\n`));
    return error.code === "LL_MODEL_DOES_NOT_FIT" ? 1 : 2;
  }
};
