import fc from "fast-check";
import { expect, test } from "vitest";
import { type FitSample, rightSize } from "./engine-fit.ts";

const day = 86_400;
const settings = { firstBucket: 10, stepSeconds: 60 };

const sizeOf = (samples: readonly FitSample[]) => rightSize(samples, settings);

/** A minute each, so many days, of values from 1000 to 1099. */
const daysOf = (days: number): readonly FitSample[] =>
  Array.from({ length: days * 1440 + 1 }, (_, minute) => ({ at: minute * 60, value: 1000 + (minute % 100) }));

test("a few equal samples ask for their value and 15 % more, to the width of a bucket", () => {
  fc.assert(
    fc.property(fc.double({ min: 20, max: 1e5, noNaN: true }), fc.integer({ min: 1, max: 50 }), (value, count) => {
      const target = sizeOf(Array.from({ length: count }, () => ({ at: 0, value })))?.target ?? 0;
      expect(target).toBeGreaterThanOrEqual(1.15 * value * (1 - 1e-9));
      expect(target).toBeLessThanOrEqual(1.15 * (value * 1.1 + 10));
    }),
  );
});

test("a sample weighs half after a day", () => {
  const at = (count: number, time: number, value: number) => Array.from({ length: count }, () => ({ at: time, value }));
  // 90 % of the weight: 18 old samples for one new one, and 17.
  expect(sizeOf([...at(19, 0, 100), ...at(1, day, 1000)])?.target).toBeLessThan(1.15 * 120);
  expect(sizeOf([...at(17, 0, 100), ...at(1, day, 1000)])?.target).toBeGreaterThan(1.15 * 900);
});

test("nothing without a sample", () => {
  expect(sizeOf([])).toBeNull();
});

/** https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/pkg/recommender/logic/recommender.go */
test("the target is the 90th percentile and 15 % more", () => {
  const target = sizeOf(daysOf(1))?.target ?? 0;
  expect(target / (1090 * 1.15)).toBeGreaterThan(0.95);
  expect(target / (1090 * 1.15)).toBeLessThan(1.06);
});

test.each([
  { name: "half a day: the upper bound is three times", days: 0.5, factor: 3 },
  { name: "a day: twice", days: 1, factor: 2 },
  { name: "a week: 1.14 times", days: 7, factor: 8 / 7 },
])("confidence, $name", ({ days, factor }) => {
  expect((sizeOf(daysOf(days))?.upper ?? 0) / (1095 * 1.15) / factor).toBeCloseTo(1, 1);
});

test("one sample: no upper bound and no lower one", () => {
  expect(sizeOf([{ at: 0, value: 700 }])).toMatchObject({ lower: 0, upper: Number.POSITIVE_INFINITY });
});
