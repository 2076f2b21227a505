import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPlan } from "./check-plan.ts";

/** A plan that uses every key there is. */
const whole = {
  version: 1,
  cluster: "demo",
  budgets: { gpus: 40, usdPerHour: 500, watts: 30_000 },
  pools: [
    {
      name: "h100",
      gpu: "h100-sxm-80gb",
      gpusPerNode: 8,
      nodes: 2,
      purchase: "reserved",
      failureDomain: "a",
      usdPerGpuHour: 2,
      procurementDays: 30,
      spotMarkets: 2,
      spotNoticeSeconds: 120,
    },
  ],
  deployments: [
    {
      name: "chat",
      model: "llama-3.1-8b",
      pool: "h100",
      engine: "vllm",
      weights: "bf16",
      kvCache: "bf16",
      parallel: { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 },
      engineConfig: { maxBatchedTokens: 8192, maxSequences: 256, gpuMemoryUtilization: 0.9 },
      slo: { percentile: 0.95, timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05, endToEndSeconds: 60 },
      replicas: { planned: 2, min: 1, max: 4 },
      priority: 10,
      version: "2026-10",
      rollout: { toVersion: "2026-11", surgeReplicas: 1 },
      responseCache: { hitRatio: 0.3 },
      gateway: { requestsPerSecond: 50, tokensPerSecond: 60_000, counts: "cache-misses" },
      reserveReplicas: 1,
      reserve: { causes: ["gpu-failure", "spot-loss"], availability: 0.99 },
      leadTimeSeconds: 120,
      schedule: {
        timeZone: "Europe/Berlin",
        windows: [
          { days: ["mon"], from: "08:00", to: "12:00", requestsPerSecond: 9 },
          { days: ["mon"], from: "12:00", to: "13:00", requestsPerSecond: 5 },
        ],
      },
      kubernetes: { namespace: "serving", kind: "Deployment", name: "chat" },
      expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 5 },
    },
  ],
};

type Json = Record<string, unknown>;
type Way = readonly (string | number)[];

const ways = (value: unknown, way: Way = []): readonly Way[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => {
        const here = [...way, Array.isArray(value) ? Number(key) : key];
        return [...(Array.isArray(value) ? [] : [here]), ...ways(inner, here)];
      });

/** A copy of the plan with one place changed. */
const changed = (way: Way, change: (parent: Json, key: string) => void): unknown => {
  const copy = structuredClone(whole) as unknown;
  const parent = way.slice(0, -1).reduce((inner, key) => (inner as Json)[key], copy) as Json;
  change(parent, String(way.at(-1)));
  return copy;
};

const withValue = (way: Way, value: unknown): unknown =>
  changed(way, (parent, key) => {
    parent[key] = value;
  });

test("a plan that uses every key is valid", () => {
  expect(checkPlan(whole).deployments[0]?.priority).toBe(10);
});

test.each(ways(whole).map((way) => ({ way, name: way.join(".") })))(
  "a misspelt $name is refused and named",
  ({ way }) => {
    const misspelt = changed(way, (parent, key) => {
      parent[`${key}x`] = parent[key];
      delete parent[key];
    });
    expect(() => checkPlan(misspelt)).toThrow(expect.objectContaining({ code: "LL_PLAN_INVALID" }));
    expect(() => checkPlan(misspelt)).toThrow(`unknown key "${way.at(-1)}x"; known here: `);
  },
);

test("an unknown key answers with the keys of its place", () => {
  expect(() => checkPlan(withValue(["deployments", 0, "replicas", "maximum"], 4))).toThrow(
    'at deployments.0.replicas: unknown key "maximum"; known here: planned, min, max',
  );
});

const messageOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const deployment = ["deployments", 0] as const;
const second = { ...whole.deployments[0], name: "other", kubernetes: { namespace: "serving", name: "other" } };

