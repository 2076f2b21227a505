import { redactedOutput } from "@loadline/runtime/settings";
import { pino } from "pino";

/** What the parts of the agent need of a logger: fields first, then one sentence. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A logger whose least important line can be changed. */
export interface LevelledLogger extends Logger {
  level: string;
}

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

const standardError = 2;

/** JSON lines without secrets on standard error; standard output belongs to `--stdout`. */
export const createLogger = (level: (typeof logLevels)[number], node: string): LevelledLogger =>
  pino(
    { level, base: { part: "agent", node }, timestamp: pino.stdTimeFunctions.isoTime },
    redactedOutput(pino.destination({ dest: standardError, sync: true })),
  );
