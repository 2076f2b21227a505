import type { PlanPool } from "@loadline/plan";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestWith } from "../../test/decided.ts";
import { Allotment, byPriority, ownClaim, type ResourceClaim } from "./allotment.ts";
import { Slots } from "./slots.ts";

const pool: PlanPool = {
  name: "h100",
  gpu: "h100",
  gpusPerNode: 8,
  nodes: 2,
  purchase: "on-demand",
  failureDomain: "default",
};
const claim = (name: string, rest: Partial<ResourceClaim> = {}): ResourceClaim => ({
  name,
  pool,
  priority: 0,
  gpusPerReplica: 1,
  wattsPerReplica: 700,
  usdPerHourPerReplica: 2,
  inPool: 4,
  reserved: 0,
  committed: 4,
  ...rest,
});

describe("a pool", () => {
  test("two that rise in one tick do not count on the same slots", () => {
    const shares = new Allotment(undefined, [claim("a"), claim("b")]);
    expect(shares.poolCapacity("a")?.available).toBe(8);
    shares.grant("a", 10);
    expect(shares.poolCapacity("b")?.available).toBe(2);
  });
  test("slots of a rollout's surge are kept from everybody's growth", () =>
    expect(new Allotment(undefined, [claim("a", { reserved: 3 }), claim("b")]).poolCapacity("b")?.available).toBe(5));
  test("what cannot be counted leaves its capacity unknown", () =>
    expect(new Allotment(undefined, [claim("a", { inPool: null }), claim("b")]).poolCapacity("b")).toBeNull());
  test.each([
    { name: "an empty pool is free", inPool: [0, 0], sizes: [2, 2], available: 8 },
    { name: "replicas of other sizes take their GPUs", inPool: [1, 2], sizes: [2, 4], available: 3 },
    { name: "what is left of a replica's GPUs is no capacity", inPool: [0, 5], sizes: [4, 3], available: 0 },
    { name: "an overfull pool has none", inPool: [9, 9], sizes: [1, 1], available: 0 },
  ])("$name", ({ inPool: [a = 0, b = 0], sizes: [first = 1, second = 1], available }) => {
    const shares = new Allotment(undefined, [
      claim("a", { inPool: a, gpusPerReplica: first }),
      claim("b", { inPool: b, gpusPerReplica: second }),
    ]);
    expect(shares.poolCapacity("a")?.available).toBe(available);
  });
  test("another pool is another matter", () => {
    const elsewhere = claim("b", { pool: { ...pool, name: "other" }, inPool: 16 });
    expect(new Allotment(undefined, [claim("a"), elsewhere]).poolCapacity("a")?.available).toBe(12);
  });
  test("what a pool does not take goes to the next of the deployment, and is gone there for others", () => {
    const further = { ...pool, name: "further", nodes: 1 };
    const owner = claim("b", { pool: further, inPool: 0, committed: 0 });
    // 16 + 8 − 14 = 10; the ten fill the first pool's two and all eight of the further one.
    const shares = new Allotment(undefined, [
      claim("a", { inPool: 14, committed: 14, furtherPools: [further] }),
      owner,
    ]);
    expect(shares.poolCapacity("a")?.available).toBe(10);
    shares.grant("a", 24);
    expect(shares.poolCapacity("b")?.available).toBe(0);
  });
  test("an overfull further pool does not take from what is free in the first", () => {
    const [first, further] = [
      { ...pool, nodes: 1 },
      { ...pool, name: "further", nodes: 1 },
    ];
    const shares = new Allotment(undefined, [
      claim("x", { pool: first, furtherPools: [further], inPool: 5 }),
      claim("y", { pool: further, inPool: 11 }),
    ]);
    expect(["x", "y"].map((name) => shares.poolCapacity(name)?.available)).toEqual([3, 0]);
  });
  test("what is reserved for a surge is nothing to use while its pool is overfull", () => {
    const shares = new Allotment(undefined, [claim("x", { inPool: 2, reserved: 2 }), claim("y", { inPool: 15 })]);
    expect(shares.surgeCapacity("x")).toBe(0);
  });
  test("replicas that were seen on a node of a further pool are there, and take nothing twice", () => {
    const [first, further] = [
      { ...pool, nodes: 1 },
      { ...pool, name: "further", nodes: 1 },
    ];
    // The node of the further pool has four of x and none of y any more: 8 − 4 are free.
    const nodes = new Map([["further", { free: [4], placed: new Map([["x", 4]]) }]]);
    const claims = [
      claim("x", { pool: first, furtherPools: [further], inPool: 12 }),
      claim("y", { pool: further, inPool: 0 }),
    ];
    expect(new Allotment(undefined, claims, nodes).poolCapacity("y")?.available).toBe(4);
  });
  test("a fall frees nothing before it has drained", () => {
    const shares = new Allotment(undefined, [claim("a"), claim("b")]);
    shares.grant("a", 1);
    expect(shares.poolCapacity("b")?.available).toBe(8);
  });
});

describe("budgets", () => {
  test.each([
    { name: "none", budgets: undefined, expected: null },
    { name: "GPUs", budgets: { gpus: 10 }, expected: { available: 2, detail: "8 of 10 GPUs are in use" } },
    {
      name: "money, to the last cent",
      budgets: { usdPerHour: 16.2 },
      available: 0,
      expected: { available: 0, detail: "16 of 16.2 $/h are in use" },
    },
    { name: "power", budgets: { watts: 7000 }, expected: { available: 2, detail: "5600 of 7000 W are in use" } },
    {
      name: "the shortest of several",
      budgets: { gpus: 100, watts: 6300 },
      expected: { available: 1, detail: "5600 of 6300 W are in use" },
    },
    { name: "an overdrawn one", budgets: { gpus: 5 }, expected: { available: -3, detail: "8 of 5 GPUs are in use" } },
  ])("$name", ({ budgets, expected }) =>
    expect(new Allotment(budgets, [claim("a"), claim("b")]).budgetCapacity("a")).toEqual(expected),
  );

  test("replicas of stale nodes are paid for too: what is committed counts, not what is seen", () => {
    const shares = new Allotment({ gpus: 10 }, [claim("a", { inPool: null, committed: 6 }), claim("b")]);
    expect(shares.budgetCapacity("b")?.available).toBe(0);
  });
});

