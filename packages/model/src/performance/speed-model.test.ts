import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokens } from "../base/units.ts";
import { estimate } from "../capacity/estimate.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import type { DemandShape, Load } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { stepTerms } from "./pooled-coefficients.ts";
import { type ReplicaSpecInput, replicaSpec } from "./replica-spec.ts";
import { stepFacts } from "./step-facts.ts";
import { decodeSeconds } from "./step-terms.ts";
import { closedLoop } from "./testdata/arbitraries.ts";

const shape: DemandShape = { inputTokens: tokens(1000), outputTokens: tokens(500) };

const specOf = (changes: Partial<ReplicaSpecInput>): ReplicaSpec =>
  replicaSpec({
    model: "deepseek-v3",
    gpu: "b200",
    engine: "sglang",
    weights: "fp8",
    parallel: { tensor: 8 },
    ...changes,
  });

const gapOf = (spec: ReplicaSpec, load: Load = closedLoop(64)): number =>
  estimate(spec, shape, load).interTokenLatency.mean;
const rateOf = (spec: ReplicaSpec, load: Load): number => estimate(spec, shape, load).requestsPerSecond;
const answerTimeOf = (spec: ReplicaSpec, clients: number): number =>
  estimate(spec, shape, closedLoop(clients)).endToEnd.mean;

describe("experts", () => {
  test("one sequence reads its own experts, a large batch nearly all of them", () => {
    const terms = stepTerms(specOf({}));
    const experts = (decodes: number): number => decodeSeconds({ ...terms, caches: [] }, decodes, 0);
    const rest = (decodes: number): number => decodeSeconds({ ...terms, caches: [], expertRead: 0 }, decodes, 0);
    expect(experts(1) - rest(1)).toBeLessThan(0.1 * terms.expertRead);
    expect(experts(4096) - rest(4096)).toBeGreaterThan(0.7 * terms.expertRead);
  });

  test("the step rises with the batch whatever the routing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0.1, max: 50, noNaN: true }), (batch, skew) => {
        const terms = { ...stepTerms(specOf({})), routingSkew: skew };
        expect(decodeSeconds(terms, batch + 1, 1e5)).toBeGreaterThan(decodeSeconds(terms, batch, 1e5));
      }),
    );
  });
});

describe("attention data with experts", () => {
  const factsOf = (parallel: ReplicaSpecInput["parallel"], gpu = "gb200") => stepFacts(specOf({ gpu, parallel }));

  test("tokens travel to spread experts; sliced ones sit where the tokens are", () => {
    expect(factsOf({ tensor: 1, attentionData: 4, expert: 4 }).exchangeLayers).toBe(58);
    expect(factsOf({ tensor: 1, attentionData: 4 }).exchangeLayers).toBe(0);
    expect(factsOf({ tensor: 8, expert: 8 }).exchangeLayers).toBe(0);
  });

  test("experts too narrow to slice are spread whatever the layout", () => {
    expect(factsOf({ tensor: 1, attentionData: 32 }).exchangeLayers).toBeGreaterThan(0);
    expect(factsOf({ tensor: 1, attentionData: 16 }).exchangeLayers).toBe(0);
  });

  test("a prompt alone has one lane of attention for itself, prompts beside each other have all", () => {
    const busy = (parallel: ReplicaSpecInput["parallel"], clients: number): number =>
      estimate(specOf({ gpu: "gb200", parallel }), { ...shape, inputTokens: tokens(8000) }, closedLoop(clients))
        .timeToFirstToken.mean;
    expect(busy({ tensor: 1, attentionData: 8, expert: 8 }, 1)).toBeGreaterThan(busy({ tensor: 8, expert: 8 }, 1));
  });
});

describe("attention", () => {
  test("layers that choose what they attend to spend kernels on the choice", () => {
    expect(stepFacts(specOf({ model: "deepseek-v3.2" })).indexLayers).toBe(61);
    expect(stepFacts(specOf({ model: "deepseek-v3" })).indexLayers).toBe(0);
    expect(stepTerms(specOf({ model: "deepseek-v3.2" })).fixed).toBeGreaterThan(
      stepTerms(specOf({ model: "deepseek-v3" })).fixed,
    );
  });

  test("a latent cache is read whole on every tensor rank, grouped heads are shared out", () => {
    const readOf = (model: string, tensor: number): number =>
      stepFacts(specOf({ model, gpu: "b200", parallel: { tensor } })).caches.reduce((sum, { read }) => sum + read, 0);
    expect(readOf("deepseek-v3", 8)).toBeCloseTo(readOf("deepseek-v3", 4), 15);
    expect(readOf("llama-3.1-70b", 8)).toBeCloseTo(readOf("llama-3.1-70b", 4) / 2, 15);
  });

  test("window layers stop growing with the context, sparse attention reads its best tokens and scans the rest", () => {
    const growth = (model: string, from: number, to: number): number => {
      const terms = stepTerms(specOf({ model, parallel: { tensor: 8 } }));
      return (decodeSeconds(terms, 1, to) - decodeSeconds(terms, 1, from)) / (to - from);
    };
    expect(growth("gpt-oss-120b", 10_000, 20_000)).toBeLessThan(0.6 * growth("gpt-oss-120b", 10, 100));
    expect(growth("deepseek-v3.2", 10_000, 20_000)).toBeLessThan(0.5 * growth("deepseek-v3.2", 10, 1000));
    expect(growth("deepseek-v3.2", 10_000, 20_000)).toBeGreaterThan(0);
  });

  test("linear layers cost the same at any context", () => {
    const { caches, sequenceState } = stepFacts(specOf({ model: "qwen3.5-397b-a17b" }));
    expect(caches).toHaveLength(1);
    expect(sequenceState).toBeGreaterThan(0);
  });
});

