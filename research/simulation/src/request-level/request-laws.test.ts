import { routers, usualLeadTime } from "@loadline/model";
import type { ServingEngine } from "@loadline/model/internal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createPolicy, policyEntries } from "../policies/registry.ts";
import { fixedLeadTime } from "../provisioning/lead-time.ts";
import { clusterAutoscalerDefaults } from "../provisioning/node-autoscaler.ts";
import { generateRequests } from "./generate-requests.ts";
import { simulateRequests } from "./simulate-requests.ts";

const engine: ServingEngine = {
  steps: {
    base: (decodes, prompts) => 0.01 + 0.0005 * decodes + 0.00005 * prompts,
    perContextToken: 0,
    perAttendedPair: 0,
  },
  limits: {
    maxBatchedTokens: 512,
    maxSequences: 16,
    kvCacheTokens: 4000,
    chunkedPrefill: true,
    cachePolicy: "grow",
    prefixHitRatio: 0,
    requestSeconds: 0,
  },
};

const nullable = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const supplies = fc.record({
  leadTime: fc.constantFrom(fixedLeadTime(0), fixedLeadTime(60), usualLeadTime()),
  drain: fc.constantFrom(0, 30, 300),
  failedStarts: fc.constantFrom(0, 0.3),
  meanTimeBetweenFailures: optional(fc.constantFrom(100, 2000)),
  spot: optional(
    fc.record({
      share,
      markets: fc.integer({ min: 1, max: 3 }),
      meanTimeBetween: fc.constantFrom(60, 600),
      lossShare: share,
      notice: fc.constantFrom(0, 30, 120),
    }),
  ),
  rollout: optional(fc.record({ at: fc.constantFrom(0, 100), surge: fc.constantFrom(0.25, 1) })),
  nodes: optional(
    fc
      .record({ replicasPerNode: fc.integer({ min: 1, max: 8 }), maximumNodes: fc.integer({ min: 1, max: 6 }) })
      .map((size) => ({
        ...clusterAutoscalerDefaults,
        unneededSeconds: 60,
        delayAfterAddSeconds: 60,
        groups: [{ name: "only", usdPerHour: null, priority: 0, ...size }],
      })),
  ),
});

const situations = fc.record({
  policy: fc.constantFrom(...policyEntries.map(({ name }) => name)),
  supply: supplies,
  initialReplicas: fc.integer({ min: 0, max: 5 }),
  router: fc.constantFrom(...routers.filter((name) => name !== "prefix-affinity")),
  patienceSeconds: fc.constantFrom(0, 30, 600),
  gateway: optional(
    fc.record({
      requestsPerSecond: nullable(fc.constantFrom(0.5, 3)),
      burst: fc.constantFrom(1, 20),
      inFlight: nullable(fc.constantFrom(1, 30)),
      tokensPerSecond: nullable(fc.constantFrom(100, 2_000)),
      counts: fc.constantFrom("offered" as const, "cache-misses" as const),
    }),
  ),
  cache: optional(
    fc.record({
      repeats: share,
      distinct: fc.constantFrom(1, 100),
      timeToLive: fc.constantFrom(1, 300),
      lostAt: fc.constantFrom<readonly number[]>([], [200]),
    }),
  ),
  rates: fc.array(fc.constantFrom(0, 1, 4, 12), { minLength: 2, maxLength: 20 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
});

test("whatever happens to replicas and requests: none is counted twice or forgotten, nothing is free", () => {
  fc.assert(
    fc.property(situations, ({ policy, rates, seed, ...situation }) => {
      const trace = generateRequests({
        rates: [...rates, 3],
        stepSeconds: 30,
        process: { kind: "gamma", cv: 1.5 },
        clients: 2,
        shape: {
          input: { kind: "log-normal", mean: 300, stdev: 400 },
          output: { kind: "log-normal", mean: 60, stdev: 60 },
        },
        seed,
      });
      if (trace.length === 0) return;
      const demandAhead = new Float64Array(100).fill(4);
      const bounds = { minimumReplicas: 1, maximumReplicas: 12, stepSeconds: 15, demandAhead };
      const run = simulateRequests(trace, createPolicy(policy, bounds), {
        ...situation,
        engine,
        capacity: 3,
        leadTimeSeconds: 60,
        stepSeconds: 15,
        objectives: { timeToFirstToken: 1, interTokenLatency: 0.05, share: 0.95 },
        seed,
      });
      const { score } = run;
      expect(score.requests).toBe(trace.length);
      expect(score.served + score.answeredByCache + score.unserved).toBe(trace.length);
      expect(score.refusedByGateway + score.lostWithReplica).toBeLessThanOrEqual(score.unserved);
      expect(score.violationShare).toBeGreaterThanOrEqual(score.unservedShare - 1e-12);
      expect(score.violationShare).toBeLessThanOrEqual(1 + 1e-12);
      for (const [step, ready] of run.ready.entries()) {
        expect(ready).toBeLessThanOrEqual(25);
        expect(run.replicas[step]).toBeGreaterThanOrEqual(0);
      }
      expect(Number.isFinite(score.replicaHours) && score.replicaHours >= 0).toBe(true);
    }),
    { numRuns: 120 },
  );
});
