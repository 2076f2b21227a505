import { carriedBy } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { type Health, Inventory } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { type Case, decided, now, planWith, speedAt } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import type { Assessment } from "../decide/assessment.ts";
import { Fleet } from "../fleet/fleet.ts";
import { fleetView } from "../fleet/fleet-view.ts";
import { HealthStore } from "../fleet/health-store.ts";
import { demandOf } from "../observe/demand.ts";
import { Advisor, type AdvisorInputs } from "./advisor.ts";

/** Engines of the deployment on a node. */
const enginesOf = (ids: readonly string[]): Assessment["view"]["engines"] => {
  const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 2, rememberSeconds: 600 });
  const sample = { seq: 0, sampledAt: now, engines: ids.map((id) => ({ id, deployment: "chat", finished: 0 })) };
  fleet.accept("n1", syntheticTelemetry(sample), now);
  return fleetView(fleet.nodes, { now, freshnessSeconds: 20, planned: [{ name: "chat" }] }).enginesOf("chat");
};

const inventory = (gpus: number, expectedGpus: number | null = null): Inventory =>
  Inventory.parse({
    v: 1,
    hash: "0123456789",
    observedAt: now,
    agentVersion: "1",
    host: "n1",
    driverVersion: null,
    cudaVersion: null,
    expectedGpus,
    gpus: Array.from({ length: gpus }, (_, index) => ({
      uuid: `GPU-${index}`,
      index,
      name: "NVIDIA H100 80GB HBM3",
      pciBusId: null,
      serial: null,
      memoryTotalBytes: null,
      powerLimitDefaultWatts: null,
      migEnabled: null,
      eccEnabled: null,
      vbiosVersion: null,
    })),
  });

interface Given extends Case {
  readonly inputs?: Partial<AdvisorInputs>;
  readonly surgeAvailable?: number | null;
}

const advised = ({ inputs = {}, surgeAvailable = null, ...given }: Given): Assessment => {
  const one = decided(given);
  const assessment = { ...one, view: { ...one.view, engines: enginesOf(["e0"]) }, surgeAvailable };
  const plan: Plan = { ...planWith(given.keys ?? {}), pools: [assessment.pool] };
  const context = { now, plan, inventories: new Map(), health: new HealthStore() };
  const [first] = new Advisor().advise([assessment], { ...context, peaksOf: () => [], ...inputs });
  if (first === undefined) throw new Error("nothing was advised");
  return first;
};

const messages = (given: Given, code: string): readonly string[] =>
  (advised(given).advice ?? []).filter((one) => one.code === code).map(({ message }) => message);

/** Quiet traffic of the shape that the plan expects. */
const stationary: Given = { requestsPerSecond: 6 };

test("a fleet that is as planned gets no advice to act on", () => {
  const codes = (advised(stationary).advice ?? []).map(({ code }) => code);
  expect(codes.filter((code) => code !== "engine-flags")).toEqual([]);
});

describe("engines that contradict the model", () => {
  const carries = (requestsPerSecond: number): NonNullable<Given["view"]> => ({
    stretches: [
      {
        node: null,
        missedLatency: false,
        at: now,
        seconds: 60,
        samples: 30,
        saturated: true,
        withinObjectives: false,
        finishedRequests: 60 * requestsPerSecond,
        promptTokens: null,
        generatedTokens: null,
      },
    ],
  });

  test("are named with what they carry and what the model predicts", () => {
    expect(messages({ ...stationary, view: carries(1) }, "model-contradicted")).toEqual([
      expect.stringMatching(/^a replica carries at most 1 requests\/s, measured; the model predicts \d+/),
    ]);
  });

  test("are named where by the model no load is carried", () => {
    const keys = { slo: { interTokenLatencySeconds: 1e-6 } };
    expect(messages({ ...stationary, keys, view: carries(1) }, "model-contradicted")).toEqual([
      expect.stringMatching(/^a replica carries at most 1 requests\/s, measured; by the model none: /),
    ]);
    expect(messages({ ...stationary, keys }, "model-contradicted")).toEqual([]);
  });
});

