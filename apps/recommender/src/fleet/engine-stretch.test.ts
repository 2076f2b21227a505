import { describe, expect, test } from "vitest";
import type { EngineSample } from "./engine-series.ts";
import { backlogOf, nextStretch, type StretchState, stretchOf } from "./engine-stretch.ts";

const settings = { freshnessSeconds: 20, windowSeconds: 60 };
const objectives = { timeToFirstTokenSeconds: 1, interTokenLatencySeconds: 0.1 };

interface Course {
  readonly seconds: number;
  readonly requestsPerSecond: number;
  readonly waiting?: (second: number) => number;
  /** Seconds to the first token. */
  readonly firstToken?: number | null;
  readonly from?: number;
}

/** Readings once a second of an engine that finishes requests of 100 + 50 tokens at a steady rate. */
const readings = ({
  seconds,
  requestsPerSecond,
  waiting = () => 0,
  firstToken = 0.2,
  from = 0,
}: Course): EngineSample[] =>
  Array.from({ length: seconds + 1 }, (_, second) => {
    const finished = (from + second) * requestsPerSecond;
    return {
      at: 1_000 + from + second,
      startedAt: 1,
      finished,
      running: 4,
      waiting: waiting(second),
      promptTokens: finished * 100,
      generatedTokens: finished * 50,
      interTokenSeconds: finished * 50 * 0.02,
      interTokenCount: finished * 50,
      processedPromptTokens: finished * 100,
      processedGeneratedTokens: finished * 50,
      firstTokenSeconds: firstToken === null ? null : finished * firstToken,
      firstTokenCount: firstToken === null ? null : finished,
    };
  });

const after = (all: readonly EngineSample[], before: StretchState | null = null): StretchState => {
  const state = all.reduce<StretchState | null>((state, reading) => nextStretch(state, reading, settings), before);
  if (state === null) throw new Error("no state");
  return state;
};

describe("stretchOf", () => {
  test("requests that wait in every sample make a saturated stretch of what was carried meanwhile", () => {
    const state = after(readings({ seconds: 40, requestsPerSecond: 9.6, waiting: (s) => (s < 10 ? 0 : s) }));
    expect(stretchOf(state, objectives)).toMatchObject({
      saturated: true,
      seconds: 30,
      samples: 30,
      finishedRequests: expect.closeTo(288, 6),
      generatedTokens: expect.closeTo(14_400, 6),
    });
    expect(backlogOf(state)).toBe(40);
  });

  test("one sample without waiting requests ends it", () => {
    const state = after(readings({ seconds: 40, requestsPerSecond: 9.6, waiting: (s) => (s === 35 ? 0 : 5) }));
    expect(stretchOf(state, objectives)).toMatchObject({ saturated: true, seconds: 4 });
  });

  test("it slides: a change of speed is all that counts a minute later", () => {
    const slow = after(readings({ seconds: 300, requestsPerSecond: 4, waiting: () => 9 }));
    const next = readings({ seconds: 61, requestsPerSecond: 4, waiting: () => 9, from: 300 }).map(
      (reading, second) => ({
        ...reading,
        finished: 1_200 + second * 8,
      }),
    );
    const { finishedRequests, seconds } = stretchOf(after(next.slice(1), slow), objectives);
    expect(finishedRequests / seconds).toBeGreaterThan(7.5);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  test.each([
    { name: "latencies within the objectives", course: {}, expected: true },
    { name: "first tokens too late", course: { firstToken: 2 }, expected: false },
    { name: "no histogram of first tokens", course: { firstToken: null }, expected: null },
    {
      name: "a queue that ran empty long ago only",
      course: { waiting: (s: number) => (s % 20 === 1 || s > 30 ? 1 : 0) },
      expected: false,
    },
    { name: "a queue that runs empty now and then", course: { waiting: (s: number) => s % 2 }, expected: true },
  ])("$name: within the objectives is $expected", ({ course, expected }) => {
    const all = readings({ seconds: 50, requestsPerSecond: 3, ...course });
    const last = { ...(all.at(-1) as EngineSample), waiting: 0 };
    const ended = expected === false && course.waiting !== undefined ? all : [...all.slice(0, -1), last];
    expect(stretchOf(after(ended), objectives).withinObjectives).toBe(expected);
  });

  test.each([
    { name: "counters reset", change: { finished: 0, processedPromptTokens: 0, processedGeneratedTokens: 0 } },
    { name: "a gap", change: { at: 1_100 } },
  ])("$name: what came before proves nothing", ({ change }) => {
    const before = after(readings({ seconds: 40, requestsPerSecond: 5, waiting: () => 3 }));
    const [next] = readings({ seconds: 0, requestsPerSecond: 5, waiting: () => 3, from: 41 });
    const state = nextStretch(before, { ...(next as EngineSample), ...change }, settings);
    expect(stretchOf(state as StretchState, objectives)).toMatchObject({ seconds: 0, samples: 0 });
  });

  test("a reading without its requests begins anew", () => {
    const before = after(readings({ seconds: 40, requestsPerSecond: 5 }));
    const [next] = readings({ seconds: 0, requestsPerSecond: 5, from: 41 });
    expect(nextStretch(before, { ...(next as EngineSample), running: null }, settings)).toBeNull();
  });
});

test("a burst that is gone within seconds leaves no backlog", () => {
  expect(backlogOf(after(readings({ seconds: 5, requestsPerSecond: 5, waiting: () => 50 })))).toBe(0);
});

describe("a stretch is observed whole", () => {
  const every = (seconds: number, changes: (reading: EngineSample, index: number) => object = () => ({})) =>
    readings({ seconds: 300, requestsPerSecond: 2, waiting: () => 5 })
      .filter((_, second) => second % seconds === 0)
      .map((reading, index) => ({ ...reading, ...changes(reading, index) }));
  const reduced = (all: readonly EngineSample[], freshnessSeconds: number): StretchState | null =>
    all.reduce<StretchState | null>(
      (state, reading) => nextStretch(state, reading, { freshnessSeconds, windowSeconds: 60 }),
      null,
    );

  test("samples every half minute are no gap where telemetry is fresh for longer", () => {
    const state = reduced(every(30), 90);
    expect(state === null ? null : stretchOf(state, objectives)).toMatchObject({
      saturated: true,
      samples: expect.toSatisfy((count: number) => count >= 3),
    });
    const [begunAt] = reduced(every(30), 20)?.from ?? [];
    expect(begunAt).toBe(1_300);
  });

  test("token counters that an engine lacks are unknown, and finished requests count", () => {
    const none = { promptTokens: null, generatedTokens: null };
    const state = reduced(
      every(1, () => ({ ...none, processedPromptTokens: null, processedGeneratedTokens: null })),
      20,
    );
    if (state === null) throw new Error("no state");
    const stretch = stretchOf(state, objectives);
    expect(stretch).toMatchObject({ ...none, saturated: true });
    expect(stretch.finishedRequests / stretch.seconds).toBeCloseTo(2, 6);
  });

  test("a counter that is missing from one page begins a new stretch: its two readings do not compare", () => {
    const state = reduced(
      every(1, (_, index) => (index === 290 ? { processedGeneratedTokens: null, generatedTokens: null } : {})),
      20,
    );
    const [begunAt] = state?.from ?? [];
    expect(begunAt).toBe(1_291);
  });
});
