import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokens } from "../base/units.ts";
import type { Distribution, Estimate } from "../model/estimate.ts";
import type { DemandShape } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { type ReplicaSpecInput, replicaSpec } from "../performance/replica-spec.ts";
import {
  arbitraryConcurrency,
  arbitraryRate,
  arbitraryShape,
  arbitrarySpec,
  chat,
  closedLoop,
  noLess,
  openLoop,
  spec8b,
} from "../performance/testdata/arbitraries.ts";
import { estimate } from "./estimate.ts";

const latenciesOf = ({ timeToFirstToken, interTokenLatency, endToEnd }: Estimate): readonly number[] =>
  [timeToFirstToken, interTokenLatency, endToEnd].flatMap(({ mean, p50, p90, p95, p99 }: Distribution) => [
    mean,
    p50,
    p90,
    p95,
    p99,
  ]);

const expectNoneFalls = (later: Estimate, earlier: Estimate): void => {
  const before = latenciesOf(earlier);
  for (const [index, latency] of latenciesOf(later).entries()) {
    expect(noLess(latency, before[index] ?? 0), `latency ${index}`).toBe(true);
  }
};

describe("estimate", () => {
  test.each([
    { load: closedLoop(1), kind: "one client" },
    { load: { kind: "saturated" } as const, kind: "saturation" },
  ])("throughput, latency and batch obey Little's law under $kind", ({ load }) => {
    const {
      concurrency,
      interTokenLatency,
      requestsPerSecond: rate,
      outputTokensPerSecond,
    } = estimate(spec8b, chat, load);
    expect(concurrency).toBeCloseTo(rate * chat.outputTokens * interTokenLatency.mean, 6);
    expect(outputTokensPerSecond).toBeCloseTo(rate * chat.outputTokens, 9);
  });

  test.each([
    { rate: 1, verdict: "stable" },
    { rate: 18, verdict: "saturated" },
    { rate: 60, verdict: "overloaded" },
  ])("at $rate requests/s one H100 with the 8B model is $verdict", ({ rate, verdict }) => {
    expect(estimate(spec8b, chat, openLoop(rate)).verdict).toBe(verdict);
  });

  test("an overloaded replica completes nearly what an offline run does, which passes no server", () => {
    const overloaded = estimate(spec8b, chat, openLoop(100));
    const saturated = estimate(spec8b, chat, { kind: "saturated" });
    const share = overloaded.requestsPerSecond / saturated.requestsPerSecond;
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(1.05);
  });

  test("the full cache is named where it binds, the sequence limit where that does", () => {
    const limitOf = (changes: Partial<ReplicaSpecInput>, shape: DemandShape): string =>
      estimate(replicaSpec({ model: "llama-3.1-8b", gpu: "h100", ...changes }), shape, { kind: "saturated" })
        .bindingLimit;
    expect(limitOf({}, { inputTokens: tokens(8000), outputTokens: tokens(8000) })).toBe("kv-cache");
    expect(limitOf({ engineConfig: { maxSequences: 8 } }, chat)).toBe("queue");
    expect(limitOf({}, { inputTokens: tokens(8000), outputTokens: tokens(2) })).toBe("prefill-compute");
  });

  test.each([
    { limit: "sequences", engine: "vllm", shape: { inputTokens: tokens(100), outputTokens: tokens(1000) }, times: 2 },
    { limit: "tokens per step", engine: "vllm", shape: chat, times: 2 },
    { limit: "tokens per step", engine: "sglang", shape: chat, times: 1 },
  ])("at saturation two attention-data ranks of $engine have $times times the $limit", ({ engine, shape, times }) => {
    const slotsOf = (attentionData: number): number => {
      const parallel = { attentionData, expert: attentionData };
      const spec = replicaSpec({ model: "qwen3-30b-a3b", gpu: "b200", weights: "nvfp4", engine, parallel });
      return estimate(spec, shape, { kind: "saturated" }).concurrency;
    };
    expect(slotsOf(2)).toBeCloseTo(times * slotsOf(1), 9);
  });

  test("at saturation TensorRT-LLM holds as many sequences as have space to their end", () => {
    const shape = { inputTokens: tokens(8000), outputTokens: tokens(8000) };
    const answer = estimate(replicaSpec({ model: "llama-3.1-8b", gpu: "h100", engine: "trtllm" }), shape, {
      kind: "saturated",
    });
    expect(answer.concurrency).toBeCloseTo((answer.memory?.kvCacheTokens ?? 0) / 16_000, 9);
  });

  test("a prefix cache makes the first token come sooner", () => {
    const cached: ReplicaSpec = replicaSpec({
      model: "llama-3.1-8b",
      gpu: "h100",
      engineConfig: { prefixHitRatio: 0.9 },
    });
    const at = (spec: ReplicaSpec): number => estimate(spec, chat, openLoop(5)).timeToFirstToken.mean;
    expect(at(cached)).toBeLessThan(at(spec8b));
  });

  test.each([
    {
      name: "calibrated where it was measured",
      spec: replicaSpec({ model: "llama-3.1-8b", gpu: "h100", engine: "tensorrt-llm" }),
      basis: "calibrated",
    },
    {
      name: "transferred to another GPU",
      spec: replicaSpec({ model: "llama-3.1-8b", gpu: "a100" }),
      basis: "transferred",
    },
    {
      name: "assumed for an unpublished architecture",
      spec: replicaSpec({ model: "gpt-3.5-turbo", gpu: "h100", parallel: { tensor: 8 } }),
      basis: "assumed",
    },
  ])("the error band is $name", ({ spec, basis }) => {
    expect(estimate(spec, chat, openLoop(0.1)).errorBand.basis).toBe(basis);
  });

  test.each([
    {
      name: "a model that does not fit",
      run: () => estimate(replicaSpec({ model: "llama-3.1-70b", gpu: "h100" }), chat, openLoop(1)),
      code: "LL_MODEL_DOES_NOT_FIT",
    },
    {
      name: "an encoder",
      run: () => estimate(replicaSpec({ model: "bert-large", gpu: "h100" }), chat, openLoop(1)),
      code: "LL_WORKLOAD_UNSUPPORTED",
    },
    {
      name: "an image model",
      run: () => estimate(replicaSpec({ model: "sdxl", gpu: "h100" }), chat, openLoop(1)),
      code: "LL_WORKLOAD_UNSUPPORTED",
    },
    { name: "no clients", run: () => estimate(spec8b, chat, closedLoop(0)), code: "LL_INPUT_INVALID" },
    {
      name: "no output",
      run: () => estimate(spec8b, { ...chat, outputTokens: tokens(0) }, openLoop(1)),
      code: "LL_INPUT_INVALID",
    },
    {
      name: "a request larger than the cache",
      run: () => estimate(spec8b, { ...chat, inputTokens: tokens(1e6) }, openLoop(1)),
      code: "LL_INPUT_INVALID",
    },
  ])("$name is refused", ({ run, code }) => {
    expect(run).toThrow(expect.objectContaining({ code }));
  });
});

