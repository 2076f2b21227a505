import { describe, expect, test } from "vitest";
import { gpuById } from "./lookup.ts";
import { bytesPerElement, nativePrecision, peakFlops } from "./precision.ts";
import { precisionByName, precisionInName } from "./precision-name.ts";

test.each([
  ["fp32", 4],
  ["bf16", 2],
  ["fp16", 2],
  ["fp8", 1],
  ["int8", 1],
  ["nvfp4", 0.5625],
  ["mxfp4", 0.53125],
  ["int4", 0.5625],
] as const)("%s takes %d bytes, its scales included", (precision, expected) => {
  expect(bytesPerElement(precision)).toBe(expected);
});

describe("peak arithmetic", () => {
  test("is that of the format where the GPU has it", () => {
    expect(peakFlops(gpuById("h100"), "fp8")).toBe(gpuById("h100").denseFlops.fp8?.value);
  });

  test("falls back to 16 bits where it has not", () => {
    expect(peakFlops(gpuById("a100"), "fp8")).toBe(gpuById("a100").denseFlops.bf16?.value);
    expect(peakFlops(gpuById("v100"), "int4")).toBe(gpuById("v100").denseFlops.fp16?.value);
  });

  test("a GPU without bf16 computes in fp16", () => {
    expect(nativePrecision(gpuById("t4"))).toBe("fp16");
    expect(nativePrecision(gpuById("a100"))).toBe("bf16");
  });
});

describe("names of precisions", () => {
  test.each([
    ["BF16", "bf16"],
    ["bfloat16", "bf16"],
    ["torch.bfloat16", "bf16"],
    ["fp8_block", "fp8"],
    ["fp8_blockwise", "fp8"],
    ["block_fp8", "fp8"],
    ["fp8_e4m3fn", "fp8"],
    ["float8_e4m3fn", "fp8"],
    ["fp8_per_channel", "fp8"],
    ["FP8 dynamic", "fp8"],
    ["fp8-kv", "fp8"],
    ["W8A8-FP8", "fp8"],
    ["fp8_w8a8", "fp8"],
    ["ptpc_fp8", "fp8"],
    ["MXFP8", "fp8"],
    ["w8a8", "int8"],
    ["w8a8-int8", "int8"],
    ["int8_w8a16", "int8"],
    ["int8_sq", "int8"],
    ["GPTQ-Int8", "int8"],
    ["FP4", "nvfp4"],
    ["FP4 (NVFP4)", "nvfp4"],
    ["nvfp4_w4a4", "nvfp4"],
    ["modelopt_fp4", "nvfp4"],
    ["w4a8_nvfp4_fp8", "nvfp4"],
    ["MXFP4", "mxfp4"],
    ["w4a8_mxfp4_mxfp8", "mxfp4"],
    ["awq", "int4"],
    ["awq_marlin", "int4"],
    ["AWQ-INT4", "int4"],
    ["w4a8_awq", "int4"],
    ["w4afp8", "int4"],
    ["bnb-4bit", "int4"],
    ["int4wo", "int4"],
  ])("%s is %s", (name, precision) => {
    expect(precisionByName(name)).toBe(precision);
  });

  test.each(["fp9", "int3", "fp6", "compressed-tensors", "fp8x", "", "block"])("%j names no format", (name) => {
    expect(() => precisionByName(name)).toThrow(expect.objectContaining({ code: "LL_UNKNOWN_PRECISION" }));
  });

  test.each([
    ["nvidia/Llama-3.1-70B-Instruct-FP8", "fp8"],
    ["TheBloke/Llama-2-70B-AWQ", "int4"],
    ["meta-llama/Llama-3.1-70B", null],
    ["amd/Llama-3.1-405B-Instruct-FP8-KV", "fp8"],
    ["amd/gpt-oss-120b-w-mxfp4-a-fp8", "mxfp4"],
    ["amd/Llama-2-70b-chat-hf-WMXFP4-AMXFP4-KVFP8-Scale-UINT8-MLPerf-GPTQ", "mxfp4"],
    ["RedHatAI/Meta-Llama-3.1-70B-Instruct-quantized.w8a8", "int8"],
    ["RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", "fp8"],
    ["Qwen/Qwen2.5-72B-Instruct-GPTQ-Int8", "int8"],
    ["unsloth/Qwen3-32B-unsloth-bnb-4bit", "int4"],
    ["RedHatAI/Llama-3.3-70B-Instruct-NVFP4A16", "nvfp4"],
    ["CohereLabs/c4ai-command-a-03-2025-FP8", "fp8"],
  ])("the name %s says %s", (name, precision) => {
    expect(precisionInName(name)).toBe(precision);
  });
});
