import { describe, expect, test } from "vitest";
import { type ReplicaSpecInput, replicaSpec } from "./replica-spec.ts";

const input: ReplicaSpecInput = { model: "llama-3.1-8b", gpu: "h100" };

describe("defaults", () => {
  test("are vLLM in bf16 on one GPU", () => {
    expect(replicaSpec(input)).toMatchObject({
      engine: "vllm",
      engineVersion: null,
      weights: "bf16",
      kvCache: "bf16",
      parallel: { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 },
      engineConfig: {
        maxBatchedTokens: 8192,
        maxSequences: 256,
        gpuMemoryUtilization: 0.9,
        chunkedPrefill: true,
        prefixHitRatio: 0,
        streamIntervalTokens: 1,
      },
    });
  });

  test.each([
    { name: "fp16 where the GPU has no bf16", changes: { gpu: "v100" }, weights: "fp16", kvCache: "fp16" },
    {
      name: "the format the checkpoint's name ends in",
      changes: { model: "nvidia/Llama-3.1-70B-Instruct-FP8" },
      weights: "fp8",
      kvCache: "fp8",
    },
    { name: "an FP8 cache with NVFP4 weights", changes: { weights: "fp4" }, weights: "nvfp4", kvCache: "fp8" },
    { name: "a 16-bit cache with integer weights", changes: { weights: "int4" }, weights: "int4", kvCache: "bf16" },
    {
      name: "the cache that is asked for",
      changes: { weights: "bf16", kvCache: "fp8_e4m3" },
      weights: "bf16",
      kvCache: "fp8",
    },
  ])("$name", ({ changes, weights, kvCache }) => {
    expect(replicaSpec({ ...input, ...changes })).toMatchObject({ weights, kvCache });
  });

  test.each([
    ["trtllm", "tensorrt-llm"],
    ["TensorRT-LLM", "tensorrt-llm"],
    ["tensorrt_llm", "tensorrt-llm"],
    ["vLLM", "vllm"],
    ["SGLang", "sglang"],
  ])("engine %s is %s", (engine, expected) => {
    expect(replicaSpec({ ...input, engine }).engine).toBe(expected);
  });
});

const refused: readonly { name: string; changes: Partial<ReplicaSpecInput>; code: string; message: string }[] = [
  { name: "an unknown GPU", changes: { gpu: "h900" }, code: "LL_UNKNOWN_GPU", message: "nearest known" },
  { name: "an unknown model", changes: { model: "lama" }, code: "LL_UNKNOWN_MODEL", message: "nearest known" },
  { name: "an unknown engine", changes: { engine: "vlm" }, code: "LL_UNKNOWN_ENGINE", message: "vllm" },
  { name: "an unknown precision", changes: { weights: "fp9" }, code: "LL_UNKNOWN_PRECISION", message: "fp8" },
  {
    name: "bf16 on a GPU without it",
    changes: { gpu: "t4", weights: "bf16" },
    code: "LL_PRECISION_UNSUPPORTED",
    message: "choose one of fp16",
  },
  {
    name: "heads that the tensor ranks do not divide",
    changes: { parallel: { tensor: 3 } },
    code: "LL_PARALLELISM_INVALID",
    message: "32 attention heads, which 3 tensor ranks do not divide",
  },
  {
    name: "more tensor ranks than a node has GPUs",
    changes: { parallel: { tensor: 12 } },
    code: "LL_PARALLELISM_INVALID",
    message: "more than the 8 h100-sxm-80gb of a node",
  },
  {
    name: "more stages than layers",
    changes: { parallel: { pipeline: 33 } },
    code: "LL_PARALLELISM_INVALID",
    message: "more than the 32 layers",
  },
  {
    name: "expert parallelism without experts",
    changes: { parallel: { expert: 2, tensor: 2 } },
    code: "LL_PARALLELISM_INVALID",
    message: "has no experts",
  },
  {
    name: "half a GPU",
    changes: { parallel: { tensor: 0.5 } },
    code: "LL_INPUT_INVALID",
    message: "parallel.tensor is 0.5",
  },
  {
    name: "more than all memory",
    changes: { engineConfig: { gpuMemoryUtilization: 90 } },
    code: "LL_INPUT_INVALID",
    message: "engineConfig.gpuMemoryUtilization is 90",
  },
];

test.each(refused)("$name is refused with code, value and reason", ({ changes, code, message }) => {
  const run = () => replicaSpec({ ...input, ...changes });
  expect(run).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
});
