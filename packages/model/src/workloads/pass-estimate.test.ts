import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestsPerSecond, tokens } from "../base/units.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import { passEstimate } from "./pass-estimate.ts";
import { passSpeed } from "./pass-speed.ts";

const shape = { inputTokens: tokens(177), outputTokens: tokens(1) };
const spec = replicaSpec({ model: "bert-large", gpu: "a100-80gb", weights: "int8" });
const speed = passSpeed({ model: spec.model, gpu: spec.gpu, precision: "int8", shape });
const atRate = (rate: number, of = spec) =>
  passEstimate(of, shape, { kind: "open-loop", requestsPerSecond: requestsPerSecond(rate) });

describe("answers in one piece", () => {
  test("saturated, nearly the offline rate is completed", () => {
    const { requestsPerSecond: rate, verdict } = passEstimate(spec, shape, { kind: "saturated" });
    expect(verdict).toBe("saturated");
    expect(rate / speed.offlineSamplesPerSecond).toBeGreaterThan(0.95);
    expect(rate).toBeLessThanOrEqual(speed.offlineSamplesPerSecond);
  });

  test("one client waits for its own batch alone", () => {
    const { endToEnd } = passEstimate(spec, shape, { kind: "concurrency", concurrency: 1 });
    expect(endToEnd.mean).toBeCloseTo(speed.batchSeconds(1), 12);
    expect(endToEnd.p99).toBe(endToEnd.p50);
  });

  test("a hardly used GPU answers as one client is answered", () => {
    expect(atRate(0.01).endToEnd.p50).toBeCloseTo(speed.batchSeconds(1), 9);
  });

  test("beyond the offline rate it is overloaded and completes that rate", () => {
    const { verdict, requestsPerSecond: rate } = atRate(2 * speed.offlineSamplesPerSecond);
    expect(verdict).toBe("overloaded");
    expect(rate).toBeLessThanOrEqual(speed.offlineSamplesPerSecond);
  });

  test("more load never answers sooner on average", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 3000, noNaN: true }),
        fc.double({ min: 1.1, max: 4, noNaN: true }),
        (rate, by) => {
          expect(atRate(rate * by).endToEnd.mean).toBeGreaterThanOrEqual(0.98 * atRate(rate).endToEnd.mean);
        },
      ),
      { numRuns: 30 },
    ));

  test("eight GPUs complete eight times as much, and each serves requests of its own", () => {
    const eight = replicaSpec({ model: "sdxl", gpu: "h100", weights: "fp8", parallel: { attentionData: 8 } });
    const one = replicaSpec({ model: "sdxl", gpu: "h100", weights: "fp8" });
    const [many, few] = [eight, one].map((of) => passEstimate(of, shape, { kind: "saturated" }));
    expect((many?.requestsPerSecond ?? 0) / (few?.requestsPerSecond ?? 1)).toBeCloseTo(8, 9);
    expect(many?.assumptions).toEqual([expect.stringContaining("each of the 8 GPUs")]);
  });

  test("a picture of half the steps takes half the time", () => {
    const sdxl = replicaSpec({ model: "sdxl", gpu: "h100", weights: "fp8" });
    const seconds = (steps: number) =>
      passEstimate(sdxl, { ...shape, picture: { steps } }, { kind: "concurrency", concurrency: 4 }).endToEnd.mean;
    expect(seconds(20) / seconds(10)).toBeCloseTo(2, 9);
  });

  test.each([
    { name: "a run", load: { kind: "open-loop", requestsPerSecond: requestsPerSecond(100), requests: 50 } as const },
    { name: "stages", load: { kind: "stages", stages: [{ seconds: 5, requestsPerSecond: 40 }] } as const },
    { name: "all at once", load: { kind: "all-at-once", requests: 64 } as const },
  ])("$name ends with every request answered", ({ load }) => {
    const { endToEnd, requestsPerSecond: rate } = passEstimate(spec, shape, load);
    expect(endToEnd.mean).toBeGreaterThan(0);
    expect(rate).toBeGreaterThan(0);
  });

  test("a model that writes token by token is refused", () => {
    const llama = replicaSpec({ model: "llama-3.1-8b", gpu: "h100" });
    expect(() => passEstimate(llama, shape, { kind: "saturated" })).toThrow("needs an encoder");
  });
});
