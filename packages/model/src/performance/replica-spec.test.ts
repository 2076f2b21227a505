import { describe, expect, test } from "vitest";
import { tokens } from "../base/units.ts";
import { estimate } from "../capacity/estimate.ts";
import { engines } from "../catalogue/engine-facts.ts";
import { readOwnDevice } from "../data-files/own-entries.ts";
import { fittingChanges } from "../memory/fitting-changes.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import { withMemoryForWeights } from "./complete-spec.ts";
import { engineByName, type ReplicaSpecInput, replicaSpec, versionInEngineName } from "./replica-spec.ts";

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
        maxSequences: 1024,
        gpuMemoryUtilization: 0.9,
        chunkedPrefill: true,
        prefixHitRatio: 0,
        streamIntervalTokens: 1,
      },
    });
  });

  test.each([
    { engine: "vllm", gpu: "h100", most: 1024 },
    { engine: "vllm 0.8.0", gpu: "mi300x", most: 1024 },
    { engine: "vllm 0.7.3", gpu: "h100", most: 256 },
    { engine: "vllm", gpu: "a100", most: 256 },
    { engine: "vllm", gpu: "l4", most: 256 },
    { engine: "sglang", gpu: "l4", most: 2048 },
    { engine: "tensorrt-llm", gpu: "h100", most: 2048 },
    { engine: "lmdeploy", gpu: "h200", most: 1024 },
    { engine: "lmdeploy", gpu: "a100", most: 384 },
    { engine: "lmdeploy", gpu: "l4", most: 128 },
    { engine: "tgi", gpu: "h100", most: 128 },
  ])("$engine on $gpu decodes at most $most sequences of each rank", ({ engine, gpu, most }) => {
    const of = (changes: Partial<ReplicaSpecInput>) =>
      replicaSpec({ ...input, engine, gpu, ...changes }).engineConfig.maxSequences;
    expect(of({})).toBe(most);
    expect(of({ parallel: { attentionData: 2 } })).toBe(2 * most);
    expect(of({ engineConfig: { maxSequences: 7 } })).toBe(7);
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

test.each([
  ["vllm-v1", "vllm"],
  ["vLLM V1", "vllm"],
  ["vllm/v1", "vllm"],
  ["dynamo-vllm", "vllm"],
  ["VLLM_ROCM", "vllm"],
  ["vllm-openai:v0.11.0", "vllm"],
  ["llm-d (vLLM)", "vllm"],
  ["sgl", "sglang"],
  ["SGLang v0.5.8.post1", "sglang"],
  ["dynamo-sglang", "sglang"],
  ["sglang-router", "sglang"],
  ["SGLang / deepseek profile-data", "sglang"],
  ["trt-llm", "tensorrt-llm"],
  ["TRTLLM", "tensorrt-llm"],
  ["tensorrt_llm", "tensorrt-llm"],
  ["dynamo-trt", "tensorrt-llm"],
  ["trtllm-serve", "tensorrt-llm"],
  ["TensorRT LLM", "tensorrt-llm"],
  ["TensorRT-LLM 0.14.0 + Triton (online table)", "tensorrt-llm"],
  ["TensorRT 10.2.0, CUDA 12.4", "tensorrt-llm"],
  ["lmdeploy 0.9.0", "lmdeploy"],
  ["TurboMind", "lmdeploy"],
  ["TGI 3.0", "tgi"],
  ["ghcr.io/huggingface/text-generation-inference:3.3.4", "tgi"],
])("%s is %s", (name, engine) => {
  expect(engineByName(name)).toBe(engine);
});

test.each(["mlc", "llama.cpp", "", "vllm or sglang"])("%j is no single known engine", (name) => {
  expect(() => engineByName(name)).toThrow(expect.objectContaining({ code: "LL_UNKNOWN_ENGINE" }));
});

test.each([
  ["vLLM 0.19.0", "0.19.0"],
  ["vllm==0.10.1", "0.10.1"],
  ["vllm-openai:v0.11.0", "0.11.0"],
  ["SGLang v0.5.8.post1", "0.5.8.post1"],
  ["TensorRT-LLM 1.0 (PyTorch backend)", "1.0"],
  ["vllm-v1", null],
  ["trtllm", null],
])("the version in %j is %j", (name, version) => {
  expect(versionInEngineName(name)).toBe(version);
});

test.each(["0.19.0", "v0.19.0", "0.19.0+cu129", "V0.19.0+cu129"])("%s is the version 0.19.0", (engineVersion) => {
  const spec = (stated: { engine: string; engineVersion?: string }) =>
    replicaSpec({ model: "llama-3.1-8b", gpu: "h100", ...stated }).engineVersion;
  expect(spec({ engine: "vllm", engineVersion })).toBe("0.19.0");
  expect(spec({ engine: `vllm==${engineVersion}` })).toBe("0.19.0");
});

describe.each(engines)("%s can be planned:", (engine) => {
  const shape = { inputTokens: tokens(1000), outputTokens: tokens(200) };

  test("its name is its own", () => {
    expect(engineByName(engine)).toBe(engine);
  });

  test("its speed has an error band, which no engine without measured rows has calibrated", () => {
    const spec = replicaSpec({ model: "llama-3.1-70b", gpu: "h100", engine, weights: "fp8", parallel: { tensor: 4 } });
    const { interTokenLatency, errorBand } = estimate(spec, shape, { kind: "concurrency", concurrency: 8 });
    expect(interTokenLatency.mean).toBeGreaterThan(0);
    const isMeasured = !["lmdeploy", "tgi"].includes(engine);
    if (!isMeasured) expect(errorBand.basis).toBe("transferred");
  });

  test("what makes a model fit is advised in settings that its command line has", () => {
    const spec = replicaSpec({ model: "llama-3.1-70b", gpu: "l4", engine });
    for (const line of fittingChanges(spec, 16)) expect(line).not.toContain("undefined");
  });
});

describe("completed specs", () => {
  const spec = (changes: Partial<ReplicaSpecInput>) =>
    replicaSpec({
      model: "deepseek-r1",
      gpu: "gb200",
      engine: "sglang",
      weights: "fp8",
      parallel: { tensor: 1, attentionData: 4 },
      ...changes,
    });

  test("the memory share that the weights need is assumed for SGLang, and noted", () => {
    expect(replicaMemory(spec({})).fits).toBe(false);
    const { spec: raised, assumptions } = withMemoryForWeights(spec({}));
    expect(replicaMemory(raised).fits).toBe(true);
    expect(assumptions).toEqual([expect.stringContaining("engineConfig.gpuMemoryUtilization: 0.95")]);
  });

  test.each([
    { name: "a share that is given", changes: { engineConfig: { gpuMemoryUtilization: 0.9 } } },
    { name: "vLLM, whose default is one number", changes: { engine: "vllm" } },
    { name: "weights that fit", changes: { weights: "nvfp4" } },
    { name: "weights that fit under no share", changes: { weights: "bf16" } },
  ])("$name stays as it is", ({ changes }) => {
    const asked = spec(changes);
    expect(withMemoryForWeights(asked)).toEqual({ spec: asked, assumptions: [] });
  });
});

test("a slice of an expert that splits a block of weights is refused where the engine refuses it", () => {
  const asked = { model: "qwen3-235b-a22b", gpu: "h100", weights: "fp8", parallel: { tensor: 8 } } as const;
  expect(() => replicaSpec(asked)).toThrow(
    /experts of 1536 on 8 ranks split the blocks of 128 .*expert 8, or take fewer/,
  );
  for (const other of [{ parallel: { tensor: 8, expert: 8 } }, { engine: "tensorrt-llm" }])
    expect(replicaSpec({ ...asked, ...other }).parallel.tensor).toBe(8);
});

test("vLLM has small steps on a small device of the user's own unless they are set, and on no other", () => {
  const budget = (memoryCapacity: number, changes: Partial<ReplicaSpecInput> = {}) => {
    const device = { name: "board", memoryCapacity, memoryBandwidth: 1e11, denseFlops: { bf16: 1e12 }, power: 200 };
    const { gpu } = readOwnDevice(device, { what: "board" });
    return replicaSpec({ ...input, gpu, ...changes }).engineConfig.maxBatchedTokens;
  };
  expect([budget(64e9), budget(64e9, { engineConfig: { maxBatchedTokens: undefined } })]).toEqual([2048, 2048]);
  expect([budget(80e9), budget(64e9, { engine: "sglang" }), budget(64e9, { gpu: "l40s" })]).toEqual([8192, 8192, 8192]);
  expect(budget(64e9, { engineConfig: { maxBatchedTokens: 4096 } })).toBe(4096);
});
