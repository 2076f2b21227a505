import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costAtUnserved } from "../fluid/compare-frontier.ts";
import { type ArrivalSettings, readClientArrivals } from "./client-arrivals.ts";
import { binRequests, bridgeGaps, loadSeries, referenceNormal } from "./load-series.ts";
import { generateLoad, loadShapeNamed, loadShapeNames } from "./load-shapes.ts";
import { parseCsvLoad, parseServegenLoad } from "./parse-recorded-load.ts";

const header = "timestamp_s,rate_rps";
const text = (...rows: readonly string[]): string => [header, ...rows, ""].join("\n");

describe("windows", () => {
  test.each([
    { name: "in order", rows: ["0,10", "600,20", "1200,30"], notices: [] },
    { name: "out of order", rows: ["600,20", "0,10", "1200,30"], notices: ["lines were out of order and are sorted"] },
    { name: "repeated", rows: ["0,10", "600,20", "600,20", "1200,30"], notices: ["1 repeated line left out"] },
  ])("$name read the same", ({ rows, notices }) => {
    const expected = { kind: "windows", windowSeconds: 600, rates: [10, 20, 30], notices };
    expect(parseServegenLoad(text(...rows))).toMatchObject(expected);
    expect(parseCsvLoad(text(...rows))).toEqual(expected);
  });

  test("with one missing keep its place as a gap", () => {
    const { rates, notices } = parseServegenLoad(text("0,10", "600,20", "1800,40"));
    expect(rates).toEqual([10, 20, null, 40]);
    expect(notices).toEqual(["1 window missing"]);
  });

  test("find their columns by name, whatever stands beside them", () => {
    const { rates } = parseServegenLoad("rate_rps,clients,timestamp_s\r\n5,1,0\r\n6,1,600\r\n");
    expect(rates).toEqual([5, 6]);
  });

  test("a last line that is cut off is left out and reported", () => {
    const { rates, notices } = parseServegenLoad(`${header}\n0,10\n600,20\n12`);
    expect(rates).toEqual([10, 20]);
    expect(notices).toEqual(["line 4 is cut off and is left out"]);
  });

  test("of zero are a recording gap of ServeGen, wherever they stand", () => {
    expect(parseServegenLoad(text("0,0", "600,10", "1200,0", "1800,12")).rates).toEqual([null, 10, null, 12]);
  });

  test("of zero between usual load look like a gap in any trace", () => {
    const { rates, notices } = parseServegenLoad(text("0,10", "600,0", "1200,0", "1800,12"));
    expect(rates).toEqual([10, null, null, 12]);
    expect(notices).toHaveLength(1);
    expect(parseCsvLoad(text("0,10", "600,0", "1200,0", "1800,12"))).toMatchObject({ rates: [10, null, null, 12] });
  });

  test("of zero after a fade count as zero", () => {
    const rates = [10, 10, 4, 1, 0, 0, 1, 5, 10];
    const rows = rates.map((rate, index) => `${index * 600},${rate}`);
    expect(parseCsvLoad(text(...rows))).toMatchObject({ rates, notices: [] });
  });
});

test("a CSV without rates holds one request per row, sorted and counted from the first", () => {
  expect(parseCsvLoad("timestamp_s,input\n105,1\n100,1\n")).toEqual({
    kind: "requests",
    arrivals: [0, 5],
    notices: [
      "each line is taken for one request, as no column is known as a load",
      "lines were out of order and are sorted",
    ],
  });
});

test.each([
  { name: "a word for a rate", rows: ["0,10", "600,many"], message: 'line 3 of the trace reads "many"' },
  { name: "a negative rate", rows: ["0,-1"], message: 'reads "-1"' },
  { name: "a line with a cell too few", rows: ["0,10", "600", "1200,5"], message: "2 columns, as in the header" },
  { name: "two rates for one time", rows: ["0,10", "600,20", "600,21"], message: "the same rate as line 3" },
  { name: "a time off the grid", rows: ["0,1", "300,1", "750,1"], message: "whole number of 300 s windows" },
  { name: "one window", rows: ["0,10"], message: "at least two windows" },
  { name: "a time far away", rows: ["0,1", "600,1", "600000000,1"], message: "a time nearer to the others" },
])("$name is refused with the line", ({ rows, message }) => {
  expect(() => parseServegenLoad(text(...rows))).toThrow(message);
});

test.each(["", "\n", `${header}\n`])("a file without a row is refused: %j", (content) => {
  expect(() => parseCsvLoad(content)).toThrow("holds no request");
});

