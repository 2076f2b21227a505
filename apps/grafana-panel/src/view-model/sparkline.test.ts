import fc from "fast-check";
import { expect, test } from "vitest";
import { frame } from "../../test/frame-fixtures.ts";
import { readFrames } from "./read-series.ts";
import { sparklinePaths, stackedPaths } from "./sparkline.ts";

const box = { width: 100, height: 24, fromMs: 0, toMs: 4000 };

const pathOf = (values: readonly unknown[], timesMs?: readonly unknown[]): string => {
  const [series] = readFrames([
    frame({ metric: "loadline_headroom_ratio", values, ...(timesMs === undefined ? {} : { timesMs }) }),
  ]).series;
  return sparklinePaths(series, undefined, box).line;
};

test("the highest value is at the top and zero at the bottom", () => {
  expect(pathOf([0.5, 1, 0.5])).toBe("M0.0 12.0L25.0 2.0L50.0 12.0");
});

test("below zero the level of zero is drawn, above it is the lower edge", () => {
  const of = (values: readonly number[]) =>
    sparklinePaths(readFrames([frame({ metric: "loadline_headroom_ratio", values })]).series[0], undefined, box);
  expect(of([1, -1])).toMatchObject({ line: "M0.0 2.0L25.0 22.0", zero: "M0.0 12.0L100.0 12.0" });
  expect(of([1, 0])).toMatchObject({ zero: "" });
});

test("a limit shares the scale of the value", () => {
  const [value, limit] = [1, 2].map(
    (level) => readFrames([frame({ metric: "loadline_headroom_ratio", values: [level] })]).series[0],
  );
  expect(sparklinePaths(value, limit, box)).toEqual({ line: "M0.0 12.0", limit: "M0.0 2.0", zero: "" });
});

test("an unknown value and a gap in time leave the line open", () => {
  expect(pathOf([1, null, 1]).match(/M/g)).toHaveLength(2);
  expect(pathOf([1, 1, 1, 1], [0, 100, 200, 3000]).match(/M/g)).toHaveLength(2);
});

test("nothing to draw is no path", () => {
  expect(sparklinePaths(undefined, undefined, box)).toEqual({ line: "", limit: "", zero: "" });
  expect(pathOf([Number.NaN])).toBe("");
});

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
    fc.property(fc.array(fc.oneof(fc.double(), fc.constant(null)), { maxLength: 5 }), (values) => {
      for (const [, x, y] of pathOf(values).matchAll(/[ML]([^ML ]+) ([^ML ]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x)).toBeLessThanOrEqual(box.width);
        expect(Number(y)).toBeGreaterThanOrEqual(0);
        expect(Number(y)).toBeLessThanOrEqual(box.height);
      }
    }),
  ));
