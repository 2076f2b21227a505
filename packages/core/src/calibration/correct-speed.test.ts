import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correctSpeed } from "./correct-speed.ts";

const seen = (factor: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ measured: factor * (at + 1), predicted: at + 1 }));

const factorOf = (factor: number, count: number): number =>
  correctSpeed({ interTokenLatency: seen(factor, count), timeToFirstToken: [] }).interTokenLatency;

describe("correction by a replica's own observations", () => {
  test("none leave the model as it is", () => {
    expect(correctSpeed({ interTokenLatency: [], timeToFirstToken: [] })).toEqual({
      interTokenLatency: 1,
      timeToFirstToken: 1,
    });
  });

  test("five that agree are nearly believed, one is believed less", () => {
    expect(factorOf(1.3, 5)).toBeGreaterThan(1.25);
    expect(factorOf(1.3, 1)).toBeLessThan(factorOf(1.3, 5));
  });

  test("it lies between no correction and what was observed, whatever that is", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 5, noNaN: true }), fc.integer({ min: 1, max: 20 }), (factor, count) => {
        const corrected = factorOf(factor, count);
        expect(corrected).toBeGreaterThanOrEqual(Math.min(1, factor) * (1 - 1e-9));
        expect(corrected).toBeLessThanOrEqual(Math.max(1, factor) * (1 + 1e-9));
      }),
    );
  });

  test("one observation that is far off is outvoted", () => {
    const mixed = [...seen(1.1, 5), { measured: 10, predicted: 1 }];
    const { interTokenLatency } = correctSpeed({ interTokenLatency: mixed, timeToFirstToken: [] });
    expect(interTokenLatency).toBeLessThan(1.2);
  });
});
