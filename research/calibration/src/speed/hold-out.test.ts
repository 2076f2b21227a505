import { speedPriors } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { fitSpeed, speedUnder } from "./fit-speed.ts";
import { type holdOuts, newestRows, predictLeftOut, predictUnder } from "./hold-out.ts";
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
    id: index,
    model,
    gpu: "h100",
    engine: "vllm",
    weights: "bf16",
    parallel: { tensor },
    inputTokens: 1000,
    outputTokens: 500,
    load: { concurrency: 4 },
    measured: { interTokenLatencySeconds: { mean: gap }, timeToFirstTokenSeconds: { mean: 0.1 } },
  }),
);
const rows = parseMeasuredRows(lines.join("\n")).rows.map((row) => speedRow(row));

const leftOutBy = (by: keyof typeof holdOuts) => predictLeftOut(rows, { priors, by, iterations: 3 });

describe("the newest rows", () => {
  const dated = [
    { version: "0.17.0", on: "2026-03-01" },
    { version: "0.18.0", on: "2026-03-20" },
    { version: "0.19.0", on: "2026-04-03" },
    { version: "nightly-2", on: "2026-04-04" },
  ].map(({ version, on }, index) => {
    const row = JSON.parse(lines[index] ?? "");
    return JSON.stringify({ ...row, engineVersion: version, measured: { ...row.measured, on } });
  });
  const entries = parseMeasuredRows(dated.join("\n")).rows.map((row) => speedRow(row));
  const idsOf = (some: typeof entries | undefined) => some?.map(({ row }) => row.id);

  test("are those of the last days, and of the newest version of each engine", () => {
    const [byDay, byVersion] = newestRows(entries);
    expect([idsOf(byDay?.newest as typeof entries), idsOf(byDay?.older as typeof entries)]).toEqual([
      ["3"],
      ["0", "1", "2"],
    ]);
    expect([idsOf(byVersion?.newest as typeof entries), idsOf(byVersion?.older as typeof entries)]).toEqual([
      ["2", "3"],
      ["0", "1"],
    ]);
  });

  test("are none where no day and no version is stated", () => {
    expect(newestRows(rows).map(({ newest }) => newest.length)).toEqual([]);
  });
});

test("a fit answers a version newer than all that it has of the model with shorter steps", () => {
  const on = (engineVersion: string) => {
    const [row] = parseMeasuredRows(JSON.stringify({ ...JSON.parse(lines[0] ?? ""), engineVersion })).rows;
    if (row === undefined) throw new Error("expected a row");
    return speedRow(row);
  };
  const fit = fitSpeed([on("0.17.0"), on("0.18.0")], { priors, iterations: 3 });
  const scaleOf = (version: string) => speedUnder(fit, priors, on(version)).decode.scale;
  expect(scaleOf("0.19.0") / scaleOf("0.16.0")).toBeCloseTo(priors.newerVersion.step.value, 9);
});

test("versions of disaggregated replicas explain their own steps, and move no level that others share", () => {
  const apart = (version: (index: number) => string) =>
    [0.02, 0.021, 0.03, 0.031].map((gap, index) => {
      const worker = { workers: 1, parallel: { tensor: 4 } };
      const line = {
        id: `apart-${index}`,
        model: "qwen3-32b",
        gpu: "h100",
        engine: "vllm",
        weights: "bf16",
        engineVersion: version(index),
        decode: worker,
        prefill: worker,
        inputTokens: 1000,
        outputTokens: 500,
        load: { concurrency: 4 },
        measured: { interTokenLatencySeconds: { mean: gap }, timeToFirstTokenSeconds: { mean: 0.2 } },
      };
      const [row] = parseMeasuredRows(JSON.stringify(line)).rows;
      if (row === undefined) throw new Error("expected a row");
      return speedRow(row);
    });
  const fitOf = (some: ReturnType<typeof apart>) => fitSpeed([...rows, ...some], { priors });
  const [stated, alike] = [apart((index) => (index < 2 ? "0.18.0" : "0.12.0")), apart(() => "0.18.0")];
  const [fit, other] = [fitOf(stated), fitOf(alike)];
  const shared = ({ decode }: typeof fit) =>
    Object.entries(decode).filter(([level]) => !level.includes(":disaggregated/"));
  expect(shared(fit)).toEqual(shared(other));
  const gaps = stated.map((row) => predictUnder(row, fit, { priors }).interTokenLatency);
  expect((gaps[3] ?? 0) / (gaps[0] ?? 0)).toBeGreaterThan(1.03);
});

test("the common fit has what several models share: no class of one model, no model and no GPU", () => {
  const { common } = fitSpeed(rows, { priors, iterations: 3 });
  expect(Object.keys(common)).toEqual(["all:", "engine:vllm", "class:dense"]);
  const ofOne = fitSpeed(rows.slice(0, 3), { priors, iterations: 3 });
  expect(Object.keys(ofOne.common)).toEqual([]);
});

describe("rows that a fit never saw", () => {
  test("every row is predicted once, in its place", () => {
    const gaps = leftOutBy("groups").map(({ interTokenLatency }) => interTokenLatency);
    expect(gaps).toHaveLength(rows.length);
    expect(gaps[0]).toBe(gaps[1]);
    expect(gaps[2]).toBeLessThan(gaps[0] ?? 0);
  });

  test("the other layout of a model leaves the answer near measured rows; without any of its rows it is farther", () => {
    const proximities = (by: keyof typeof holdOuts) => leftOutBy(by).map(({ distance }) => distance.proximity);
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
