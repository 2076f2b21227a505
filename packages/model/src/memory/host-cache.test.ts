import { expect, test } from "vitest";
import { replicaSpec } from "../performance/replica-spec.ts";
import { hostCache } from "./host-cache.ts";

const gpu = "h100";
const mebibytes = 2 ** 20;

// Blocks of 16 tokens in one worker, as vLLM's page on its connector prints them to two places:
// vllm.ai/blog/2026-01-08-kv-offloading-connector
test.each([
  ["llama-3.1-8b", 1, 2],
  ["llama-3.2-1b", 1, 0.5],
  ["llama-3.1-70b", 4, 1.25],
  ["mistral-7b", 1, 2],
  ["mistral-small-24b", 1, 2.5],
  ["qwen2.5-3b", 1, 0.56],
  ["qwen2.5-7b", 1, 0.87],
  ["qwen2.5-1.5b", 1, 0.44],
  ["qwen3-0.6b", 1, 1.75],
  ["qwen3-4b", 1, 2.25],
  ["qwen3-1.7b", 1, 1.75],
  ["qwen3-32b", 2, 2],
] as const)("a block of %s on %i GPUs has %f MiB in each, as vLLM's own table states", (model, tensor, published) => {
  const spec = replicaSpec({ model, gpu, weights: "bf16", kvCache: "bf16", parallel: { tensor } });
  const own = (hostCache(spec, 1)?.blockBytes ?? 0) / mebibytes;
  expect(Math.abs(own / published - 1)).toBeLessThan(0.03);
});

test("host memory holds whole blocks of all workers, as vLLM counts them", () => {
  const tokensWith = (gibibytes: number, parallel = {}) =>
    hostCache(replicaSpec({ model: "llama-3.1-8b", gpu, kvCache: "bf16", parallel }), gibibytes)?.tokens;
  // 100 GiB of blocks of 2 MiB; two tensor ranks have half of each block, two attention ranks each a size of their own.
  expect(tokensWith(100)).toBe(51_200 * 16);
  expect(tokensWith(100, { tensor: 2 })).toBe(51_200 * 16);
  expect(tokensWith(100, { attentionData: 2 })).toBe(2 * 51_200 * 16);
  expect(tokensWith(0.001)).toBe(0);
});

test("where the link to the host is not known, nothing is held there", () => {
  expect(hostCache(replicaSpec({ model: "llama-3.1-8b", gpu: "arc-pro-b60", weights: "int4" }), 100)).toBeNull();
});
