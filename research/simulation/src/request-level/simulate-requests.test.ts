import type { RouterName } from "@loadline/model";
import type { ServingEngine } from "@loadline/model/internal";
import { describe, expect, test } from "vitest";
import { simulateFluid } from "../fluid/fluid.ts";
import { binRequests } from "../load/load-series.ts";
import { generateLoad } from "../load/load-shapes.ts";
import { createPolicy } from "../policies/registry.ts";
import type { PolicyInput, ScalingPolicy } from "../policies/scaling-policy.ts";
import { fixedLeadTime } from "../provisioning/lead-time.ts";
import type { SupplySettings } from "../provisioning/supply-types.ts";
import type { Trace } from "../traces/trace-lines.ts";
import { generateRequests } from "./generate-requests.ts";
import { createGateway } from "./ingress.ts";
import { simulateRequests } from "./simulate-requests.ts";
import type { RequestLevelSettings } from "./types.ts";

/** 10 ms a step, 0.1 ms per sequence, 0.02 ms per prompt token: about 8 requests/s of the lengths below. */
const engine: ServingEngine = {
  steps: {
    base: (decodes, prompts) => 0.01 + 0.0001 * decodes + 0.00002 * prompts,
    perContextToken: 0,
    perAttendedPair: 0,
  },
  limits: {
    maxBatchedTokens: 2048,
    maxSequences: 16,
    kvCacheTokens: 20_000,
    chunkedPrefill: true,
    cachePolicy: "grow",
    prefixHitRatio: 0,
    requestSeconds: 0,
  },
};

const supply: SupplySettings = {
  leadTime: fixedLeadTime(120),
  drain: 300,
  failedStarts: 0,
};

const settings: RequestLevelSettings = {
  engine,
  capacity: 8,
  leadTimeSeconds: 120,
  stepSeconds: 15,
  objectives: { timeToFirstToken: 1, interTokenLatency: 0.05, share: 0.95 },
  supply,
  seed: 1,
};

const requestsAt = (rates: ArrayLike<number>, seed = 1): Trace =>
  generateRequests({
    rates,
    stepSeconds: 15,
    process: { kind: "poisson" },
    clients: 1,
    shape: { input: { kind: "fixed", tokens: 200 }, output: { kind: "log-normal", mean: 100, stdev: 60 } },
    seed,
  });

const policyNamed = (name: string, demandAhead: ArrayLike<number> | null = null): ScalingPolicy =>
  createPolicy(name, { minimumReplicas: 1, maximumReplicas: 50, stepSeconds: 15, demandAhead });

const fixedCount = (replicas: number): ScalingPolicy => ({
  name: "held",
  holdsOnUnknown: true,
  start: null,
  step: (state) => ({ state, desired: replicas }),
});

const halfHour = new Array<number>(120).fill(20);
const trace = requestsAt(halfHour);

