import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../common/random.ts";
import type { Arrival } from "../traffic/day-profile.ts";
import { Router, type RoutingTarget } from "./router.ts";

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

const router = () => new Router({ longestRequest: 100, random: seededRandom(1) });

describe("the router", () => {
  test("a request goes to the replica with the fewest outstanding ones, which is counted anew for each", () => {
    const targets = [target(2), target(0), target(1)];
    router().route([arrival(1), arrival(2), arrival(3)], targets, 0);
    expect(targets.map(({ got }) => got)).toEqual([[], [1, 2], [3]]);
  });

  test("requests that waited are handed out first, at the time a replica is there", () => {
    const gateway = router();
    gateway.route([arrival(1), arrival(2)], [], 0);
    expect(gateway.waiting).toBe(2);
    const only = target(0);
    gateway.route([arrival(3.5)], [only], 3);
    expect(only.got).toEqual([3, 3, 3.5]);
    expect(gateway.waiting).toBe(0);
  });

  test("a request longer than a replica accepts is rejected, one of exactly that length is not", () => {
    const gateway = router();
    const only = target(0);
    gateway.route([arrival(1, 96), arrival(2, 95)], [only], 0);
    expect(gateway.totals).toMatchObject({ arrived: 2, rejected: 1 });
    expect(only.got).toEqual([2]);
  });

  test.each([
    // 60 of 200 a second pass, half of which the cache answers.
    { counts: "offered", turnedAway: 0.7, cached: 0.15 },
    // 100 of 200 a second are misses, of which 60 pass; the cache answers 100.
    { counts: "cache-misses", turnedAway: 0.2, cached: 0.5 },
  ] as const)("a gateway of 60/s that counts $counts, and a cache that answers half", ({ counts, ...expected }) => {
    const front = { gateway: { requestsPerSecond: 60, counts }, responseCache: { hitRatio: 0.5 } };
    const gateway = new Router({ longestRequest: 100, front, random: seededRandom(1) });
    const only = target(0);
    for (let second = 0; second < 100; second += 1) {
      const arrivals = Array.from({ length: 200 }, (_, index) => arrival(second + index / 200));
      gateway.route(arrivals, [only], second);
    }
    const { arrived, turnedAway, cached } = gateway.totals;
    expect(turnedAway / arrived).toBeCloseTo(expected.turnedAway, 1);
    expect(cached / arrived).toBeCloseTo(expected.cached, 1);
    expect(only.got).toHaveLength(arrived - turnedAway - cached);
  });

  test("instants are handed to a replica in order, whatever waited", () =>
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 20 }), (perSlice) => {
        const gateway = router();
        const only = target(0);
        for (const [slice, count] of perSlice.entries()) {
          const arrivals = Array.from({ length: count }, (_, index) => arrival(slice + (index + 1) / (count + 1)));
          gateway.route(arrivals, slice % 3 === 0 ? [only] : [], slice);
        }
        expect(only.got).toEqual(only.got.toSorted((a, b) => a - b));
        expect(only.got.length + gateway.waiting).toBe(gateway.totals.arrived);
      }),
    ));
});