describe("the price of a replica that may come to several pools", () => {
  const priced = (name: string, usdPerGpuHour: number) => ({ ...pool, name, usdPerGpuHour });
  const unpriced = { ...pool, name: "unpriced", gpu: "no-such-gpu" };
  test.each([
    { name: "is that of the costliest", pools: [priced("a", 2), priced("b", 3)], usdPerHour: 3 },
    { name: "is the known one where another has none", pools: [priced("a", 2), unpriced], usdPerHour: 2 },
    { name: "is the known one where the first has none", pools: [unpriced, priced("b", 3)], usdPerHour: 3 },
    { name: "is unknown where none is known", pools: [unpriced, unpriced], usdPerHour: null },
  ])("$name", ({ pools: [first = pool, ...furtherPools], usdPerHour }) => {
    const { deployment, model, view, supply } = requestWith({ requestsPerSecond: 1 });
    const observed = { deployment, pool: first, furtherPools, model, view, inPool: 3, supply };
    expect(ownClaim(observed, 3).usdPerHourPerReplica).toBe(usdPerHour);
  });
});

test("whatever is asked, in whatever order: what is granted never exceeds the budget or the pool", () => {
  const wish = fc.record({
    priority: fc.nat(3),
    gpusPerReplica: fc.constantFrom(1, 2, 4, 8),
    inPool: fc.nat(2),
    wanted: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(wish, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (wishes, gpus) => {
      const claims = wishes.map((one, index) => claim(`d${index}`, { ...one, committed: one.inPool }));
      const taken = (counts: readonly number[]) =>
        counts.reduce((sum, count, index) => sum + count * (wishes[index]?.gpusPerReplica ?? 0), 0);
      const shares = new Allotment({ gpus }, claims);
      const counts = claims.map(({ committed }) => committed);
      const before = taken(counts);
      for (const one of byPriority(claims, ({ priority }) => priority)) {
        const index = claims.indexOf(one);
        const available = Math.min(
          shares.poolCapacity(one.name)?.available ?? 0,
          shares.budgetCapacity(one.name)?.available ?? 0,
        );
        const desired = Math.max(one.committed, Math.min(wishes[index]?.wanted ?? 0, one.committed + available));
        counts[index] = desired;
        shares.grant(one.name, desired);
      }
      expect(taken(counts)).toBeLessThanOrEqual(Math.max(before, Math.min(16, gpus)));
    }),
  );
});

test("the higher priority comes first, equal ones in their order", () => {
  const all = [claim("a"), claim("b", { priority: 5 }), claim("c"), claim("d", { priority: 5 })];
  expect(byPriority(all, ({ priority }) => priority).map(({ name }) => name)).toEqual(["b", "d", "a", "c"]);
});

describe("slots", () => {
  const whole = (together: number) => ({ together, groups: 1 });

  describe("capacity by node", () => {
    test.each([
      { name: "eight GPUs on one node take a replica of eight", free: [8, 0], footprint: whole(8), available: 1 },
      {
        name: "eight GPUs on eight nodes take none",
        free: [1, 1, 1, 1, 1, 1, 1, 1],
        footprint: whole(8),
        available: 0,
      },
      { name: "they take eight replicas of one", free: [1, 1, 1, 1, 1, 1, 1, 1], footprint: whole(1), available: 8 },
      {
        name: "what is left of a node beside its replicas is no capacity",
        free: [3, 3],
        footprint: whole(2),
        available: 2,
      },
      {
        name: "stages of a pipeline may be on different nodes",
        free: [4, 4],
        footprint: { together: 4, groups: 2 },
        available: 1,
      },
      { name: "a group wider than a node takes whole ones", free: [8, 8, 7, 8], footprint: whole(16), available: 1 },
      { name: "no nodes, no capacity", free: [], footprint: whole(1), available: 0 },
    ])("$name", ({ free, footprint, available }) => {
      expect(new Slots(free, 8).available(footprint)).toBe(available);
    });

    test("a replica goes where it leaves the least over, so that a large one still fits", () => {
      const slots = new Slots([8, 2, 3], 8);
      expect(slots.take(whole(2), 2)).toBe(2);
      expect([slots.free, slots.mostOnOne]).toEqual([9, 8]);
      expect(slots.available(whole(8))).toBe(1);
    });

    test("what fits nowhere takes nothing and is not counted", () => {
      const slots = new Slots([2, 2], 8);
      expect(slots.take(whole(3), 1)).toBe(0);
      expect([slots.free, slots.mostOnOne]).toEqual([4, 2]);
    });
  });

  test("as many as the pool has capacity for find a place, one more does not, and no GPU is given twice", () => {
    const free = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 12 });
    const footprint = fc.record({
      together: fc.constantFrom(1, 2, 3, 4, 8, 16),
      groups: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(free, footprint, (nodes, size) => {
        const slots = new Slots(nodes, 8);
        const before = slots.free;
        const available = slots.available(size);
        expect(slots.take(size, available)).toBe(available);
        expect(slots.available(size)).toBe(0);
        expect(before - slots.free).toBe(available * size.together * size.groups);
      }),
    );
  });
});
