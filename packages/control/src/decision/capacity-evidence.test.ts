import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CapacityEvidence,
  capacityInterval,
  carriedRate,
  type EngineStretch,
  noCapacityEvidence,
  observeCapacity,
} from "./capacity-evidence.ts";

const shape = { inputTokens: 128, outputTokens: 48 };

const stretch = (requestsPerSecond: number, over: Partial<EngineStretch> = {}): EngineStretch => {
  const seconds = over.seconds ?? 30;
  const requests = requestsPerSecond * seconds;
  return {
    node: null,
    at: 1_000,
    seconds,
    samples: 30,
    saturated: false,
    withinObjectives: true,
    missedLatency: false,
    finishedRequests: requests,
    promptTokens: requests * shape.inputTokens,
    generatedTokens: requests * shape.outputTokens,
    ...over,
  };
};
const saturated = (requestsPerSecond: number, over: Partial<EngineStretch> = {}): EngineStretch =>
  stretch(requestsPerSecond, { saturated: true, withinObjectives: false, ...over });

type Counters = readonly [seconds: number, finished: number, prompts: number, generatedTokens: number];

// vLLM 0.32 on one CPU core that four busy processes share, 32 of 32 slots running and requests waiting throughout.
const waveShape = { inputTokens: 128, outputTokens: 48 };
// biome-ignore format: a row a line is a page
const waves: readonly Counters[] = [
  [0.0, 0, 0, 0], [5.8, 7, 8, 192], [11.6, 12, 11, 672], [17.4, 17, 16, 1024],
  [23.3, 27, 24, 1088], [29.1, 31, 31, 1504], [34.7, 39, 39, 1664], [40.2, 42, 41, 2176],
  [45.7, 47, 47, 2528], [51.3, 59, 56, 2624], [56.9, 62, 62, 2976], [62.7, 70, 69, 3168],
  [68.5, 72, 73, 3648], [74.3, 78, 79, 3968], [80.1, 87, 82, 4128], [85.2, 91, 92, 4416],
  [90.2, 98, 97, 4640], [96.1, 103, 104, 4896], [101.9, 108, 107, 5280], [107.8, 113, 112, 5632],
  [113.7, 123, 120, 5696], [119.6, 128, 128, 6144], [125.4, 135, 136, 6368], [131.2, 140, 139, 6816],
  [136.2, 145, 144, 7168], [142.0, 155, 152, 7232], [147.8, 159, 159, 7648], [153.6, 167, 167, 7808],
  [159.5, 170, 169, 8320], [165.3, 175, 175, 8672], [171.1, 187, 184, 8768], [176.8, 190, 190, 9120],
  [182.4, 198, 197, 9312], [187.9, 202, 201, 9856], [193.5, 207, 207, 10208], [199.0, 219, 216, 10304],
  [204.5, 222, 222, 10656], [210.1, 230, 229, 10848], [215.6, 232, 233, 11328], [221.1, 238, 239, 11648],
  [226.7, 247, 242, 11808], [232.2, 253, 252, 12160], [237.9, 260, 259, 12352], [243.4, 264, 264, 12736],
  [249.0, 270, 269, 12992], [254.8, 279, 274, 13344], [260.6, 283, 284, 13632],
];
const waveStretch = (from: Counters | undefined, to: Counters | undefined): EngineStretch => {
  const risen = (column: 0 | 1 | 2 | 3): number => (to?.[column] ?? 0) - (from?.[column] ?? 0);
  return {
    ...saturated(0, { seconds: risen(0), finishedRequests: risen(1) }),
    promptTokens: risen(2) * waveShape.inputTokens,
    generatedTokens: risen(3),
  };
};

const observe = (before: CapacityEvidence, stretches: readonly EngineStretch[], modelled: number | null = 85.7) =>
  observeCapacity(before, stretches, { shape, modelledAt: () => modelled });
const interval = (evidence: CapacityEvidence, modelled: number | null = 85.7, now = 1_000) =>
  capacityInterval(evidence, { now, shape, modelledAt: () => modelled });

