import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignTo, gapAfterMs, knownIndices, movedCursor, sharedAxis } from "./align.ts";

const sampled = (timesMs: readonly number[], values: readonly (number | null)[] = timesMs) => ({ timesMs, values });

describe("gapAfterMs", () => {
  test.each([
    { name: "no sample has no interval", timesMs: [], expected: null },
    { name: "one sample has no interval", timesMs: [5], expected: null },
    { name: "regular samples have their distance", timesMs: [0, 2, 4, 6], expected: 5 },
    { name: "one long gap does not change the interval", timesMs: [0, 2, 4, 100, 102], expected: 5 },
  ])("$name", ({ timesMs, expected }) => expect(gapAfterMs(timesMs)).toBe(expected));
});

describe("alignTo", () => {
  test("a gap in the samples breaks the line at a time of its own", () => {
    const series = sampled([0, 2, 4, 20, 22], [1, 1, 1, 1, 1]);
    const axis = sharedAxis([series]);
    expect(axis).toEqual([0, 2, 4, 12, 20, 22]);
    expect(alignTo(axis, series)).toEqual([1, 1, 1, null, 1, 1]);
  });

  test("one lost sample does not break the line", () => {
    const series = sampled([0, 2, 6, 8], [1, 1, 1, 1]);
    expect(alignTo(sharedAxis([series]), series)).toEqual([1, 1, 1, 1]);
  });

  test("a slowly sampled series goes on between its samples", () => {
    const slow = sampled([0, 10, 20], [1, 2, 3]);
    const axis = sharedAxis([slow, sampled([0, 5, 10, 15, 20])]);
    expect(alignTo(axis, slow)).toEqual([1, undefined, 2, undefined, 3]);
  });

  test("an unknown value is a gap and not a zero", () => {
    const series = sampled([0, 1, 2], [4, null, 5]);
    expect(alignTo(sharedAxis([series]), series)).toEqual([4, null, 5]);
  });

  test("nothing is drawn before the first sample or after the last one", () => {
    const late = sampled([4, 6], [1, 2]);
    const values = alignTo(sharedAxis([late, sampled([0, 2, 4, 6, 8])]), late);
    expect(values.map((value) => value ?? null)).toEqual([null, null, 1, 2, null]);
  });
});

const anySeries = fc
  .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { maxLength: 40 })
  .map((times) => sampled(times.sort((a, b) => a - b)));

test("the axis rises strictly and contains every sample time", () =>
  fc.assert(
    fc.property(fc.array(anySeries, { maxLength: 5 }), (series) => {
      const axis = sharedAxis(series);
      expect(axis.every((time, index) => index === 0 || time > (axis[index - 1] ?? time))).toBe(true);
      expect(series.every(({ timesMs }) => timesMs.every((time) => axis.includes(time)))).toBe(true);
    }),
  ));

test("alignment keeps every sample, in order, and invents none", () =>
  fc.assert(
    fc.property(fc.array(anySeries, { minLength: 1, maxLength: 5 }), (series) => {
      const axis = sharedAxis(series);
      for (const one of series) {
        const known = alignTo(axis, one).filter((value) => typeof value === "number");
        expect(known).toEqual(one.values);
      }
    }),
  ));

describe("movedCursor", () => {
  const known = [1, 2, 4, 7];
  test.each([
    { name: "the first press goes to the newest point", key: "ArrowLeft", at: null, expected: 7 },
    { name: "from the left it enters at the oldest", key: "ArrowRight", at: null, expected: 1 },
    { name: "left skips what is a gap", key: "ArrowLeft", at: 4, expected: 2 },
    { name: "the cursor stays at the end", key: "ArrowRight", at: 7, expected: 7 },
    { name: "Home is the oldest", key: "Home", at: 4, expected: 1 },
    { name: "End is the newest", key: "End", at: 1, expected: 7 },
    { name: "a point that is gone counts as the one before it", key: "ArrowRight", at: 3, expected: 4 },
    { name: "another key moves nothing", key: "a", at: 4, expected: null },
    { name: "nor does the name of something every object has", key: "constructor", at: 4, expected: null },
  ])("$name", ({ key, at, expected }) => expect(movedCursor(key, at, known)).toBe(expected));

  test("without points it goes nowhere", () => expect(movedCursor("Home", null, [])).toBeNull());
});

test("times that stand for gaps are no points", () => {
  expect(
    knownIndices(
      [0, 1, 2],
      [
        [1, null, undefined],
        [null, undefined, 3],
      ],
    ),
  ).toEqual([0, 2]);
});

test("wherever it is, a key takes it to a known point", () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(50), { minLength: 1 }),
      fc.option(fc.nat(60)),
      fc.constantFrom("ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"),
      (points, at, key) => {
        const known = [...points].sort((a, b) => a - b);
        expect(known).toContain(movedCursor(key, at, known));
      },
    ),
  ));
