import { describe, expect, test } from "vitest";
import { parsePlan } from "./plan.ts";

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
      spareReplicas: 1,
      leadTimeSeconds: 300,
    });
  });

  test.each([
    { name: "an unknown pool", value: withDeployment({ pool: "h200" }), path: "deployments.0.pool", message: "h200" },
    { name: "a misspelt key", value: withDeployment({ replica: 1 }), path: "deployments.0", message: "replica" },
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
    { name: "no document at all", value: null, path: "the top", message: "null is given; expected an object" },
  ])("$name is LL_PLAN_INVALID at $path", ({ value, path, message }) => {
    expect(() => parsePlan(value)).toThrow(
      expect.objectContaining({ code: "LL_PLAN_INVALID", detail: expect.objectContaining({ path }) }),
    );
    expect(() => parsePlan(value)).toThrow(message);
  });
});