test.each([
  { name: "without a line end", end: "", notices: ["line 3 has no line end: its last value, 20, may be cut off"] },
  { name: "with one", end: "\n", notices: [] },
])("a last value $name is read, and named where it may be cut off", ({ end, notices }) => {
  const load = parseCsvLoad(`timestamp_s,rate_rps\n0,10\n600,20${end}`);
  expect(load.notices).toEqual(notices);
});

test("a file without a header says which column it misses", () => {
  expect(() => parseCsvLoad("0,10\n600,20\n")).toThrow("a column timestamp_s");
});

describe("gaps", () => {
  test.each([
    { name: "inside", rates: [10, null, null, 40], expected: [10, 20, 30, 40] },
    { name: "at the start", rates: [null, 10, 20], expected: [10, 10, 20] },
    { name: "at the end", rates: [10, 20, null], expected: [10, 20, 20] },
  ])("$name are bridged", ({ rates, expected }) => {
    expect(bridgeGaps(rates)).toEqual(expected);
  });

  test("alone are no load", () => {
    expect(() => bridgeGaps([null, null])).toThrow("recording gaps");
  });

  test("bridged never leave the range of what is known, and leave it unchanged", () =>
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 1 }), (rates) => {
        const known = rates.filter((rate) => rate !== null);
        fc.pre(known.length > 0);
        const bridged = bridgeGaps(rates);
        for (const [index, rate] of bridged.entries()) {
          expect(rate).toBeGreaterThanOrEqual(Math.min(...known) - 1e-6);
          expect(rate).toBeLessThanOrEqual(Math.max(...known) + 1e-6);
          if (rates[index] !== null) expect(rate).toBe(rates[index]);
        }
      }),
    ));
});

describe("series", () => {
  const settings = { windowSeconds: 600, stepSeconds: 15, correlation: 0.8, seed: 7 };

  test("go in a straight line from window to window", () => {
    const series = loadSeries([100, 200], { ...settings, noise: 0, shape: "linear" });
    expect(series).toHaveLength(40);
    expect([series[0], series[20], series[39]]).toEqual([100, 150, 197.5]);
  });

  test("or in steps", () => {
    const series = loadSeries([100, 200, 0], { ...settings, noise: 0, shape: "step" });
    expect([series[39], series[40], series[79]]).toEqual([100, 200, 200]);
  });

  test("have noise of the size and correlation that was asked for", () => {
    const series = loadSeries([1, ...new Array<number>(2000).fill(1)], { ...settings, noise: 0.05, shape: "linear" });
    const deviations = [...series].map((value) => value - 1);
    const variance = deviations.reduce((sum, value) => sum + value ** 2, 0) / deviations.length;
    const covariance = deviations.reduce((sum, value, index) => sum + value * (deviations[index + 1] ?? 0), 0);
    expect(Math.sqrt(variance)).toBeCloseTo(0.05, 2);
    expect(covariance / deviations.length / variance).toBeCloseTo(0.8, 1);
  });

  test.each([1, 10, 20, 60, 100, 601])("from windows of %i s last as long as the windows do", (windowSeconds) => {
    const means = Array.from({ length: 1 + 36_000 / windowSeconds }, (_, window) => window * windowSeconds);
    for (const shape of ["linear", "step"] as const) {
      const series = loadSeries(means, { ...settings, windowSeconds, noise: 0, shape });
      expect(Math.abs(series.length * settings.stepSeconds - 36_000)).toBeLessThanOrEqual(615);
      // The load is its own time: a step holds the time at which it stands.
      for (const [step, load] of series.entries()) {
        expect(Math.abs(load - step * settings.stepSeconds)).toBeLessThanOrEqual(Math.max(15, windowSeconds));
      }
    }
  });

  test("of fewer than two windows are refused", () => {
    expect(() => loadSeries([1], { ...settings, noise: 0, shape: "linear" })).toThrow("at least two windows");
  });

  test("the reference generator's first word of seed 7 is the published recurrence's", () => {
    const first = (7 * 1664525 + 1013904223) % 2 ** 32;
    const second = Number((BigInt(first) * 1664525n + 1013904223n) % 2n ** 32n);
    const [u, v] = [(first + 1) / 2 ** 32, (second + 1) / 2 ** 32];
    expect(referenceNormal(7)()).toBeCloseTo(Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v), 12);
  });
});

test("counting loses no request of a whole step", () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 299.99, noNaN: true }), { maxLength: 200 }), (arrivals) => {
      const bins = binRequests([...arrivals, 300], 15);
      expect(bins).toHaveLength(20);
      expect(bins.reduce((sum, rate) => sum + rate * 15, 0)).toBeCloseTo(arrivals.length, 6);
    }),
  ));

