import { describe, expect, test } from "vitest";
import { candidates, countFor } from "./candidates.ts";
import {
  emptyScalingState,
  type ScalingObservation,
  type ScalingState,
  scalingStateSchema,
  scalingStep,
} from "./scaling-engine.ts";

const start = 1_800_000_000;
const tick = 30;
const common = { capacity: 10, leadTimeSeconds: 300 };

/** The state after loads at one tick each, and the count that follows at each. */
const followed = (loads: readonly (number | null)[], from = emptyScalingState, first = start) => {
  let state = from;
  let standing = 12;
  const counts = loads.map((load, index) => {
    const step = scalingStep(state, { ...common, at: first + index * tick, load });
    state = step.state;
    if (step.advice !== null && load !== null) standing = countFor(step.advice, standing, common.capacity);
    return standing;
  });
  return { state, counts };
};

/** Noise of a few percent that is the same in every run. */
const wobble = (index: number): number => 1 + 0.03 * Math.sin(index * 12.9898) * Math.cos(index * 4.1414);
const hours = (count: number): number => Math.round((count * 3600) / tick);
const stationary = Array.from({ length: hours(12) }, (_, index) => 100 * wobble(index));
const changesOf = (counts: readonly number[]): number =>
  counts.filter((count, index) => index > 0 && count !== counts[index - 1]).length;

describe("a load", () => {
  test("that only wobbles is settled once", () => {
    expect(changesOf(followed(stationary).counts)).toBeLessThanOrEqual(2);
  });

  test("that triples at once is followed by one large step", () => {
    const { counts } = followed([...stationary, ...stationary.slice(0, hours(1)).map((load) => 3 * load)]);
    const before = counts[stationary.length - 1] ?? 0;
    const rises = counts.slice(stationary.length).filter((count, index, all) => count > (all[index - 1] ?? before));
    expect(rises.length).toBeLessThanOrEqual(2);
    expect(rises[0]).toBeGreaterThanOrEqual(30);
  });

  test("that pulses every hour is met by replicas that were asked for before", () => {
    const pulsing = Array.from({ length: hours(12) }, (_, index) => {
      const minute = ((index * tick) / 60) % 60;
      return (minute < 10 ? 200 : 100) * wobble(index);
    });
    const { counts } = followed(pulsing);
    const pulse = hours(11);
    expect(counts[pulse - common.leadTimeSeconds / tick]).toBeGreaterThanOrEqual(20);
    expect(counts[pulse - hours(0.3)]).toBeLessThan(16);
  });

  test("that the plan announces is asked for at once, and kept no lower than that", () => {
    const { state } = followed(stationary);
    const at = start + stationary.length * tick;
    const { advice } = scalingStep(state, { ...common, at, load: 100, announced: 300 });
    expect(advice?.order).toBeGreaterThanOrEqual(300);
    expect(countFor(advice ?? expect.fail(), 12, 10)).toBeGreaterThanOrEqual(30);
  });
});

describe("what was not observed", () => {
  const { state } = followed(stationary);
  const after = start + stationary.length * tick;
  const at = (seconds: number, load: number | null): ScalingObservation => ({ ...common, at: after + seconds, load });

  test.each([
    { name: "an unknown load", observation: at(0, null) },
    { name: "a repeated sample", observation: at(-tick, 500) },
    { name: "a late sample", observation: at(-10 * tick, 0) },
  ])("$name changes nothing that is remembered", ({ observation }) => {
    expect(scalingStep(state, observation).state).toBe(state);
    expect(scalingStep(state, observation).advice).not.toBeNull();
  });

  test("a gap of an hour is no evidence for or against a candidate", () => {
    const prices = ({ fleets }: ScalingState) => fleets?.map(({ price }) => price);
    expect(prices(scalingStep(state, at(3600, 20)).state)).toEqual(prices(state));
  });

  test("an unknown capacity leaves the load known and no candidate scored", () => {
    const { state: known } = scalingStep(emptyScalingState, { ...common, at: start, load: 100, capacity: null });
    expect(known.load?.level).toBe(100);
    expect(known.fleets).toBeNull();
  });

  test.each([
    { name: "a load that is no number", load: Number.NaN, capacity: 10 },
    { name: "a load below zero", load: -1, capacity: 10 },
    { name: "an endless load", load: Number.POSITIVE_INFINITY, capacity: 10 },
    { name: "a capacity of zero", load: 1, capacity: 0 },
  ])("$name is refused", ({ load, capacity }) => {
    expect(() => scalingStep(state, { ...at(0, load), capacity })).toThrow(/LL_INPUT_INVALID|expected/);
  });
});

describe("the state", () => {
  const week = Array.from(
    { length: hours(8 * 24) / 4 },
    (_, index) => 100 * (1 + 0.5 * Math.sin(index / 229)) * wobble(index),
  );
  let state = emptyScalingState;
  for (const [index, load] of week.entries()) {
    state = scalingStep(state, { ...common, leadTimeSeconds: 900, at: start + index * 4 * tick, load }).state;
  }

  test("of more than a week is at most 32 KiB of JSON and passes its schema", () => {
    const text = JSON.stringify(state);
    expect(text.length).toBeLessThanOrEqual(32 * 1024);
    expect(scalingStateSchema.parse(JSON.parse(text))).toEqual(state);
  });

  test("stored and read back goes on to the same counts", () => {
    const { state: before } = followed(stationary.slice(0, hours(6)));
    const read = scalingStateSchema.parse(JSON.parse(JSON.stringify(before)));
    const later = start + hours(6) * tick;
    const rest = stationary.slice(hours(6)).map((load) => 1.4 * load);
    expect(followed(rest, read, later)).toEqual(followed(rest, before, later));
  });
});

test("every candidate asks for no less than it triggers at, and keeps no less than it asks for", () => {
  const { state } = followed(stationary);
  for (let chosen = 0; chosen < candidates.length; chosen++) {
    const { advice } = scalingStep({ ...state, chosen }, { ...common, at: start, load: null });
    expect(advice?.order).toBeGreaterThanOrEqual(advice?.trigger ?? Number.NaN);
    expect(advice?.keep).toBeGreaterThanOrEqual(advice?.order ?? Number.NaN);
  }
});
