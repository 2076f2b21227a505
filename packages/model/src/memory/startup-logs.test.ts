import { describe, expect, test } from "vitest";
import { modelById } from "../catalogue/lookup.ts";
import { type ReplicaSpecInput, replicaSpec } from "../performance/replica-spec.ts";
import { concurrentSequences } from "./cache-layout.ts";
import { kvBytesPerToken } from "./kv-bytes-per-token.ts";
import { rankParameters } from "./rank-parameters.ts";
import { replicaMemory } from "./replica-memory.ts";

const gib = 2 ** 30;

const memoryOf = (changes: Partial<ReplicaSpecInput>) =>
  replicaMemory(replicaSpec({ model: "llama-3.1-8b", gpu: "h100", ...changes }));

/** Startup logs: GiB per GPU at 0.95 of an H100, and the tolerance that the log's rounding leaves. */
const gibOf = (part: "weights" | "activation" | "framework" | "kvCache", changes: Partial<ReplicaSpecInput>) =>
  memoryOf({ engineConfig: { gpuMemoryUtilization: 0.95, maxModelLen: 8192 }, ...changes }).perGpu[part] / gib;

test.each([
  { name: "weights of Qwen3 8B", part: "weights", changes: { model: "qwen3-8b" }, logged: 15.27, within: 0.005 },
  { name: "activations of Llama 3.1 8B", part: "activation", changes: {}, logged: 1.89, within: 0.005 },
  { name: "activations of Qwen3 8B", part: "activation", changes: { model: "qwen3-8b" }, logged: 2.21, within: 0.02 },
  {
    name: "activations of Qwen 2.5",
    part: "activation",
    changes: { model: "qwen2.5-7b" },
    logged: 2.25,
    within: 0.005,
  },
  { name: "activations of Gemma 3", part: "activation", changes: { model: "gemma-3-12b" }, logged: 3.94, within: 0.02 },
  {
    name: "activations of DeepSeek V2 Lite",
    part: "activation",
    changes: { model: "deepseek-v2-lite" },
    logged: 1.93,
    within: 0.02,
  },
  {
    name: "activations of Qwen3 30B A3B",
    part: "activation",
    changes: { model: "qwen3-30b-a3b" },
    logged: 2.68,
    within: 0.05,
  },
  {
    name: "weights of a third of Qwen3 8B",
    part: "weights",
    changes: { model: "qwen3-8b", parallel: { pipeline: 3 } },
    logged: 5.48,
    within: 0.005,
  },
  {
    name: "activations of a third of Qwen3 8B",
    part: "activation",
    changes: { model: "qwen3-8b", parallel: { pipeline: 3 } },
    logged: 0.96,
    within: 0.02,
  },
  { name: "weights of Llama 3.1 8B in fp8", part: "weights", changes: { weights: "fp8" }, logged: 8.49, within: 0.005 },
  {
    name: "cache beside Llama 3.1 8B in fp8",
    part: "kvCache",
    changes: { weights: "fp8" },
    logged: 64.61,
    within: 0.001,
  },
] as const)("$name are what vLLM 0.19 logs", ({ part, changes, logged, within }) => {
  expect(Math.abs(gibOf(part, changes) / logged - 1)).toBeLessThan(within);
});

describe("starts that were not used for the constants", () => {
  const near = (changes: Partial<ReplicaSpecInput>, tokens: number) =>
    memoryOf({ gpu: "h100-nvl", ...changes }).kvCacheTokens / tokens - 1;

  test.each([
    { model: "llama-3.1-8b", tokens: 542_960 },
    { model: "qwen3-8b", tokens: 478_560 },
    { model: "qwen3-14b", tokens: 350_304 },
    { model: "qwen3-32b", tokens: 81_648 },
  ])("$model on H100 NVL with 1,024 sequences holds the logged tokens within 2 %", ({ model, tokens }) => {
    const config = { maxSequences: 1024, maxBatchedTokens: 4096 };
    expect(Math.abs(near({ model, engineConfig: config }, tokens))).toBeLessThan(0.02);
  });

  test("Llama 3.2 1B on a GPU of 44 GiB starts with fewer sequences and keeps 37.1 GiB for the cache", () => {
    const { kvCache, activation } = memoryOf({ gpu: "l40s", model: "llama-3.2-1b" }).perGpu;
    expect(Math.abs(activation / gib - 0.45)).toBeLessThan(0.05);
    expect(Math.abs(kvCache / gib / 37.1 - 1)).toBeLessThan(0.02);
  });
});