describe("what cannot hold at once", () => {
  test.each([
    { way: [...deployment, "replicas", "min"], value: 5, message: "min 5 is above max 4" },
    { way: [...deployment, "replicas", "min"], value: 3, message: "planned 2 is below min 3" },
    { way: [...deployment, "replicas", "planned"], value: 5, message: "planned 5 is above max 4" },
    { way: [...deployment, "reserveReplicas"], value: 4, message: "leave none for the load" },
    { way: [...deployment, "parallel", "tensor"], value: 32, message: "one replica takes 32 GPUs, the pool has 16" },
    { way: [...deployment, "engineConfig", "maxModelLen"], value: 1_000, message: "1200 are expected of each" },
    { way: [...deployment, "pool"], value: "h200", message: 'no pool is called "h200"' },
    { way: ["budgets", "usdPerHour"], value: 1, message: "budgets.usdPerHour: the minima of the deployments take 2" },
    { way: ["budgets", "watts"], value: 100, message: "budgets.watts: the minima of the deployments take 700" },
    { way: ["deployments", 1], value: { ...second, name: "chat" }, message: '"chat" is used twice' },
    {
      way: ["deployments", 1],
      value: { ...second, kubernetes: whole.deployments[0]?.kubernetes },
      message: '"apps/v1 Deployment serving/chat" is used twice',
    },
    {
      way: [...deployment, "schedule", "windows", 1, "from"],
      value: "11:59",
      message: "deployments.0.schedule.windows.1: overlaps with windows.0",
    },
    { way: [...deployment, "schedule", "windows", 0, "to"], value: "07:00", message: "from is not before to" },
    { way: [...deployment, "schedule", "timeZone"], value: "Europe/Berlim", message: "IANA time zone" },
    { way: ["pools", 0, "gpu"], value: "h1000", message: "pools.0: the power of h1000 is not known" },
    { way: ["models"], value: [{ name: "x", config: {} }], message: "at models.0: " },
    { way: ["devices"], value: [{ name: "x" }], message: "at devices.0: the device.memoryCapacity is null" },
    { way: [...deployment, "responseCache", "hitRatio"], value: 1, message: "hitRatio" },
    { way: ["budgets", "gpus"], value: 0, message: "budgets.gpus" },
  ])("$message", ({ way, value, message }) => {
    expect(() => checkPlan(withValue(way, value))).toThrow(expect.objectContaining({ code: "LL_PLAN_INVALID" }));
    expect(() => checkPlan(withValue(way, value))).toThrow(message);
  });

  test("a budget of money without a price", () => {
    const unpriced = changed(["pools", 0, "usdPerGpuHour"], (parent) => {
      delete parent["usdPerGpuHour"];
      parent["gpu"] = "a100-sxm-80gb";
      parent["purchase"] = "reserved";
    });
    expect(() => checkPlan(unpriced)).toThrow(/no reserved price of a100-sxm-80gb is known.*give usdPerGpuHour/);
  });
});

test("whatever is written in its place, a plan is taken or refused with LL_PLAN_INVALID and its place", () => {
  const value = fc.oneof(
    fc.constantFrom(null, "", 0, -1, 1e9, Number.MAX_SAFE_INTEGER, "h100", [], {}, true, "24:00"),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...ways(whole)), value, (way, replacement) => {
      try {
        checkPlan(withValue(way, replacement));
      } catch (error) {
        expect(error).toMatchObject({ code: "LL_PLAN_INVALID", detail: { path: expect.any(String) } });
      }
    }),
    { numRuns: 500 },
  );
});

/** Phrases of the schema library, which mean nothing to who writes a plan. */
const foreignWords =
  /Invalid|received|Too (small|big)|Unrecognized|must match|\bto (be|have) [<>]|undefined|NaN is not/;

const wrongValues = [
  null,
  "",
  "a b",
  "12",
  0,
  -1,
  1.5,
  1e12,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [],
  ["x"],
  {},
  true,
];

describe("the message for a wrong value", () => {
  test.each(ways(whole).map((way) => ({ way, name: way.join(".") })))(
    "at $name names no phrase of the schema library",
    ({ way }) => {
      for (const wrong of wrongValues) {
        const message = messageOf(() => checkPlan(withValue(way, wrong)));
        if (message !== null) expect(message).not.toMatch(foreignWords);
      }
      const missing = messageOf(() =>
        checkPlan(
          changed(way, (parent, key) => {
            delete parent[key];
          }),
        ),
      );
      if (missing !== null) expect(missing).not.toMatch(foreignWords);
    },
  );

  test.each([
    { way: ["pools", 0, "nodes"], value: "two", message: 'at pools.0.nodes: "two" is given; expected a number' },
    { way: ["pools", 0, "nodes"], value: 1.5, message: "1.5 is given; expected a whole number" },
    { way: ["pools", 0, "nodes"], value: -1, message: "-1 is given; expected a number above 0" },
    { way: ["pools", 0, "nodes"], value: undefined, message: "at pools.0.nodes: nothing is given; expected a" },
    { way: ["pools", 0, "purchase"], value: "spots", message: "expected one of on-demand, reserved, spot" },
    { way: ["pools"], value: {}, message: "at pools: {} is given; expected a list" },
    { way: [...deployment, "slo", "percentile"], value: 0.97, message: "0.97 is given; expected one of 0.5, 0.9" },
    { way: [...deployment, "name"], value: "A b", message: '"A b" is given; expected a name in lower-case letters' },
    { way: [...deployment, "version"], value: "x".repeat(101), message: "expected a text of at most 100 characters" },
    { way: [...deployment, "schedule", "windows", 0, "from"], value: 800, message: "800 is given; expected a text" },
    {
      way: [...deployment, "schedule", "windows", 0, "from"],
      value: "8:00",
      message: "expected a time of day as HH:MM",
    },
  ])("$message", ({ way, value, message }) => {
    expect(() => checkPlan(withValue(way, value))).toThrow(message);
  });
});

test("any JSON at all is refused, never thrown over", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => checkPlan(value)).toThrow(expect.objectContaining({ code: "LL_PLAN_INVALID" }));
    }),
  );
});
