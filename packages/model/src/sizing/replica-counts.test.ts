import fc from "fast-check";
import { expect, test } from "vitest";
import { ratio, seconds, tokens } from "../base/units.ts";
import { replicaCapacities } from "../capacity/replica-capacity.ts";
import { gpuById } from "../catalogue/lookup.ts";
import type { ErrorBand } from "../model/estimate.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import { replicaCounts, replicaRates, slowdownAt, slowedRate } from "./replica-counts.ts";

const band = (relative: number): ErrorBand => ({ relative: ratio(relative), basis: "transferred" });
const noReserve = { reserveFor: () => ({ replicas: 0 }) };

test("at the median nothing is slower, at 95 % the replica is as slow as the end of its band", () => {
  expect(slowdownAt(band(2.1), 0.5)).toBe(1);
  expect(slowdownAt(band(2.1), 0.95)).toBeCloseTo(3.1, 9);
});

test("a band wider than the value leaves a rate above nothing and a count that is one", () => {
  const rates = replicaRates({ median: 10, errorBand: band(2.1), confidence: 0.9, rateAt: (slow) => 10 / slow });
  expect(rates.worst).toBeCloseTo(10 / 3.1, 9);
  expect(replicaCounts(95, rates, noReserve)).toMatchObject({ replicasAtMedian: 10, replicasAtWorst: 30 });
});

test("a slower replica that misses an objective at any load carries nothing, and no count of it is enough", () => {
  const rateAt = (slowdown: number) => (slowdown < 2 ? 10 / slowdown : 0);
  const rates = replicaRates({ median: 10, errorBand: band(1), confidence: 0.8, rateAt });
  expect(rates).toMatchObject({ median: 10, worst: 0 });
  expect(replicaCounts(95, rates, noReserve)).toMatchObject({ replicasAtMedian: 10, replicasAtWorst: null });
  expect(replicaRates({ median: 10, errorBand: band(1), confidence: 0.95, rateAt }).covered).toBe(0);
});

test("counts never fall with the load or the confidence, and the median is never more than what is recommended", () =>
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 1e4, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (load, relative) => {
        const counts = ([0.5, 0.8, 0.9, 0.95, 0.99] as const).map((confidence) => {
          const rateAt = (slowdown: number) => 3 / slowdown ** 2;
          const rates = replicaRates({ median: 3, errorBand: band(relative), confidence, rateAt });
          return replicaCounts(load, rates, noReserve);
        });
        const replicas = counts.map((count) => count.replicas);
        expect(replicas).toEqual(replicas.toSorted((a, b) => a - b));
        for (const { replicas: count, replicasAtMedian } of counts) expect(replicasAtMedian).toBeLessThanOrEqual(count);
        for (const { replicas: count, replicasAtWorst } of counts.slice(0, -1))
          expect(replicasAtWorst ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(count);
      },
    ),
  ));

test("a replica that is slower carries less than its speed alone says, as the objective stays", () => {
  const spec = replicaSpec({ model: "llama-3.1-8b", gpu: gpuById("h100").id });
  const shape = { inputTokens: tokens(1000), outputTokens: tokens(200) };
  const slo = { percentile: 0.95, interTokenLatency: seconds(0.02) } as const;
  const rate = (slowdown: number) => slowedRate(replicaCapacities(spec, shape), slo, slowdown);
  expect(rate(1.2)).toBeLessThan(rate(1) / 1.2);
  expect(rate(1.2)).toBeGreaterThan(0);
});
