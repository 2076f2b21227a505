import { expect, test } from "vitest";
import { forecastParameters } from "../catalogue/calibration-data.ts";
import { extrapolate, trendsOf } from "./damped-trend.ts";

const parameters = forecastParameters();
const rising = { at: 0, level: 10, slope: 0.5 };

test("shortly ahead the slope counts in full", () => {
  expect(extrapolate(rising, 1, parameters)).toBeCloseTo(10.5, 2);
});

test("far ahead it has levelled off at what the damping time allows", () => {
  expect(extrapolate(rising, 1e6, parameters)).toBeCloseTo(10 + 0.5 * parameters.dampingSeconds.value, 9);
});

test("a falling load is never expected below zero", () => {
  expect(extrapolate({ ...rising, slope: -1 }, 1e6, parameters)).toBe(0);
});

test("after a steady rise the slope is that of the load", () => {
  const samples = Array.from({ length: 2000 }, (_, index) => ({ at: index * 10, value: 5 + index }));
  expect(trendsOf(samples, parameters).at(-1)?.slope).toBeCloseTo(0.1, 2);
});
