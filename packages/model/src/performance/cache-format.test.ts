import { describe, expect, test } from "vitest";
import { modelById } from "../catalogue/lookup.ts";
import { type Checkpoint, hasTransformer } from "../catalogue/model.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import { type ReplicaSpecInput, replicaSpec } from "./replica-spec.ts";

const spec = (changes: Partial<ReplicaSpecInput>) =>
  replicaSpec({ model: "llama-3.1-8b", gpu: "h100", weights: "fp8", engine: "vllm", ...changes });

describe("the format of the cache", () => {
  test.each([
    { name: "that is given", changes: { kvCache: "bf16" }, kvCache: "bf16", basis: "given" },
    { name: "of the engine where it is asked for", changes: { kvCache: "auto" }, kvCache: "bf16", basis: "given" },
    { name: "of the campaigns where nothing is given", changes: {}, kvCache: "fp8", basis: "campaigns" },
    {
      name: "of the campaigns for NVFP4",
      changes: { weights: "nvfp4", gpu: "b200" },
      kvCache: "fp8",
      basis: "campaigns",
    },
    {
      name: "of the campaigns for MXFP4 on a GPU that computes in 4 bits",
      changes: { model: "gpt-oss-20b", weights: "mxfp4", gpu: "b200", engine: "trtllm" },
      kvCache: "fp8",
      basis: "campaigns",
    },
    {
      name: "of the campaigns for MXFP4 on another",
      changes: { model: "gpt-oss-20b", weights: "mxfp4", engine: "trtllm" },
      kvCache: "bf16",
      basis: "campaigns",
    },
    {
      name: "of TensorRT-LLM for MXFP4 where it is asked for",
      changes: { model: "gpt-oss-20b", weights: "mxfp4", gpu: "b200", engine: "trtllm", kvCache: "auto" },
      kvCache: "bf16",
      basis: "given",
    },
    { name: "of 16 bits under 16-bit weights", changes: { weights: "bf16" }, kvCache: "bf16", basis: "campaigns" },
    {
      name: "of vLLM where the share of memory is given and it is not",
      changes: { engineConfig: { gpuMemoryUtilization: 0.95 } },
      kvCache: "bf16",
      basis: "engine-default",
    },
    {
      name: "of SGLang where the longest sequence is given and it is not",
      changes: { engine: "sglang", engineConfig: { maxModelLen: 8192 } },
      kvCache: "bf16",
      basis: "engine-default",
    },
    {
      name: "of the checkpoint under TensorRT-LLM whatever is given",
      changes: { engine: "trtllm", engineConfig: { gpuMemoryUtilization: 0.9 } },
      kvCache: "fp8",
      basis: "campaigns",
    },
    {
      name: "that the checkpoint's name states",
      changes: { model: "amd/Llama-3.1-8B-Instruct-FP8-KV", kvCache: "auto" },
      kvCache: "fp8",
      basis: "checkpoint",
    },
    {
      name: "that the checkpoint's name states, with the start given",
      changes: { model: "amd/Llama-3.1-8B-Instruct-FP8-KV", engineConfig: { maxModelLen: 8192 } },
      kvCache: "fp8",
      basis: "checkpoint",
    },
  ])("is the one $name", ({ changes, kvCache, basis }) => {
    expect(spec(changes)).toMatchObject({ kvCache, cacheBasis: basis });
  });

  test("is what an imported checkpoint asks for", () => {
    const model = modelById("llama-3.1-8b");
    if (!hasTransformer(model)) throw new Error("a transformer");
    const checkpoint: Checkpoint = { precision: "fp8", keptInNative: [], kvCache: "fp8", ref: "test" };
    const own = { ...model, checkpoints: [checkpoint] };
    expect(spec({ model: own, engineConfig: { maxModelLen: 8192 } }).cacheBasis).toBe("checkpoint");
  });

  // The log names no cache option; 8.11 GiB per GPU hold these tokens of 94 layers, one head of 128 and 16 bits.
  test("is that of a published start of vLLM without a cache option: 178 880 tokens in 8.11 GiB", () => {
    const started = spec({
      model: "Qwen/Qwen3-235B-A22B-FP8",
      parallel: { tensor: 4 },
      engineConfig: { gpuMemoryUtilization: 0.9 },
    });
    const { perGpu, kvCacheTokens } = replicaMemory(started);
    expect(Math.abs(perGpu.kvCache / kvCacheTokens / ((8.11 * 2 ** 30) / 178_880) - 1)).toBeLessThan(0.02);
  });
});
