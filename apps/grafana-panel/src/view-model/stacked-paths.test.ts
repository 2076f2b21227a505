import fc from "fast-check";
import { expect, test } from "vitest";
import { stackedPaths } from "./stacked-paths.ts";

const box = { width: 100, height: 24, fromMs: 0, toMs: 4000 };

const course = (...values: readonly (number | null)[]) => ({ timesMs: values.map((_, at) => 1000 * at), values });

test("areas stand on each other, and fill the height where they take the most", () => {
  expect(stackedPaths([course(1, 1), course(0, 1)], box)).toEqual([
    "M0.0 12.0L25.0 12.0L25.0 22.0L0.0 22.0Z",
    "M0.0 12.0L25.0 2.0L25.0 12.0L0.0 12.0Z",
  ]);
});

test("an unknown value of one leaves the whole stack open", () => {
  const paths = stackedPaths([course(1, 1, 1), course(1, null, 1)], box);
  expect(paths.map((path) => path.match(/M/g)?.length)).toEqual([2, 2]);
  expect(stackedPaths([], box)).toEqual([]);
});

test("every point lies inside the box", () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.double({ min: 0, max: 1e300, noNaN: true }), fc.constant(null)), {
        maxLength: 5,
      }),
      (values) => {
        const [path = ""] = stackedPaths([course(...values)], box);
        for (const [, x, y] of path.matchAll(/[ML]([^MLZ ]+) ([^MLZ ]+)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x)).toBeLessThanOrEqual(box.width);
          expect(Number(y)).toBeGreaterThanOrEqual(0);
          expect(Number(y)).toBeLessThanOrEqual(box.height);
        }
      },
    ),
  ));
