import {
  clusterRequirements,
  type FleetOption,
  type FleetPool,
  type FleetProblem,
  gpuNamed,
  gpuPrice,
  isLoadlineError,
  nodePower,
  type OwnPrice,
  ratio,
  wayOfRequests,
} from "@loadline/model";
import { type ClusterRequest, clusterRequestOf } from "./cluster-request.ts";
import { messages, UserError } from "./messages.ts";
import type { Inventory } from "./plan-files.ts";
import type { SizeQuestion } from "./question.ts";
import type { FleetAnswer } from "./search-answer.ts";
import { solveFleet } from "./solve-fleet.ts";
import { numberText, plural, usdPerHourText } from "./text.ts";

const poolOf = (
  pool: Inventory["pools"][number],
  ownPrices: readonly OwnPrice[],
  { options: { purchase }, devices }: SizeQuestion,
): FleetPool => {
  const gpu = gpuNamed(pool.gpu, devices);
  const gpusPerNode = pool.gpusPerNode ?? gpu.link.gpusPerNode.value;
  const usdPerGpuHour = pool.usdPerGpuHour ?? gpuPrice({ own: ownPrices }, gpu, purchase)?.usdPerGpuHour;
  if (usdPerGpuHour === undefined) throw new UserError(messages.missingPrice(gpu.id));
  return {
    name: pool.name ?? gpu.id,
    nodes: pool.nodes,
    gpusPerNode,
    usdPerGpuHour,
    wattsPerNode: nodePower(gpu, gpusPerNode, ratio(1)),
  };
};

/** The pools of an inventory, each with a name, nodes and a price. @throws UserError where no price is known */
export const fleetPools = (question: SizeQuestion, inventory: Inventory, ownPrices: readonly OwnPrice[]) =>
  inventory.pools.map((pool) => ({ ...poolOf(pool, ownPrices, question), gpu: pool.gpu }));

interface LabelledOption extends FleetOption {
  readonly candidate: Extract<ReturnType<typeof clusterRequirements>, { kind: "feasible" }>["best"]["candidate"];
}

/** null: its cache holds no request as long as the longest ones. */
const answerOfPool = (request: ClusterRequest): ReturnType<typeof clusterRequirements> | null => {
  try {
    return clusterRequirements(request);
  } catch (error) {
    if (isLoadlineError(error) && error.code === "LL_INPUT_INVALID") return null;
    throw error;
  }
};

/** Every configuration of the pool's GPU that meets the objectives; none where there is no such. */
const optionsOf = (pool: FleetPool, gpu: string, question: SizeQuestion): readonly LabelledOption[] => {
  const answer = answerOfPool({ ...clusterRequestOf(question, []), gpus: [gpuNamed(gpu, question.devices)] });
  if (answer?.kind !== "feasible") return [];
  return [answer.best, ...answer.alternatives].map(({ candidate, loadReplicas, replicas }) => ({
    demand: question.modelName,
    pool: pool.name,
    candidate,
    gpusPerReplica: candidate.gpusPerReplica,
    // What is left of what a replica surely carries when its share of the reserve is held back.
    requestsPerSecondPerReplica: (candidate.rates.covered.each(Math.max(1, loadReplicas)) * loadReplicas) / replicas,
  }));
};

/** The plan that a solution means; null where there is none. */
const answerOf = (problem: FleetProblem, options: readonly LabelledOption[]): FleetAnswer | null => {
  const solution = solveFleet(problem);
  if (solution.kind === "infeasible") return null;
  const { plan, isCheapest, usdPerHour, watts } = solution;
  const uses = options.flatMap(({ pool, candidate, requestsPerSecondPerReplica }, index) => {
    const replicas = plan.replicas[index] ?? 0;
    if (replicas === 0) return [];
    const { label, weights, parallel, workers, rates } = candidate;
    return [
      {
        pool,
        label,
        weights,
        parallel,
        workers,
        replicas,
        requestsPerSecond: replicas * requestsPerSecondPerReplica,
        requestsPerSecondPerReplica: rates.covered.each(replicas),
      },
    ];
  });
  const nodes = problem.pools.map(({ name }, index) => ({ pool: name, nodes: plan.nodes[index] ?? 0 }));
  return { verdict: "feasible", because: null, cheapest: isCheapest, usdPerHour, watts, uses, nodes };
};

