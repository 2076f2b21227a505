import {
  emptyLoadForecast,
  forecastCoverage,
  type LoadForecast,
  learntHorizons,
  loadForecastSchema,
  loadQuantiles,
  observeDemand,
} from "@loadline/control";
import { forecastDefaults } from "@loadline/control/internal";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadSeries, referenceNoise } from "./load-series.ts";
import recorded from "./testdata/m-large-10min.json" with { type: "json" };

const minute = 60;
const hour = 60 * minute;

const learnt = (
  demandAt: (at: number) => number | null,
  seconds: number,
  { from = 0, every = 15, start = emptyLoadForecast } = {},
): LoadForecast => {
  let state = start;
  for (let at = from; at < from + seconds; at += every) state = observeDemand(state, { at, demand: demandAt(at) });
  return state;
};

const ratesOf = (state: LoadForecast, horizonSeconds: number, quantiles: readonly number[]): readonly number[] =>
  (loadQuantiles(state, { horizonSeconds, quantiles }) ?? []).map(({ rate }) => rate);

const wave = (at: number): number => 100 + 30 * Math.sin(at / 3000) + 5 * Math.sin(at / 40);

describe("a forecast", () => {
  test("without a sample is none", () => {
    expect(loadQuantiles(emptyLoadForecast, { horizonSeconds: 300, quantiles: [0.5] })).toBeNull();
  });

  test.each([
    { horizonSeconds: 300, least: 1.1, most: 1.35 },
    { horizonSeconds: 3600, least: 1.3, most: 2.2 },
  ])("after a single sample is wide, and wider further ahead: $horizonSeconds s", ({ horizonSeconds, least, most }) => {
    const [median = 0, high = 0] = ratesOf(
      learnt(() => 10, 15),
      horizonSeconds,
      [0.5, 0.95],
    );
    expect(median).toBeCloseTo(10, 6);
    expect(high / median).toBeGreaterThan(least);
    expect(high / median).toBeLessThan(most);
  });

  test("of a load that never changes closes in on it", () => {
    const state = learnt(() => 10, 48 * hour);
    const [low = 0, high = 0] = ratesOf(state, 300, [0.05, 0.95]);
    expect(high / low).toBeLessThan(1.05);
  });

  test.each([60, 120, 300])("of a level with noise stays near it when samples come every %i s", (every) => {
    const noisy = (at: number): number => 50 * (1 + 0.02 * Math.sin(at * 12.9898));
    const state = learnt(noisy, 24 * hour, { every });
    const [low = 0, high = 0] = ratesOf(state, 600, [0.05, 0.95]);
    expect(high).toBeLessThan(60);
    expect(low).toBeGreaterThan(42);
  });

  test("of a known zero is zero", () => {
    expect(
      ratesOf(
        learnt(() => 0, hour),
        300,
        [0.5, 0.99],
      ),
    ).toEqual([0, 0]);
  });
});

describe("a gap", () => {
  const before = learnt(wave, 12 * hour);

  test("teaches nothing", () => {
    const unobserved = observeDemand(before, { at: 12 * hour + 15, demand: null });
    expect(unobserved).toEqual(before);
  });

  test.each([10 * minute, 6 * hour, 40 * hour])("of %d s is followed by a forecast near the load", (seconds) => {
    const from = 12 * hour + seconds;
    const after = learnt(wave, 2 * minute, { from, start: before });
    const [median = 0, high = 0] = ratesOf(after, 300, [0.5, 0.99]);
    expect(median).toBeGreaterThan(0.6 * wave(from));
    expect(high).toBeLessThan(2 * wave(from));
  });

  test("does not count forecasts that came due in it", () => {
    const after = learnt(wave, hour, { from: 14 * hour, start: before });
    expect(after.horizons[4]?.due).toBe(before.horizons[4]?.due);
    expect(after.horizons[4]?.given.length).toBe(60);
  });
});

test("samples days apart, which leave hardly any noise, still give a checkpoint of finite numbers", () => {
  const state = learnt((at) => (at % 2_000_000 < 1_000_000 ? 1e12 : 0), 100 * 200_000, { every: 200_000 });
  const minutely = learnt(wave, 2 * hour, { from: (state.at ?? 0) + 60, every: 60, start: state });
  expect(loadForecastSchema.parse(JSON.parse(JSON.stringify(minutely)))).toEqual(minutely);
});