describe("observeCapacity", () => {
  test("what a saturated engine carries is the most: the engine of 9.6 requests/s that the model gives 85.7", () => {
    const evidence = observe(noCapacityEvidence, [saturated(9.6)]);
    expect(interval(evidence)).toMatchObject({ basis: "measured-at-most", requestsPerSecond: expect.closeTo(9.6, 9) });
  });

  test("what is carried within the objectives is the least: 15.5 requests/s where the model predicts 10.2", () => {
    const evidence = observe(noCapacityEvidence, [stretch(15.5)], 10.2);
    expect(interval(evidence, 10.2)).toMatchObject({
      basis: "measured-at-least",
      requestsPerSecond: expect.closeTo(15.5, 9),
    });
  });

  test("a lower bound goes once most engines miss a latency at less, and no minority that does well brings it back", () => {
    const before = observe(noCapacityEvidence, [stretch(15), stretch(15)], 7);
    const misses = Array.from({ length: 8 }, () => stretch(12, { withinObjectives: false, missedLatency: true }));
    expect(observe(before, misses, 7).lower).toBeNull();
    expect(observe(before, [...misses, stretch(12.1), stretch(12.1)], 7).lower).toBeNull();
    const higher = misses.map(() => stretch(16, { withinObjectives: false, missedLatency: true }));
    expect(observe(before, higher, 7).lower).toMatchObject({ requestsPerSecond: expect.closeTo(15, 9) });
    const half = observe(before, [...misses.slice(0, 1), stretch(15)], 7);
    expect(half.lower).toMatchObject({ requestsPerSecond: expect.closeTo(15, 9) });
    const few = [...misses.slice(0, 1), stretch(15), stretch(15)];
    expect(observe(before, few, 7).lower).toMatchObject({ requestsPerSecond: expect.closeTo(15, 9) });
  });

  test("engines of one node raise no bound beyond what another node carries", () => {
    const others = Array.from({ length: 14 }, (_, index) => stretch(8, { node: `n${index >> 1}` }));
    const alone = [stretch(1_000, { node: "n-alone" }), stretch(1_000, { node: "n-alone" })];
    expect(observe(noCapacityEvidence, [...others, ...alone], 5).lower).toMatchObject({
      requestsPerSecond: expect.closeTo(8, 9),
    });
  });

  test("bounds are compared at the present shape: what short prompts allowed does not hide what long ones carry", () => {
    const modelledAt = ({ inputTokens }: typeof shape) => (inputTokens > shape.inputTokens ? 1 : 10);
    const long = { ...shape, inputTokens: 10 * shape.inputTokens };
    const before = observeCapacity(noCapacityEvidence, [stretch(31), stretch(31)], { shape, modelledAt });
    const carried = stretch(4, { promptTokens: 4 * 30 * long.inputTokens });
    const evidence = observeCapacity(before, [carried, carried], { shape: long, modelledAt });
    expect(evidence.lower).toMatchObject({ shape: long, requestsPerSecond: expect.closeTo(4, 9) });
  });

  test("a lower bound that has aged gives way to one that says more by now", () => {
    const day = 86_400;
    const evidence = observe(observe(noCapacityEvidence, [stretch(40)], 10), [stretch(25, { at: 1_000 + day })], 10);
    expect(evidence.lower).toMatchObject({ requestsPerSecond: expect.closeTo(25, 9), at: 1_000 + day });
    expect(observe(evidence, [stretch(20, { at: 1_060 + day })], 10).lower?.at).toBe(1_000 + day);
  });

  test("an answer that is longer than the stretch counts by its tokens", () => {
    const long = { ...shape, outputTokens: 8_000 };
    const running = saturated(0, { finishedRequests: 0, generatedTokens: 30 * 9.6 * long.outputTokens });
    expect(carriedRate(running, long)).toBeCloseTo(9.6, 0);
  });

  test.each([
    ["before the first of long prompts' requests end", { finishedRequests: 0, promptTokens: 0 }],
    ["once the first of them end", { finishedRequests: 20, promptTokens: 20 * 20_000 }],
  ])("%s an engine carries what it generates", (_name, over) => {
    const long = { inputTokens: 20_000, outputTokens: 1_000 };
    const generatedTokens = 30 * 5 * long.outputTokens;
    expect(carriedRate(saturated(0, { ...over, generatedTokens }), long)).toBeCloseTo(5, 9);
  });

  test("requests that are shorter than the shape count by their number, as the demand does", () => {
    const short = saturated(5, { promptTokens: 30 * shape.inputTokens, generatedTokens: 30 * shape.outputTokens });
    expect(carriedRate(short, shape)).toBeCloseTo(5, 9);
  });

  test("a lower bound that is drawn up to the model says no more than was measured", () => {
    const evidence = observe(noCapacityEvidence, [stretch(5)], 10);
    expect(interval(evidence, 10, 1_000 + 7 * 86_400).atLeast).toBeCloseTo(5, 9);
  });

  test("requests that come in waves move the rate of half a minute by less than a tenth", () => {
    const [first, last] = [waves[0], waves.at(-1)];
    const whole = waveStretch(first, last);
    const truth = (whole.generatedTokens ?? 0) / waveShape.outputTokens / whole.seconds;
    const rates = waves.flatMap((from) => {
      const to = waves.find(([at]) => at >= from[0] + 30);
      return to === undefined ? [] : [carriedRate(waveStretch(from, to), waveShape)];
    });
    expect(rates.length).toBeGreaterThan(35);
    for (const rate of rates) expect(Math.abs(rate / truth - 1)).toBeLessThan(0.1);
  });

  test.each([
    ["prompts from a cache are not counted", { promptTokens: 0 }],
    ["prompts are not reported", { promptTokens: null }],
    ["no tokens are reported", { promptTokens: null, generatedTokens: null }],
  ])("%s: requests that were finished and generated count", (_name, over) => {
    expect(carriedRate(saturated(9.6, over), shape)).toBeCloseTo(9.6, 9);
  });

  test("requests that are read and not answered count by their prompts", () => {
    const encoder = { inputTokens: 512, outputTokens: 0 };
    const one = saturated(0, { finishedRequests: 280, promptTokens: 30 * 9.6 * 512, generatedTokens: null });
    expect(carriedRate(one, encoder)).toBeCloseTo(9.6, 9);
  });

  test("a slower and a restored engine are followed by the newest saturated stretch", () => {
    const slowed = observe(observe(noCapacityEvidence, [saturated(9.6)]), [saturated(4.8, { at: 1_060 })]);
    expect(slowed.upper?.requestsPerSecond).toBeCloseTo(4.8, 9);
    expect(observe(slowed, [saturated(9.6, { at: 1_120 })]).upper?.requestsPerSecond).toBeCloseTo(9.6, 9);
  });

  test.each([
    ["too short", saturated(9.6, { seconds: 5 })],
    ["two samples", saturated(9.6, { samples: 2 })],
    ["hardly any work", saturated(0.1)],
    ["latency not known", stretch(15.5, { withinObjectives: null })],
    ["objectives missed without waiting requests", stretch(15.5, { withinObjectives: false })],
  ])("%s: no bound", (_name, one) => {
    expect(observe(noCapacityEvidence, [one])).toEqual(noCapacityEvidence);
  });

  test("ten seconds are enough", () => {
    expect(observe(noCapacityEvidence, [saturated(9.6, { seconds: 10 })]).upper?.requestsPerSecond).toBeCloseTo(9.6, 9);
  });

  test("one outlier among ten moves the bound by its share, where the others carry more within their objectives", () => {
    const others = Array.from({ length: 9 }, () => stretch(5));
    const { upper } = observe(noCapacityEvidence, [saturated(1), ...others], 10);
    expect(upper?.requestsPerSecond).toBeCloseTo((1 + 9 * 10) / 10, 9);
  });

  test("one outlier that claims far too much raises no bound", () => {
    const claims = observe(noCapacityEvidence, [stretch(1_000), stretch(5), stretch(5)], 10);
    expect(claims.lower?.requestsPerSecond).toBeCloseTo(5, 9);
    const busy = observe(noCapacityEvidence, [saturated(1_000), saturated(9), saturated(10)], 85.7);
    expect(busy.upper?.requestsPerSecond).toBeCloseTo(10, 9);
  });

  test("one of ten that claims to be saturated at the load of the others is outvoted", () => {
    const { upper } = observe(noCapacityEvidence, [saturated(5), ...Array.from({ length: 9 }, () => stretch(5))], 20);
    expect(upper?.requestsPerSecond).toBeCloseTo((5 + 9 * 20) / 10, 9);
  });

  test("engines that carry more than a saturated one bring back no model that was refuted before", () => {
    const before = observe(noCapacityEvidence, [saturated(3)]);
    const uneven = [saturated(2.7, { at: 1_060 }), stretch(3.1, { at: 1_060 })];
    expect(observe(before, uneven).upper).toEqual(before.upper);
    expect(observe(before, [...uneven, stretch(3.1), stretch(3.1)]).upper).toEqual(before.upper);
    expect(observe(before, [saturated(2.7), stretch(5, { at: 1_060 })]).upper?.requestsPerSecond).toBeGreaterThan(5);
    expect(observe(before, [saturated(4, { at: 1_060 })]).upper?.requestsPerSecond).toBeCloseTo(4, 9);
  });

  test("one of two that is saturated counts: no majority is against it", () => {
    expect(observe(noCapacityEvidence, [saturated(9.6), stretch(9.5)]).upper?.requestsPerSecond).toBeCloseTo(9.6, 9);
  });

  test("idle engines beside a saturated one do not vote: an uneven router hides no saturation", () => {
    const { upper } = observe(noCapacityEvidence, [saturated(9.6), stretch(1), stretch(0)]);
    expect(upper?.requestsPerSecond).toBeCloseTo(9.6, 9);
  });
});

