import { commandLineFault } from "@loadline/wire/settings";
import { type Command, CommanderError, type OptionValues } from "commander";

/** The options on the command line; ends the process where help was asked for. @throws LL_CONFIG_INVALID */
export const optionsOf = <T extends OptionValues>(command: Command): T => {
  try {
    return command
      .configureOutput({ outputError: () => undefined })
      .exitOverride()
      .parse()
      .opts<T>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exit(0);
    throw commandLineFault(error.message);
  }
};
