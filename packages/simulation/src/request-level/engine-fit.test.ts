import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DecayingHistogram, emptyHistogram, histogramPercentile, rightSize, withSample } from "./engine-fit.ts";

const day = 86_400;
const buckets = { first: 10, growth: 1.05, most: 1e6, halfLifeSeconds: day };

const filled = (values: readonly number[], gap: number): DecayingHistogram =>
  values.reduce(
    (histogram, value, index) => withSample(histogram, { at: index * gap, value }, buckets),
    emptyHistogram,
  );

/** A minute each, so many days, of values from 1 to 100. */
const daysOf = (days: number): DecayingHistogram =>
  filled(
    Array.from({ length: days * 1440 }, (_, minute) => 1000 + (minute % 100)),
    60,
  );

describe("a decaying histogram", () => {
  test("knows its percentiles to the width of a bucket", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 20, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (values) => {
          const histogram = filled(values, 0);
          const largest = Math.max(...values);
          const found = histogramPercentile(histogram, 1, buckets) ?? 0;
          expect(found).toBeGreaterThanOrEqual(largest);
          expect(found).toBeLessThanOrEqual(largest * 1.1 + 10);
        },
      ),
    );
  });

  test("a sample weighs half after its half-life", () => {
    // Two old samples of 100 balance one of 1000 from a half-life later: a third more tips it.
    const old = withSample(withSample(emptyHistogram, { at: 0, value: 100 }, buckets), { at: 0, value: 100 }, buckets);
    const balanced = withSample(old, { at: day, value: 1000 }, buckets);
    expect(histogramPercentile(balanced, 0.49, buckets)).toBeLessThan(120);
    expect(histogramPercentile(balanced, 0.51, buckets)).toBeGreaterThan(900);
  });

  test("goes on for years without overflow", () => {
    const values = Array.from({ length: 2000 }, () => 500);
    expect(histogramPercentile(filled(values, day), 0.5, buckets)).toBeLessThan(560);
  });

  test("says nothing without a sample", () => {
    expect(histogramPercentile(emptyHistogram, 0.5, buckets)).toBeNull();
    expect(rightSize(emptyHistogram, buckets)).toBeNull();
  });
});

/** https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/pkg/recommender/logic/recommender.go */
describe("right-sizing", () => {
  test("the target is the 90th percentile and 15 % more", () => {
    const target = rightSize(daysOf(1), buckets)?.target ?? 0;
    expect(target / (1090 * 1.15)).toBeGreaterThan(0.95);
    expect(target / (1090 * 1.15)).toBeLessThan(1.06);
  });

  test.each([
    { name: "half a day: the upper bound is three times", days: 0.5, factor: 3 },
    { name: "a day: twice", days: 1, factor: 2 },
    { name: "a week: 1.14 times", days: 7, factor: 8 / 7 },
  ])("confidence, $name", ({ days, factor }) => {
    const histogram = daysOf(days);
    const high = histogramPercentile(histogram, 0.95, buckets) ?? 0;
    expect((rightSize(histogram, buckets)?.upper ?? 0) / (high * 1.15) / factor).toBeCloseTo(1, 2);
  });

  test("one sample: no upper bound and no lower one", () => {
    const { lower, upper } = rightSize(filled([700], 0), buckets) ?? { lower: 1, upper: 1 };
    expect(lower).toBe(0);
    expect(upper).toBe(Number.POSITIVE_INFINITY);
  });
});