describe("sick hardware", () => {
  const healthWith = (events: readonly Partial<Health>[]): HealthStore => {
    const book = new HealthStore();
    for (const [seq, event] of events.entries()) {
      const common = {
        v: 1,
        bootId: "boot-0001",
        seq,
        observedAt: now - 600 + seq,
        gpuUuid: "GPU-0",
        code: null,
      } as const;
      book.take("n1", { ...common, kind: "row-remap", effect: "drain", detail: "a row is to be remapped", ...event });
    }
    return book;
  };
  test.each([
    {
      name: "a fault that calls for a drain",
      events: [{}],
      code: "drain-node",
      message: ["GPU GPU-0 of node n1 has called for a drain for 10 min: a row is to be remapped"],
    },
    { name: "one that has ended", events: [{}, { effect: "ok" }], code: "drain-node", message: [] },
    {
      name: "a lost GPU",
      events: [{ kind: "gpu-lost", effect: "lost", detail: "gone" }],
      code: "replace-gpu",
      message: [expect.stringContaining("has been lost for 10 min: gone")],
    },
    {
      name: "one that came back",
      events: [
        { kind: "gpu-lost", effect: "lost" },
        { kind: "gpu-back", effect: "ok" },
      ],
      code: "replace-gpu",
      message: [],
    },
    {
      name: "an Xid of two days ago",
      events: [{ kind: "xid", observedAt: now - 200_000 }],
      code: "drain-node",
      message: [],
    },
    { name: "what only degrades", events: [{ effect: "degraded" }], code: "drain-node", message: [] },
  ] as const)("$name", ({ events, code, message }) => {
    expect(messages({ ...stationary, inputs: { health: healthWith(events) } }, code)).toEqual(message);
  });

  test("a node that serves another deployment is not named", () => {
    const book = healthWith([]);
    book.take("n2", {
      v: 1,
      bootId: "boot-0001",
      seq: 1,
      observedAt: now,
      kind: "ecc",
      gpuUuid: null,
      code: null,
      effect: "drain",
      detail: "x",
    });
    expect(messages({ ...stationary, inputs: { health: book } }, "drain-node")).toEqual([]);
  });

  test("an engine far slower than its peers", () => {
    const view = {
      speed: { ...speedAt(0.02, 2), slowEngines: ["n1/e3"] },
    };
    expect(messages({ ...stationary, view }, "drain-node")).toEqual([expect.stringContaining("engine n1/e3")]);
  });

  test("GPUs that are expected and not there", () => {
    const inventories = new Map([["n1", inventory(7, 8)]]);
    expect(messages({ ...stationary, inputs: { inventories } }, "replace-gpu")).toEqual(["node n1 shows 7 of 8 GPUs"]);
  });
});

describe("slots", () => {
  test("a pool without capacity for a surge that no quantile covers", () => {
    const assessment = decided({ requestsPerSecond: 60, rest: { poolAvailable: 0 } });
    const { forecast } = assessment.inputs;
    if (forecast === null) throw new Error("no forecast");
    const inputs = { ...assessment.inputs, demand: demandOf(6, assessment.view.shape) };
    const quantiles = forecast.quantiles.map((one) => ({ ...one, requestsPerSecond: 6 }));
    const surged = { ...inputs, forecast: { ...forecast, quantiles, surgeRequestsPerSecond: 60 } };
    const context = { now, plan: planWith({}), inventories: new Map(), health: new HealthStore() };
    const [first] = new Advisor().advise([{ ...assessment, inputs: surged }], { ...context, peaksOf: () => [] });
    const message = first?.advice?.find(({ code }) => code === "node-pool")?.message;
    expect(message).toMatch(/60 requests\/s take \d replicas/);
  });
  test("a pool without capacity: the nodes that it lacks", () => {
    const [message] = messages({ requestsPerSecond: 60, rest: { poolAvailable: 0 } }, "node-pool");
    expect(message).toMatch(/^pool h100 lacks \d node.* the pool has capacity for 3$/);
  });
  test.each([
    {
      surgeAvailable: 1,
      message: "the rollout to v2 does not fit: pool h100 has capacity for 1, 2 surge replicas start first",
    },
    { surgeAvailable: 2, message: "the rollout to v2 fits: pool h100 has capacity for 2" },
    { surgeAvailable: null, message: "whether the rollout to v2 fits is unknown" },
  ])("a planned rollout of 2 with capacity for $surgeAvailable", ({ surgeAvailable, message }) => {
    const keys = { rollout: { toVersion: "v2", surgeReplicas: 2 } };
    expect(messages({ ...stationary, keys, surgeAvailable }, "rollout")).toEqual([expect.stringContaining(message)]);
  });
});