test("vLLM counts its CUDA graphs from 0.21 on", () => {
  const at = (engineVersion: string) => memoryOf({ engineVersion }).perGpu.framework;
  expect(at("0.20.2")).toBe(at("0.19.0"));
  expect(at("0.21.0")).toBeGreaterThan(at("0.20.2"));
  expect(at("v1.0")).toBe(at("0.21.0"));
});

test("SGLang's cache of Qwen3 235B on four H100 is within 2 % of the 367,404 tokens it logs", () => {
  const memory = memoryOf({
    model: "qwen3-235b-a22b",
    engine: "sglang",
    weights: "fp8",
    kvCache: "bf16",
    parallel: { tensor: 4 },
    engineConfig: { gpuMemoryUtilization: 0.93 },
  });
  expect(Math.abs(memory.kvCacheTokens / 367_404 - 1)).toBeLessThan(0.02);
});

describe("sequences at once", () => {
  const at = (model: string, contextTokens: number, changes: Partial<ReplicaSpecInput> = {}) =>
    concurrentSequences(replicaSpec({ model, gpu: "h100", ...changes }), contextTokens) ?? Number.NaN;

  test("follow from the tokens where every layer keeps everything", () => {
    const { kvCacheTokens } = memoryOf({});
    expect(at("llama-3.1-8b", 4096)).toBe(Math.floor(kvCacheTokens / 4096));
  });

  test("are nearly twice as many where half the layers keep a window", () => {
    const { kvCacheTokens } = memoryOf({ model: "gpt-oss-120b", gpu: "b200" });
    const ratio = at("gpt-oss-120b", 16_384, { gpu: "b200" }) / (kvCacheTokens / 16_384);
    expect(ratio).toBeGreaterThan(1.9);
    expect(ratio).toBeLessThanOrEqual(2);
  });

  test("are bounded by the state of linear layers even for the shortest sequence", () => {
    const layout = { gpu: "b200", parallel: { tensor: 8 }, weights: "fp8" };
    const short = at("qwen3.5-397b-a17b", 1, layout);
    expect(short).toBeLessThan(5 * at("qwen3.5-397b-a17b", 4096, layout));
  });

  test("are what a state of one size leaves space for, however long they are", () => {
    const spec = replicaSpec({ model: "mamba-codestral-7b", gpu: "h100" });
    const { fits, kvCacheTokens } = replicaMemory(spec);
    expect(fits).toBe(true);
    expect(at("mamba-codestral-7b", 1000)).toBe(at("mamba-codestral-7b", 100_000));
    expect(kvCacheTokens).toBeGreaterThanOrEqual(1000 * at("mamba-codestral-7b", 1000));
  });

  test("do not exist for a model without a cache", () => {
    expect(concurrentSequences(replicaSpec({ model: "bert-large", gpu: "t4" }), 512)).toBeNull();
  });
});

describe("latent attention", () => {
  const cachePerGpu = (tensor: number) => {
    const model = modelById("deepseek-v3");
    if (model.kind !== "decoder") throw new Error("a decoder");
    return kvBytesPerToken(model.transformer, { precision: "bf16", tensor, pipeline: 1 });
  };

  test("keeps its whole cache on every tensor rank", () => {
    expect(cachePerGpu(1)).toBe(70_272);
    expect(cachePerGpu(8)).toBe(70_272);
  });

  test("attention data ranks copy attention weights and divide experts", () => {
    const spec = { model: "deepseek-v3", gpu: "b200" } as const;
    const parts = (parallel: object) => {
      const { model, ...layout } = replicaSpec({ ...spec, parallel });
      if (model.kind !== "decoder") throw new Error("a decoder");
      return rankParameters(model, layout.parallel);
    };
    const tensor = parts({ tensor: 8, expert: 8 });
    const data = parts({ attentionData: 8, expert: 8 });
    expect(data["routed-experts"]).toBe(tensor["routed-experts"]);
    expect(data.attention).toBe(8 * tensor.attention);
  });
});
