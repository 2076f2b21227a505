import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seriesOf } from "../../test/synthetic-node.ts";
import { type EngineSample, EngineSeries, noTotals, type Retention, workBetween } from "./engine-series.ts";

const retention = { horizonSeconds: 1_000, resolutionSeconds: 0 };

const reading = (values: Partial<EngineSample> & { readonly at: number }): EngineSample => ({
  startedAt: 1,
  finished: null,
  running: 0,
  waiting: 0,
  promptTokens: null,
  generatedTokens: null,
  interTokenSeconds: null,
  interTokenCount: null,
  ...values,
});

const arrivedBy = (readings: readonly EngineSample[], of: Retention = retention): number =>
  seriesOf(readings, of).arrived;

describe("what arrived", () => {
  test.each([
    {
      name: "counts requests that finished",
      readings: [
        { at: 10, finished: 100 },
        { at: 20, finished: 130 },
      ],
      expected: 30,
    },
    {
      name: "counts requests that wait or run as arrived before they finish",
      readings: [
        { at: 10, finished: 100 },
        { at: 20, finished: 100, running: 4, waiting: 3 },
      ],
      expected: 7,
    },
    {
      name: "does not count a request twice when it moves from waiting to finished",
      readings: [
        { at: 10, finished: 0 },
        { at: 20, finished: 0, waiting: 5 },
        { at: 30, finished: 2, running: 3 },
        { at: 40, finished: 5 },
      ],
      expected: 5,
    },
    {
      name: "counts from zero after a counter fell, and keeps what was lost in the system",
      readings: [
        { at: 10, finished: 100 },
        { at: 20, finished: 110, running: 6 },
        { at: 30, finished: 4, running: 1 },
      ],
      expected: 16 + 5,
    },
    {
      name: "counts from zero when the process started anew although its counter is already higher",
      readings: [
        { at: 10, finished: 5, startedAt: 1 },
        { at: 20, finished: 9, startedAt: 15 },
      ],
      expected: 9,
    },
    {
      name: "leaves a sample without its request counts out and counts them with the next",
      readings: [
        { at: 10, finished: 5 },
        { at: 20, finished: null, running: null },
        { at: 30, finished: 25 },
      ],
      expected: 20,
    },
    {
      name: "takes a negative count for an unknown one",
      readings: [
        { at: 10, finished: 5 },
        { at: 20, finished: -3 },
        { at: 30, finished: 7 },
      ],
      expected: 2,
    },
  ])("$name", ({ readings, expected }) => {
    expect(arrivedBy(readings.map(reading))).toBe(expected);
  });

  test("a sum that was first read without its count rises from where both were read", () => {
    const first = { at: 10, finished: 5, interTokenSeconds: 5, promptTokens: 50 };
    const second = {
      at: 20,
      finished: 6,
      interTokenSeconds: 7,
      interTokenCount: 100,
      promptTokens: 60,
      generatedTokens: 9,
    };
    const work = workBetween([seriesOf([reading(first), reading(second)], retention)], 10, 20);
    expect(work).toEqual({ ...noTotals, arrived: 1 });
  });

  test("an engine that appeared under watch counts its first requests", () => {
    const series = seriesOf(
      [reading({ at: 20, startedAt: 12, finished: 3, running: 2 })],
      retention,
      EngineSeries.fromZero(10),
    );
    expect(workBetween([series], 10, 20).arrived).toBe(5);
  });
});

/** One engine's life: per step requests arrive, some finish, and now and then it restarts or a sample is lost. */
const life = fc.array(
  fc.record({
    arrive: fc.nat(20),
    finishShare: fc.double({ min: 0, max: 1, noNaN: true }),
    restart: fc.boolean(),
    lost: fc.boolean(),
  }),
  { minLength: 2, maxLength: 40 },
);

interface Script {
  readonly readings: readonly EngineSample[];
  readonly arrived: number;
}

