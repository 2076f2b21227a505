import { speedPriors } from "@loadline/core";
import { describe, expect, test } from "vitest";
import { emptyFit, speedUnder } from "./fit-speed.ts";
import { type holdOuts, predictLeftOut } from "./hold-out.ts";
import { parseMeasuredRows } from "./measured-row.ts";
import { speedRow } from "./speed-rows.ts";

const priors = speedPriors();

/** Rows of one model on two degrees of tensor parallelism, and of another model. */
const lines = [
  { model: "llama-3.1-8b", tensor: 1, gap: 0.008 },
  { model: "llama-3.1-8b", tensor: 1, gap: 0.009 },
  { model: "llama-3.1-8b", tensor: 2, gap: 0.006 },
  { model: "qwen3-32b", tensor: 2, gap: 0.02 },
].map(({ model, tensor, gap }, index) =>
  JSON.stringify({
    ...{ id: index, model, gpu: "h100", engine: "vllm", weights: "bf16", parallel: { tensor } },
    ...{ inputTokens: 1000, outputTokens: 500, load: { concurrency: 4 } },
    measured: { interTokenLatencySeconds: { mean: gap }, timeToFirstTokenSeconds: { mean: 0.1 } },
  }),
);
const rows = parseMeasuredRows(lines.join("\n")).rows.map((row) => speedRow(row, speedUnder(emptyFit, priors, [])));

const leftOutBy = (by: keyof typeof holdOuts) => predictLeftOut(rows, { priors, by, iterations: 3 });

describe("rows that a fit never saw", () => {
  test("every row is predicted once, in its place", () => {
    const gaps = leftOutBy("groups").map(({ interTokenLatency }) => interTokenLatency);
    expect(gaps).toHaveLength(rows.length);
    expect(gaps[0]).toBe(gaps[1]);
    expect(gaps[2]).toBeLessThan(gaps[0] ?? 0);
  });

  test("the other layout of a model leaves the answer near measured rows; without any of its rows it is farther", () => {
    const proximities = (by: keyof typeof holdOuts) => leftOutBy(by).map(({ proximity }) => proximity);
    expect(proximities("groups")).toEqual(["same", "same", "same", "architecture"]);
    expect(new Set(proximities("model"))).toEqual(new Set(["architecture"]));
  });

  test("answers do not depend on the order of the rows", () => {
    const turned = predictLeftOut(rows.toReversed(), { priors, by: "groups", iterations: 3 }).toReversed();
    for (const [index, { interTokenLatency }] of leftOutBy("groups").entries()) {
      expect(turned[index]?.interTokenLatency).toBeCloseTo(interTokenLatency, 6);
    }
  });
});
