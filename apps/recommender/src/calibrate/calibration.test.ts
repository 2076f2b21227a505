import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterObservation, Calibration, speedFactor, uncalibrated } from "./calibration.ts";

const observation = { at: 1, requestsPerSecondPerReplica: 5, measured: 0.03, modelled: 0.02 };

describe("the speed factor", () => {
  test("is 1 until the same was seen a few times", () => {
    const once = afterObservation(uncalibrated, observation);
    expect(speedFactor(once, 5)).toBe(1);
    expect(speedFactor(afterObservation(afterObservation(once, observation), observation), 5)).toBeGreaterThan(1);
  });

  test.each([
    { name: "a hiccup of ten times the latency", change: { measured: 0.2 } },
    { name: "a latency of nothing", change: { measured: 0 } },
    { name: "a model that has no answer", change: { modelled: Number.POSITIVE_INFINITY } },
    { name: "an idle replica", change: { requestsPerSecondPerReplica: 0 } },
  ])("is not moved by $name", ({ change }) => {
    expect(afterObservation(uncalibrated, { ...observation, ...change })).toBe(uncalibrated);
  });

  test("of a load that was seen a few times only is mostly that of one seen often", () => {
    const few = { v: 1, observedAt: 1, buckets: { "3": { logFactor: 0.2, observations: 4 } } } as const;
    expect(speedFactor(few, 10)).toBeCloseTo(Math.exp(0.2), 6);
    const both = { ...few, buckets: { ...few.buckets, "2": { logFactor: 0.4, observations: 90 } } };
    expect(speedFactor(both, 10)).toBeGreaterThan(Math.exp(0.35));
    const settled = { ...both, buckets: { ...both.buckets, "3": { logFactor: 0.2, observations: 50 } } };
    expect(speedFactor(settled, 10)).toBeCloseTo(Math.exp(0.2), 6);
  });

  test("converges on the factor of a plant, whose latency answers to it twice over", () => {
    let calibration = uncalibrated;
    for (let minute = 0; minute < 60; minute++) {
      const modelled = 0.02 * speedFactor(calibration, 5) ** 2;
      calibration = afterObservation(calibration, { ...observation, modelled, measured: 0.02 * 1.43 ** 2 });
    }
    expect(speedFactor(calibration, 5)).toBeCloseTo(1.43, 2);
  });

  test("stays within its bounds and one step per observation, whatever is observed", () => {
    const rows = fc.array(
      fc.record({
        at: fc.nat(),
        requestsPerSecondPerReplica: fc.double({ min: 0, max: 1e4, noNaN: true }),
        measured: fc.double(),
        modelled: fc.double(),
      }),
    );
    fc.assert(
      fc.property(rows, (all) => {
        const end = all.reduce(afterObservation, uncalibrated);
        expect(Calibration.safeParse(end).success).toBe(true);
        const factor = speedFactor(end, 5);
        expect(factor).toBeGreaterThanOrEqual(0.499);
        expect(factor).toBeLessThanOrEqual(3.001);
      }),
    );
  });
});
