import type { Logger } from "../src/system/logger.ts";

/** What a test has to put away, last first; one that fails does not keep the others from being done. */
export const cleanupStack = () => {
  const stack: (() => Promise<unknown>)[] = [];
  return {
    push: (cleanup: () => Promise<unknown>): void => {
      stack.push(cleanup);
    },
    run: async (): Promise<void> => {
      const failures: unknown[] = [];
      for (const cleanup of stack.splice(0).reverse()) {
        await cleanup().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, "a cleanup failed");
    },
  };
};

interface LoggedLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly fields: object;
  readonly message: string;
}

/** A logger that keeps its lines. */
export const recordingLogger = (): Logger & { readonly lines: readonly LoggedLine[] } => {
  const lines: LoggedLine[] = [];
  const at = (level: LoggedLine["level"]) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
};
