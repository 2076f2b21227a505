import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { serviceCurve } from "./service-curve.ts";

/** A pool whose waits shrink with 1/n, with noise as between simulations. */
const pool = (alone: number, endless: number, noise: number) => (replicas: number) =>
  endless - (endless - alone) / replicas + noise * Math.sin(97 * replicas);

describe("curve of a service", () => {
  const value = fc.double({ min: 0.01, max: 10, noNaN: true });

  test("each of more replicas carries no less but for chance, and no rate takes fewer than a lower one", () => {
    fc.assert(
      fc.property(value, value, fc.double({ min: 0, max: 0.05, noNaN: true }), value, (low, gain, noise, rate) => {
        const curve = serviceCurve(pool(low, low + gain, noise * low));
        const counts = Array.from({ length: 80 }, (_, index) => index + 1);
        for (const count of counts)
          expect(curve.each(count + 1)).toBeGreaterThanOrEqual((1 - 2 * noise) * curve.each(count) - 1e-12);
        const needed = counts.map((times) => curve.replicasFor(rate * times) ?? Number.NaN);
        for (const [index, count] of needed.entries()) expect(count).toBeGreaterThanOrEqual(needed[index - 1] ?? 0);
      }),
    );
  });

  test("the inverse is the fewest replicas that carry the rate", () => {
    const curve = serviceCurve(pool(0.01, 0.1, 0));
    for (const rate of [0.005, 0.03, 0.2, 1, 7.7, 60]) {
      const count = curve.replicasFor(rate) as number;
      expect(count * curve.each(count)).toBeGreaterThanOrEqual(rate * (1 - 1e-6));
      if (count > 1) expect((count - 1) * curve.each(count - 1)).toBeLessThan(rate);
    }
  });

  test("one replica that carries nothing does not rule out ten", () => {
    const curve = serviceCurve((replicas) => (replicas < 8 ? 0 : 0.5));
    expect(curve.replicasFor(1)).toBe(8);
    expect(serviceCurve(() => 0).replicasFor(1)).toBeNull();
    expect(curve.replicasFor(0)).toBe(0);
  });

  test("only sizes next to the one in question are evaluated", () => {
    const asked: number[] = [];
    const curve = serviceCurve((replicas) => {
      asked.push(replicas);
      return 1;
    }, 1.2);
    expect(curve.replicasFor(12)).toBe(12);
    expect(asked.toSorted((a, b) => a - b)).toEqual([8, 12]);
  });

  test("a ceiling changes no count", () => {
    const eachAt = pool(0.2, 1, 0);
    for (const rate of [0.1, 0.5, 2, 9, 70, 3000])
      expect(serviceCurve(eachAt, 1.1).replicasFor(rate)).toBe(serviceCurve(eachAt).replicasFor(rate));
  });
});
