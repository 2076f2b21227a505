import type { EventEmitter } from "node:events";
import type { Logger } from "pino";

export interface SignalDeps {
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
