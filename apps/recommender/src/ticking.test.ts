import { expect, test } from "vitest";
import type { LoopDeps } from "./loop.ts";
import { startTicking } from "./ticking.ts";

/** A loop whose every tick ends where its plan is asked for; `tick(n)` resolves when the n-th begins. */
const counting = () => {
  const begun: (() => void)[] = [];
  const ticks = Array.from({ length: 3 }, () => new Promise<void>((resolve) => begun.push(resolve)));
  const seen = { ticks: 0 };
  const planFile = {
    refresh: () => {
      begun[seen.ticks++]?.();
      return Promise.reject(new Error("the tick ends here"));
    },
  };
  const deps = {
    planFile,
    metrics: { stepDuration: { startTimer: () => () => 0 } },
    logger: { error: () => undefined },
  } as unknown as LoopDeps;
  return { seen, deps, tick: (nth: number) => ticks[nth - 1] };
};

const longInterval = 3_600;
const pace = { intervalSeconds: longInterval, afterTick: () => undefined, monotonic: () => 0, leaseSeconds: 10 };

test("whoever begins to lead does not wait for the end of the interval", async () => {
  const { deps, tick, seen } = counting();
  const ticking = startTicking(deps, pace);
  await tick(1);
  ticking.soon();
  await tick(2);
  await ticking.stop();
  expect(seen.ticks).toBe(2);
});

test("one that is asked to hurry during a tick ticks again after it", async () => {
  const { deps, tick, seen } = counting();
  const ticking = startTicking(deps, pace);
  ticking.soon();
  await tick(2);
  await ticking.stop();
  expect(seen.ticks).toBe(2);
});

test("it ends at once, and ticks no more", async () => {
  const { seen, deps } = counting();
  const ticking = startTicking(deps, pace);
  await ticking.stop();
  ticking.soon();
  await Promise.resolve();
  expect(seen.ticks).toBe(1);
});

test.each([
  { intervalSeconds: 1, leaseSeconds: 10, limit: 10 },
  { intervalSeconds: 30, leaseSeconds: 10, limit: 60 },
])("without a tick that ends well for $limit s it is not alive", async ({ intervalSeconds, leaseSeconds, limit }) => {
  const { deps } = counting();
  let now = 100;
  const ticking = startTicking(deps, { ...pace, intervalSeconds, leaseSeconds, monotonic: () => now });
  now += limit - 0.1;
  expect(ticking.isAlive()).toBe(true);
  now += 0.1;
  expect(ticking.isAlive()).toBe(false);
  await ticking.stop();
});
