import { noCapacityEvidence } from "@loadline/control";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decided, planned } from "../../test/decided.ts";
import { seriesOf } from "../../test/synthetic-node.ts";
import type { EngineSeries } from "../fleet/engine-series.ts";
import {
  afterObservation as afterSpeed,
  Calibration,
  profileOf,
  speedFactor,
  uncalibrated,
  withProfile,
} from "./calibration.ts";
import { measuredSpeed } from "./measured-speed.ts";
import { runningVersion, versionDifference } from "./running.ts";

const afterObservation = (
  before: Calibration,
  {
    measured,
    modelled,
    ...rest
  }: { measured: number; modelled: number; at: number; requestsPerSecondPerReplica: number },
): Calibration => afterSpeed(before, { ...rest, ratio: measured / modelled });

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

  test("of a load that was left on the way to the truth is mostly that of one that got there", () => {
    // A plant of a tenth of the time: 17 windows at ten requests/s, then many at five, to which its faster replicas move it.
    let calibration = uncalibrated;
    for (let minute = 0; minute < 80; minute++) {
      const rate = minute < 17 ? 10 : 5;
      const modelled = 0.02 * speedFactor(calibration, rate);
      calibration = afterObservation(calibration, {
        at: minute * 60,
        requestsPerSecondPerReplica: rate,
        modelled,
        measured: 0.002,
      });
    }
    expect(speedFactor(calibration, 5)).toBeCloseTo(0.1, 2);
    expect(speedFactor(calibration, 10)).toBeLessThan(0.13);
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

describe("measured speed", () => {
  const retention = { horizonSeconds: 600, resolutionSeconds: 0 };

  /** A minute of ten requests/s at one inter-token latency, by default of 200 tokens each. */
  const at = (latency: number, gaps = 60 * 10 * 200): EngineSeries =>
    seriesOf(
      [0, 60].map((second) => ({
        at: second,
        startedAt: -600,
        finished: second * 10,
        running: 0,
        waiting: 0,
        promptTokens: null,
        generatedTokens: null,
        interTokenSeconds: (second / 60) * gaps * latency,
        interTokenCount: (second / 60) * gaps,
      })),
      retention,
    );

  const speedOf = (latencies: readonly number[]) =>
    measuredSpeed(
      latencies.map((latency, index) => ({
        id: `n${index}/e`,
        node: `n${index}`,
        startedAt: -600,
        series: at(latency),
      })),
      { at: 60, seconds: 60, warmUpSeconds: 180, latencyAtBatch: () => null },
    );

  const truthful = new Array<number>(9).fill(0.02);

  test.each([
    { name: "far faster", latency: 0.002, slow: [], fast: ["n9/e"] },
    { name: "far slower", latency: 0.2, slow: ["n9/e"], fast: [] },
    { name: "a little faster", latency: 0.015, slow: [], fast: [] },
  ])("one among ten that reports to be $name does not move the speed, and is named where it is far off", (row) => {
    const speed = speedOf([...truthful, row.latency]);
    expect(speed.interTokenLatencySeconds).toBeCloseTo(0.02);
    expect(speed).toMatchObject({ slowEngines: row.slow, fastEngines: row.fast });
  });

  test("an engine that was seen for less than the window shows neither speed nor load", () => {
    const timed = { id: "n0/e", node: "n0", startedAt: -600, series: at(0.02) };
    const window = { at: 60, warmUpSeconds: 180, latencyAtBatch: () => null };
    expect(measuredSpeed([timed], { ...window, seconds: 60 }).requestsPerSecond).not.toBeNull();
    expect(measuredSpeed([timed], { ...window, seconds: 90 })).toMatchObject({
      interTokenLatencySeconds: null,
      requestsPerSecond: null,
      engines: [],
    });
  });

  test("of two none is named, and the slower counts", () => {
    const speed = speedOf([0.002, 0.02]);
    expect(speed.interTokenLatencySeconds).toBeCloseTo(0.02);
    expect(speed).toMatchObject({ slowEngines: [], fastEngines: [] });
  });

  /** Engines that decode a batch of `batch` sequences at `latency`: as many gaps in the minute as that gives. */
  const batches = (engines: readonly { readonly batch: number; readonly latency: number }[], expected = line) =>
    measuredSpeed(
      engines.map(({ batch, latency }, index) => {
        const timed = { id: `n${index}/e`, node: `n${index}`, startedAt: -600 };
        return { ...timed, series: at(latency, (batch * 60) / latency) };
      }),
      { at: 60, seconds: 60, warmUpSeconds: 180, latencyAtBatch: expected },
    );
  // A step takes 7 ms and 0.25 ms a sequence.
  const line = (batch: number): number | null => 0.007 + 0.00025 * batch;
  const healthy = (batch: number, slower = 1) => ({ batch, latency: slower * (line(batch) ?? 0) });

  test("two that served alone and are overloaded, beside eight that have just started, are not slow", () => {
    // 7 + 50 = 57 ms beside 7 + 2 = 9 ms is 6.3 times as much, and what the batch takes.
    const engines = [healthy(200), healthy(200), ...new Array<number>(8).fill(8).map((batch) => healthy(batch))];
    expect(batches(engines)).toMatchObject({ slowEngines: [], fastEngines: [] });
    // No model: 200 ÷ 57 ms = 3,509 tokens/s are more work than 8 ÷ 9 ms = 889, so nothing is compared.
    expect(batches(engines, () => null)).toMatchObject({ slowEngines: [], fastEngines: [] });
    // Eight that serve and two that have just started: those are not too fast either.
    const started = [healthy(8), healthy(8), ...new Array<number>(8).fill(200).map((batch) => healthy(batch))];
    expect(batches(started)).toMatchObject({ slowEngines: [], fastEngines: [] });
  });

  test.each([
    { name: "at the batch of the others", sick: healthy(8, 3), expected: line },
    { name: "at a batch that grew with it", sick: healthy(24, 3), expected: line },
    // 24 ÷ (3 × 13 ms) = 615 tokens/s beside 889.
    { name: "with less work done than the others, without a model", sick: healthy(24, 3), expected: () => null },
  ])("one that is several times slower $name is named", ({ sick, expected }) => {
    const engines = [healthy(200), sick, ...new Array<number>(8).fill(8).map((batch) => healthy(batch))];
    expect(batches(engines, expected)).toMatchObject({ slowEngines: ["n1/e"], fastEngines: [] });
  });

  describe("profiles", () => {
    const { deployment, pool } = planned({ version: "2026-10" });
    const profile = profileOf(deployment, pool);
    const measured = afterObservation(uncalibrated, {
      at: 1,
      requestsPerSecondPerReplica: 4,
      measured: 0.03,
      modelled: 0.02,
    });
    const evidence = {
      lower: null,
      upper: { requestsPerSecond: 9.6, shape: { inputTokens: 128, outputTokens: 48 }, at: 1 },
    };
    const memory = { calibration: measured, capacityEvidence: evidence, profile };

    test.each([
      { name: "a new version", change: { version: "2026-11" } },
      { name: "another model", change: { model: "llama-3.1-70b" } },
      { name: "another format", change: { weights: "fp8" as const } },
      { name: "another layout", change: { parallel: { tensor: 2, pipeline: 1, expert: 1, attentionData: 1 } } },
    ])("$name is measured anew", ({ change }) => {
      const next = profileOf({ ...deployment, ...change }, pool);
      expect(withProfile(memory, next)).toEqual({
        calibration: uncalibrated,
        capacityEvidence: noCapacityEvidence,
        profile: next,
      });
    });

    test.each([
      { name: "other bounds", change: { replicas: { planned: 2, min: 1, max: 9 } } },
      { name: "another priority", change: { priority: 7 } },
    ])("$name leave what was measured", ({ change }) => {
      expect(withProfile(memory, profileOf({ ...deployment, ...change }, pool))).toEqual(memory);
    });

    test("what a predecessor kept without a name is taken for the present one", () => {
      expect(withProfile({ ...memory, profile: null }, profile)).toEqual(memory);
    });

    describe("the version that runs", () => {
      const facts = (planned: string, startedAt: readonly (number | null)[], at: number) => ({
        now: at,
        planned,
        leadTimeSeconds: 300,
        engineCount: startedAt.length,
        started: startedAt.map((start, index) => ({ name: `e${index}`, startedAt: start })),
      });
      const first = runningVersion(null, facts("v1", [10, 10, 10], 1_000));
      // The plan names v1 at 1,000 and v2 at 5,000: what started 300 s before 1,000 does not run v2.
      const named = runningVersion(first, facts("v2", [10, 10, 10], 5_000));

      test("a roll-out that was forgotten leaves the former version, whatever the plan names", () => {
        const later = facts("v2", [10, 10, 10], 50_000);
        expect(named.running).toBe("v1");
        expect(runningVersion(named, later).running).toBe("v1");
        expect(versionDifference(named, later)).toEqual([
          { key: "version", planned: "v2", reported: "v1", engines: ["e0", "e1", "e2"] },
        ]);
      });

      test("it is the planned one once half of the engines started since, and the others are named", () => {
        const half = facts("v2", [10, 10, 6_000], 7_000);
        expect(runningVersion(named, half).running).toBe("v1");
        const most = facts("v2", [10, 6_000, 6_000], 7_000);
        const rolled = runningVersion(named, most);
        expect(rolled.running).toBe("v2");
        expect(versionDifference(rolled, most)).toMatchObject([{ engines: ["e0"] }]);
        const all = facts("v2", [7_000, 6_000, 6_000], 8_000);
        expect(versionDifference(runningVersion(rolled, all), all)).toEqual([]);
      });

      test("engines that do not report their start are taken for the planned version", () =>
        expect(runningVersion(named, facts("v2", [null, null], 7_000)).running).toBe("v2"));

      test("engines that started while nobody saw the plan are not said to run the former version", () => {
        // The plan was last seen at 1,000; it was rolled out at 2,000 and is seen again at 9,000.
        const after = facts("v2", [2_000, 2_100, 10], 9_000);
        const rolled = runningVersion(first, after);
        expect(rolled.running).toBe("v2");
        expect(versionDifference(rolled, after)).toMatchObject([{ engines: ["e2"] }]);
        // Every tick that sees the former plan moves the time.
        const seen = runningVersion(first, facts("v1", [10], 4_000));
        const started = facts("v2", [2_000], 9_000);
        expect(versionDifference(runningVersion(seen, started), started)).toMatchObject([{ engines: ["e0"] }]);
      });

      test("a plan that takes its change back has changed nothing", () => {
        const back = facts("v1", [10, 10, 10], 6_000);
        expect(runningVersion(named, back).running).toBe("v1");
        expect(versionDifference(runningVersion(named, back), back)).toEqual([]);
      });
    });

    test("a decision names which version it is about and whether that was measured", () => {
      const rows = (given: Parameters<typeof decided>[0]) =>
        Object.fromEntries(decided(given).decision.evidence.map(({ input, value }) => [input, value]));
      expect(rows({ requestsPerSecond: 6, keys: { version: "2026-10" } })).toMatchObject({
        "model.version": "2026-10",
        "model.calibration": "no measurement of this deployment yet",
      });
      expect(rows({ requestsPerSecond: 6, rest: { calibration: measured } })["model.calibration"]).toBe(
        "1 window measured here",
      );
    });
  });
});
