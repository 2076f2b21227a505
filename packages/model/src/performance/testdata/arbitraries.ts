import fc from "fast-check";
import { requestsPerSecond, tokens } from "../../base/units.ts";
import { type ReplicaSpecInput, replicaSpec } from "../replica-spec.ts";
import type { DemandShape, Load } from "../../model/load.ts";

export const spec8b = replicaSpec({ model: "llama-3.1-8b", gpu: "h100" });
export const spec70b = replicaSpec({ model: "llama-3.1-70b", gpu: "h100", parallel: { tensor: 4 } });
export const chat: DemandShape = { inputTokens: tokens(1000), outputTokens: tokens(200) };

export const openLoop = (rate: number): Load => ({ kind: "open-loop", requestsPerSecond: requestsPerSecond(rate) });
export const closedLoop = (concurrency: number): Load => ({ kind: "concurrency", concurrency });

export const arbitrarySpec = fc
  .record({ model: fc.constantFrom("llama-3.1-8b", "llama-3.1-70b", "llama-2-70b"),
    gpu: fc.constantFrom("h100", "a100-80gb"),
    engine: fc.constantFrom("vllm", "sglang", "trtllm"),
    weights: fc.constantFrom("bf16", "fp8", "int4"),
    parallel: fc.record({ tensor: fc.constantFrom(4, 8),
      attentionData: fc.constantFrom(1, 2),
      pipeline: fc.constantFrom(1, 2),
    }),
    engineConfig: fc.record({ maxSequences: fc.integer({ min: 1, max: 512 }),
      maxBatchedTokens: fc.constantFrom(512, 2048, 8192),
      prefixHitRatio: fc.constantFrom(0, 0.5, 1),
      streamIntervalTokens: fc.constantFrom(1, 20),
    }),
  })
  .map((input: ReplicaSpecInput) => replicaSpec(input));
export const arbitraryShape: fc.Arbitrary<DemandShape> = fc.record({ inputTokens: fc.integer({ min: 1, max: 8000 }).map(tokens),
  outputTokens: fc.integer({ min: 1, max: 4000 }).map(tokens),
});
/** Loads from idle to far beyond what any replica carries. */
export const arbitraryRate = fc.double({ min: -4, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);
export const arbitraryConcurrency = fc.integer({ min: 1, max: 2000 });

// Bisection leaves the last digits open.
export const noLess = (later: number, earlier: number): boolean => later >= earlier * (1 - 1e-9);
