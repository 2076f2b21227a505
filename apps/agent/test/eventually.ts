import { vi } from "vitest";
import { systemClock } from "../src/system/clock.ts";

const pollSeconds = 0.02;
/** Only ends what hangs: how fast a machine is decides nothing. */
const patienceSeconds = 240;
vi.setConfig({ testTimeout: 2 * patienceSeconds * 1000, hookTimeout: patienceSeconds * 1000 });

/** Resolves with the first value that is not null; throws with `what` when none came in time. */
export const eventually = async <T>(what: string, probe: () => T | null | Promise<T | null>): Promise<T> => {
  const until = systemClock.elapsed() + patienceSeconds;
  for (;;) {
    const value = await probe();
    if (value !== null) return value;
    if (systemClock.elapsed() > until) throw new Error(`still waiting for: ${what}`);
    await systemClock.sleep(pollSeconds);
  }
};
