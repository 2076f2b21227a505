import { checkFleetPlan, type FleetProblem } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { solveFleet } from "./solve-fleet.ts";

const problem: FleetProblem = {
  pools: [
    { name: "h100", nodes: 2, gpusPerNode: 8, usdPerGpuHour: 4, wattsPerNode: 10_000 },
    { name: "a100", nodes: 3, gpusPerNode: 8, usdPerGpuHour: 2, wattsPerNode: 6_000 },
  ],
  demands: [{ name: "chat", requestsPerSecond: 50 }],
  options: [
    { demand: "chat", pool: "h100", gpusPerReplica: 4, requestsPerSecondPerReplica: 12 },
    { demand: "chat", pool: "a100", gpusPerReplica: 8, requestsPerSecondPerReplica: 10 },
  ],
  budgetUsdPerHour: null,
  powerLimitWatts: null,
};
const settings = { seconds: 240, signal: new AbortController().signal };

/** Every plan that the inventory allows, tried one by one. */
const cheapestByHand = (given: FleetProblem): number | null => {
  const costs: number[] = [];
  for (let h100 = 0; h100 <= 4; h100++) {
    for (let a100 = 0; a100 <= 3; a100++) {
      const { violations, usdPerHour } = checkFleetPlan(given, {
        replicas: [h100, a100],
        nodes: [Math.ceil(h100 / 2), a100],
      });
      if (violations.length === 0) costs.push(usdPerHour);
    }
  }
  return costs.length === 0 ? null : Math.min(...costs);
};

describe("the cheapest mix", () => {
  test.each([
    { name: "with capacity on both", given: problem },
    { name: "with little load", given: { ...problem, demands: [{ name: "chat", requestsPerSecond: 9 }] } },
    {
      name: "with one pool gone",
      given: {
        ...problem,
        pools: problem.pools.map((pool) => ({ ...pool, nodes: pool.name === "h100" ? 0 : 9 })),
        demands: [{ name: "chat", requestsPerSecond: 25 }],
      },
    },
  ])("$name is the one that trying every plan finds", async ({ given }) => {
    const solution = await solveFleet(given, settings);
    expect(solution).toMatchObject({ kind: "solved", cheapest: true, usdPerHour: cheapestByHand(given) });
  });
});

test.each([
  {
    name: "more load than the inventory carries",
    given: { ...problem, demands: [{ name: "chat", requestsPerSecond: 500 }] },
  },
  { name: "a budget below the cheapest mix", given: { ...problem, budgetUsdPerHour: 20 } },
  { name: "less power than the mix draws", given: { ...problem, powerLimitWatts: 5_000 } },
])("$name is infeasible", async ({ given }) => {
  expect(await solveFleet(given, settings)).toMatchObject({
    kind: "infeasible",
    because: expect.stringContaining("no mix"),
  });
});
