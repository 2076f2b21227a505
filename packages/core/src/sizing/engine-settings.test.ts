import { expect, test } from "vitest";
import { replicaCapacity } from "../performance/replica-capacity.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import { ratio, seconds, tokens } from "../units.ts";
import { bestEngineSettings } from "./engine-settings.ts";

test.each([
  { inputTokens: 4000, maxSequences: 64 },
  { inputTokens: 1000, maxSequences: 64 },
  { inputTokens: 4000, maxSequences: 256 },
])(
  "of $inputTokens tokens no budget and cache format carries over 2 % more than the advised ones",
  ({ inputTokens, maxSequences }) => {
    const slo = { percentile: 0.95, timeToFirstToken: seconds(1), interTokenLatency: seconds(0.05) } as const;
    const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(200) };
    const specOf = (engineConfig: object, kvCache = "bf16") =>
      replicaSpec({ model: "llama-3.1-8b", gpu: "h100", kvCache, engineConfig });
    const carried = (spec: ReturnType<typeof specOf>): number => {
      const result = replicaCapacity(spec, shape, slo);
      return result.kind === "feasible" ? result.capacity.requestsPerSecond : 0;
    };
    const advised = bestEngineSettings(specOf({ maxSequences }), shape, slo);
    for (const kvCache of ["bf16", "fp8"]) {
      for (const maxBatchedTokens of [2048, 8192, 16_384]) {
        const engineConfig = { maxBatchedTokens, maxSequences: 1024, gpuMemoryUtilization: ratio(0.95) };
        expect(advised?.then).toBeGreaterThanOrEqual(0.98 * carried(specOf(engineConfig, kvCache)));
      }
    }
  },
);
