import { describe, expect, test } from "vitest";
import { type ArrivalSettings, readClientArrivals } from "./client-arrivals.ts";

const header = "client,timestamp_s,rate_rps,cv,pattern,arg1,arg2";
const settings = { stepSeconds: 15, seed: 7 };

const clientArrivals = (text: string, of: ArrivalSettings): Float64Array => readClientArrivals(text)(of);

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const spreadOf = (values: Float64Array): number => {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean;
};

const hours = (pattern: string, shape: number, rate: number, windows = 144): string =>
  [header, ...Array.from({ length: windows }, (_, window) => `0,${window * 600},${rate},1,${pattern},${shape},1`)].join(
    "\n",
  );

describe("arrivals of one client", () => {
  test.each([
    { pattern: "Gamma", shape: 1, rate: 2 },
    { pattern: "Gamma", shape: 0.3, rate: 2 },
    { pattern: "Weibull", shape: 0.6, rate: 2 },
    { pattern: "Weibull", shape: 1, rate: 50 },
  ])("$pattern of shape $shape come at $rate requests/s", ({ pattern, shape, rate }) => {
    const load = clientArrivals(hours(pattern, shape, rate), settings);
    expect(load).toHaveLength(144 * 40);
    expect(meanOf(load) / rate).toBeGreaterThan(0.93);
    expect(meanOf(load) / rate).toBeLessThan(1.07);
  });

  test.each([2, 50])("of shape 1 are Poisson, at %d requests/s", (rate) => {
    const load = clientArrivals(hours("Gamma", 1, rate), settings);
    expect(spreadOf(load)).toBeCloseTo(1 / Math.sqrt(15 * rate), 2);
  });

  test("come in bursts when the shape is small", () => {
    const [bursts, even] = [0.2, 1].map((shape) => clientArrivals(hours("Gamma", shape, 2), settings));
    expect(spreadOf(bursts ?? even ?? new Float64Array(1))).toBeGreaterThan(
      1.5 * spreadOf(even ?? new Float64Array(1)),
    );
  });
});

test("the same seed gives the same arrivals, another one others", () => {
  const text = hours("Weibull", 0.5, 1, 3);
  expect(clientArrivals(text, settings)).toEqual(clientArrivals(text, settings));
  expect(clientArrivals(text, { ...settings, seed: 8 })).not.toEqual(clientArrivals(text, settings));
});

test.each([
  { name: "an unknown pattern", text: `${header}\n0,0,1,1,Pareto,1,1`, message: "Gamma or Weibull" },
  { name: "a missing column", text: "client,timestamp_s,rate_rps\n0,0,1", message: "pattern" },
  { name: "a word for a rate", text: `${header}\n0,0,much,1,Gamma,1,1`, message: "line 2" },
])("$name is refused with the line", ({ text, message }) => {
  expect(() => clientArrivals(text, settings)).toThrow(message);
});
