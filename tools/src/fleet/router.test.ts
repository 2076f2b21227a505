import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Router, type RoutingTarget } from "./router.ts";
import type { Arrival } from "./traffic/day-profile.ts";

const arrival = (at: number, inputTokens = 10): Arrival => ({ at, deployment: "chat", inputTokens, outputTokens: 5 });

const target = (outstanding: number): RoutingTarget & { readonly got: readonly number[] } => {
  const got: number[] = [];
  return {
    got,
    get outstanding() {
      return outstanding + got.length;
    },
    submit: (_id, _arrival, at) => {
      got.push(at);
    },
  };
};

const router = () => new Router({ longestRequest: 100 });

describe("the router", () => {
  test("a request goes to the replica with the fewest outstanding ones, which is counted anew for each", () => {
    const targets = [target(2), target(0), target(1)];
    router().route([arrival(1), arrival(2), arrival(3)], targets, { from: 0, time: 4 });
    expect(targets.map(({ got }) => got)).toEqual([[], [1, 2], [3]]);
  });

  test("requests that waited are handed out first, at the time a replica is there", () => {
    const gateway = router();
    gateway.route([arrival(1), arrival(2)], [], { from: 0, time: 3 });
    expect(gateway.waiting).toBe(2);
    const only = target(0);
    gateway.route([arrival(3.5)], [only], { from: 3, time: 4 });
    expect(only.got).toEqual([3, 3, 3.5]);
    expect(gateway.waiting).toBe(0);
  });

  test("a request longer than a replica accepts is rejected, one of exactly that length is not", () => {
    const gateway = router();
    const only = target(0);
    gateway.route([arrival(1, 96), arrival(2, 95)], [only], { from: 0, time: 3 });
    expect(gateway.totals).toMatchObject({ arrived: 2, rejected: 1 });
    expect(only.got).toEqual([2]);
  });

  test("instants are handed to a replica in order, whatever waited", () =>
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 20 }), (perSlice) => {
        const gateway = router();
        const only = target(0);
        for (const [slice, count] of perSlice.entries()) {
          const arrivals = Array.from({ length: count }, (_, index) => arrival(slice + (index + 1) / (count + 1)));
          gateway.route(arrivals, slice % 3 === 0 ? [only] : [], { from: slice, time: slice + 1 });
        }
        expect(only.got).toEqual(only.got.toSorted((a, b) => a - b));
        expect(only.got.length + gateway.waiting).toBe(gateway.totals.arrived);
      }),
    ));
});
