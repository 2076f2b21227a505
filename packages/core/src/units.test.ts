import { expect, test } from "vitest";
import { bytes, gibibytes, gigabytes, mebibytes, milliseconds } from "./units.ts";

test.each([
  { name: "a gibibyte", actual: gibibytes(1), expected: 1_073_741_824 },
  { name: "a gigabyte", actual: gigabytes(1), expected: 1_000_000_000 },
  { name: "a mebibyte", actual: mebibytes(1), expected: 1_048_576 },
  { name: "a millisecond", actual: milliseconds(1), expected: 0.001 },
])("$name in base units", ({ actual, expected }) => {
  expect(actual).toBe(expected);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1])("%d is no quantity", (value) => {
  expect(() => bytes(value)).toThrow(`got ${value}`);
});
