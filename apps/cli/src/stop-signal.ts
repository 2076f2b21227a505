import type { EventEmitter } from "node:events";

export interface Stopping {
  /** Aborted by SIGINT, SIGTERM and `stop`. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/**
 * The signal to stop, heeded from the first time that it is read. A command that never reads it, because it only
 * computes, is ended by the system at once: a listener would wait until the computation lets it run.
 */
export const stopSignal = (process: Pick<EventEmitter, "once">): Stopping => {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  let isHeeded = false;
  return {
    get signal() {
      if (!isHeeded) {
        isHeeded = true;
        for (const name of ["SIGINT", "SIGTERM"]) process.once(name, stop);
      }
      return controller.signal;
    },
    stop,
  };
};