describe("traffic", () => {
  test("a gateway gets the token rate that the loaded replicas carry, and what it lets through too much", () => {
    const given = { ...stationary, keys: { gateway: { tokensPerSecond: 900_000 } } };
    const assessment = advised(given);
    const two = assessment.capacity.kind === "feasible" ? carriedBy(assessment.capacity.capacity, 2) : Number.NaN;
    const [found] = (assessment.advice ?? []).filter(({ code }) => code === "gateway-limit");
    expect(found?.value).toBeCloseTo(two * 1200, -3);
    expect(found?.message).toContain("it lets through 900000 at present");
  });

  test("announced traffic of the next hour that takes more replicas", () => {
    const at = new Date((now + 1800) * 1000).toISOString().slice(11, 16);
    const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const schedule = { timeZone: "UTC", windows: [{ days, from: at, to: "24:00", requestsPerSecond: 60 }] };
    expect(messages({ ...stationary, keys: { schedule } }, "pre-warm")).toEqual([
      expect.stringMatching(/names 60 requests\/s within the hour.*copy image and weights to nodes for \d more/),
    ]);
  });

  test("a cache whose loss the replicas would not carry", () => {
    const expected = { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 60 };
    const keys = { responseCache: { hitRatio: 0.9 }, expected };
    expect(messages({ ...stationary, keys }, "cold-cache")).toEqual([
      expect.stringContaining("with a cold cache 60 requests/s"),
    ]);
    // 60 requests/s at the replicas are all that is offered: the cache is cold already, and nothing more can come.
    const cold = { ...stationary, requestsPerSecond: 60, keys };
    expect(messages(cold, "cold-cache")).toEqual([]);
    expect(messages({ ...stationary, keys: { responseCache: { hitRatio: 0.1 } } }, "cold-cache")).toEqual([]);
  });
});

describe("plan drift", () => {
  test.each([
    {
      name: "requests of another shape",
      given: {
        ...stationary,
        view: { shape: { inputTokens: 3000, outputTokens: 200, basis: "telemetry" as const } },
      },
      message: "requests have 3000 prompt and 200 output tokens, the plan expects 1000 and 200",
    },
    {
      name: "more traffic than expected",
      given: { requestsPerSecond: 20 },
      message: "20 requests/s arrive, the plan expects 10",
    },
    {
      name: "fewer nodes than the pools count",
      given: { ...stationary, inputs: { inventories: new Map([["n1", inventory(8)]]) } },
      message: "the plan counts 2 nodes of h100, 1 report",
    },
  ])("$name", ({ given, message }) => expect(messages(given, "plan-drift")).toContain(message));
});

