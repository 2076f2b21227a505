import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Slots } from "./slots.ts";

const whole = (together: number) => ({ together, groups: 1 });

describe("capacity by node", () => {
  test.each([
    { name: "eight GPUs on one node take a replica of eight", free: [8, 0], footprint: whole(8), available: 1 },
    { name: "eight GPUs on eight nodes take none", free: [1, 1, 1, 1, 1, 1, 1, 1], footprint: whole(8), available: 0 },
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
  const footprint = fc.record({ together: fc.constantFrom(1, 2, 3, 4, 8, 16), groups: fc.integer({ min: 1, max: 3 }) });
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
