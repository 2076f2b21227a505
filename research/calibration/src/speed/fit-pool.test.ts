import { speedPriors } from "@loadline/model";
import type { Level } from "@loadline/model/internal";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveRidge } from "./conjugate-gradients.ts";
import { fitPool } from "./fit-pool.ts";
import { estimateOfRun, fitSpeed, namedFit, withRuns } from "./fit-speed.ts";
import { type MeasuredRow, parseMeasuredRows } from "./measured-row.ts";
import type { PooledRow, PoolOptions } from "./pool.ts";
import { type SpeedRow, speedRow } from "./speed-rows.ts";

/** y = exp(a + level effect) · (x + exp(b)): two terms, one of them free per engine. */
const rowAt = (engine: string, x: number, logMeasured: number): PooledRow => ({
  levels: ["all:", `engine:${engine}` as Level],
  logMeasured,
  logPredicted: ([a = 0, b = 0]) => a + Math.log(x + Math.exp(b)),
});

const truth = (offset: number, x: number): number => 0.5 + offset + Math.log(x + Math.exp(0.3));
const inputs = [1, 2, 3, 5, 8, 13, 21];

const options: PoolOptions = {
  centres: [0, 0],
  spreadOf: (level, term) => (level === "all:" ? 1 : term === 0 ? 0.3 : 0),
  noise: 0.05,
  iterations: 25,
};

describe("pooled fit", () => {
  const clean = ["vllm", "sglang"].flatMap((engine, at) =>
    inputs.map((x) => rowAt(engine, x, truth(at === 0 ? -0.2 : 0.2, x))),
  );

  test("exact rows give back the effects they were made with", () => {
    const fit = fitPool(clean, options);
    const sum = (engine: string): number => (fit["all:"]?.[0] ?? 0) + (fit[`engine:${engine}`]?.[0] ?? 0);
    expect(sum("vllm")).toBeCloseTo(0.3, 1);
    expect(sum("sglang")).toBeCloseTo(0.7, 1);
    expect(fit["all:"]?.[1]).toBeCloseTo(0.3, 1);
  });

  test("a level never gains an effect that it must not have", () => {
    const fit = fitPool(clean, options);
    expect(fit["engine:vllm"]?.[1]).toBeCloseTo(0, 6);
  });

  test("rows that are off by a factor of three hardly move the others' fit", () => {
    const wild = inputs.slice(0, 3).map((x) => rowAt("vllm", x + 30, truth(-0.2, x + 30) + Math.log(3)));
    const fit = fitPool([...clean, ...wild], options);
    const before = fitPool(clean, options);
    expect(Math.abs((fit["engine:sglang"]?.[0] ?? 1) - (before["engine:sglang"]?.[0] ?? 0))).toBeLessThan(0.1);
  });

  test("a level with one row borrows from the wider one: its effect is drawn towards none", () => {
    const lone = rowAt("trtllm", 4, truth(0.6, 4));
    const effect = fitPool([...clean, lone], { ...options, noise: 0.3 })["engine:trtllm"]?.[0] ?? 0;
    expect(effect).toBeGreaterThan(0.05);
    expect(effect).toBeLessThan(0.6);
  });

  test("a step that had to be shortened does not end the fit, however little it gains", () => {
    const off = [-3, 3].map((logMeasured): PooledRow => ({ levels: ["all:"], logMeasured, logPredicted: () => 0 }));
    const others = Array.from({ length: 100 }, () => off).flat();
    const bent: PooledRow = { levels: ["all:"], logMeasured: 0, logPredicted: ([a = 0]) => Math.asinh(30 * a) };
    const fit = fitPool([...others, bent], { ...options, start: { "all:": [0.6, 0] } });
    expect(fit["all:"]?.[0]).toBeCloseTo(0, 2);
  });

  test("what an earlier fit said about an absent group is forgotten", () => {
    const start = { "all:": [0, 0], "engine:vllm": [0.5, 0.7] };
    expect(fitPool(clean, { ...options, start })["engine:vllm"]?.[1]).toBeCloseTo(0, 6);
  });
});

const priors = speedPriors();
const rowOf = (load: object, measured: object): SpeedRow => {
  const model = { model: "llama-3.1-8b", gpu: "h100", engine: "trtllm", weights: "fp8" };
  const text = JSON.stringify({ ...model, inputTokens: 1000, outputTokens: 1000, load, measured });
  return speedRow(parseMeasuredRows(text).rows[0] as MeasuredRow);
};
const burst = rowOf({ saturated: true }, { outputTokensPerSecond: 15_000 });
const served = [4, 64].map((concurrency) => rowOf({ concurrency }, { interTokenLatencySeconds: 0.02 }));

test("what bursts show does not depend on served loads, nor the other way round", () => {
  const together = fitSpeed([burst, ...served], { priors }).decode;
  const apart = { ...fitSpeed(served, { priors }).decode, ...fitSpeed([burst], { priors }).decode };
  expect(together).toEqual(apart);
});

test("runs at a rate set the step of a model without rows alone", () => {
  const closed = {
    kind: "speed-coefficients" as const,
    id: "fit",
    source: { ref: "rows", accessed: "2026-01-01", rows: 1 },
    bands: [],
    ...namedFit(fitSpeed(served, { priors, iterations: 2 })),
  };
  const runs = ["llama-3.1-8b", "qwen2.5-7b"].map((model) => {
    const measured = { interTokenLatencySeconds: 0.009, timeToFirstTokenSeconds: 0.04 };
    const row = { model, gpu: "h100", engine: "vllm", inputTokens: 500, outputTokens: 200 };
    const text = JSON.stringify({ ...row, load: { requestsPerSecond: 8 }, measured });
    return parseMeasuredRows(text, { takesRates: true }).rows[0] as MeasuredRow;
  });
  const fit = withRuns(closed, runs);
  const own = "campaign:qwen2.5-7b/h100-sxm-80gb/vllm/16/aggregated";
  expect(fit).toEqual({ ...closed, decode: { ...closed.decode, [own]: { scale: expect.any(Number) } } });
  expect(estimateOfRun(runs[1] as MeasuredRow, fit).interTokenLatency.mean).toBeCloseTo(0.009, 4);
});

const entry = fc.double({ min: -3, max: 3, noNaN: true });

describe("a ridge system", () => {
  test("its solution, put back, gives the right side", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }).chain((size) =>
          fc.record({
            rows: fc.array(fc.array(entry, { minLength: size, maxLength: size }), { minLength: 1, maxLength: 12 }),
            right: fc.array(entry, { minLength: size, maxLength: size }),
          }),
        ),
        ({ rows, right }) => {
          const size = right.length;
          const system = {
            rows: {
              starts: Int32Array.from({ length: rows.length + 1 }, (_, row) => row * size),
              columns: Int32Array.from({ length: rows.length * size }, (_, at) => at % size),
              values: Float64Array.from(rows.flat()),
            },
            weights: new Float64Array(rows.length).fill(0.7),
            diagonal: new Float64Array(size).fill(0.5),
          };
          const x = solveRidge(system, Float64Array.from(right), { tolerance: 1e-12, mostRounds: 200 });
          for (const [column, expected] of right.entries()) {
            let sum = 0.5 * (x[column] ?? 0);
            for (const row of rows) {
              const along = row.reduce((total, value, at) => total + value * (x[at] ?? 0), 0);
              sum += 0.7 * (row[column] ?? 0) * along;
            }
            expect(sum).toBeCloseTo(expected, 6);
          }
        },
      ),
    );
  });
});
