import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFinishRing } from "./finish-ring.ts";

/** What may be done next: ask for the first step, take from it, put one so many steps ahead, or take one out again. */
const commands = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("push" as const), ahead: fc.integer({ min: 1, max: 100 }) }),
    fc.record({ kind: fc.constant("take" as const) }),
    fc.record({ kind: fc.constant("remove" as const), pick: fc.nat() }),
  ),
  { maxLength: 200 },
);

type Command = typeof commands extends fc.Arbitrary<(infer C)[]> ? C : never;

/** Does the same to a ring and to a plain map of steps by request, and says what the first step of each then is. */
const beside = (orders: readonly Command[], start: number) => {
  const ring = createFinishRing(orders.length, 100);
  const steps = new Map<number, number>();
  let now = start;
  const act = (order: Command, request: number): void => {
    if (order.kind === "push") {
      ring.push(now + order.ahead, request);
      steps.set(request, now + order.ahead);
      return;
    }
    if (steps.size === 0) return;
    if (order.kind === "take") {
      now = Math.min(...steps.values());
      steps.delete(ring.takeFirst());
      return;
    }
    const [gone, step] = [...steps][order.pick % steps.size] as [number, number];
    ring.remove(step, gone);
    steps.delete(gone);
  };
  return orders.map((order, request) => {
    act(order, request);
    return { ring: ring.firstStep(), lowest: Math.min(...steps.values()) };
  });
};

describe("requests by the step at which they finish", () => {
  test("the first step is the lowest of all, whatever was put in and taken out", () => {
    fc.assert(
      fc.property(commands, fc.constantFrom(0, 2 ** 31 - 50), (orders, start) => {
        for (const { ring, lowest } of beside(orders, start)) expect(ring).toBe(lowest);
      }),
    );
  });

  test("an empty one has no first step", () => {
    expect(createFinishRing(1, 1).firstStep()).toBe(Number.POSITIVE_INFINITY);
  });
});
