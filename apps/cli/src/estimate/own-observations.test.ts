import { parseMeasuredRows } from "@loadline/calibration";
import { expect, test } from "vitest";
import { answerLine } from "./answer.ts";
import { observationsOf } from "./own-observations.ts";
import { nothingOwn } from "./request.ts";

const config = {
  ...{ model: "llama-3.1-70b", gpu: "h100", engine: "vllm", weights: "fp8", parallel: { tensor: 4 } },
  ...{ inputTokens: 1024, outputTokens: 256 },
};
const lineOf = (concurrency: number, changes: object = {}): string =>
  JSON.stringify({ ...config, load: { concurrency }, ...changes });

const gapOf = (line: string, own = nothingOwn): number => {
  const answer = answerLine(line, 1, own);
  if (!("fits" in answer)) throw new Error(answer.error.message);
  return answer.interTokenLatencySeconds?.mean ?? Number.NaN;
};

/** Five measurements of a replica whose tokens take this much longer than the model has it. */
const slowedBy = (factor: number) => {
  const rows = [4, 8, 16, 32, 64].map((concurrency) => {
    const interTokenLatencySeconds = { mean: factor * gapOf(lineOf(concurrency)) };
    return JSON.stringify({ ...config, load: { concurrency }, measured: { interTokenLatencySeconds } });
  });
  return { ...nothingOwn, observations: observationsOf(parseMeasuredRows(rows.join("\n")).rows) };
};

test("five measurements of a slower replica correct its answers most of the way, with a note", () => {
  const own = slowedBy(1.3);
  const ratio = gapOf(lineOf(24), own) / gapOf(lineOf(24));
  expect(ratio).toBeGreaterThan(1.2);
  expect(ratio).toBeLessThan(1.3);
  expect(JSON.stringify(answerLine(lineOf(24), 1, own))).toContain("corrected by 5 of your own measurements");
});

test("measurements that agree with the model change nothing", () => {
  expect(gapOf(lineOf(24), slowedBy(1)) / gapOf(lineOf(24))).toBeCloseTo(1, 3);
});

test.each([
  { name: "GPU", changes: { gpu: "h200" } },
  { name: "layout", changes: { parallel: { tensor: 8 } } },
  { name: "engine", changes: { engine: "sglang" } },
])("a replica of another $name is not corrected", ({ changes }) => {
  const line = lineOf(24, changes);
  expect(gapOf(line, slowedBy(1.3))).toBe(gapOf(line));
});
