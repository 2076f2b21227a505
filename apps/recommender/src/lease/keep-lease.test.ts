import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { MemoryLease } from "../../test/memory-lease.ts";
import { keepLease } from "./keep-lease.ts";
import { Leadership } from "./leadership.ts";

const patience = { timeout: 60_000, interval: 5 };

test("a process that makes no decisions gives the lease up at once, and leads again only once it does", async () => {
  const store = new MemoryLease();
  const [first, standby] = ["a", "b"].map(
    (holder) => new Leadership({ store, holder, leaseSeconds: 10, monotonic: () => 100 }),
  ) as [Leadership, Leadership];
  let alive = true;
  const keeping = {
    leaseSeconds: 0.01,
    logger: pino({ level: "silent" }),
    isAlive: () => alive,
    onLead: () => undefined,
  };
  const stop = keepLease(first, keeping);
  await vi.waitUntil(() => first.epoch === 1, patience);
  await standby.tick();
  expect(standby.epoch).toBeNull();
  alive = false;
  await vi.waitUntil(() => first.epoch === null, patience);
  await standby.tick();
  expect(standby.epoch).toBe(2);
  await standby.release();
  alive = true;
  await vi.waitUntil(() => first.epoch === 3, patience);
  await stop();
});
