import { seededRandom } from "@loadline/model";
import { expect, test } from "vitest";
import { loadCover } from "./load-cover.ts";
import { knownHigh } from "./load-day.ts";
import { arrivingRate } from "./load-level.ts";
import { emptyLoadForecast, type LoadForecast, observeDemand } from "./online-forecast.ts";

const every = 15;

/** The memory after a load that is looked at every 15 s. */
const after = (seconds: number, rateAt: (at: number) => number, before = emptyLoadForecast): LoadForecast => {
  let state = before;
  const start = (before.at ?? -every) + every;
  for (let at = start; at < start + seconds; at += every) state = observeDemand(state, { at, demand: rateAt(at) });
  return state;
};

const wobble = (at: number): number => 100 * (1 + 0.1 * Math.sin(at * 12.9898));

test("days without load take no room for noise from the load that comes back", () => {
  const before = after(6 * 3_600, wobble);
  const idle = after(60 * 3_600, () => 0, before);
  const state = after(3_600, wobble, idle);
  expect(Math.sqrt(state.level?.square ?? 0)).toBeGreaterThan(0.03);
  expect(loadCover(state, 60)?.surge).toBeGreaterThan(110);
});

test("a pulse in the middle of five minutes counts for the highest level of the day", () => {
  const hour = 3_600;
  const state = after(6 * hour, (at) => (at % hour >= 60 && at % hour < 240 ? 300 : 100));
  expect(knownHigh(state.day, state.outline?.minute ?? 0)).toBeGreaterThan(250);
});

test("the newest half of a window counts the more, the more requests came, and chance moves the rate by no more than a mean of 156", () => {
  expect(arrivingRate(2, 4, 60)).toEqual({ demand: 2, meanSeconds: 60 });
  expect(arrivingRate(10, 12, 60)).toEqual({ demand: 12, meanSeconds: 30 });
  let last = 2;
  for (let requests = 121; requests < 400; requests++) {
    const { demand, meanSeconds } = arrivingRate(requests / 60, (2 * requests) / 60, 60);
    const share = (demand * 60) / requests - 1;
    expect(demand - last).toBeGreaterThan(0);
    expect(demand - last).toBeLessThan(0.1);
    expect(1 / ((requests * meanSeconds) / 60)).toBeLessThanOrEqual(Math.max(1 / 156, 1 / requests));
    expect(meanSeconds).toBeCloseTo(60 / (1 + share ** 2));
    last = demand;
  }
});

test("means over half of the time are known to have twice the noise from the first on", () => {
  const before = after(6 * 3_600, wobble);
  const at = (before.at ?? 0) + every;
  const known = { ...before, ramp: { ...before.ramp, meanSeconds: 60 } };
  const [as, half] = [60, 30].map((meanSeconds) => observeDemand(known, { at, demand: 100, meanSeconds }));
  expect((half?.level?.square ?? 0) / (as?.level?.square ?? 1)).toBeCloseTo(2, 1);
  const back = observeDemand(half ?? known, { at: at + every, demand: 100, meanSeconds: 60 });
  expect((back.level?.square ?? 0) / (as?.level?.square ?? 1)).toBeCloseTo(1, 1);
});

test("at the start few requests are covered for what chance may make of them, and many hardly for more", () => {
  const coverOf = (demand: number): number => {
    const state = observeDemand(emptyLoadForecast, { at: 0, demand, meanSeconds: 60 });
    return (loadCover(state, 60)?.surge ?? 0) / demand;
  };
  expect(coverOf(1)).toBeCloseTo(1.25, 9);
  expect(coverOf(100)).toBeCloseTo(1.2, 2);
  expect(coverOf(0.001)).toBeCloseTo(1.25, 9);
});

test("a load that begins after none is seen to have left its level", () => {
  const none = after(600, () => 0);
  const begun = observeDemand(none, { at: 600, demand: 10, meanSeconds: 60 });
  expect(begun.level).toMatchObject({ level: 10, rose: true });
});

test("a cover at once is one of numbers", () => {
  const state = after(600, () => 100);
  expect(loadCover(state, 0)?.surge).toBeGreaterThanOrEqual(100);
});

test.each([5, 10])(
  "noise that is seen every %d s leaves the level about as often as noise seen every 15 s",
  (seconds) => {
    const day = 86_400;
    const random = seededRandom(7);
    const noisy = Array.from({ length: (2 * day) / 5 }, () => 100 * (1 + 0.3 * (random() + random() - 1)));
    const meanOf = (rates: readonly number[]): number => rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    /** The mean of the last minute every so often; how often the load came to another level. */
    const changes = (step: number): number => {
      let [state, count]: [LoadForecast, number] = [emptyLoadForecast, 0];
      for (let at = 60; at < 2 * day; at += step) {
        const since = state.level?.since;
        state = observeDemand(state, { at, demand: meanOf(noisy.slice((at - 60) / 5, at / 5)) });
        if (at > day && state.level?.since !== since) count += 1;
      }
      return count;
    };
    expect(changes(seconds)).toBeLessThan(1.3 * changes(15));
  },
);