describe("simulated requests", () => {
  test("each is counted once: served, from the cache, or unserved", () => {
    const { score } = simulateRequests(trace, policyNamed("hpa:0.7"), settings);
    expect(score.requests).toBe(trace.length);
    expect(score.served + score.answeredByCache + score.unserved).toBe(trace.length);
    expect(score.unserved).toBe(0);
  });

  test("equal input and seed give an equal run", () => {
    const run = () => simulateRequests(trace, policyNamed("loadline"), settings);
    expect(run()).toEqual(run());
  });

  test("a fleet that is too small violates, a large one does not", () => {
    const short = simulateRequests(trace, fixedCount(1), { ...settings, initialReplicas: 1 }).score;
    const ample = simulateRequests(trace, fixedCount(6), { ...settings, initialReplicas: 6 }).score;
    expect(short.sloViolationMinutes).toBeGreaterThan(20);
    expect(ample.sloViolationMinutes).toBe(0);
    expect(ample.replicaHours).toBeCloseTo(3, 6);
    expect(short.p95TimeToFirstTokenSeconds).toBeGreaterThan(10 * ample.p95TimeToFirstTokenSeconds);
  });

  test("an ordered replica serves after the lead time and is paid for from the order on", () => {
    const run = simulateRequests(trace, fixedCount(5), { ...settings, initialReplicas: 3 });
    expect(run.ready.indexOf(5) * 15).toBe(120 + 15);
    expect(run.replicas[0]).toBe(5);
  });

  test("a removed replica drains: it takes no more requests, loses none, and is paid for until it is empty", () => {
    const { score, replicas } = simulateRequests(trace, fixedCount(4), { ...settings, initialReplicas: 7 });
    expect(score.unserved).toBe(0);
    expect(replicas[0]).toBe(7);
    expect(replicas[4]).toBe(4);
  });

  test("past the drain's deadline what still runs is lost", () => {
    const hurried = { ...settings, initialReplicas: 7, supply: { ...supply, drain: 0 } };
    const { score } = simulateRequests(trace, fixedCount(4), hurried);
    expect(score.lostWithReplica).toBeGreaterThan(0);
    expect(score.unserved).toBe(score.lostWithReplica);
  });

  test("a small cache preempts, and all requests are served all the same", () => {
    const tight = {
      ...settings,
      engine: { ...engine, limits: { ...engine.limits, kvCacheTokens: 1500 } },
      initialReplicas: 4,
    };
    const { score } = simulateRequests(trace, fixedCount(4), tight);
    expect(score.preemptions).toBeGreaterThan(0);
    expect(score.unserved).toBe(0);
  });

  test("a request that no engine's cache holds is unserved, the others are not", () => {
    const odd: Trace = [
      { at: 0, inputTokens: 30_000, outputTokens: 10 },
      ...trace.map((one) => ({ ...one, at: one.at + 1 })),
    ];
    expect(simulateRequests(odd, fixedCount(5), { ...settings, initialReplicas: 5 }).score.unserved).toBe(1);
  });

  test.each([undefined, "round-robin", "least-requests", "least-tokens"] as const)(
    "six replicas carry 20 requests/s at even gaps behind %s",
    (router) => {
      const even = Array.from({ length: 20 * 600 }, (_, index) => ({
        at: index / 20,
        inputTokens: 1000,
        outputTokens: 50,
      }));
      const steps = {
        ...engine.steps,
        base: (decodes: number, prompts: number) => 0.01 + 0.00022 * (decodes + prompts),
      };
      const objectives = { timeToFirstToken: 1, interTokenLatency: 1, share: 0.95 };
      const slow = { ...settings, engine: { ...engine, steps }, objectives, router, initialReplicas: 6 };
      const { violationShare } = simulateRequests(even, fixedCount(6), slow).score;
      expect(violationShare).toBe(0);
    },
  );

  test("affinity without shared prefixes is refused", () => {
    const run = () => simulateRequests(trace, fixedCount(6), { ...settings, router: "prefix-affinity" });
    expect(run).toThrow("prefix");
  });

  test("fewest requests wait less than turns", () => {
    const bursty = generateRequests({
      rates: halfHour,
      stepSeconds: 15,
      process: { kind: "gamma", cv: 3 },
      clients: 1,
      shape: { input: { kind: "fixed", tokens: 200 }, output: { kind: "log-normal", mean: 100, stdev: 200 } },
      seed: 2,
    });
    const missedBehind = (router: RouterName): number =>
      simulateRequests(bursty, fixedCount(2), { ...settings, router, initialReplicas: 2 }).score.violationShare;
    expect(missedBehind("least-requests")).toBeLessThan(missedBehind("round-robin"));
  });

  test("without a replica requests wait, and leave when their patience ends", () => {
    const late = { ...settings, initialReplicas: 0, patienceSeconds: 60 };
    const { score } = simulateRequests(trace, fixedCount(5), late);
    // Ready 135 s after the first arrival: those of the first 75 s are gone, those after it waited.
    const gone = trace.filter(({ at }) => at < 75).length;
    expect(score.unserved / gone).toBeCloseTo(1, 1);
    expect(score.served).toBe(trace.length - score.unserved);
  });
});

test("the batch and cache that the engines held are reported with their bounds", () => {
  const { engineFit } = simulateRequests(trace, fixedCount(4), { ...settings, initialReplicas: 4 });
  // At most 16 sequences of at most some 500 tokens, and 15 % more.
  expect(engineFit.running?.target).toBeGreaterThan(5);
  expect(engineFit.running?.target).toBeLessThan(16 * 1.15 * 1.1);
  expect(engineFit.kvTokens?.target).toBeGreaterThan(5 * 200);
  expect(engineFit.kvTokens?.lower).toBeLessThan(engineFit.kvTokens?.target ?? 0);
});

