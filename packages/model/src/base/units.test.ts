import { expect, test } from "vitest";
import { bytes, gigabytes } from "./units.ts";

test.each([{ name: "a gigabyte", actual: gigabytes(1), expected: 1_000_000_000 }])(
  "$name in base units",
  ({ actual, expected }) => {
    expect(actual).toBe(expected);
  },
);

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1])("%d is no quantity", (value) => {
  expect(() => bytes(value)).toThrow(`got ${value}`);
});
