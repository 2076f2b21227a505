import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Slots } from "./slots.ts";

const whole = (together: number) => ({ together, groups: 1 });

describe("room by node", () => {
  test.each([
    { name: "eight GPUs on one node take a replica of eight", free: [8, 0], footprint: whole(8), room: 1 },
    { name: "eight GPUs on eight nodes take none", free: [1, 1, 1, 1, 1, 1, 1, 1], footprint: whole(8), room: 0 },
    { name: "they take eight replicas of one", free: [1, 1, 1, 1, 1, 1, 1, 1], footprint: whole(1), room: 8 },
    { name: "what is left of a node beside its replicas is no room", free: [3, 3], footprint: whole(2), room: 2 },
    {
      name: "stages of a pipeline may be on different nodes",
      free: [4, 4],
      footprint: { together: 4, groups: 2 },
      room: 1,
    },
    { name: "a group wider than a node takes whole ones", free: [8, 8, 7, 8], footprint: whole(16), room: 1 },
    { name: "no nodes, no room", free: [], footprint: whole(1), room: 0 },
  ])("$name", ({ free, footprint, room }) => {
    expect(new Slots(free, 8).room(footprint)).toBe(room);
  });

  test("a replica goes where it leaves the least over, so that a large one still fits", () => {
    const places = new Slots([8, 2, 3], 8);
    expect(places.take(whole(2), 2)).toBe(2);
    expect([places.free, places.mostOnOne]).toEqual([9, 8]);
    expect(places.room(whole(8))).toBe(1);
  });

  test("what fits nowhere takes nothing and is not counted", () => {
    const places = new Slots([2, 2], 8);
    expect(places.take(whole(3), 1)).toBe(0);
    expect([places.free, places.mostOnOne]).toEqual([4, 2]);
  });
});

test("as many as the pool has capacity for find a place, one more does not, and no GPU is given twice", () => {
  const free = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 12 });
  const footprint = fc.record({ together: fc.constantFrom(1, 2, 3, 4, 8, 16), groups: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(free, footprint, (nodes, size) => {
      const places = new Slots(nodes, 8);
      const before = places.free;
      const room = places.room(size);
      expect(places.take(size, room)).toBe(room);
      expect(places.room(size)).toBe(0);
      expect(before - places.free).toBe(room * size.together * size.groups);
    }),
  );
});
