import { describe, expect, test } from "vitest";
import { checkFleetPlan, type FleetProblem } from "./fleet-problem.ts";

const problem: FleetProblem = {
  pools: [
    { name: "h100", nodes: 2, gpusPerNode: 8, usdPerGpuHour: 4, wattsPerNode: 10_000 },
    { name: "a100", nodes: 4, gpusPerNode: 8, usdPerGpuHour: 2, wattsPerNode: 6_000 },
  ],
  demands: [{ name: "chat", requestsPerSecond: 50 }],
  options: [
    { demand: "chat", pool: "h100", gpusPerReplica: 4, requestsPerSecondPerReplica: 12 },
    { demand: "chat", pool: "a100", gpusPerReplica: 8, requestsPerSecondPerReplica: 10 },
  ],
  budgetUsdPerHour: 200,
  powerLimitWatts: null,
};

describe("a plan", () => {
  test.each([
    { name: "that carries the load within everything holds", replicas: [2, 3], nodes: [1, 3], violations: [] },
    {
      name: "that carries too little is reported",
      replicas: [1, 3],
      nodes: [1, 3],
      violations: ["chat needs 50 requests/s, 42 are carried"],
    },
    {
      name: "without capacity on its nodes is reported",
      replicas: [4, 1],
      nodes: [1, 1],
      violations: ["h100 needs 2 nodes, 1 are taken"],
    },
    {
      name: "beyond the inventory is reported",
      replicas: [0, 5],
      nodes: [0, 5],
      violations: ["a100 has 4 nodes, 5 are taken"],
    },
    {
      name: "in parts of a replica is reported",
      replicas: [2, 2.6],
      nodes: [1, 3],
      violations: ["a count is not a whole number of at least 0"],
    },
  ])("$name", ({ replicas, nodes, violations }) => {
    expect(checkFleetPlan(problem, { replicas, nodes }).violations).toEqual(violations);
  });

  test("above the budget or the power is reported", () => {
    const tight = { ...problem, budgetUsdPerHour: 50, powerLimitWatts: 20_000 };
    const { violations, usdPerHour, watts } = checkFleetPlan(tight, { replicas: [2, 3], nodes: [1, 3] });
    expect(violations).toEqual(["costs 80 USD/h of 50", "draws 28000 W of 20000"]);
    expect([usdPerHour, watts]).toEqual([80, 28_000]);
  });
});
