import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seconds, tokens } from "../base/units.ts";
import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import { arbitraryShape, arbitrarySpec, chat, openLoop, spec8b, spec70b } from "../performance/testdata/arbitraries.ts";
import { estimate } from "./estimate.ts";
import { replicaCapacity } from "./replica-capacity.ts";

describe("capacity", () => {
  const slo: Slo = { percentile: 0.95, timeToFirstToken: seconds(0.5), interTokenLatency: seconds(0.05) };
  const rateOf = (spec: ReplicaSpec, shape: DemandShape, bounds: Slo): number => {
    const result = replicaCapacity(spec, shape, bounds);
    return result.kind === "feasible" ? result.capacity.requestsPerSecond : 0;
  };

  test("every objective holds at the capacity, and one is missed just above unless the queue binds", () => {
    const tight: Slo = { percentile: 0.95, interTokenLatency: seconds(0.012) };
    const result = replicaCapacity(spec8b, chat, tight);
    if (result.kind !== "feasible") throw new Error(result.detail);
    const { requestsPerSecond: rate, at, bindingLimit } = result.capacity;
    expect(at?.interTokenLatency.p95).toBeLessThanOrEqual(0.012);
    expect(bindingLimit).toBe("decode-bandwidth");
    expect(estimate(spec8b, chat, openLoop(rate * 1.1)).interTokenLatency.p95).toBeGreaterThan(0.012);
  });

  test("tokens per second follow from the shape", () => {
    const result = replicaCapacity(spec70b, chat, slo);
    if (result.kind !== "feasible") throw new Error(result.detail);
    const { requestsPerSecond: rate, prefillTokensPerSecond, decodeTokensPerSecond } = result.capacity;
    expect(prefillTokensPerSecond).toBeCloseTo(1000 * rate, 6);
    expect(decodeTokensPerSecond).toBeCloseTo(200 * rate, 6);
  });

  test("without objectives it is the stable share of the highest rate, and the verdict is stable", () => {
    const result = replicaCapacity(
      replicaSpec({ model: "llama-3.1-8b", gpu: "h100", engineConfig: { maxSequences: 256 } }),
      { inputTokens: tokens(100), outputTokens: tokens(2000) },
      { percentile: 0.5 },
    );
    if (result.kind !== "feasible") throw new Error(result.detail);
    expect(result.capacity.at?.verdict).toBe("stable");
    expect(result.capacity.bindingLimit).toBe("queue");
  });

  test.each([
    {
      name: "an objective below an idle replica's time",
      spec: spec8b,
      slo: { percentile: 0.95, interTokenLatency: seconds(0.001) } as const,
      expected: { because: "slo-unreachable", detail: expect.stringContaining("the objective is 1 ms") },
    },
    {
      name: "a model that does not fit",
      spec: replicaSpec({ model: "llama-3.1-70b", gpu: "h100" }),
      slo,
      expected: { because: "does-not-fit", detail: expect.stringContaining("try --tensor-parallel-size 2") },
    },
  ])("$name is infeasible, with the reason", ({ spec, slo: bounds, expected }) => {
    expect(replicaCapacity(spec, chat, bounds)).toMatchObject({ kind: "infeasible", ...expected });
  });

  test("a request larger than the cache does not fit", () => {
    const huge = { inputTokens: tokens(1e6), outputTokens: tokens(1) };
    expect(replicaCapacity(spec8b, huge, slo)).toMatchObject({ kind: "infeasible", because: "does-not-fit" });
  });

  /** Chance moves the percentile that a capacity is read from. */
  const chance = 0.97;
  /** Rates are distinguished to 1/128 of the stable capacity. */
  const step = (spec: ReplicaSpec, shape: DemandShape): number => rateOf(spec, shape, { percentile: 0.5 }) / 128;

  test("a looser objective never lowers it", () => {
    const bound = fc.double({ min: 0.005, max: 5, noNaN: true });
    const names = fc.constantFrom("timeToFirstToken", "interTokenLatency", "endToEnd");
    fc.assert(
      fc.property(arbitrarySpec, arbitraryShape, names, bound, bound, (spec, shape, name, a, b) => {
        const at = (value: number): number => rateOf(spec, shape, { percentile: 0.9, [name]: seconds(value) });
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(chance * at(Math.min(a, b)) - step(spec, shape));
      }),
      { numRuns: 20 },
    );
  });

  test("a faster GPU never lowers it", () => {
    const factor = fc.double({ min: 1, max: 4, noNaN: true });
    const part = fc.constantFrom("memoryBandwidth", "denseFlops", "link");
    const faster = (
      { gpu, ...rest }: ReplicaSpec,
      by: number,
      what: "memoryBandwidth" | "denseFlops" | "link",
    ): ReplicaSpec => {
      const scale = <T extends { value: number } | null>(number: T): T =>
        number === null ? number : { ...number, value: number.value * by };
      const { denseFlops, memoryBandwidth, link } = gpu;
      const changed = {
        memoryBandwidth: { memoryBandwidth: scale(memoryBandwidth) },
        denseFlops: {
          denseFlops: {
            fp32: scale(denseFlops.fp32),
            fp16: scale(denseFlops.fp16),
            bf16: scale(denseFlops.bf16),
            fp8: scale(denseFlops.fp8),
            int8: scale(denseFlops.int8),
            fp4: scale(denseFlops.fp4),
          },
        },
        link: { link: { ...link, bandwidthPerDirection: scale(link.bandwidthPerDirection) } },
      }[what];
      return { ...rest, gpu: { ...gpu, ...changed } };
    };
    fc.assert(
      fc.property(arbitrarySpec, arbitraryShape, factor, part, (spec, shape, by, what) => {
        const changed = faster(spec, by, what);
        const least = chance * rateOf(spec, shape, slo) - step(changed, shape);
        expect(rateOf(changed, shape, slo)).toBeGreaterThanOrEqual(least);
      }),
      { numRuns: 20 },
    );
  });
});
