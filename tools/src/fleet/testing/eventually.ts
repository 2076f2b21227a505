import { setTimeout as sleep } from "node:timers/promises";

const deadlineSeconds = 20;

/** Asks until the answer is not null. @throws Error naming what did not come */
export const eventually = async <T>(what: string, ask: () => T | null | Promise<T | null>): Promise<T> => {
  const until = performance.now() + deadlineSeconds * 1000;
  while (performance.now() < until) {
    const answer = await ask();
    if (answer !== null) return answer;
    await sleep(50);
  }
  throw new Error(`${what} did not come within ${deadlineSeconds} s`);
};
