import { setTimeout } from "node:timers/promises";

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
  sleep: async (seconds, signal) => {
    await setTimeout(Math.max(0, seconds) * 1000, undefined, { signal }).catch(() => undefined);
  },
};
