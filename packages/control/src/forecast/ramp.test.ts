import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadCover, riseRate } from "./load-cover.ts";
import { loadQuantiles } from "./load-quantiles.ts";
import { emptyLoadForecast, type LoadForecast, loadForecastSchema, observeDemand } from "./online-forecast.ts";
import { emptyRamp, observeRamp, type Ramp, rampRate, rampSchema } from "./ramp.ts";

const minute = 60;
const hour = 60 * minute;

const rampOf = (loadAt: (at: number) => number, seconds: number, every: number): Ramp => {
  let ramp = emptyRamp;
  for (let at = 0; at <= seconds; at += every) {
    ramp = observeRamp(ramp, { at, demand: loadAt(at), elapsed: at === 0 ? 0 : every, meanSeconds: 0 });
  }
  return ramp;
};

/** Seven per cent of wobble that does not repeat within hours. */
const wobble = (at: number): number => 1 + 0.05 * Math.sin(at * 12.9898) + 0.02 * Math.sin(at / 37);

/** Ten until `from`, then a straight rise to the factor within `over` seconds, and level. */
const rising = ({ from, over, factor }: { from: number; over: number; factor: number }) => {
  return (at: number): number => 10 * (1 + (factor - 1) * Math.min(1, Math.max(0, (at - from) / over)));
};

describe("a ramp", () => {
  const asked = { horizonSeconds: 300, probability: 0.95, noise: 0, knownHigh: 0 };

  test("is none while the load falls, was seen once, or rose by no more than its noise", () => {
    const risen = rampOf(rising({ from: hour, over: 10 * minute, factor: 3 }), hour + 5 * minute, 15);
    expect(rampRate(emptyRamp, asked)).toBeNull();
    for (const ramp of [rampOf(() => 10, 0, 15), rampOf((at) => 10 / (1 + at / 300), 2 * hour, 15)])
      expect(rampRate(ramp, asked)).toBeNull();
    expect(rampRate(risen, asked)).toBeGreaterThan(20);
    expect(rampRate(risen, { ...asked, noise: 10 })).toBeNull();
  });

  test("is hardly ever seen in a load that only wobbles: the load has not left its level", () => {
    let alarms = 0;
    let state = emptyLoadForecast;
    for (let at = 0; at < 24 * hour; at += 15) {
      state = observeDemand(state, { at, demand: 10 * wobble(at) });
      const { outline } = state;
      alarms += outline === null || riseRate({ ...state, outline }, asked, 0.95) === null ? 0 : 1;
    }
    expect(alarms / (4 * 60 * 24)).toBeLessThan(0.05);
  });

  test("is over at once half of the time, goes on for as long again in a quarter, and never adds more than the load", () => {
    const ramp = rampOf(rising({ from: hour, over: 10 * minute, factor: 3 }), hour + 5 * minute, 15);
    const now = 20;
    const asked = { horizonSeconds: 600, noise: 0, knownHigh: 0 };
    const [third = 0, most = 0] = [0.75, 0.95].map((probability) => rampRate(ramp, { ...asked, probability }) ?? 0);
    expect(rampRate(ramp, { ...asked, probability: 0.5 })).toBeNull();
    // The rise of two and a half minutes again: five.
    expect(third).toBeCloseTo(now + 5, 6);
    expect(third).toBeLessThan(most);
    expect(most).toBeLessThanOrEqual(2 * now);
  });

  test("without data is none: after a gap the comparison begins anew", () => {
    const before = rampOf(() => 10, hour, 15);
    const after = observeRamp(before, { at: hour + 600, demand: 30, elapsed: 600 });
    expect(rampRate(after, { ...asked, horizonSeconds: 60 })).toBeNull();
  });
});

describe("the band over a steep rise", () => {
  const quantilesAt = (state: LoadForecast, horizonSeconds: number): readonly number[] =>
    (loadQuantiles(state, { horizonSeconds, quantiles: [0.05, 0.5, 0.95] }) ?? []).map(({ rate }) => rate);

  const cases = [
    {
      name: "a day in eight minutes, a sample every 2 s",
      every: 2,
      stationary: minute,
      over: 30,
      factor: 6,
      horizon: 15,
    },
    {
      name: "ten minutes to three times the load, a sample every 5 s",
      every: 5,
      stationary: 4 * hour,
      over: 600,
      factor: 3,
      horizon: 300,
    },
    {
      name: "ten minutes to three times the load, a sample every 30 s",
      every: 30,
      stationary: 4 * hour,
      over: 600,
      factor: 3,
      horizon: 300,
    },
    ...[60, 120, 300].map((horizon) => ({
      name: `${horizon} s ahead, ten minutes to three times the load, as the mean of a minute`,
      every: 5,
      stationary: 4 * hour,
      over: 600,
      factor: 3,
      horizon,
      meanSeconds: minute,
    })),
    {
      name: "half an hour to three times the load",
      every: 15,
      stationary: 12 * hour,
      over: 1800,
      factor: 3,
      horizon: 600,
    },
  ];

  test.each(cases)(
    "with room for a surge is at most a sixth short of what comes, once the rise shows: $name",
    (given) => {
      const { every, stationary, over, factor, horizon, meanSeconds } = { meanSeconds: 0, ...given };
      const trend = rising({ from: stationary, over, factor });
      const samples = Math.max(1, Math.round(meanSeconds / every));
      const loadAt = (at: number): number =>
        Array.from({ length: samples }, (_, back) => trend(at - back * every) * wobble(at - back * every)).reduce(
          (sum, one) => sum + one / samples,
          0,
        );
      let state = emptyLoadForecast;
      let [checks, worst] = [0, 1];
      for (let at = 0; at <= stationary + over - horizon; at += every) {
        state = observeDemand(state, { at, demand: loadAt(at), meanSeconds });
        // A third of the rise is there to be seen.
        if (at < stationary + over / 3) continue;
        const [low = 0, , high = 0] = quantilesAt(state, horizon);
        checks += 1;
        worst = Math.min(worst, Math.max(high, loadCover(state, horizon)?.surge ?? 0) / trend(at + horizon));
        expect(low).toBeLessThanOrEqual(loadAt(at));
        expect(high).toBeGreaterThan(loadAt(at));
      }
      expect(checks).toBeGreaterThanOrEqual(3);
      expect(worst).toBeGreaterThan(5 / 6);
    },
  );
});

