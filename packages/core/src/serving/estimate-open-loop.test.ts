import { expect, test } from "vitest";
import { replicaSpec } from "../performance/replica-spec.ts";
import { tokens } from "../units.ts";
import { estimateOpenLoop, servingShapeOf } from "./estimate-open-loop.ts";

const spec = replicaSpec({ model: "meta-llama/Llama-3.1-8B", gpu: "h100" });
const shape = { inputTokens: tokens(500), outputTokens: tokens(200) };

test("answers in the words of an estimate, with the simulation's own beside it", () => {
  const load = { kind: "rate", requestsPerSecond: 5 } as const;
  const { verdict, requestsPerSecond, outputTokensPerSecond, memory, interTokenLatency, openLoop } = estimateOpenLoop(
    spec,
    shape,
    { load },
  );
  expect({ verdict, requestsPerSecond, outputTokensPerSecond }).toEqual({
    verdict: "stable",
    requestsPerSecond: 5,
    outputTokensPerSecond: 1000,
  });
  expect(memory.fits).toBe(true);
  expect(interTokenLatency).toEqual(openLoop.timePerOutputToken);
  expect(openLoop.interTokenLatency.p99).toBeGreaterThan(interTokenLatency.p99);
});

test("lengths are the mean unless more is known of them", () => {
  const output = { kind: "uniform", low: 100, high: 300 } as const;
  expect(servingShapeOf(shape)).toEqual({
    input: { kind: "fixed", tokens: 500 },
    output: { kind: "fixed", tokens: 200 },
  });
  expect(servingShapeOf(shape, { output }).output).toBe(output);
});

test("a faster part, the same in all else, answers no later", () => {
  const load = { kind: "run", requestsPerSecond: 10, requests: 300 } as const;
  const [slower, faster] = ["h100", "h200"].map(
    (gpu) => estimateOpenLoop(replicaSpec({ model: "meta-llama/Llama-3.1-8B", gpu }), shape, { load }).endToEnd.mean,
  );
  expect(faster).toBeLessThan(slower ?? Number.NaN);
});