describe("exhaustion", () => {
  const day = Math.floor(now / 86_400);
  /** Peaks that double in ten days, up to yesterday. */
  const growing = (days: number, from: number) =>
    Array.from({ length: days }, (_, index) => ({
      day: day - days + index,
      requestsPerSecond: from * 2 ** (index / 10),
    }));

  test("growing peaks name the day range in which the pool is full, in the event and as seconds", () => {
    const assessment = advised({ ...stationary, inputs: { peaksOf: () => growing(20, 5) } });
    const [found] = (assessment.advice ?? []).filter(({ code }) => code === "exhaustion");
    expect(found?.message).toMatch(/meet the GPUs of the pool in [\d.]+ days at the earliest, likely [\d.]+ days/);
    const { earliest, likely, latest } = assessment.exhaustion ?? {};
    expect(earliest).toBeGreaterThan(0);
    expect(likely).toBeGreaterThanOrEqual(earliest ?? Number.NaN);
    expect(latest).toBeGreaterThanOrEqual(likely ?? Number.NaN);
  });

  test("a few days name what they rest on, and how many they are", () => {
    const assessment = advised({ ...stationary, inputs: { peaksOf: () => growing(3, 5) } });
    const [found] = (assessment.advice ?? []).filter(({ code }) => code === "exhaustion");
    expect(found?.message).toContain(
      "this rests on 3 days of peaks and an assumed scatter; after a week it is measured",
    );
    expect(assessment.peakDays).toBe(3);
    expect(assessment.exhaustion?.latest).toBeNull();
  });

  test("a limit that today's load has met is met, however slowly the days before it grew", () => {
    const peaks = [...growing(20, 1), { day, requestsPerSecond: 500 }];
    const assessment = advised({ ...stationary, inputs: { peaksOf: () => peaks } });
    const [found] = (assessment.advice ?? []).filter(({ code }) => code === "exhaustion");
    expect(found?.message).toBe("daily peaks already meet the GPUs of the pool");
    expect(assessment.exhaustion).toEqual({ earliest: 0, likely: 0, latest: 0 });
  });

  test.each([
    { name: "a single day", peaks: growing(1, 5) },
    { name: "peaks that do not grow", peaks: growing(20, 5).map((one) => ({ ...one, requestsPerSecond: 5 })) },
  ])("$name give none", ({ peaks }) => {
    expect(messages({ ...stationary, inputs: { peaksOf: () => peaks } }, "exhaustion")).toEqual([]);
  });
});

describe("settings", () => {
  test("engine flags that starve a replica are named with the gain", () => {
    const keys = { engineConfig: { maxSequences: 4 } };
    expect(messages({ requestsPerSecond: 3, keys }, "engine-flags")).toEqual([
      // By exact runs of 256 sequences with that cache, 2,048 tokens a step carry 2 % more than 8,192 do.
      expect.stringMatching(
        /^maxSequences 4 → \d+, maxBatchedTokens 8192 → 2048, kvCache bf16 → fp8 would let a replica carry [\d.]+ % more/,
      ),
    ]);
  });

  test("what takes many answers is asked once a tick, and not again for the same question", () => {
    const assessment = decided({ requestsPerSecond: 3, keys: { engineConfig: { maxSequences: 4 } } });
    const named = (name: string, keys: object = {}) => ({
      ...assessment,
      deployment: { ...assessment.deployment, name, ...keys },
    });
    // One that is alike shares the search; one with another objective has its own at the next tick.
    const alike = named("alike");
    const other = named("other", { slo: { percentile: 0.95, timeToFirstTokenSeconds: 3 } });
    const context = {
      plan: planWith(),
      inventories: new Map(),
      health: new HealthStore(),
      peaksOf: () => [],
    };
    const advisor = new Advisor();
    const flags = (at: number) =>
      advisor
        .advise([assessment, other, alike], { ...context, now: at })
        .map(({ advice = [] }) => advice.filter(({ code }) => code === "engine-flags").length);
    expect(flags(now)).toEqual([1, 0, 1]);
    expect(flags(now + 5)).toEqual([1, 1, 1]);
  });
});

test("an overloaded view that is only a lower bound gives no cold-cache figures", () => {
  const view = { complete: false, demand: demandOf(6, { inputTokens: 1000, outputTokens: 200, basis: "telemetry" }) };
  expect(messages({ ...stationary, view, keys: { responseCache: { hitRatio: 0.9 } } }, "cold-cache")).toEqual([]);
});

test("a random split is named with what least requests would save, one that is even or unknown is not", () => {
  const messagesOf = (law: "random" | "even" | "unknown") =>
    messages({ requestsPerSecond: 60, view: { router: { law, spreadRatio: 1 } } }, "router");
  expect(messagesOf("random")).toEqual([
    expect.stringMatching(
      /^requests are split at random; least requests would need \d+ replicas? less(, \S+ \$\/h)?: \d+ instead of \d+ for \S+ requests\/s$/,
    ),
  ]);
  for (const law of ["even", "unknown"] as const) expect(messagesOf(law)).toEqual([]);
});