const plentyNodes = 1000;

/** Each limit that is set, and the problem without it. */
const relaxations = (problem: FleetProblem): readonly (readonly [limit: string, FleetProblem])[] => {
  const { pools, budgetUsdPerHour, powerLimitWatts } = problem;
  const plenty = pools.map((pool) => ({ ...pool, nodes: pool.nodes * plentyNodes + plentyNodes }));
  return [
    ...(budgetUsdPerHour === null
      ? []
      : [[`the budget of ${usdPerHourText(budgetUsdPerHour)}`, { ...problem, budgetUsdPerHour: null }] as const]),
    ...(powerLimitWatts === null
      ? []
      : [[`the power of ${numberText(powerLimitWatts / 1000)} kW`, { ...problem, powerLimitWatts: null }] as const]),
    [
      `the ${pools.map(({ name, nodes }) => `${plural(nodes, "node")} of ${name}`).join(", ")}`,
      { ...problem, pools: plenty },
    ],
  ];
};

/** The limits that keep the load from being carried, by trying without each. */
const bindingText = (problem: FleetProblem): string => {
  const binding = relaxations(problem).filter(([, relaxed]) => solveFleet(relaxed).kind === "solved");
  return binding.length === 0
    ? "no limit binds alone: more of one is not enough"
    : `what binds is ${binding.map(([limit]) => limit).join(", or ")}: without it the load is carried`;
};

/** Why no mix carries the load, and the most that one does. */
const infeasibleText = (problem: FleetProblem, options: readonly LabelledOption[]): string => {
  if (options.length === 0) return "none of these GPUs holds the longest requests and meets the objectives";
  const binding = bindingText(problem);
  const demands = problem.demands.map((demand) => ({ ...demand, requestsPerSecond: Number.POSITIVE_INFINITY }));
  const most = answerOf({ ...problem, demands }, options);
  if (most === null) return `no mix carries any of the load; ${binding}`;
  const carried = most.uses.reduce((sum, use) => sum + use.requestsPerSecond, 0);
  const mix = most.uses.map(({ label, replicas }) => `${replicas} × ${label}`).join(" and ");
  return `no mix carries the load; ${binding}; ${numberText(carried)} requests/s is the most, by ${mix}`;
};

/**
 * The cheapest mix of the user's own GPUs that carries the load, each configuration with the share of reserve that it
 * would need alone. Where there is none, the reason states the most that a mix carries.
 */
export const sizeFleet = (
  question: SizeQuestion,
  inventory: Inventory,
  ownPrices: readonly OwnPrice[],
): FleetAnswer => {
  const pools = fleetPools(question, inventory, ownPrices);
  const options = pools.flatMap((pool, index) => optionsOf(pool, inventory.pools[index]?.gpu ?? "", question));
  const requestsPerSecond = wayOfRequests(question.requestsPerSecond, question, question.front).toReplicas;
  const problem: FleetProblem = {
    pools,
    demands: [{ name: question.modelName, requestsPerSecond }],
    options,
    budgetUsdPerHour: inventory.budgetUsdPerHour ?? null,
    powerLimitWatts: inventory.powerLimitWatts ?? null,
  };
  const nothing = { cheapest: false, usdPerHour: null, watts: null, uses: [], nodes: [] };
  const found = options.length === 0 ? null : answerOf(problem, options);
  return found ?? { verdict: "infeasible", because: infeasibleText(problem, options), ...nothing };
};
