import { type Plan, parsePlan } from "@loadline/wire";
import { expect, test } from "vitest";
import { watchedBy } from "./watched-deployments.ts";

const planOf = (deployments: readonly object[]): Plan =>
  parsePlan({
    version: 1,
    cluster: "lab",
    pools: [{ name: "h100", gpu: "h100-sxm-80gb", nodes: 8, gpusPerNode: 8 }],
    deployments: deployments.map((own) => ({
      model: "llama-3.1-8b",
      pool: "h100",
      parallel: { tensor: 1 },
      leadTimeSeconds: 60,
      slo: { percentile: 0.95, timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.06 },
      replicas: { planned: 1, min: 1, max: 4 },
      expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 2 },
      ...own,
    })),
  });

// By FNV-1a deployment-0 is of partition 0 of 2, deployment-1 of partition 1.
const [zero, one] = [{ name: "deployment-0" }, { name: "deployment-1" }];

test("a recommender of everything watches everything", () => {
  expect(watchedBy("0/1", () => planOf([zero]))).toBeUndefined();
});

test("a partition watches the deployments that it decides, and those that it compares with them", () => {
  let plan = planOf([zero, one]);
  const isWatched = watchedBy("0/2", () => plan);
  const names = (): readonly string[] => ["deployment-0", "deployment-1"].filter((name) => isWatched?.(name));
  const before = names();
  expect(before).toHaveLength(1);
  const [own, other] = before[0] === "deployment-0" ? [zero, one] : [one, zero];
  const rollout = { toVersion: "2", canary: { deployment: other.name } };
  plan = planOf([{ ...own, rollout }, other]);
  expect(names()).toEqual(["deployment-0", "deployment-1"]);
});