/** Readings of a life. Restarts only follow a sample that came, so that nothing happens which no sample saw. */
const play = (steps: readonly { arrive: number; finishShare: number; restart: boolean; lost: boolean }[]): Script => {
  let finished = 0;
  let inSystem = 0;
  let startedAt = 1;
  let arrived = 0;
  let seen = true;
  const readings: EngineSample[] = [reading({ at: 0, finished: 0 })];
  for (const [index, step] of steps.entries()) {
    if (step.restart && seen) {
      finished = 0;
      inSystem = 0;
      startedAt = index + 2;
    }
    arrived += step.arrive;
    inSystem += step.arrive;
    const done = Math.floor(inSystem * step.finishShare);
    finished += done;
    inSystem -= done;
    seen = !step.lost || index === steps.length - 1;
    if (seen) readings.push(reading({ at: index + 1, startedAt, finished, running: inSystem }));
  }
  return { readings, arrived };
};

test("every request that arrived is counted once, whatever restarts and lost samples come between", () => {
  fc.assert(
    fc.property(life, (steps) => {
      const { readings, arrived } = play(steps);
      expect(arrivedBy(readings)).toBeCloseTo(arrived, 6);
    }),
  );
});

test("thinning the points changes no total", () => {
  fc.assert(
    fc.property(life, fc.integer({ min: 1, max: 10 }), (steps, resolutionSeconds) => {
      const { readings } = play(steps);
      const thinned = seriesOf(readings, { ...retention, resolutionSeconds });
      expect(thinned.arrived).toBe(arrivedBy(readings));
      expect(thinned.length).toBeLessThanOrEqual(Math.ceil(steps.length / resolutionSeconds) + 2);
    }),
  );
});

test("points behind a window are thinned further, and totals between them stay within one of theirs", () => {
  const older = { afterSeconds: 60, resolutionSeconds: 15 };
  const readings = Array.from({ length: 600 }, (_, at) => reading({ at, finished: at ** 2 }));
  const series = seriesOf(readings, { horizonSeconds: 600, resolutionSeconds: 2, older });
  expect(series.length).toBeLessThanOrEqual(60 / 2 + 600 / 15 + 2);
  expect(workBetween([series], 540, 599).arrived).toBe(599 ** 2 - 540 ** 2);
  expect(workBetween([series], 100, 599).arrived).toBeCloseTo(599 ** 2 - 100 ** 2, -2);
});

test("adjacent windows add up to the window that spans them", () => {
  fc.assert(
    fc.property(life, fc.double({ min: 0, max: 40, noNaN: true }), (steps, middle) => {
      const series = seriesOf(play(steps).readings, retention);
      const parts = workBetween([series], 0, middle).arrived + workBetween([series], middle, 40).arrived;
      expect(parts).toBeCloseTo(workBetween([series], 0, 40).arrived, 6);
    }),
  );
});

test("token and latency totals follow their own counters and survive a restart", () => {
  const tokensOf = (finished: number) => ({
    finished,
    promptTokens: finished * 10,
    generatedTokens: finished * 2,
    interTokenSeconds: finished,
    interTokenCount: finished * 2,
  });
  const readings = [{ at: 0 }, { at: 10 }, { at: 20, startedAt: 15 }].map((one, index) =>
    reading({ ...one, ...tokensOf([50, 60, 5][index] ?? 0) }),
  );
  expect(workBetween([seriesOf(readings, retention)], 0, 20)).toMatchObject({
    shaped: 15,
    promptTokens: 150,
    generatedTokens: 30,
    interTokenCount: 30,
  });
});

test("history beyond the horizon is dropped, but for the point that marks its edge", () => {
  const readings = Array.from({ length: 100 }, (_, at) => reading({ at, finished: at }));
  const series = seriesOf(readings, { horizonSeconds: 10, resolutionSeconds: 0 });
  expect(series.firstAt).toBe(89);
  expect(workBetween([series], 89, 99).arrived).toBe(10);
});
