import { describe, expect, test } from "vitest";
import { forecastParameters } from "../catalogue/calibration-data.ts";
import { trendsOf } from "./damped-trend.ts";
import { quantileOf, relativeResiduals } from "./residuals.ts";

const parameters = forecastParameters();
const steady = [0, 10, 20, 30, 40].map((at) => ({ at, value: 4 }));

const residualsOf = (samples: typeof steady): readonly number[] =>
  relativeResiduals(samples, trendsOf(samples, parameters), { horizonSeconds: 20, parameters });

describe("past errors", () => {
  test("there is one for each point with an actual value a horizon later", () => {
    expect(residualsOf(steady)).toEqual([0, 0, 0]);
  });

  test("a target time inside a gap gives none", () => {
    expect(residualsOf([...steady, { at: 1000, value: 40 }])).toEqual([0, 0, 0]);
  });

  test("they are relative to the forecast", () => {
    const doubled = steady.map(({ at, value }) => ({ at, value: at === 20 ? 2 * value : value }));
    expect(residualsOf(doubled)[0]).toBeCloseTo(1, 9);
  });
});

test.each([
  { quantile: 0, expected: 1 },
  { quantile: 0.5, expected: 2.5 },
  { quantile: 0.75, expected: 3.25 },
  { quantile: 1, expected: 4 },
])("quantile $quantile of 1, 2, 3, 4 is $expected", ({ quantile, expected }) => {
  expect(quantileOf([1, 2, 3, 4], quantile)).toBe(expected);
});
