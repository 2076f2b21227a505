import { describe, expect, test } from "vitest";
import { fittingChanges } from "../memory/fitting-changes.ts";
import { engines } from "../model/engine-facts.ts";
import { tokens } from "../units.ts";
import { engineByName, versionInEngineName } from "./engine-name.ts";
import { estimate } from "./estimate.ts";
import { replicaSpec } from "./replica-spec.ts";

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
