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

  test("is not moved by a single window of ten times the latency", () => {
    const settled = {
      v: 1,
      observedAt: 1,
      buckets: { "2": { logFactor: 0, observations: 50, lastError: 0 } },
    } as const;
    const paused = afterObservation(settled, { ...observation, measured: 0.2 });
    expect(speedFactor(paused, 5)).toBe(1);
    expect(speedFactor(afterObservation(paused, { ...observation, measured: 0.02 }), 5)).toBeCloseTo(1, 6);
  });

  test.each([12, 100])("believes an engine that is %d times slower within a few windows", (slower) => {
    let calibration = uncalibrated;
    for (let minute = 0; minute < 12; minute++) {
      const modelled = 0.02 * speedFactor(calibration, 5);
      calibration = afterObservation(calibration, { ...observation, modelled, measured: 0.02 * slower });
    }
    expect(speedFactor(calibration, 5) / slower).toBeGreaterThan(0.8);
    expect(speedFactor(calibration, 5) / slower).toBeLessThan(1.01);
  });

  test("raises a capacity by one bounded step a window, however fast an engine is reported to be", () => {
    let calibration = uncalibrated;
    for (let minute = 0; minute < 40; minute++) {
      const before = speedFactor(calibration, 5);
      calibration = afterObservation(calibration, { ...observation, modelled: 0.02 * before, measured: 0.02 / 12 });
      if (minute >= 3) expect(speedFactor(calibration, 5) / before).toBeGreaterThan(Math.exp(-0.1) - 1e-9);
    }
    expect(speedFactor(calibration, 5)).toBeCloseTo(1 / 12, 2);
  });

  test("is a number and never rises a capacity by more than a step, whatever is observed", () => {
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
        expect(speedFactor(end, 5)).toBeGreaterThan(0);
        for (const [octave, { logFactor }] of Object.entries(end.buckets)) {
          const next = afterObservation(end, {
            ...observation,
            requestsPerSecondPerReplica: 2 ** Number(octave),
            measured: 1e-9,
          });
          expect(next.buckets[octave]?.logFactor).toBeGreaterThanOrEqual(
            Math.min(logFactor, Math.log(speedFactor(end, 2 ** Number(octave)))) - 0.1 - 1e-9,
          );
        }
      }),
    );
  });
});
