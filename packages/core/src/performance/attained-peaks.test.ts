import { expect, test } from "vitest";
import { gpuById } from "../catalogue/lookup.ts";
import { tokens } from "../units.ts";
import { comparableBandwidth, comparableFlops } from "./attained-peaks.ts";
import { estimate } from "./estimate.ts";
import { replicaSpec } from "./replica-spec.ts";

test("a GPU that attains what those of the coefficients do counts with its peaks, another one with less", () => {
  const [h100, mi300x] = [gpuById("h100"), gpuById("mi300x")];
  expect(comparableFlops(h100, "fp8")).toBe(h100.denseFlops.fp8?.value);
  expect(comparableBandwidth(h100)).toBe(h100.memoryBandwidth.value);
  expect(comparableFlops(mi300x, "fp8")).toBeLessThan(0.7 * (mi300x.denseFlops.fp8?.value ?? 0));
  expect(comparableBandwidth(mi300x)).toBeLessThan(0.95 * mi300x.memoryBandwidth.value);
});

/**
 * Tokens per second of eight GPUs, MLPerf Inference v5.1 closed Offline, submitter AMD, vLLM on ROCm 6.4; mean lengths of
 * the benchmark's requests. No fit has seen a GPU of this vendor.
 * @source github.com/mlcommons/inference_results_v5.1 summary_results.json
 */
const published = [
  { gpu: "mi300x", model: "llama-2-70b", input: 294, output: 300, system: 27_803.9 },
  { gpu: "mi325x", model: "llama-2-70b", input: 294, output: 300, system: 34_520.4 },
  { gpu: "mi300x", model: "mixtral-8x7b", input: 430, output: 145, system: 53_017.3 },
] as const;

test.each(published)("$model on $gpu at saturation: within 20 %", ({ gpu, model, input, output, system }) => {
  const spec = replicaSpec({ model, gpu, engine: "vllm", weights: "fp8", kvCache: "fp8" });
  const shape = { inputTokens: tokens(input), outputTokens: tokens(output), variedLengths: true };
  const { outputTokensPerSecond } = estimate(spec, shape, { kind: "saturated" });
  expect(Math.abs((8 * outputTokensPerSecond) / system - 1)).toBeLessThan(0.2);
});
