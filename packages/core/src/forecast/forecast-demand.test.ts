import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DemandQuantile } from "../scaling/types.ts";
import { forecastDemand } from "./forecast-demand.ts";
import type { DemandPoint } from "./types.ts";

const pointAt = (at: number, requestsPerSecond: number): DemandPoint => ({
  at,
  requestsPerSecond,
  prefillTokensPerSecond: requestsPerSecond * 1000,
  decodeTokensPerSecond: requestsPerSecond * 200,
});

/** One point every 10 s over an hour, ending at `now`. */
const now = 3600;
const hourOf = (rateAt: (at: number) => number): readonly DemandPoint[] =>
  Array.from({ length: 361 }, (_, index) => pointAt(index * 10, rateAt(index * 10)));

const quantiles = [0.5, 0.9, 0.95, 0.99];
const options = { horizonSeconds: 300, quantiles, now };

const ratesOf = (history: readonly DemandPoint[], changes: Partial<typeof options> = {}): readonly number[] =>
  (forecastDemand(history, { ...options, ...changes })?.quantiles ?? []).map((entry) => entry.requestsPerSecond);

describe("forecast", () => {
  test("no history gives no forecast", () => {
    expect(forecastDemand([], options)).toBeNull();
  });

  test("points from the future are not used", () => {
    expect(forecastDemand([pointAt(now + 1, 5)], options)).toBeNull();
  });

  test("a constant load forecasts itself at every quantile", () => {
    const forecast = forecastDemand(
      hourOf(() => 7),
      options,
    );
    expect(forecast?.basis).toBe("history");
    for (const entry of forecast?.quantiles ?? []) {
      expect(entry.requestsPerSecond).toBeCloseTo(7, 9);
      expect(entry.prefillTokensPerSecond).toBeCloseTo(7000, 6);
      expect(entry.decodeTokensPerSecond).toBeCloseTo(1400, 6);
    }
  });

  test("a known zero stays zero", () => {
    expect(ratesOf(hourOf(() => 0))).toEqual([0, 0, 0, 0]);
  });

  test("a short history gives an assumed band around its level, a quarter wide at five minutes", () => {
    const forecast = forecastDemand([pointAt(now - 10, 10), pointAt(now, 10)], options);
    expect(forecast?.basis).toBe("assumed");
    const [median, , high] = forecast?.quantiles ?? [];
    expect(median?.requestsPerSecond).toBeCloseTo(10, 9);
    expect(high?.requestsPerSecond).toBeGreaterThan(11.5);
    expect(high?.requestsPerSecond).toBeLessThan(13.5);
  });

  test("a rising load is expected to be higher than it is", () => {
    const [median = 0] = ratesOf(hourOf((at) => 1 + at / 100));
    expect(median).toBeGreaterThan(37);
    expect(median).toBeLessThan(45);
  });

  test("the band holds as often as it says on a load that repeats", () => {
    const loadAt = (at: number): number => 20 + 5 * Math.sin(at / 40) + 3 * Math.sin(at / 7);
    const history = hourOf(loadAt);
    let covered = 0;
    const checks = 200;
    for (let check = 0; check < checks; check++) {
      const time = 2000 + check * 8;
      const past = history.filter(({ at }) => at <= time);
      const high = ratesOf(past, { quantiles: [0.9], now: time })[0] ?? 0;
      if (loadAt(time + 300) <= high) covered++;
    }
    expect(covered / checks).toBeGreaterThan(0.8);
  });

  test("a gap is not a zero", () => {
    const whole = hourOf(() => 7);
    const gap = whole.filter(({ at }) => at < 1500 || at > 2400);
    for (const rate of ratesOf(gap)) expect(rate).toBeCloseTo(7, 9);
  });

  test("values that are not numbers are left out", () => {
    const history = [...hourOf(() => 7), pointAt(now, Number.NaN)];
    for (const rate of ratesOf(history)) expect(rate).toBeCloseTo(7, 9);
  });
});

describe("laws", () => {
  const history = fc
    .array(fc.record({ gap: fc.integer({ min: 1, max: 120 }), rate: fc.double({ min: 0, max: 1e4, noNaN: true }) }), {
      minLength: 1,
      maxLength: 120,
    })
    .map((rows) => {
      let at = 0;
      return rows.map(({ gap, rate }) => {
        at += gap;
        return pointAt(at, rate);
      });
    });

  test("quantiles never cross and are never negative", () => {
    const fields = ["requestsPerSecond", "prefillTokensPerSecond", "decodeTokensPerSecond"] as const;
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 900 }), (points, horizonSeconds) => {
        const last = points.at(-1)?.at ?? 0;
        const forecast = forecastDemand(points, { horizonSeconds, quantiles: [1, 0.5, 0, 0.9, 0.99], now: last });
        const rising: readonly DemandQuantile[] = forecast?.quantiles ?? [];
        expect(rising.map(({ quantile }) => quantile)).toEqual([0, 0.5, 0.9, 0.99, 1]);
        for (const field of fields) {
          const values = rising.map((entry) => entry[field]);
          expect(values).toEqual(values.toSorted((a, b) => a - b));
          expect(values[0]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("twice the load forecasts twice the demand", () => {
    fc.assert(
      fc.property(history, (points) => {
        const time = points.at(-1)?.at ?? 0;
        const doubled = points.map(({ at, requestsPerSecond }) => pointAt(at, 2 * requestsPerSecond));
        const [once, twice] = [points, doubled].map((one) => ratesOf(one, { now: time }));
        for (const [index, rate] of (once ?? []).entries()) {
          expect(twice?.[index]).toBeCloseTo(2 * rate, 6);
        }
      }),
    );
  });
});