describe("capacityInterval", () => {
  const bound = (requestsPerSecond: number, at: number) => ({ requestsPerSecond, shape, at });

  test("nothing measured: the model; no model either: unknown", () => {
    expect(interval(noCapacityEvidence)).toEqual({
      requestsPerSecond: 85.7,
      basis: "modelled",
      ratio: 1,
      atLeast: null,
    });
    expect(interval(noCapacityEvidence, null).requestsPerSecond).toBeNull();
  });

  test("without a model the measured bound alone decides", () => {
    expect(interval({ lower: bound(3, 0), upper: null }, null)).toMatchObject({ requestsPerSecond: 3 });
    expect(interval({ lower: bound(3, 0), upper: bound(9, 0) }, null)).toMatchObject({ requestsPerSecond: 9 });
  });

  test("without a model a bound of requests without tokens says nothing of requests that have some", () => {
    const none = { ...bound(3, 0), shape: { inputTokens: 0, outputTokens: 0 } };
    const unknown = { requestsPerSecond: null, basis: "unknown" };
    expect(interval({ lower: none, upper: null }, null)).toMatchObject(unknown);
    expect(interval({ lower: null, upper: none }, null)).toMatchObject(unknown);
    expect(interval({ lower: none, upper: bound(9, 0) }, null)).toMatchObject({ requestsPerSecond: 9 });
  });

  test("bounds that contradict: the newer counts", () => {
    expect(interval({ lower: bound(12, 900), upper: bound(9, 1_000) }, 20).requestsPerSecond).toBe(9);
    expect(interval({ lower: bound(12, 1_000), upper: bound(9, 900) }, 8).requestsPerSecond).toBe(12);
  });

  test("a newer lower bound that is hardly above the upper one moves it: rates scatter, and the model stays refuted", () => {
    const evidence = { lower: bound(9.9, 1_000), upper: bound(9.4, 900) };
    expect(interval(evidence)).toMatchObject({ requestsPerSecond: 9.9, basis: "measured-at-most" });
    expect(interval({ ...evidence, lower: bound(12, 1_000) })).toMatchObject({ basis: "modelled" });
  });

  test("a lower bound within the model's own error raises nothing: means do not prove a percentile", () => {
    const question = { now: 1_000, shape, modelledAt: () => 10, modelError: 0.16 };
    expect(capacityInterval({ lower: bound(11, 1_000), upper: null }, question)).toMatchObject({ basis: "modelled" });
    expect(capacityInterval({ lower: bound(15.5, 1_000), upper: null }, question).requestsPerSecond).toBe(15.5);
  });

  test("a bound loses half of its weight in a day", () => {
    const { requestsPerSecond } = interval({ lower: null, upper: bound(10, 0) }, 40, 86_400);
    expect(requestsPerSecond).toBeCloseTo(20, 9);
  });

  test("a bound moves with the shape as the model does", () => {
    const longer = { inputTokens: 128, outputTokens: 96 };
    const modelledAt = ({ outputTokens }: { outputTokens: number }) => 480 / outputTokens;
    const { requestsPerSecond } = capacityInterval(
      { lower: null, upper: bound(5, 1_000) },
      { now: 1_000, shape: longer, modelledAt },
    );
    expect(requestsPerSecond).toBeCloseTo(2.5, 9);
  });

  test("what was measured of many replicas is less of each of fewer, and of few no more of each of more", () => {
    const modelledAt = (_: unknown, replicas = 4) => 10 - 8 / replicas;
    const at = (replicas: number) =>
      capacityInterval({ lower: null, upper: { ...bound(4, 1_000), replicas } }, { now: 1_000, shape, modelledAt })
        .requestsPerSecond;
    expect(at(4)).toBeCloseTo(4, 9);
    expect(at(16)).toBeCloseTo((4 * 8) / 9.5, 9);
    expect(at(2)).toBeCloseTo(4, 9);
  });

  test("fresh evidence is never dropped, and counts however far from the model", () => {
    const rate = fc.double({ min: 0.01, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(rate, rate, rate, (a, b, modelled) => {
        const [least, most] = a < b ? [a, b] : [b, a];
        const answer = interval({ lower: bound(least, 1_000), upper: bound(most, 1_000) }, modelled).requestsPerSecond;
        expect(answer).toBeGreaterThanOrEqual(least * (1 - 1e-9));
        expect(answer).toBeLessThanOrEqual(most * (1 + 1e-9));
      }),
    );
  });
});
