import fc from "fast-check";
import { expect, test } from "vitest";
import { replicaSpec } from "../performance/replica-spec.ts";
import { seconds, tokens } from "../units.ts";
import { optimizeBatch } from "./optimize-batch.ts";
import { linearSpeed } from "./testing/linear-speed.ts";

const spec = replicaSpec({ model: "llama-3.1-8b", gpu: "h100" });
const shape = { inputTokens: tokens(100), outputTokens: tokens(100) };
const slo = (interTokenLatency: number) =>
  ({ percentile: 0.95, interTokenLatency: seconds(interTokenLatency) }) as const;
const speed = linearSpeed({ step: 0.01, perSequence: 0.001 });

test("the best batch is the last whose token gap meets the objective", () => {
  const choice = optimizeBatch(spec, shape, slo(0.0475), speed);
  expect(choice.kind === "feasible" && choice.best.concurrency).toBe(37);
  expect(choice.kind === "feasible" && choice.limitedBy).toBe("interTokenLatency");
});

test("without an objective the engine's limit is the best batch", () => {
  const choice = optimizeBatch(spec, shape, { percentile: 0.95 }, speed);
  expect(choice).toMatchObject({ kind: "feasible", limitedBy: "maxSequences", best: { concurrency: 256 } });
});

test("an objective that one request misses is infeasible and tells what it reaches", () => {
  const choice = optimizeBatch(spec, shape, slo(0.01), speed);
  expect(choice).toMatchObject({ kind: "infeasible", because: "slo-unreachable", closest: { concurrency: 1 } });
  expect(choice.kind === "infeasible" && choice.detail).toContain("interTokenLatency is 0.0110 s at p95");
});

test("a model that does not fit says what to try", () => {
  const choice = optimizeBatch(spec, shape, slo(1), linearSpeed({ step: 1, perSequence: 1, kvCacheTokens: 0 }));
  expect(choice).toMatchObject({ because: "does-not-fit", closest: null });
  expect(choice.kind === "infeasible" && choice.detail).toContain("weights: fp8");
});

test("the best batch meets its objective, one more would not, and a looser objective never lowers it", () =>
  fc.assert(
    fc.property(
      fc.double({ min: 0.012, max: 0.3, noNaN: true }),
      fc.double({ min: 1, max: 3, noNaN: true }),
      (bound, factor) => {
        const tight = optimizeBatch(spec, shape, slo(bound), speed);
        const loose = optimizeBatch(spec, shape, slo(bound * factor), speed);
        if (tight.kind !== "feasible" || loose.kind !== "feasible") throw new Error("both are feasible");
        expect(tight.best.latencies.interTokenLatency).toBeLessThanOrEqual(bound);
        if (tight.best.concurrency < 256) expect(0.01 + 0.001 * (tight.best.concurrency + 1)).toBeGreaterThan(bound);
        expect(loose.best.concurrency).toBeGreaterThanOrEqual(tight.best.concurrency);
      },
    ),
  ));
