import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LengthDistribution } from "../../model/load.ts";
import { drawGaps, drawLengths, evenStreams, streamsOf } from "./draw-requests.ts";
import { mersenneTwister } from "./mersenne-twister.ts";
import { seededRandom, standardGamma } from "./random.ts";

const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const deviationOf = (values: ArrayLike<number>): number => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(Array.from(values, (value) => (value - mean) ** 2)));
};

test("the twister gives the numbers that numpy's RandomState(0).random_sample() is known for", () => {
  const random = mersenneTwister(0);
  expect([random(), random(), random()]).toEqual([0.5488135039273248, 0.7151893663724195, 0.6027633760716439]);
});

test.each([0.25, 1, 4])("gamma values of shape %s have mean 1 and variance 1 / shape", (shape) => {
  const random = seededRandom(1);
  const values = Array.from({ length: 40_000 }, () => standardGamma(random, shape));
  expect(meanOf(values)).toBeCloseTo(1, 1);
  expect(deviationOf(values) ** 2 * shape).toBeCloseTo(1, 1);
});

describe("lengths", () => {
  test("log-normal ones have the mean asked for, exactly, and about the deviation", () => {
    const lengths = drawLengths({ kind: "log-normal", mean: 500, stdev: 300 }, 20_000, seededRandom(1));
    expect(meanOf(lengths)).toBeCloseTo(500, 0);
    expect(deviationOf(lengths) / 300).toBeCloseTo(1, 1);
  });

  test("normal ones have the mean and the deviation asked for", () => {
    const lengths = drawLengths({ kind: "normal", mean: 500, stdev: 50 }, 20_000, seededRandom(1));
    expect(meanOf(lengths)).toBeCloseTo(500, 0);
    expect(deviationOf(lengths) / 50).toBeCloseTo(1, 1);
  });

  test("they stay within their bounds and at 1 token at least", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.1, max: 3, noNaN: true }), (mean, cv) => {
        const lengths = drawLengths({ kind: "log-normal", mean, stdev: mean * cv, max: 600 }, 200, seededRandom(7));
        expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(600);
      }),
    );
  });

  test.each<{ name: string; lengths: LengthDistribution; drawn: readonly number[] }>([
    {
      name: "log-normal",
      lengths: { kind: "log-normal", mean: 500, stdev: 400 },
      drawn: [643, 243, 563, 216, 167, 1467, 200],
    },
    {
      name: "log-normal within bounds",
      lengths: { kind: "log-normal", mean: 500, stdev: 400, min: 200, max: 700 },
      drawn: [700, 403, 700, 358, 277, 700, 332],
    },
    {
      name: "normal",
      lengths: { kind: "normal", mean: 500, stdev: 200 },
      drawn: [626, 405, 596, 378, 319, 815, 361],
    },
    { name: "uniform", lengths: { kind: "uniform", low: 10, high: 90 }, drawn: [54, 9, 47, 79, 78, 29, 53] },
  ])("a seed means these lengths in every version: $name", ({ lengths, drawn }) => {
    expect([...drawLengths(lengths, drawn.length, seededRandom(1))]).toEqual(drawn);
  });

  test("even streams keep the mean in every stretch", () => {
    const drawn = drawLengths({ kind: "log-normal", mean: 1000, stdev: 500 }, 2000, evenStreams().outputs);
    for (let from = 0; from < 2000; from += 200) {
      expect(Math.abs(meanOf(drawn.subarray(from, from + 200)) / 1000 - 1)).toBeLessThan(0.02);
    }
  });
});

test("exact gaps have mean 1, and drawing lengths does not shift them", () => {
  const [one, two] = [streamsOf(3), streamsOf(3)];
  drawLengths({ kind: "uniform", low: 1, high: 9 }, 50, two.inputs);
  const gaps = drawGaps({ kind: "poisson" }, 100, { random: one.gaps, exact: true });
  expect(meanOf(gaps)).toBeCloseTo(1, 12);
  expect(drawGaps({ kind: "poisson" }, 100, { random: two.gaps, exact: true })).toEqual(gaps);
});

test("gaps stay finite however heavy the tail", () => {
  const gaps = drawGaps({ kind: "weibull", shape: 0.001 }, 200, { random: streamsOf(3).gaps, exact: false });
  expect(gaps.every(Number.isFinite)).toBe(true);
});