describe.each(loadShapeNames)("the shape %s", (name) => {
  const settings = { baseRate: 50, seconds: 86_400, stepSeconds: 15, noise: 0.05, correlation: 0.8, seed: 3 };

  test("has one finite value per step, never below zero, the same for the same seed", () => {
    const load = generateLoad(name, settings);
    expect(load).toHaveLength(5760);
    for (const value of load) expect(value >= 0 && Number.isFinite(value)).toBe(true);
    expect(generateLoad(name, settings)).toEqual(load);
    expect(generateLoad(name, { ...settings, seed: 4 })).not.toEqual(load);
  });
});

describe("shapes", () => {
  const stationary = { baseRate: 10, seconds: 86_400, stepSeconds: 15, noise: 0, correlation: 0.8, seed: 3 };
  const atHour = (load: Float64Array, hour: number): number => load[Math.round(hour * 240)] ?? Number.NaN;

  test.each([
    { name: "a day is lowest at two and highest at fourteen", shape: "day", hours: [2, 14], expected: [4, 16] },
    {
      name: "a flash crowd is four times the calm before it",
      shape: "flash-crowd",
      hours: [11.9, 12],
      expected: [10, 40],
    },
    { name: "a pulse lasts ten minutes", shape: "hourly-pulse", hours: [5, 5.1, 5.2], expected: [20, 20, 10] },
    { name: "a level shift stays", shape: "level-shift", hours: [11, 12, 23], expected: [10, 30, 30] },
    { name: "a ramp passes the base rate half way", shape: "ramp", hours: [0, 12], expected: [2, 10] },
    { name: "a burst lasts twenty minutes", shape: "burst", hours: [2.9, 3, 3.3, 3.4], expected: [10, 30, 30, 10] },
  ])("$name", ({ shape, hours, expected }) => {
    const load = generateLoad(loadShapeNamed(shape), stationary);
    for (const [index, hour] of hours.entries())
      expect(atHour(load, hour)).toBeCloseTo(expected[index] ?? Number.NaN, 6);
  });

  test("unknown are refused with those that exist", () => {
    expect(() => loadShapeNamed("tide")).toThrow("one of constant, day");
    expect(() => loadShapeNamed("toString")).toThrow("one of constant, day");
  });
});

describe("cost at equal unserved demand", () => {
  const family = [
    { ratioToMinimum: 1.2, unservedShare: 1e-2 },
    { ratioToMinimum: 1.6, unservedShare: 1e-4 },
  ];
  test.each([
    { name: "at a setting is that setting's", unserved: 1e-2, expected: 1.2 },
    { name: "half way in decades is half way in cost", unserved: 1e-3, expected: 1.4 },
  ])("$name", ({ unserved, expected }) => {
    expect(costAtUnserved(family, unserved)).toBeCloseTo(expected, 12);
  });

  test.each([1e-5, 0.1, 0])("is unknown where the family does not reach: %d", (unserved) => {
    expect(costAtUnserved(family, unserved)).toBeNull();
  });
});

const both = "mean_input_tokens,mean_output_tokens";
test.each([
  { name: "the mean by rate", columns: both, cells: ["1000,100", "4000,400", "0,0"], expected: [3000, 300] },
  { name: "unknown with one of them", columns: "mean_input_tokens", cells: ["1000", "4000", "0"], expected: null },
  { name: "unknown with a word for one", columns: both, cells: ["1000,100", "4000,?", "0,0"], expected: null },
])("lengths of ServeGen's windows: $name", ({ columns, cells, expected }) => {
  const rows = cells.map((each, window) => `${window * 600},${[10, 20, 5][window]},${each}`);
  const { lengths } = parseServegenLoad([`timestamp_s,rate_rps,${columns}`, ...rows].join("\n"));
  expect(lengths).toEqual(expected && { input: expected[0], output: expected[1] });
});

describe("arrivals by client", () => {
  const header = "client,timestamp_s,rate_rps,cv,pattern,arg1,arg2";
  const settings = { stepSeconds: 15, seed: 7 };

  const clientArrivals = (text: string, of: ArrivalSettings): Float64Array => readClientArrivals(text)(of);

  const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const spreadOf = (values: Float64Array): number => {
    const mean = meanOf(values);
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean;
  };

  const hours = (pattern: string, shape: number, rate: number, windows = 144): string =>
    [
      header,
      ...Array.from({ length: windows }, (_, window) => `0,${window * 600},${rate},1,${pattern},${shape},1`),
    ].join("\n");

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
});
