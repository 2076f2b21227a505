import { describe, expect, test } from "vitest";
import { loadQuantiles } from "./load-quantiles.ts";
import { emptyLoadForecast, type LoadForecast, loadForecastSchema, observeDemand } from "./online-forecast.ts";

const hour = 3_600;
const known = 6 * hour;
const rate = 50;

/** Rates as they are reported: the mean over a window, of a load with some noise. */
interface Look {
  readonly every: number;
  readonly windowSeconds: number;
}

interface Course {
  /** What there is after a time, requests/s before noise. */
  readonly loadAt: (at: number) => number;
  readonly look: Look;
}

const horizons = [60, 300, 600] as const;

const wobble = (at: number): number => 1 + 0.05 * Math.sin(at * 12.9898);

interface Quantile {
  readonly at: number;
  readonly horizonSeconds: number;
  readonly rate: number;
}

/** The 98 % quantiles that are forecast from a time on. */
const quantilesFrom = (from: number, to: number, { loadAt, look }: Course): readonly Quantile[] => {
  let state: LoadForecast = emptyLoadForecast;
  const quantiles: Quantile[] = [];
  const raw: number[] = [];
  for (let at = 0; at < to; at += look.every) {
    raw.push(loadAt(at) * wobble(at));
    const window = raw.slice(-Math.max(1, look.windowSeconds / look.every));
    state = observeDemand(state, { at, demand: window.reduce((sum, one) => sum + one, 0) / window.length });
    for (const horizonSeconds of at < from ? [] : horizons) {
      const [high] = loadQuantiles(state, { horizonSeconds, quantiles: [0.98] }) ?? [];
      quantiles.push({ at, horizonSeconds, rate: high?.rate ?? Number.NaN });
    }
  }
  return quantiles;
};

const fine: Look = { every: 15, windowSeconds: 60 };
const coarse: Look = { every: 120, windowSeconds: 600 };

const highest = (quantiles: readonly { readonly rate: number }[]): number =>
  Math.max(...quantiles.map((one) => one.rate));

describe.each([
  { look: fine, every: "15 s" },
  { look: coarse, every: "two minutes" },
])("a load that comes back, seen every $every", ({ look }) => {
  test.each([
    { name: "none for 20 minutes", left: 0, seconds: hour / 3 },
    { name: "none for an hour", left: 0, seconds: hour },
    { name: "none for six hours", left: 0, seconds: 6 * hour },
    { name: "a tenth for an hour", left: 0.1, seconds: hour },
    { name: "a tenth for six hours", left: 0.1, seconds: 6 * hour },
  ])("is forecast as on its way to where it was, not beyond: $name", ({ left, seconds }) => {
    const loadAt = (at: number): number => (at >= known && at < known + seconds ? left * rate : rate);
    const quantiles = quantilesFrom(known + seconds, known + seconds + hour, { loadAt, look });
    expect(highest(quantiles)).toBeLessThan(1.9 * rate);
    expect(quantiles.at(-1)?.rate).toBeGreaterThan(rate);
  });
});

test.each([
  { share: 1.15, seconds: hour },
  { share: 1.3, seconds: 600 },
])(
  "a load that comes back at once to $share of what it was is forecast no further than its share beyond that",
  (given) => {
    const { share, seconds } = given;
    const back = known + seconds;
    const loadAt = (at: number): number => (at < known ? rate : at < back ? 0 : share * rate);
    const quantiles = quantilesFrom(back, back + hour, { loadAt, look: fine });
    expect(highest(quantiles)).toBeLessThan(1.9 * share * rate);
  },
);

test("a load that comes back to more than it was is forecast beyond that as soon as it is there", () => {
  const [pause, rise] = [hour, hour / 2];
  const back = known + pause;
  // Half an hour from nothing to three times what it was.
  const loadAt = (at: number): number => (at < known ? rate : 3 * rate * Math.min(1, Math.max(0, (at - back) / rise)));
  const quantiles = quantilesFrom(back, back + rise, { loadAt, look: fine });
  const beyond = quantiles.filter(
    ({ at, horizonSeconds }) => horizonSeconds === 300 && at >= back + rise / 2 && at < back + rise - 300,
  );
  expect(beyond.length).toBeGreaterThanOrEqual(3);
  for (const one of beyond) expect(one.rate).toBeGreaterThan(loadAt(one.at + 300));
});

