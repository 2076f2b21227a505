import { expect, test } from "vitest";
import { engineByName, versionInEngineName } from "./engine-name.ts";

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
])("%s is %s", (name, engine) => {
  expect(engineByName(name)).toBe(engine);
});

test.each(["tgi", "lmdeploy", "llama.cpp", "", "vllm or sglang"])("%j is no single known engine", (name) => {
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
