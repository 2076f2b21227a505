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

  test("five that agree are followed nearly in full, one less", () => {
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

  const even = { fixed: 0.2, weights: 0.2, sequences: 0.2, cache: 0.2, prompts: 0.2 };
  const ofPrompts = (prompts: number) => {
    const rest = (1 - prompts) / 4;
    return { fixed: rest, weights: rest, sequences: rest, cache: rest, prompts };
  };

  test("operating points with other shares show which part of the step is off", () => {
    const observed = [0.05, 0.1, 0.3, 0.5, 0.7].map((share) => ({
      parts: ofPrompts(share),
      predicted: 1,
      measured: Math.exp(0.3 * share),
    }));
    const { interTokenLatency, parts } = correctSpeed({ interTokenLatency: observed, timeToFirstToken: [] });
    expect((parts?.prompts ?? 0) * interTokenLatency).toBeGreaterThan(1.25);
    expect((parts?.cache ?? 9) * interTokenLatency).toBeLessThan(1.05);
  });

  test("five that agree at one operating point leave the parts as they are to each other, but for the weights", () => {
    const observed = seen(1.2, 5).map((observation) => ({ ...observation, parts: even }));
    const { interTokenLatency, parts } = correctSpeed({ interTokenLatency: observed, timeToFirstToken: [] });
    expect(interTokenLatency).toBeGreaterThan(1.17);
    expect(interTokenLatency).toBeLessThan(1.2);
    expect(parts?.prompts).toBeCloseTo(parts?.cache ?? 0, 6);
    expect(parts?.weights).toBeLessThan(parts?.cache ?? 0);
  });

  test("an observation without its parts corrects the step as a whole", () => {
    const mixed = [...seen(1.2, 4).map((observation) => ({ ...observation, parts: even })), ...seen(1.2, 1)];
    const { interTokenLatency, parts } = correctSpeed({ interTokenLatency: mixed, timeToFirstToken: [] });
    expect(parts).toBeUndefined();
    expect(interTokenLatency).toBeCloseTo(factorOf(1.2, 5), 3);
  });
});
