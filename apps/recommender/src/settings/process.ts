import type { EventEmitter } from "node:events";
import { commandLineFault } from "@loadline/runtime/settings";
import { type Command, CommanderError, type OptionValues } from "commander";
import type { Logger } from "pino";

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

interface SignalDeps {
  readonly logger: Logger;
  /** Called once, at the first SIGTERM or SIGINT. */
  readonly stop: () => unknown;
}

/**
 * SIGTERM and SIGINT stop, SIGHUP does not: what it would ask for is done without it, at every tick for the plan and at
 * every connection for the password.
 */
export const onSignals = (source: Pick<EventEmitter, "on" | "once">, { logger, stop }: SignalDeps): void => {
  let stopping = false;
  const end = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, "stopping");
    stop();
  };
  source.once("SIGTERM", end);
  source.once("SIGINT", end);
  source.on("SIGHUP", () => logger.info("the plan is read again at every tick; other settings need a restart"));
};