test("a load that comes out of nothing gives a checkpoint of finite numbers", () => {
  const state = learnt((at) => (at < 2 * minute ? 0 : 1e12), 5 * minute);
  expect(loadForecastSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

test("values that are no rate, and times that do not advance, are left out", () => {
  const state = learnt(wave, hour);
  for (const demand of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
    expect(observeDemand(state, { at: 2 * hour, demand })).toBe(state);
  }
  expect(observeDemand(state, { at: 10, demand: 5 })).toBe(state);
});

describe("laws", () => {
  const samples = fc.array(
    fc.record({
      elapsed: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 200_000 })),
      demand: fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, null, 1e-9, 1e12)),
    }),
    { minLength: 1, maxLength: 150 },
  );
  const stateOf = (rows: readonly { readonly elapsed: number; readonly demand: number | null }[]): LoadForecast => {
    let at = 0;
    return rows.reduce((state, { elapsed, demand }) => {
      at += elapsed;
      return observeDemand(state, { at, demand });
    }, emptyLoadForecast);
  };

  test("the checkpoint goes through JSON and its schema and comes back the same", () =>
    fc.assert(
      fc.property(samples, (rows) => {
        const state = stateOf(rows);
        expect(loadForecastSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
      }),
      { numRuns: 40 },
    ));

  test("quantiles are finite, never cross and are never negative, at any horizon", () =>
    fc.assert(
      fc.property(samples, fc.double({ min: 0, max: 1e5, noNaN: true }), (rows, horizonSeconds) => {
        const rates = ratesOf(stateOf(rows), horizonSeconds, [1, 0, 0.01, 0.3, 0.5, 0.96, 0.995]);
        expect(rates).toEqual(rates.toSorted((a, b) => a - b));
        for (const rate of rates) expect(Number.isFinite(rate) && rate >= 0).toBe(true);
      }),
      { numRuns: 40 },
    ));

  test("the memory does not grow, and is at most 32 KiB", () => {
    const size = (days: number): number => JSON.stringify(learnt(wave, days * 24 * hour, { every: 15 })).length;
    expect(size(4)).toBeLessThan(1.05 * size(2));
    expect(size(4)).toBeLessThan(32 * 1024);
  });
});

describe("week 2 of m-large, learnt as it comes", () => {
  const step = 15;
  const load = loadSeries(recorded.rates, {
    ...referenceNoise,
    windowSeconds: 600,
    stepSeconds: step,
    seed: 7,
    shape: "linear",
  });
  const horizons = learntHorizons.filter((seconds) => seconds >= 300);
  const tallies = horizons.map((seconds) => ({ seconds, checks: 0, half: 0, most: 0, loss: 0, lastLoss: 0 }));
  let state = emptyLoadForecast;
  for (const [index, demand] of load.entries()) {
    state = observeDemand(state, { at: index * step, demand });
    if (index < load.length / 2 || index % 12 !== 0) continue;
    for (const tally of tallies) {
      const actual = load[index + tally.seconds / step];
      if (actual === undefined) continue;
      const [median = 0, high = 0] = ratesOf(state, tally.seconds, [0.5, 0.95]);
      tally.checks += 1;
      tally.half += actual <= median ? 1 : 0;
      tally.most += actual <= high ? 1 : 0;
      tally.loss += Math.abs(actual - median);
      tally.lastLoss += Math.abs(actual - demand);
    }
  }

  test.each(tallies)("95 % and 50 % quantiles cover what they say, $seconds s ahead", ({ checks, half, most }) => {
    expect(most / checks).toBeGreaterThanOrEqual(0.93);
    expect(most / checks).toBeLessThanOrEqual(0.97);
    expect(half / checks).toBeGreaterThanOrEqual(0.45);
    expect(half / checks).toBeLessThanOrEqual(0.55);
  });

  test.each(tallies)("the median is nearer than the last value, $seconds s ahead", ({ loss, lastLoss }) => {
    expect(loss).toBeLessThanOrEqual(lastLoss);
  });

  test.each(tallies.filter(({ seconds }) => seconds >= 1800))(
    "no hop between methods costs what the better one gains, $seconds s ahead",
    ({ loss, lastLoss }) => {
      expect(loss).toBeLessThan(0.99 * lastLoss);
    },
  );

  test("the coverage it reports is that of the forecasts it gave", () => {
    for (const { horizonSeconds, covered } of forecastCoverage(state)) {
      const share = covered.find(({ quantile }) => quantile === 0.95)?.share ?? 0;
      expect(share, `${horizonSeconds} s`).toBeGreaterThan(0.93);
      expect(share, `${horizonSeconds} s`).toBeLessThan(0.985);
    }
  });
});

test("a method is not replaced before there is something to choose by", () => {
  const state = learnt(wave, (forecastDefaults.leastScored / 2) * minute);
  for (const { chosen } of state.horizons) expect(chosen).toBe(emptyLoadForecast.horizons[0]?.chosen);
});
