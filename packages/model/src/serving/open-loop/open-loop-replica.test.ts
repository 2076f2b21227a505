import { describe, expect, test } from "vitest";
import type { ServingShape } from "../../model/load.ts";
import type { ReplicaSpec } from "../../model/replica.ts";
import { replicaSpec } from "../../performance/replica-spec.ts";
import { openLoopEstimate } from "./open-loop-estimate.ts";
import { openLoopReplica } from "./open-loop-replica.ts";

const fixedShape = (input: number, output: number): ServingShape => ({
  input: { kind: "fixed", tokens: input },
  output: { kind: "fixed", tokens: output },
});
const engineConfig = { maxBatchedTokens: 16_384, maxSequences: 2048, chunkedPrefill: false };
const spec = (gpu: string) =>
  replicaSpec({
    model: "meta-llama/Llama-3.1-8B",
    gpu,
    engine: "tensorrt-llm",
    engineVersion: "0.14.0",
    weights: "bf16",
    kvCache: "bf16",
    engineConfig,
  });

/** @source https://github.com/NVIDIA/TensorRT-LLM/blob/main/docs/source/performance/perf-overview.md, online tables */
const published = [
  { shape: [467, 256], rate: 2, firstToken: 0.023, gap: 0.008, within: 0.25 },
  { shape: [467, 256], rate: 16, firstToken: 0.03, gap: 0.011, within: 0.25 },
  // Near capacity, where a step that is 5 % too long lets a fifth more requests gather.
  { shape: [467, 256], rate: 32, firstToken: 0.05, gap: 0.019, within: 0.33 },
  { shape: [467, 16], rate: 8, firstToken: 0.022, gap: 0.007, within: 0.25 },
] as const;

describe("published runs of 500 requests on one H100", () => {
  test.each(published)(
    "$shape at $rate/s: first token within 10 %, gaps within $within, as the worst of such runs",
    (row) => {
      const shape = fixedShape(row.shape[0], row.shape[1]);
      const { timeToFirstToken, interTokenLatency } = openLoopEstimate(openLoopReplica(spec("h100"), shape), shape, {
        kind: "run",
        requestsPerSecond: row.rate,
        requests: 500,
      });
      expect(Math.abs(timeToFirstToken.mean - row.firstToken)).toBeLessThan(0.1 * row.firstToken);
      expect(Math.abs(interTokenLatency.mean - row.gap)).toBeLessThan(row.within * row.gap);
    },
  );
});

const limitsOf = (of: ReplicaSpec) => openLoopReplica(of, fixedShape(1000, 200)).limits;

test("limits follow the engine's settings and its way with the cache", () => {
  const limits = limitsOf(spec("h100"));
  expect(limits).toMatchObject({ ...engineConfig, cachePolicy: "reserve" });
  const vllm = replicaSpec({ model: "meta-llama/Llama-3.1-8B", gpu: "h100", engine: "vllm" });
  expect(limitsOf(vllm).cachePolicy).toBe("grow");
});

test("experts cost by the share that is touched: few tokens read few of them", () => {
  const shape = fixedShape(1000, 200);
  const experts = replicaSpec({ model: "openai/gpt-oss-120b", gpu: "h100", parallel: { tensor: 2 } });
  const { base } = openLoopReplica(experts, shape).steps;
  expect(base(64, 0, 0)).toBeGreaterThan(1.2 * base(1, 0, 0));
});

test("layers with a window are charged for what they reach", () => {
  const model = replicaSpec({ model: "openai/gpt-oss-120b", gpu: "h100", parallel: { tensor: 2 } });
  const perToken = (input: number) => openLoopReplica(model, fixedShape(input, 2)).steps.perContextToken;
  expect(perToken(20_000)).toBeLessThan(0.6 * perToken(100));
});

test("vLLM schedules ahead since 0.14, and where its version is not stated; no other engine is known to", () => {
  const ahead = (engine: string, engineVersion?: string) =>
    limitsOf(replicaSpec({ model: "meta-llama/Llama-3.1-8B", gpu: "h100", engine, engineVersion })).schedulesAhead;
  expect([ahead("vllm"), ahead("vllm", "0.13.0"), ahead("vllm", "0.14.0"), ahead("vllm", "v0.19.1")]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect([ahead("sglang"), ahead("tensorrt-llm", "1.2.0")]).toEqual([false, false]);
});
