import { setTimeout as sleep } from "node:timers/promises";

export interface WaitSettings {
  readonly what: string;
  /** 240 where not given: it only ends a wait that hangs, so that a busy machine fails no test. */
  readonly seconds?: number;
  readonly everySeconds?: number;
  /** Ends the wait early when it returns a reason, e.g. that the process has died. */
  readonly givenUp?: () => Error | null;
}

/** Asks until the answer is not null. @throws when the time is over, or `givenUp` returns a reason */
export const waitFor = async <T>(
  ask: () => Promise<T | null> | T | null,
  { what, seconds = 240, everySeconds = 0.1, givenUp }: WaitSettings,
): Promise<T> => {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    const reason = givenUp?.() ?? null;
    if (reason !== null) throw reason;
    if (performance.now() > deadline) throw new Error(`${what} did not come within ${seconds} s`);
    await sleep(everySeconds * 1000);
  }
};
