import fc from "fast-check";
import { expect, test } from "vitest";
import { paretoPlot } from "./pareto-plot.ts";

const titles = { xTitle: "per user", yTitle: "per GPU" };

test("the ends of a front stand in opposite corners", () => {
  const [title, top = "", ...rest] = paretoPlot(
    [
      { x: 1, y: 100 },
      { x: 9, y: 20 },
    ],
    { ...titles, columns: 30 },
  );
  expect(title).toBe("per GPU");
  expect(top).toBe("    100 |*");
  expect(rest[6]).toBe(`     20 |${" ".repeat(20)}*`);
});

test("fewer than two points are no picture", () => {
  expect(paretoPlot([{ x: 1, y: 1 }], { ...titles, columns: 60 })).toEqual([]);
});

test("no line is wider than the view, and at least one point shows", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          x: fc.double({ min: 0.1, max: 1e5, noNaN: true }),
          y: fc.double({ min: 0.1, max: 1e5, noNaN: true }),
        }),
        { minLength: 2, maxLength: 30 },
      ),
      fc.integer({ min: 40, max: 200 }),
      (points, columns) => {
        const plot = paretoPlot(points, { ...titles, columns });
        expect(Math.max(...plot.map((line) => line.length))).toBeLessThanOrEqual(columns);
        expect(plot.join("\n")).toContain("*");
      },
    ),
  ));