test("a light open load keeps as many in decode as arrive while one decodes, and completes what arrives", () => {
  const {
    concurrency,
    interTokenLatency,
    requestsPerSecond: rate,
    outputTokensPerSecond,
  } = estimate(spec8b, chat, openLoop(5));
  expect(concurrency / (rate * (chat.outputTokens - 1) * interTokenLatency.mean)).toBeCloseTo(1, 6);
  expect(outputTokensPerSecond).toBeCloseTo(rate * chat.outputTokens, 9);
});

describe("laws of the estimate", () => {
  // Requests are the same at every rate but meet other steps, which moves a mean by a percent or two.
  const chance = 0.03;

  test("mean first token and mean end to end do not fall as the open load rises", () => {
    fc.assert(
      fc.property(arbitrarySpec, arbitraryShape, arbitraryRate, arbitraryRate, (spec, shape, a, b) => {
        const [light, heavy] = [Math.min(a, b), Math.max(a, b)].map((rate) => estimate(spec, shape, openLoop(rate)));
        if (light === undefined || heavy === undefined) return;
        expect(heavy.timeToFirstToken.mean).toBeGreaterThan((1 - chance) * light.timeToFirstToken.mean);
        expect(heavy.endToEnd.mean).toBeGreaterThan((1 - chance) * light.endToEnd.mean);
      }),
      { numRuns: 20 },
    );
  });

  test("no latency falls as more clients ask, and throughput never falls", () => {
    fc.assert(
      fc.property(arbitrarySpec, arbitraryShape, arbitraryConcurrency, arbitraryConcurrency, (spec, shape, a, b) => {
        const few = estimate(spec, shape, closedLoop(Math.min(a, b)));
        const many = estimate(spec, shape, closedLoop(Math.max(a, b)));
        expectNoneFalls(many, few);
        expect(noLess(many.requestsPerSecond, few.requestsPerSecond)).toBe(true);
      }),
    );
  });

  test("percentiles rise, and no more is completed than offered", () => {
    fc.assert(
      fc.property(arbitrarySpec, arbitraryShape, arbitraryRate, (spec, shape, rate) => {
        const answer = estimate(spec, shape, openLoop(rate));
        for (const { p50, p90, p95, p99 } of [answer.timeToFirstToken, answer.interTokenLatency, answer.endToEnd]) {
          expect([p50, p90, p95, p99]).toEqual([p50, p90, p95, p99].toSorted((x, y) => x - y));
        }
        expect(answer.requestsPerSecond).toBeLessThanOrEqual(rate);
      }),
      { numRuns: 25 },
    );
  });
});
