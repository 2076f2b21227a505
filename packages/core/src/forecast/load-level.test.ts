import { expect, test } from "vitest";
import { loadCover } from "./load-cover.ts";
import { knownHigh } from "./load-day.ts";
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

test("a cover at once is one of numbers", () => {
  const state = after(600, () => 100);
  expect(loadCover(state, 0)?.surge).toBeGreaterThanOrEqual(100);
});
