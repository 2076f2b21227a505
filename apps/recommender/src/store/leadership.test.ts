import fc from "fast-check";
import { pino } from "pino";
import { describe, expect, test, vi } from "vitest";
import { MemoryLease } from "../../test/memory-lease.ts";
import { keepLease } from "./keep-lease.ts";
import { Leadership } from "./leadership.ts";

const leaseSeconds = 10;

const world = () => {
  const store = new MemoryLease();
  const clock = { now: 100 };
  const contender = (holder: string): Leadership =>
    new Leadership({ store, holder, leaseSeconds, monotonic: () => clock.now });
  return { store, clock, contender };
};

test("the first one leads in epoch 1 and keeps the lease by renewing it", async () => {
  const { clock, contender } = world();
  const [a, b] = [contender("a"), contender("b")];
  for (let tick = 0; tick < 20; tick++) {
    await a.tick();
    await b.tick();
    clock.now += 2;
    expect([a.epoch, b.epoch]).toEqual([1, null]);
  }
});

test("a standby takes over one lease after the last renewal, in the next epoch", async () => {
  const { clock, contender } = world();
  const [a, b] = [contender("a"), contender("b")];
  await a.tick();
  await b.tick();
  clock.now += leaseSeconds - 0.1;
  await b.tick();
  expect([a.epoch, b.epoch]).toEqual([1, null]);
  clock.now += 0.2;
  await b.tick();
  expect([a.epoch, b.epoch]).toEqual([null, 2]);
});

test("who only watches takes nothing, and the lease's length counts from there", async () => {
  const { clock, contender } = world();
  const [a, b, unheld] = [contender("a"), contender("b"), world().contender("c")];
  await a.tick();
  await b.watch();
  clock.now += leaseSeconds;
  expect(b.epoch).toBeNull();
  await b.tick();
  expect(b.epoch).toBe(2);
  await unheld.watch();
  expect(unheld.epoch).toBeNull();
});

test("a leader that was paused past its lease does not lead when it wakes, and cannot renew", async () => {
  const { clock, contender } = world();
  const [a, b] = [contender("a"), contender("b")];
  await a.tick();
  await b.tick();
  clock.now += leaseSeconds + 1;
  await b.tick();
  expect(a.epoch).toBeNull();
  await a.tick();
  expect([a.epoch, b.epoch]).toEqual([null, 2]);
});

test("a released lease is taken at once", async () => {
  const { contender } = world();
  const [a, b] = [contender("a"), contender("b")];
  await a.tick();
  await b.tick();
  await a.release();
  await b.tick();
  expect([a.epoch, b.epoch]).toEqual([null, 2]);
});

test("a renewal whose answer was lost does not cost the lease", async () => {
  const { store, clock, contender } = world();
  const a = contender("a");
  await a.tick();
  clock.now += 2;
  store.loseAnswer = true;
  await expect(a.tick()).rejects.toThrow("timeout");
  clock.now += 2;
  await a.tick();
  await a.tick();
  expect(a.epoch).toBe(1);
});

test("a lease restored from an older copy does not bring back an epoch that somebody here has seen", async () => {
  const { store, clock, contender } = world();
  const [a, b] = [contender("a"), contender("b")];
  await a.tick();
  const old = store.stored;
  clock.now += leaseSeconds;
  await b.tick();
  clock.now += leaseSeconds;
  await b.tick();
  await a.tick();
  expect([a.epoch, b.epoch]).toEqual([null, 2]);
  store.stored = old;
  await b.tick();
  expect([a.epoch, b.epoch]).toEqual([null, null]);
  await a.tick();
  clock.now += leaseSeconds;
  await a.tick();
  expect(a.epoch).toBe(3);
});

test("a lease that cannot be read is taken after its length, not at once", async () => {
  const { store, clock, contender } = world();
  store.stored = { revision: 7, record: null };
  const a = contender("a");
  await a.tick();
  expect(a.epoch).toBeNull();
  clock.now += leaseSeconds;
  await a.tick();
  expect(a.epoch).toBe(1);
});

test("never two leaders at a time, and epochs only rise, in whatever order the contenders run, stop and release", async () => {
  const action = fc.record({
    who: fc.nat(2),
    kind: fc.constantFrom("tick", "tick", "tick", "release", "wait"),
    seconds: fc.integer({ min: 0, max: 15 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
      const { clock, contender } = world();
      const all = ["a", "b", "c"].map(contender);
      let highest = 0;
      for (const { who, kind, seconds } of actions) {
        if (kind === "tick") await all[who]?.tick();
        else if (kind === "release") await all[who]?.release();
        else clock.now += seconds;
        const epochs = all.map(({ epoch }) => epoch).filter((epoch) => epoch !== null);
        expect(epochs.length).toBeLessThanOrEqual(1);
        const [present] = epochs;
        if (present === undefined) continue;
        expect(present).toBeGreaterThanOrEqual(highest);
        highest = present;
      }
    }),
    { numRuns: 500 },
  );
});

describe("renewal of the lease", () => {
  const patience = { timeout: 240_000, interval: 5 };

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
});

test.each([
  { name: "leads", others: 0 },
  { name: "stands by", others: 1 },
])("a store that cannot be read or written is a fault of whoever $name, until it can", async ({ others }) => {
  const { store, clock, contender } = world();
  for (let other = 0; other < others; other += 1) await contender(`other ${other}`).tick();
  const one = contender("one");
  await one.tick();
  expect(one.fault).toBeNull();
  store.down = true;
  await expect(one.tick()).rejects.toThrow();
  expect(one.fault).toBe("timeout");
  store.down = false;
  clock.now += 1;
  await one.tick();
  expect(one.fault).toBeNull();
});
