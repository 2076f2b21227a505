import { pino } from "pino";

/** What the parts of the fleet need of a logger: fields first, then one sentence. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const standardError = 2;

/** JSON lines on standard error; standard output carries the one line that names the address of the fleet. */
export const createLogger = (): Logger =>
  pino(
    { base: { part: "fleet" }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: standardError, sync: true }),
  );
