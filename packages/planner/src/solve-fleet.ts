import { checkFleetPlan, type FleetPlan, type FleetPool, type FleetProblem } from "@loadline/model";
import { lessEq, type Model, solve } from "yalps";

export type FleetSolution =
  | {
      readonly kind: "solved";
      readonly plan: FleetPlan;
      /** False where the search ended before it knew that no mix is cheaper. */
      readonly isCheapest: boolean;
      readonly usdPerHour: number;
      readonly watts: number;
    }
  | {
      readonly kind: "infeasible";
      /** False where the search ended before it knew that there is no mix. */
      readonly isProven: boolean;
    };

/** A mix may cost so much more than the least, as solvers of integer programs stop by themselves. */
const tolerance = 1e-4;
/** Twenty pools with a limit of power run into it after 0.8 s, ten are done in a tenth of that. */
const mostIterations = 50_000;

/** Whole nodes filled by one option: what a mix is made of. */
interface Filling {
  readonly option: number;
  readonly pool: number;
  readonly nodes: number;
  readonly replicas: number;
  readonly rate: number;
}

/** Of each pool the best use of one node, and each use of several; nodes are bought whole, so no other fills one better. */
const fillingsOf = ({ options }: FleetProblem, { name, gpusPerNode }: FleetPool, pool: number): readonly Filling[] => {
  const all = options.flatMap((given, option): readonly Filling[] => {
    if (given.pool !== name) return [];
    const nodes = Math.ceil(given.gpusPerReplica / gpusPerNode);
    const replicas = nodes > 1 ? 1 : Math.floor(gpusPerNode / given.gpusPerReplica);
    return [{ option, pool, nodes, replicas, rate: replicas * given.requestsPerSecondPerReplica }];
  });
  const best = all.filter(({ nodes }) => nodes === 1).toSorted((a, b) => b.rate - a.rate)[0];
  return [...(best === undefined ? [] : [best]), ...all.filter(({ nodes }) => nodes > 1)];
};

const asModel = (problem: FleetProblem, fillings: readonly Filling[], demand: number): Model<number, string> => {
  const { pools, budgetUsdPerHour, powerLimitWatts } = problem;
  const variables = fillings.map(({ pool, nodes, rate }, index) => {
    const { usdPerGpuHour, gpusPerNode, wattsPerNode } = pools[pool] as FleetPool;
    const usd = nodes * usdPerGpuHour * gpusPerNode;
    // As a share of the demand, so that the solver's precision fits small and large ones.
    const share = rate / (Number.isFinite(demand) ? demand : 1);
    return [index, { rate: share, usd, watts: nodes * wattsPerNode, [`pool ${pool}`]: nodes }] as const;
  });
  return {
    direction: Number.isFinite(demand) ? "minimize" : "maximize",
    objective: Number.isFinite(demand) ? "usd" : "rate",
    variables,
    integers: true,
    constraints: [
      ...(Number.isFinite(demand) ? [["rate", { min: 1 }] as const] : []),
      ...(budgetUsdPerHour === null ? [] : [["usd", lessEq(budgetUsdPerHour)] as const]),
      ...(powerLimitWatts === null ? [] : [["watts", lessEq(powerLimitWatts)] as const]),
      ...pools.flatMap(({ nodes }, pool) => (Number.isFinite(nodes) ? [[`pool ${pool}`, lessEq(nodes)] as const] : [])),
    ],
  };
};

/**
 * The cheapest mix of replicas that carries the one demand within inventory, budget and power, by branch and bound. An
 * infinite demand asks for the mix that carries most.
 */
export const solveFleet = (problem: FleetProblem, maxIterations = mostIterations): FleetSolution => {
  const fillings = problem.pools.flatMap((pool, at) => fillingsOf(problem, pool, at));
  const demand = problem.demands[0]?.requestsPerSecond ?? 0;
  const { status, variables } = solve(asModel(problem, fillings, demand), { tolerance, maxIterations });
  const counts = new Map(variables);
  const sumOf = (of: (filling: Filling) => number): number =>
    fillings.reduce((sum, filling, index) => sum + of(filling) * Math.round(counts.get(index) ?? 0), 0);
  const plan = {
    nodes: problem.pools.map((_, at) => sumOf(({ pool, nodes }) => (pool === at ? nodes : 0))),
    replicas: problem.options.map((_, at) => sumOf(({ option, replicas }) => (option === at ? replicas : 0))),
  };
  if (variables.length === 0) return { kind: "infeasible", isProven: status === "infeasible" || status === "optimal" };
  const { usdPerHour, watts } = checkFleetPlan(problem, plan);
  return { kind: "solved", plan, isCheapest: status === "optimal", usdPerHour, watts };
};
