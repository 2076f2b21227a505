import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownIndices, movedCursor } from "./chart-cursor.ts";

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
