import { checkFleetPlan, type FleetProblem } from "@loadline/model";
import fc from "fast-check";
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
  ])("$name is the one that trying every plan finds", ({ given }) => {
    const solution = solveFleet(given);
    expect(solution).toMatchObject({ kind: "solved", usdPerHour: cheapestByHand(given) });
  });
});

test.each([
  {
    name: "more load than the inventory carries",
    given: { ...problem, demands: [{ name: "chat", requestsPerSecond: 500 }] },
  },
  { name: "a budget below the cheapest mix", given: { ...problem, budgetUsdPerHour: 20 } },
  { name: "less power than the mix draws", given: { ...problem, powerLimitWatts: 5_000 } },
])("$name is infeasible", ({ given }) => {
  expect(solveFleet(given)).toEqual({ kind: "infeasible", isProven: true });
});

test("a search that ends early says neither that there is no mix nor that its own is the cheapest", () => {
  expect(solveFleet(problem, 0)).toEqual({ kind: "infeasible", isProven: false });
});

const small = fc.record({
  pools: fc.tuple(
    ...["a", "b"].map((name) =>
      fc.record({
        name: fc.constant(name),
        nodes: fc.integer({ min: 0, max: 2 }),
        gpusPerNode: fc.constantFrom(4, 8),
        usdPerGpuHour: fc.integer({ min: 1, max: 9 }),
        wattsPerNode: fc.integer({ min: 1, max: 9 }),
      }),
    ),
  ),
  options: fc.array(
    fc.record({
      demand: fc.constant("chat"),
      pool: fc.constantFrom("a", "b"),
      gpusPerReplica: fc.constantFrom(2, 4, 8),
      requestsPerSecondPerReplica: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  demand: fc.integer({ min: 1, max: 100 }),
  budgetUsdPerHour: fc.option(fc.integer({ min: 10, max: 200 })),
  powerLimitWatts: fc.option(fc.integer({ min: 1, max: 30 })),
});

/** Every count of every option, with as few nodes as hold them. */
const leastCost = (given: FleetProblem): number => {
  let least = Number.POSITIVE_INFINITY;
  const counts = (left: number): readonly (readonly number[])[] =>
    left === 0 ? [[]] : counts(left - 1).flatMap((rest) => Array.from({ length: 9 }, (_, count) => [count, ...rest]));
  for (const replicas of counts(given.options.length))
    for (let a = 0; a <= 2; a++)
      for (let b = 0; b <= 2; b++) {
        const { violations, usdPerHour } = checkFleetPlan(given, { replicas, nodes: [a, b] });
        if (violations.length === 0) least = Math.min(least, usdPerHour);
      }
  return least;
};

test("of small inventories the mix is one that holds, and none that holds costs less", () => {
  fc.assert(
    fc.property(small, ({ demand, ...given }) => {
      const problem = { ...given, demands: [{ name: "chat", requestsPerSecond: demand }] };
      const solution = solveFleet(problem);
      const least = leastCost(problem);
      if (solution.kind === "infeasible") expect(least).toBe(Number.POSITIVE_INFINITY);
      else {
        expect(checkFleetPlan(problem, solution.plan).violations).toEqual([]);
        expect(solution.usdPerHour).toBeCloseTo(least, 9);
      }
    }),
    { numRuns: 60 },
  );
});

test("six kinds of a thousand nodes each, within a limit of power: the cheapest mix, and it is known to be", () => {
  const pools = Array.from({ length: 6 }, (_, at) => ({
    name: `pool ${at}`,
    nodes: 1000 + 7 * at,
    gpusPerNode: 8,
    usdPerGpuHour: 1 + 0.713 * at + 0.31 * (at % 2),
    wattsPerNode: 5600 + 913 * at,
  }));
  const options = pools.flatMap(({ name }, at) =>
    [1, 2, 4, 8, 16].map((gpusPerReplica) => ({
      demand: "chat",
      pool: name,
      gpusPerReplica,
      requestsPerSecondPerReplica: gpusPerReplica * (1 + 0.77 * at) * (1 - 0.01 * gpusPerReplica),
    })),
  );
  const demands = [{ name: "chat", requestsPerSecond: 57_600 }];
  const large = { pools, options, demands, budgetUsdPerHour: null, powerLimitWatts: 3e7 };
  const solution = solveFleet(large);
  if (solution.kind === "infeasible") throw new Error("the mix exists");
  expect(solution.isCheapest).toBe(true);
  expect(checkFleetPlan(large, solution.plan).violations).toEqual([]);
});
