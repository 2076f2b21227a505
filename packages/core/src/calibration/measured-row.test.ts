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

  test("bad lines are told with their number and the others go on", () => {
    const text = [line({}), "nonsense", "", line({ model: "nothing-of-this-name" }), line({ id: "d" })].join("\n");
    const { rows, refused } = parseMeasuredRows(text);
    expect(rows.map(({ id }) => id)).toEqual(["a", "d"]);
    expect(refused.map((refusal) => refusal.line)).toEqual([2, 4]);
    expect(refused[1]?.message).toContain("nothing-of-this-name");
  });
});