describe("before the replicas", () => {
  const ample = { ...settings, initialReplicas: 6 };

  test.each([
    { rate: 1, requestsPerSecond: 0.4, tokensPerSecond: null },
    { rate: 2.9, requestsPerSecond: 1, tokensPerSecond: null },
    { rate: 1, requestsPerSecond: 1_500, tokensPerSecond: 1_000 },
    { rate: 3, requestsPerSecond: null, tokensPerSecond: 2_755 },
    { rate: 20, requestsPerSecond: 1_500, tokensPerSecond: 17_535 },
  ])(
    "of $rate/s in even gaps as many pass as the limit has: $requestsPerSecond/s, $tokensPerSecond tokens/s",
    (one) => {
      const passes = createGateway({ ...one, inFlight: null });
      const all = Array.from({ length: 1_000 * one.rate }, (_, at) => passes(at / one.rate, 0, 2_505));
      const limit = Math.min(one.requestsPerSecond ?? Infinity, (one.tokensPerSecond ?? Infinity) / 2_505);
      // Beside what may come at once.
      expect(all.filter(Boolean).length / 1_000).toBeCloseTo(limit + Math.max(2, limit) / 1_000, 2);
    },
  );

  test("a gateway lets its rate pass and refuses the rest", () => {
    const gateway = { requestsPerSecond: 5, burst: 10, inFlight: null };
    const { score } = simulateRequests(trace, fixedCount(6), { ...ample, gateway });
    expect(score.served / (5 * 1800)).toBeCloseTo(1, 1);
    expect(score.refusedByGateway).toBe(score.unserved);
  });

  test("a limit on requests in flight keeps them few", () => {
    const gateway = { requestsPerSecond: null, burst: 1, inFlight: 10 };
    const { score } = simulateRequests(trace, fixedCount(6), { ...ample, gateway });
    expect(score.refusedByGateway).toBeGreaterThan(0);
    expect(score.served).toBeGreaterThan(0);
  });

  test("a cache answers what was asked before; when it is lost the replicas see all of it again", () => {
    const cache = { repeats: 0.8, distinct: 500, timeToLive: 900, lostAt: [900] };
    const { score, demand } = simulateRequests(trace, fixedCount(6), { ...ample, cache });
    expect(score.answeredByCache / score.requests).toBeGreaterThan(0.5);
    const meanOf = (from: number, to: number): number =>
      demand.slice(from / 15, to / 15).reduce((sum, value) => sum + value, 0) / ((to - from) / 15);
    expect(meanOf(900, 930)).toBeGreaterThan(2 * meanOf(700, 890));
  });

  test("answers older than their time to live are computed again", () => {
    const cache = { repeats: 0.8, distinct: 500, timeToLive: 1, lostAt: [] };
    expect(simulateRequests(trace, fixedCount(6), { ...ample, cache }).score.answeredByCache).toBeLessThan(
      0.05 * trace.length,
    );
  });
});

test("a policy sees demand and engines of the interval that ended", () => {
  const exact: PolicyInput[] = [];
  const spy: ScalingPolicy<null> = {
    name: "spy",
    holdsOnUnknown: true,
    start: null,
    step: (state, input) => {
      exact.push(input);
      return { state, desired: 5 };
    },
  };
  simulateRequests(trace, spy, { ...settings, initialReplicas: 5 });
  const [first] = exact;
  expect(first?.at).toBe(15);
  expect(first?.demand).toBe(trace.filter(({ at }) => at < 15).length / 15);
  expect(first?.engine?.engines).toHaveLength(5);
  expect(exact[9]?.engine?.outputTokens).toBeGreaterThan(80);
});

test("traffic that is gone scales Loadline's policy down", () => {
  const rates = [...new Array<number>(60).fill(30), ...new Array<number>(480).fill(0), 30];
  const run = simulateRequests(requestsAt(rates), policyNamed("loadline"), settings);
  expect(run.replicas[440]).toBeLessThanOrEqual(2);
  expect(run.replicas[50]).toBeGreaterThan(3);
});

describe("fluid and requests", () => {
  const load = generateLoad("constant", {
    baseRate: 40,
    seconds: 2400,
    stepSeconds: 15,
    noise: 0.05,
    correlation: 0.8,
    seed: 5,
  });
  const rates = load.map((rate, step) => rate * (1 + 0.4 * Math.sin(step / 25)));
  const requests = requestsAt(rates);
  // The same arrivals, counted.
  const counted = binRequests(
    requests.map(({ at }) => at),
    15,
  );

  test.each(["hpa:0.7", "hpa:0.6", "loadline"])("agree within a twentieth on the replica-hours of %s", (name) => {
    const fluid = simulateFluid(counted, policyNamed(name), {
      capacity: 8,
      leadTimeSeconds: 120,
      stepSeconds: 15,
    }).score;
    const single = simulateRequests(requests, policyNamed(name), settings).score;
    expect(single.sloViolationMinutes).toBeLessThan(10);
    expect(Math.abs(single.replicaHours / fluid.replicaHours - 1)).toBeLessThan(0.05);
  });
});

test.each([
  { name: "a capacity of nothing", changes: { capacity: 0 }, message: "the replica capacity is 0" },
  { name: "a step of nothing", changes: { stepSeconds: 0 }, message: "the step is 0" },
  { name: "a negative lead time", changes: { leadTimeSeconds: -1 }, message: "the lead time is -1" },
])("refuses $name", ({ changes, message }) => {
  expect(() => simulateRequests(trace, fixedCount(1), { ...settings, ...changes })).toThrow(message);
});

test("refuses a trace without a request", () => {
  expect(() => simulateRequests([], fixedCount(1), settings)).toThrow("the number of requests is 0");
});