describe("room for noise and a surge", () => {
  const addedAfter = (loadAt: (at: number) => number, horizonSeconds: number): number => {
    let state = emptyLoadForecast;
    for (let at = 0; at < 12 * hour; at += 15) state = observeDemand(state, { at, demand: loadAt(at) });
    return (loadCover(state, horizonSeconds)?.surge ?? 0) / (state.level?.level ?? 1) - 1;
  };

  test("is more than a fifth of a load that changes, less over a short horizon, and hardly any of one that never does", () => {
    expect(loadCover(emptyLoadForecast, 300)).toBeNull();
    // Noise of 4 % is covered two and a half times over.
    expect(addedAfter((at) => 10 * wobble(at), 900)).toBeCloseTo(0.22 + 2.5 * 0.04, 1);
    expect(addedAfter((at) => 10 * (1 + 0.01 * Math.sin(at / 300)), 60)).toBeLessThan(0.1);
    expect(addedAfter(() => 10, 900)).toBeLessThan(0.05);
  });
});

describe("laws", () => {
  const rows = fc.array(
    fc.record({
      elapsed: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 5_000 })),
      demand: fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, 1e-9, 1e12)),
    }),
    { minLength: 1, maxLength: 120 },
  );
  const seen = (samples: readonly { readonly elapsed: number; readonly demand: number }[]): Ramp => {
    let at = 0;
    return samples.reduce((ramp, sample) => {
      at += sample.elapsed;
      return observeRamp(ramp, { at, ...sample });
    }, emptyRamp);
  };

  test("a ramp is never below the present load nor above twice it, and rises with horizon and probability", () =>
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2e6, noNaN: true })),
        (samples, horizonSeconds, probability, knownHigh) => {
          const ramp = seen(samples);
          const now = samples.at(-1)?.demand ?? 0;
          const asked = { horizonSeconds, probability, noise: 0, knownHigh };
          const rate = rampRate(ramp, asked);
          if (rate === null) return;
          expect(rate).toBeGreaterThanOrEqual(now);
          expect(rate).toBeLessThanOrEqual(2 * now);
          expect(rampRate(ramp, { ...asked, probability: 1 })).toBeGreaterThanOrEqual(rate);
          expect(rampRate(ramp, { ...asked, knownHigh: 0 })).toBeGreaterThanOrEqual(rate);
          if (now <= knownHigh) expect(rate).toBeLessThanOrEqual(knownHigh * (1 + 2 ** -40));
        },
      ),
    ));

  test("what is remembered goes through JSON, and stays small however long it watches", () =>
    fc.assert(
      fc.property(rows, (samples) => {
        const ramp = seen(samples);
        expect(rampSchema.parse(JSON.parse(JSON.stringify(ramp)))).toEqual(ramp);
        expect(ramp.points.length).toBeLessThan(80);
      }),
    ));

  test("a checkpoint from before ramps were watched is read", () => {
    const { ramp: _, ...before } = emptyLoadForecast;
    expect(loadForecastSchema.parse(before)).toEqual(emptyLoadForecast);
  });

  test("a checkpoint with more methods and a slope goes on", () => {
    const known = [0, 60, 120].reduce((state, at) => observeDemand(state, { at, demand: 50 }), emptyLoadForecast);
    const outline = { ...known.outline, slope: 0.1 };
    const horizons = known.horizons.map((one) => ({ ...one, methods: [...one.methods, ...one.methods], chosen: 3 }));
    const read = loadForecastSchema.parse(JSON.parse(JSON.stringify({ ...known, outline, horizons })));
    const [high] =
      loadQuantiles(observeDemand(read, { at: 180, demand: 50 }), { horizonSeconds: 60, quantiles: [0.98] }) ?? [];
    expect(high?.rate).toBeGreaterThan(50);
    expect(high?.rate).toBeLessThan(100);
  });
});
