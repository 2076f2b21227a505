import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriedBy, type RatePoint, replicasCarrying } from "./replica-rate.ts";

const pool: readonly RatePoint[] = [
  [1, 1],
  [2, 1.5],
  [4, 1.75],
  [16, 2],
];
const rate = { requestsPerSecond: 1.75, curve: pool };

describe("what replicas behind a router carry", () => {
  test("at a point its value, between two the line over 1/n, beyond the last its value", () => {
    expect([1, 2, 4, 16, 100].map((count) => carriedBy(rate, count))).toEqual([1, 3, 7, 32, 200]);
    expect(carriedBy(rate, 3)).toBeCloseTo(3 * (1.5 + (0.25 * 2) / 3), 12);
    expect(carriedBy(rate, 0)).toBe(0);
  });

  test("without a curve as much at every count", () => {
    expect(carriedBy({ requestsPerSecond: 2 }, 7)).toBe(14);
    expect(replicasCarrying(14, { requestsPerSecond: 2 })).toBe(7);
    expect(replicasCarrying(0, rate)).toBe(0);
  });

  test("one of two that is lost takes more than half", () => {
    expect(carriedBy(rate, 1)).toBeLessThan(carriedBy(rate, 2) / 2);
    expect(replicasCarrying(3, rate)).toBe(2);
    expect(replicasCarrying(3.01, rate)).toBe(3);
  });

  test("fewer that carry nothing do not rule out more, and what nothing carries takes an endless count", () => {
    const curve: readonly RatePoint[] = [
      [1, 0],
      [8, 0.5],
    ];
    expect(replicasCarrying(1, { requestsPerSecond: 0.5, curve })).toBe(8);
    expect(replicasCarrying(1, { requestsPerSecond: 0, curve: [[1, 0]] })).toBe(Number.POSITIVE_INFINITY);
  });

  test("each version has whole replicas of its own, by its own curve", () => {
    const versions = [
      { share: 0.9, requestsPerSecond: 2, curve: pool },
      { share: 0.1, requestsPerSecond: 1 },
    ];
    expect(replicasCarrying(10, { requestsPerSecond: 2, versions })).toBe(replicasCarrying(9, rate) + 1);
  });

  test("the fewest that carry a demand carry it, one fewer does not, and more demand takes no fewer", () => {
    const steps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    const demand = fc.double({ min: 0.01, max: 500, noNaN: true });
    fc.assert(
      fc.property(steps, demand, demand, (gains, one, other) => {
        let each = 0.5;
        const curve = pool.map(([count], index): RatePoint => {
          each += gains[index] ?? 0;
          return [count, each];
        });
        const risen = { requestsPerSecond: each, curve };
        const needed = replicasCarrying(one, risen);
        expect(carriedBy(risen, needed)).toBeGreaterThanOrEqual(one * (1 - 1e-6));
        expect(carriedBy(risen, needed - 1)).toBeLessThan(one * (1 + 1e-6));
        expect(replicasCarrying(Math.max(one, other), risen)).toBeGreaterThanOrEqual(needed);
      }),
      { numRuns: 50 },
    );
  });
});
