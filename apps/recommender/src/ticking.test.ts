import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { LoopDeps } from "./loop.ts";
import { startTicking } from "./ticking.ts";

/** A loop whose every tick ends where its plan is asked for. */
const counting = () => {
  const seen = { ticks: 0 };
  const planFile = {
    refresh: () => {
      seen.ticks += 1;
      return Promise.reject(new Error("the tick ends here"));
    },
  };
  const deps = {
    planFile,
    metrics: { stepDuration: { startTimer: () => () => 0 } },
    logger: { error: () => undefined },
  } as unknown as LoopDeps;
  return { seen, deps };
};

const longInterval = 3_600;
const pace = { intervalSeconds: longInterval, afterTick: () => undefined };

test("whoever begins to lead does not wait for the end of the interval", async () => {
  const { seen, deps } = counting();
  const ticking = startTicking(deps, pace);
  await sleep(10);
  expect(seen.ticks).toBe(1);
  ticking.soon();
  await sleep(10);
  expect(seen.ticks).toBe(2);
  await ticking.stop();
});

test("one that is told to hurry during a tick ticks again after it", async () => {
  const { seen, deps } = counting();
  const ticking = startTicking(deps, pace);
  ticking.soon();
  await sleep(10);
  expect(seen.ticks).toBe(2);
  await ticking.stop();
});

test("it ends at once, and ticks no more", async () => {
  const { seen, deps } = counting();
  const ticking = startTicking(deps, pace);
  await ticking.stop();
  const { ticks } = seen;
  await sleep(10);
  expect(seen.ticks).toBe(ticks);
});