describe("a better part never makes it slower", () => {
  type Part = (gpu: Gpu, factor: number) => Gpu;
  const scaled = <T extends { readonly value: number }>(fact: T, factor: number): T => ({
    ...fact,
    value: fact.value * factor,
  });
  const parts: readonly { readonly name: string; readonly change: Part }[] = [
    { name: "memory bandwidth", change: (gpu, k) => ({ ...gpu, memoryBandwidth: scaled(gpu.memoryBandwidth, k) }) },
    {
      name: "the link",
      change: (gpu, k) => ({
        ...gpu,
        link: { ...gpu.link, bandwidthPerDirection: scaled(gpu.link.bandwidthPerDirection, k) },
      }),
    },
    {
      name: "arithmetic",
      change: (gpu, k) => ({
        ...gpu,
        denseFlops: {
          ...gpu.denseFlops,
          fp8: gpu.denseFlops.fp8 && scaled(gpu.denseFlops.fp8, k),
          bf16: gpu.denseFlops.bf16 && scaled(gpu.denseFlops.bf16, k),
        },
      }),
    },
  ];
  test.each(parts)("$name", ({ change }) => {
    fc.assert(
      fc.property(
        fc.constantFrom("deepseek-v3", "llama-3.1-70b", "gpt-oss-120b", "qwen3.5-397b-a17b"),
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 1, max: 8, noNaN: true }),
        (model, clients, factor) => {
          const spec = specOf({ model });
          const faster = { ...spec, gpu: change(spec.gpu, factor) };
          // Of the whole answer: a shorter TTFT leaves more clients in decode, beside each other, so that
          // the gaps alone may widen by a fraction of a percent.
          expect(answerTimeOf(faster, clients)).toBeLessThanOrEqual(answerTimeOf(spec, clients) * (1 + 1e-9));
          expect(rateOf(faster, closedLoop(clients))).toBeGreaterThanOrEqual(
            rateOf(spec, closedLoop(clients)) * (1 - 1e-9),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("disaggregated serving", () => {
  const disaggregated = (workers: number | null, decodeWorkers: number | null = 2): ReplicaSpec =>
    specOf({
      disaggregation: {
        prefill: workers === null ? null : { workers, parallel: { tensor: 8 } },
        decodeWorkers,
      },
    });
  const long: DemandShape = { inputTokens: tokens(8000), outputTokens: tokens(100) };

  test("prompt workers that cannot keep up are named, and more of them shorten TTFT", () => {
    const few = estimate(disaggregated(1, 8), long, closedLoop(2000));
    const many = estimate(disaggregated(64, 8), long, closedLoop(2000));
    expect(few.bindingLimit).toBe("prefill-compute");
    expect(many.timeToFirstToken.mean).toBeLessThan(few.timeToFirstToken.mean / 2);
  });

  test("prompts no longer stall the answers", () => {
    expect(estimate(disaggregated(8, 1), long, closedLoop(64)).interTokenLatency.mean).toBeLessThan(
      estimate(specOf({}), long, closedLoop(64)).interTokenLatency.mean,
    );
  });

  test("what is not known is assumed, noted, and widens the band", () => {
    const stated = estimate(disaggregated(2), shape, closedLoop(64));
    const unstated = estimate(disaggregated(null, null), shape, closedLoop(64));
    expect(stated.assumptions).toEqual([]);
    expect(unstated.assumptions.join()).toMatch(/decode\.workers.*prefill\.workers/);
    expect(unstated.errorBand.relative).toBeGreaterThan(stated.errorBand.relative);
  });
});

describe("further facts", () => {
  test("speculation pays at one client and less in a large batch", () => {
    const gain = (clients: number): number =>
      gapOf(specOf({}), closedLoop(clients)) /
      gapOf(specOf({ speculativeDecoding: { draftTokens: 2, acceptedTokens: 2 } }), closedLoop(clients));
    expect(gain(1)).toBeGreaterThan(1.3);
    expect(gain(2000)).toBeLessThan(gain(1));
  });

  test("more accepted than drafted tokens is refused", () => {
    expect(() => specOf({ speculativeDecoding: { draftTokens: 1, acceptedTokens: 3 } })).toThrow("at most 2");
  });

  test("tokens handed out twenty at a time make the first one come nineteen gaps later", () => {
    const at = (streamIntervalTokens: number) =>
      estimate(specOf({ engineConfig: { streamIntervalTokens } }), shape, closedLoop(8));
    const gap = at(20).interTokenLatency.mean;
    expect(at(20).timeToFirstToken.mean - at(1).timeToFirstToken.mean).toBeCloseTo(19 * gap, 2);
  });

  test("requests of one length wait for those that keep step with them, a single one does not wait", () => {
    const firstOf = (variedLengths: boolean, concurrency: number) =>
      estimate(specOf({}), { ...shape, variedLengths }, closedLoop(concurrency)).timeToFirstToken.mean;
    expect(firstOf(false, 1)).toBeCloseTo(firstOf(true, 1), 12);
    expect(firstOf(false, 16)).toBeGreaterThan(firstOf(true, 16));
  });

  test("a correction scales the gap between tokens by its factor", () => {
    const corrected = { ...specOf({}), correction: { interTokenLatency: 1.2, timeToFirstToken: 1 } };
    expect(gapOf(corrected, { kind: "concurrency", concurrency: 1 }) / gapOf(specOf({}), closedLoop(1))).toBeCloseTo(
      1.2,
      1,
    );
  });
});
