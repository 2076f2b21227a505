import { describe, expect, test } from "vitest";
import { gpuById } from "./lookup.ts";
import { bytesPerElement, nativePrecision, peakFlops } from "./precision.ts";

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
