import { describe, expect, test } from "vitest";
import { parseMeasuredRows } from "./measured-row.ts";

const line = (changes: object): string =>
  JSON.stringify({
    id: "a",
    model: "llama-3.1-8b",
    gpu: "h100",
    engine: "vllm",
    inputTokens: 1000,
    outputTokens: 100,
    load: { concurrency: 16 },
    measured: { interTokenLatencySeconds: { mean: 0.01 }, timeToFirstTokenSeconds: { mean: 0.1 } },
    ...changes,
  });

const rowOf = (changes: object) => {
  const [row] = parseMeasuredRows(line(changes)).rows;
  if (row === undefined) throw new Error("a row");
  return row;
};

describe("measured rows", () => {
  test("lengths drawn from a range enter by their mean and count as varied", () => {
    expect(rowOf({ lengthRange: [0.8, 1] }).shape).toEqual({ inputTokens: 900, outputTokens: 90, variedLengths: true });
    expect(rowOf({}).shape.variedLengths).toBe(false);
  });

  test("a first token that was not measured is unknown, not zero", () => {
    expect(rowOf({ measured: { interTokenLatencySeconds: { mean: 0.01 } } }).timeToFirstToken).toBeNull();
  });

  test("a disaggregated row without worker counts is kept with the plan that was taken for it", () => {
    const row = rowOf({ disaggregated: true, decode: { gpusPerWorker: 4 } });
    expect(row.spec.disaggregation?.decodeWorkers).toBe(4);
    expect(row.assumptions.join()).toContain("decode.workers");
  });

  test("a stated plan needs no assumption", () => {
    const row = rowOf({
      prefill: { workers: 1, gpusPerWorker: 4 },
      decode: { workers: 2, parallel: { tensor: 4 } },
    });
    expect(row.assumptions).toEqual([]);
    expect(row.spec.parallel.tensor).toBe(4);
    expect(row.spec.disaggregation).toMatchObject({ decodeWorkers: 2, prefill: { workers: 1 } });
  });

  test("invalid lines are reported with their number and the others are read", () => {
    const text = [line({}), "nonsense", "", line({ model: "nothing-of-this-name" }), line({ id: "d" })].join("\n");
    const { rows, refused } = parseMeasuredRows(text);
    expect(rows.map(({ id }) => id)).toEqual(["a", "d"]);
    expect(refused.map((refusal) => refusal.line)).toEqual([2, 4]);
    expect(refused[1]?.message).toContain("nothing-of-this-name");
  });
});

describe("a line that is no measurement says which key, which value and what to do", () => {
  const refusal = (changes: object): string => parseMeasuredRows(line(changes)).refused[0]?.message ?? "";
  test("a time per token that no GPU has", () =>
    expect(refusal({ measured: { timePerOutputTokenMs: 0.0116 } })).toMatch(/measured is .*0\.1 ms or more/));
  test.each([
    {
      name: "no length",
      changes: { inputTokens: undefined },
      answer: ["LL_INPUT_INVALID", "inputTokens is null", "left out"],
    },
    { name: "a negative length", changes: { inputTokens: -5 }, answer: ["inputTokens is -5", "a number above 0"] },
    { name: "a text for a number", changes: { outputTokens: "many" }, answer: ['outputTokens is "many"', "a number"] },
    { name: "half a rank", changes: { parallel: { tensor: 1.5 } }, answer: ["parallel.tensor is 1.5", "whole number"] },
    {
      name: "a load of another kind",
      changes: { load: { requestsPerSecond: 4 } },
      answer: ["load is", '{"concurrency":n}'],
    },
    { name: "nothing measured", changes: { measured: {} }, answer: ["measured is {}", "interTokenLatencySeconds"] },
    {
      name: "a gap of a text",
      changes: { measured: { interTokenLatencySeconds: "fast" } },
      answer: ['interTokenLatencySeconds is "fast"', "seconds"],
    },
    { name: "an unknown GPU", changes: { gpu: "h1000" }, answer: ["LL_UNKNOWN_GPU", "h100-sxm-80gb"] },
    { name: "an unknown engine", changes: { engine: "mlc" }, answer: ["LL_UNKNOWN_ENGINE", "vllm"] },
    { name: "an unknown format", changes: { weights: "fp9" }, answer: ["LL_UNKNOWN_PRECISION", "fp8"] },
  ])("$name", ({ changes, answer }) => {
    for (const part of answer) expect(refusal(changes)).toContain(part);
  });

  test("text that is no JSON", () => {
    expect(parseMeasuredRows("{a").refused[0]?.message).toContain("not one JSON object");
  });
});

describe("rows of other sources", () => {
  test.each([
    {
      name: "a benchmark client's words",
      changes: {
        inputTokens: undefined,
        outputTokens: undefined,
        load: undefined,
        isl: 1000,
        osl: 100,
        concurrency: 16,
      },
    },
    {
      name: "a gap without its mean",
      changes: { measured: { interTokenLatencySeconds: 0.01, timeToFirstTokenSeconds: 0.1 } },
    },
    { name: "milliseconds", changes: { measured: { timePerOutputTokenMs: 10, timeToFirstTokenMs: 100 } } },
    { name: "keys that are null", changes: { kvCache: null, parallel: null, engineConfig: null, decode: null } },
    { name: "one GPU, counted", changes: { gpu: "1x H100" } },
  ])("$name mean the same", ({ changes }) => {
    expect(rowOf(changes)).toEqual(rowOf({}));
  });

  test("GPUs that are counted, in the name or beside it, are laid out", () => {
    expect(rowOf({ gpu: "4x H100" }).spec.parallel.tensor).toBe(4);
    expect(rowOf({ gpus: 4 }).spec.parallel.tensor).toBe(4);
  });
});
