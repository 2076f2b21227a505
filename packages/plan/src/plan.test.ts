import { describe, expect, test } from "vitest";
import { parsePlan } from "./plan.ts";
import { Schedule } from "./schedule.ts";

const plan = {
  version: 1,
  cluster: "demo",
  pools: [{ name: "h100", gpu: "h100-sxm-80gb", gpusPerNode: 8, nodes: 2 }],
  deployments: [
    {
      name: "chat",
      model: "llama-3.1-8b",
      pool: "h100",
      slo: { timeToFirstTokenSeconds: 2 },
      replicas: { planned: 2, min: 1, max: 4 },
      expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 5 },
    },
  ],
};

const withDeployment = (change: object) => ({ ...plan, deployments: [{ ...plan.deployments[0], ...change }] });

describe("parsePlan", () => {
  test("a short plan gets the defaults", () => {
    const [deployment] = parsePlan(plan).deployments;
    expect(deployment).toMatchObject({
      engine: "vllm",
      parallel: { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 },
      slo: { percentile: 0.95, timeToFirstTokenSeconds: 2 },
      reserveReplicas: 1,
      leadTimeSeconds: 300,
    });
  });

  test.each([
    { name: "an unknown pool", value: withDeployment({ pool: "h200" }), path: "deployments.0.pool", message: "h200" },
    {
      name: "a misspelt key",
      value: withDeployment({ replica: 1 }),
      path: "deployments.0",
      message: /unknown key "replica"; known here: .*; nearest: replicas/,
    },
    {
      name: "a misspelt key beside another fault",
      value: { ...withDeployment({ replica: 1 }), version: 2 },
      path: "deployments.0",
      message: "nearest: replicas (1 more fault: at version)",
    },
    {
      name: "a key that is like no other",
      value: withDeployment({ slo: { ttft: 1 } }),
      path: "deployments.0.slo",
      message: /unknown key "ttft"; known here: percentile, [^;]*; correct it/,
    },
    {
      name: "several misspelt keys",
      value: withDeployment({ replica: 1, ttft: 1, engineConfigs: {}, leadSeconds: 3, a1: 1, b1: 1 }),
      path: "deployments.0",
      message:
        /unknown key "replica", "ttft", "engineConfigs", "leadSeconds", …; known here: .*; nearest: replicas, engineConfig; correct it/,
    },
    {
      name: "a long misspelt key with a line break",
      value: withDeployment({ [`\n${"replicas".repeat(1000)}`]: 1 }),
      path: "deployments.0",
      message: /unknown key "\\n(?:replicas)+\w*…; known here: .*; nearest: replicas; correct it/,
    },
    {
      name: "min above max",
      value: withDeployment({ replicas: { planned: 2, min: 5, max: 4 } }),
      path: "deployments.0.replicas",
      message: "min 5 is above max 4",
    },
    {
      name: "two deployments of one name",
      value: { ...plan, deployments: [plan.deployments[0], plan.deployments[0]] },
      path: "deployments.1.name",
      message: "used twice",
    },
    {
      name: "a cluster that is no subject token",
      value: { ...plan, cluster: "My Cluster" },
      path: "cluster",
      message: "lower-case",
    },
    { name: "another version", value: { ...plan, version: 2 }, path: "version", message: "2 is given; expected 1" },
    { name: "no document at all", value: null, path: "the top", message: "nothing is given; expected an object" },
  ])("$name is LL_PLAN_INVALID at $path", ({ value, path, message }) => {
    expect(() => parsePlan(value)).toThrow(
      expect.objectContaining({ code: "LL_PLAN_INVALID", detail: expect.objectContaining({ path }) }),
    );
    expect(() => parsePlan(value)).toThrow(message);
  });
});

describe("schedules", () => {
  const noon = { days: ["mon", "tue"], from: "12:00", to: "14:00", requestsPerSecond: 20 };
  const schedule = (...windows: object[]) => ({ timeZone: "Europe/Berlin", windows });
  const faultOf = (value: unknown): string => Schedule.safeParse(value).error?.issues[0]?.message ?? "none";

  describe("a schedule", () => {
    test.each([
      { name: "windows that meet are no overlap", value: schedule(noon, { ...noon, from: "14:00", to: "24:00" }) },
      { name: "the same hours on other days are no overlap", value: schedule(noon, { ...noon, days: ["wed"] }) },
    ])("$name", ({ value }) => {
      expect(faultOf(value)).toBe("none");
    });

    test.each([
      {
        name: "two windows at one time",
        value: schedule(noon, { ...noon, from: "13:59" }),
        fault: "overlaps with windows.0",
      },
      {
        name: "a window over midnight",
        value: schedule({ ...noon, from: "22:00", to: "02:00" }),
        fault: /split a window/,
      },
      { name: "an unknown time zone", value: { ...schedule(noon), timeZone: "Mars/Base" }, fault: /IANA/ },
      { name: "half past twenty-five", value: schedule({ ...noon, from: "25:30" }), fault: "HH:MM" },
    ])("$name is refused", ({ value, fault }) => {
      expect(faultOf(value)).toMatch(fault);
    });
  });
});