test("a day later nothing is known any more of where it was", () => {
  const back = known + 25 * hour;
  // Within five minutes: a step is over once its window is.
  const loadAt = (at: number): number => (at < known ? rate : rate * Math.min(1, Math.max(0.02, (at - back) / 300)));
  const quantiles = quantilesFrom(back, back + hour / 4, { loadAt, look: fine });
  expect(highest(quantiles)).toBeGreaterThan(1.9 * rate);
});

describe("a load that doubles for ten minutes of each hour", () => {
  const loadAt = (at: number): number => rate * (at % hour < 600 ? 2 : 1);
  const ahead = (state: LoadForecast, quantile: number): number =>
    loadQuantiles(state, { horizonSeconds: 300, quantiles: [quantile] })?.[0]?.rate ?? Number.NaN;
  const after = (hours: number, minutes: number, before = emptyLoadForecast): LoadForecast => {
    let state = before;
    for (let at = (before.at ?? -15) + 15; at <= hours * hour + minutes * 60; at += 15)
      state = observeDemand(state, { at, demand: loadAt(at) * wobble(at) });
    return state;
  };

  test("is forecast before it doubles, and only then", () => {
    const between = after(12, 30);
    expect(ahead(between, 0.98)).toBeLessThan(1.5 * rate);
    expect(ahead(after(12, 56, between), 0.5)).toBeGreaterThan(1.8 * rate);
  });

  test("is learnt by a forecast that an earlier version wrote", () => {
    const known = after(1, 0);
    const horizons = known.horizons.map((one) => ({ ...one, methods: one.methods.slice(0, 2) }));
    const read = loadForecastSchema.parse({ ...known, horizons });
    expect(ahead(after(12, 56, read), 0.5)).toBeGreaterThan(1.8 * rate);
  });

  test("that stays away is no longer expected after an hour", () => {
    let state = after(12, 0);
    for (let at = 12 * hour + 15; at < 15 * hour - 240; at += 15)
      state = observeDemand(state, { at, demand: rate * wobble(at) });
    expect(ahead(state, 0.5)).toBeLessThan(1.2 * rate);
  });
});

describe("a load that is four times as high for twenty minutes of each hour", () => {
  const usual = (at: number): number => rate * (at % hour < 1200 ? 4 : 1);
  /** The median some minutes ahead, after half a day and some minutes. */
  const ahead = (minutes: number, horizonSeconds: number, loadAt: (at: number) => number | null): number => {
    let state = emptyLoadForecast;
    for (let at = 0; at <= 12 * hour + minutes * 60; at += 15) {
      const load = loadAt(at);
      state = observeDemand(state, { at, demand: load === null ? null : load * wobble(at) });
    }
    return loadQuantiles(state, { horizonSeconds, quantiles: [0.5] })?.[0]?.rate ?? Number.NaN;
  };

  test("is not expected on when it has stayed away for ten minutes", () => {
    expect(ahead(11, 300, (at) => (at < 12 * hour ? usual(at) : rate))).toBeLessThan(1.5 * rate);
  });

  test("is expected although each third hour it comes seven minutes late", () => {
    const late = (at: number): number => usual(at - (Math.floor(at / hour) % 3 === 0 ? 420 : 0));
    expect(ahead(18 * 60 - 4, 300, late)).toBeGreaterThan(3 * rate);
  });

  test("is expected although nothing is known of the minutes before it an hour ago", () => {
    const gap = (at: number): number | null => (at >= 11 * hour - 420 && at < 11 * hour - 60 ? null : usual(at));
    expect(ahead(-4, 300, gap)).toBeGreaterThan(3 * rate);
  });
});
