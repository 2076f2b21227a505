import fc from "fast-check";
import { expect, test } from "vitest";
import { ratio, seconds, tokens } from "../base/units.ts";
import { capacitiesInService, replicaCapacities } from "../capacity/replica-capacity.ts";
import { gpuById } from "../catalogue/lookup.ts";
import type { ErrorBand } from "../model/estimate.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import { replicaCounts, replicasFor } from "./replica-counts.ts";
import { type Confidence, flatCurve, slowdownAt, slowedCurve, slowedRate } from "./service-rates.ts";

const band = (relative: number): ErrorBand => ({ relative: ratio(relative), basis: "transferred" });
const picture = { inputTokens: tokens(1), outputTokens: tokens(1) };
const noReserve = { reserveFor: () => ({ replicas: 0 }) };

test("at the median nothing is slower, at 95 % the replica is as slow as the end of its band", () => {
  expect(slowdownAt(band(2.1), 0.5)).toBe(1);
  expect(slowdownAt(band(2.1), 0.95)).toBeCloseTo(3.1, 9);
});

/** What a replica of 3 requests/s carries whose rate falls twice as fast as its speed, and nothing once it is that slow. */
const ratesAt = (confidence: Confidence, relative: number, most = Number.POSITIVE_INFINITY) => {
  const at = (slowdown: number) => flatCurve(slowdown < most ? 3 / slowdown ** 2 : 0);
  return { median: at(1), covered: at(slowdownAt(band(relative), confidence)), worst: at(1 + relative) };
};

test("each count is what the rate beside it takes", () => {
  const counts = replicaCounts(95, ratesAt(0.8, 1), noReserve);
  const { median = 0, covered = 0, worst = 0 } = counts?.each ?? {};
  expect(counts?.replicasAtMedian).toBe(Math.ceil(95 / median));
  expect(counts?.replicas).toBe(Math.ceil(95 / covered));
  expect(counts?.replicasAtWorst).toBe(Math.ceil(95 / (worst ?? 0)));
});

test("a slower replica that misses an objective at any load carries nothing, and no count of it is enough", () => {
  const counts = replicaCounts(95, ratesAt(0.8, 1, 2), noReserve);
  expect(counts).toMatchObject({ replicasAtMedian: 32, replicasAtWorst: null, each: { worst: null } });
  expect(replicaCounts(95, ratesAt(0.95, 1, 2), noReserve)).toBeNull();
});

test("counts never fall with the load or the confidence, and the median is never more than what is recommended", () =>
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 1e4, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (load, relative) => {
        const counts = ([0.5, 0.8, 0.9, 0.95, 0.99] as const).flatMap(
          (confidence) => replicaCounts(load, ratesAt(confidence, relative), noReserve) ?? [],
        );
        const replicas = counts.map((count) => count.replicas);
        expect(replicas).toEqual(replicas.toSorted((a, b) => a - b));
        for (const { replicas: count, replicasAtMedian } of counts) expect(replicasAtMedian).toBeLessThanOrEqual(count);
        for (const { replicas: count, replicasAtWorst } of counts.slice(0, -1))
          expect(replicasAtWorst ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(count);
        const [more] = [replicaCounts(2 * load, ratesAt(0.9, relative), noReserve)];
        expect(more?.replicas).toBeGreaterThanOrEqual(counts[2]?.replicas ?? 0);
      },
    ),
  ));

test("two versions behind a router each have as many as their share takes, and connections at random take no fewer", () => {
  const spec = replicaSpec({ model: "llama-3.1-8b", gpu: "h100" });
  const shape = { inputTokens: tokens(1000), outputTokens: tokens(200) };
  const slo = { percentile: 0.95, timeToFirstToken: seconds(0.5), interTokenLatency: seconds(0.03) } as const;
  const ask = (requestsPerSecond: number, more: object = {}) => {
    const { counts } = replicasFor(spec, { shape, slo, requestsPerSecond, ...noReserve, ...more });
    if (counts === null) throw new Error("carries nothing");
    return counts;
  };
  const one = ask(100);
  const two = ask(100, { canary: { spec, share: 0.2 } });
  expect(two.versions.map(({ replicas }) => replicas)).toEqual([ask(80).loadReplicas, ask(20).loadReplicas]);
  expect(two.loadReplicas).toBe(ask(80).loadReplicas + ask(20).loadReplicas);
  expect(two.loadReplicas).toBeGreaterThanOrEqual(one.loadReplicas);
  expect(one.replicasWithRandom).toBeGreaterThanOrEqual(one.replicas);
  expect(one.curve(one.replicas).at(-1)?.[0]).toBe(one.replicas);
});

test("a replica that is slower carries less than its speed alone says, as the objective stays", () => {
  const spec = replicaSpec({ model: "llama-3.1-8b", gpu: gpuById("h100").id });
  const shape = { inputTokens: tokens(1000), outputTokens: tokens(200) };
  const slo = { percentile: 0.95, interTokenLatency: seconds(0.02) } as const;
  const rate = (slowdown: number) => slowedRate(replicaCapacities(spec, shape), slo, slowdown);
  expect(rate(1.2)).toBeLessThan(rate(1) / 1.2);
  expect(rate(1.2)).toBeGreaterThan(0);
});

test("a curve that skips services far too small for a demand gives the same count", () => {
  const capacities = capacitiesInService(replicaSpec({ model: "sdxl", gpu: "a100" }), picture, {
    router: "least-requests",
  });
  const slo = { percentile: 0.95, endToEnd: seconds(5) } as const;
  for (const demand of [0.2, 1, 10, 1000]) {
    const [whole, skipping] = [undefined, 0.4].map((ceiling) =>
      slowedCurve(capacities, slo, { slowdown: 1.1, ceiling }).replicasFor(demand),
    );
    expect(skipping).toBe(whole);
  }
});
