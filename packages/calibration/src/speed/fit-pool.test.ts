import type { Level } from "@loadline/core/internal";
import { describe, expect, test } from "vitest";
import { fitPool } from "./fit-pool.ts";
import type { PooledRow, PoolOptions } from "./pool.ts";

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

  test("what an earlier fit said about an absent group is forgotten", () => {
    const start = { "all:": [0, 0], "engine:vllm": [0.5, 0.7] };
    expect(fitPool(clean, { ...options, start })["engine:vllm"]?.[1]).toBeCloseTo(0, 6);
  });
});
