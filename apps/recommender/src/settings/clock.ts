import { setTimeout as delay } from "node:timers/promises";

/** The present, in epoch seconds. Injected, so that a test or a replay sets it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now() / 1000;

/** Seconds that only rise, whatever happens to the wall clock. */
export const processSeconds: Clock = () => performance.now() / 1000;

/** The time that passes, whatever the clock that decisions are made by says. */
export const watchTime = {
  elapsed: processSeconds,
  sleep: (seconds: number, signal?: AbortSignal) =>
    delay(seconds * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};

// About 50 ms: samples that arrive meanwhile wait no longer.
const deploymentsPerPart = 32;

/** Work on each, in parts between which others have their turn. */
export function* inTurn<T>(all: readonly T[], each: (one: T) => void): Generator<undefined, void> {
  for (const [index, one] of all.entries()) {
    if (index % deploymentsPerPart === deploymentsPerPart - 1) yield;
    each(one);
  }
}
