/** Time as an argument; tests have a clock that they move. */
export interface Clock {
  /** Wall clock, epoch seconds. */
  now(): number;
  /** Seconds of a clock that never jumps; only differences mean something. */
  elapsed(): number;
  /** Resolves after that many seconds, or as soon as the signal aborts. Never rejects. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now() / 1000,
  elapsed: () => performance.now() / 1000,
  sleep: (seconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.max(0, seconds) * 1000);
      signal?.addEventListener("abort", finish, { once: true });
    }),
};
