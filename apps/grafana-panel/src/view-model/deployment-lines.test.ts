import { describe, expect, test } from "vitest";
import { frame } from "../../test/frame-fixtures.ts";
import { currentForecast, withForecast } from "./deployment-lines.ts";
import { readFrames } from "./read-series.ts";

const freshness = { asOfMs: 2000, staleAfterMs: 10_000, newestMs: 2000 };

const quantile = (name: string, value: number, phase = "decode") =>
  frame({
    metric: "loadline_demand_forecast_tokens_per_second",
    labels: { phase, quantile: name },
    timesMs: [1000, 2000],
    values: [value, value],
  });

const forecastOf = (...frames: readonly ReturnType<typeof quantile>[]) =>
  currentForecast(readFrames(frames).series, "decode", freshness);

describe("the present forecast", () => {
  test("lies between the lowest and the highest quantile of its phase", () => {
    expect(
      forecastOf(quantile("0.95", 30), quantile("0.1", 10), quantile("0.5", 20), quantile("0.99", 99, "prefill")),
    ).toEqual({
      lower: 10,
      upper: 30,
      quantiles: [0.1, 0.95],
    });
  });

  test.each([
    { name: "one quantile is no band", frames: [quantile("0.5", 20)] },
    {
      name: "a quantile that is no number is left out",
      frames: [quantile("0.5", 20), quantile("", 1), quantile("x", 2)],
    },
    { name: "an unknown value is left out", frames: [quantile("0.5", 20), quantile("0.9", Number.NaN)] },
  ])("$name", ({ frames }) => expect(forecastOf(...frames)).toBeNull());

  test("is unknown once it is stale", () => {
    const { series } = readFrames([quantile("0.1", 1), quantile("0.9", 2)]);
    expect(currentForecast(series, "decode", { ...freshness, asOfMs: 60_000 })).toBeNull();
  });
});

describe("the band", () => {
  const none = [null, null, null];
  const rates = { plannedCapacity: none, capacity: none, loadLine: none, recommended: none, demand: [5, 6, undefined] };
  const lines = { timesMs: [0, 1000, 2000], rates };
  const forecast = { lower: 4, upper: 9, quantiles: [0.1, 0.9] as const };

  test("goes from the last known demand to the quantiles at the lead time", () => {
    const { timesMs, rates: drawn } = withForecast(lines, forecast, 5000);
    expect(timesMs).toEqual([0, 1000, 2000, 5000]);
    expect(drawn.forecastLower).toEqual([null, 6, undefined, 4]);
    expect(drawn.forecastUpper).toEqual([null, 6, undefined, 9]);
    expect(drawn.demand).toEqual([5, 6, undefined, null]);
  });

  test.each([
    { name: "no forecast", forecast: null, atMs: 5000 },
    { name: "a lead time that is over", forecast, atMs: 2000 },
  ])("is empty with $name", ({ forecast: given, atMs }) => {
    const { timesMs, rates: drawn } = withForecast(lines, given, atMs);
    expect(timesMs).toEqual(lines.timesMs);
    expect(drawn.forecastUpper).toEqual(none);
  });
});
