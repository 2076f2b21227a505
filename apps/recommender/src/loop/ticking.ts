import type { Clock } from "../settings/clock.ts";
import { type LoopDeps, runOnce } from "./loop.ts";

export interface Pace {
  /** From the start of a tick to that of the next, once what was stored has been replayed. One that takes longer leaves one out. */
  readonly intervalSeconds: number;
  readonly afterTick: () => void;
  /** Seconds that only rise. */
  readonly monotonic: Clock;
  readonly leaseSeconds: number;
}

// A restarted recommender decides within 5 s. Between two ticks only the end of the replay is looked for.
const replayLookSeconds = 0.125;

/** Ticks; one that throws is logged and does not end the loop. */
export const startTicking = (deps: LoopDeps, { intervalSeconds, afterTick, monotonic, leaseSeconds }: Pace) => {
  let tickedAt = monotonic();
  let stopped = false;
  let hurried = false;
  let wake: () => void = () => undefined;
  const pause = async (elapsed: number): Promise<void> => {
    const isReplaying = !deps.telemetry.caughtUp();
    const look = isReplaying ? replayLookSeconds : intervalSeconds;
    for (let left = intervalSeconds - (elapsed % intervalSeconds); left > 0 && !stopped && !hurried; left -= look) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(look, left) * 1000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (isReplaying && deps.telemetry.caughtUp()) return;
    }
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      hurried = false;
      const startedAt = monotonic();
      try {
        await runOnce(deps);
        tickedAt = monotonic();
        afterTick();
      } catch (error) {
        deps.logger.error({ detail: error instanceof Error ? error.stack : String(error) }, "tick failed");
      }
      await pause(monotonic() - startedAt);
    }
  };
  const finished = run();
  return {
    /** False once no tick has ended well for two intervals, or for the lease where that is longer. */
    isAlive: () => monotonic() - tickedAt < Math.max(2 * intervalSeconds, leaseSeconds),
    /** The next tick comes at once: whoever begins to lead does not wait for the end of the interval. */
    soon: () => {
      hurried = true;
      wake();
    },
    /** Ends after the tick in progress. */
    stop: async () => {
      stopped = true;
      wake();
      await finished;
    },
  };
};
