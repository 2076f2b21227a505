/** Time as an argument; tests have a clock that they move. */
export interface Clock {
  /** Wall clock, epoch seconds. */
  now(): number;
  /** Seconds of a clock that never jumps; only differences mean something. */
  elapsed(): number;
  /** Calls it after that many seconds, unless what it returns is called before. */
  after(seconds: number, run: () => void): () => void;
  /** Resolves after that many seconds, or as soon as the signal aborts. Never rejects. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now() / 1000,
  elapsed: () => process.uptime(),
  after: (seconds, run) => {
    const timer = setTimeout(run, Math.max(0, seconds) * 1000);
    return () => clearTimeout(timer);
  },
  // Not Node's own with a signal: an error with its stack for each abort costs more than all else of it.
  sleep: (seconds, signal) =>
    new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const cancel = systemClock.after(seconds, wake);
      if (signal?.aborted) wake();
      else signal?.addEventListener("abort", wake);
    }),
};
