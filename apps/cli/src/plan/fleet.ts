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
import { type ClusterRequest, clusterRequestOf } from "@loadline/planner/cluster-request";
import { messages, UserError } from "@loadline/planner/messages";
import type { Inventory } from "@loadline/planner/plan-files";
import type { SizeQuestion } from "@loadline/planner/question";
import type { FleetAnswer } from "@loadline/planner/search-answer";
import { numberText, plural, usdPerHourText } from "@loadline/planner/text";
import { type FleetSolution, type SolverSettings, solveFleet } from "./solve-fleet.ts";

const solverSeconds = 20;

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

const answerOf = (problem: FleetProblem, options: readonly LabelledOption[], solution: FleetSolution): FleetAnswer => {
  if (solution.kind === "infeasible") {
    const nothing = { cheapest: false, usdPerHour: null, watts: null, uses: [], nodes: [] };
    return { verdict: "infeasible", because: solution.because, ...nothing };
  }
  const { plan, usdPerHour, watts, cheapest } = solution;
  const uses = options.flatMap(({ pool, candidate, requestsPerSecondPerReplica }, index) => {
    const replicas = plan.replicas[index] ?? 0;
    if (replicas === 0) return [];
    const { label, weights, parallel, workers, rates } = candidate;
    const carried = { requestsPerSecond: replicas * requestsPerSecondPerReplica };
    return [
      {
        pool,
        label,
        weights,
        parallel,
        workers,
        replicas,
        ...carried,
        requestsPerSecondPerReplica: rates.covered.each(replicas),
      },
    ];
  });
  const nodes = problem.pools.map(({ name }, index) => ({ pool: name, nodes: plan.nodes[index] ?? 0 }));
  return { verdict: "feasible", because: null, cheapest, usdPerHour, watts, uses, nodes };
};

const steps = 5;
const plentyNodes = 1000;

/** The share of the load that a mix still carries, to within a thirtieth, with that mix; null where none carries any. */
const mostCarried = async (problem: FleetProblem, settings: SolverSettings) => {
  if (problem.pools.every(({ nodes }) => nodes === 0)) return null;
  let [low, high] = [0, 1];
  let found: { readonly share: number; readonly solution: FleetSolution } | null = null;
  for (let step = 0; step < steps; step++) {
    const share = (low + high) / 2;
    const demands = problem.demands.map((demand) => ({
      ...demand,
      requestsPerSecond: share * demand.requestsPerSecond,
    }));
    const solution = await solveFleet({ ...problem, demands }, settings);
    if (solution.kind === "solved") [low, found] = [share, { share, solution }];
    else high = share;
  }
  return found;
};

const mixText = ({ uses }: FleetAnswer) => uses.map(({ label, replicas }) => `${replicas} × ${label}`).join(" and ");

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
const bindingText = async (problem: FleetProblem, settings: SolverSettings): Promise<string> => {
  const binding: string[] = [];
  for (const [limit, relaxed] of relaxations(problem))
    if ((await solveFleet(relaxed, settings)).kind === "solved") binding.push(limit);
  return binding.length === 0
    ? "no limit binds alone: more of one is not enough"
    : `what binds is ${binding.join(", or ")}: without it the load is carried`;
};

const infeasibleFleet = async (problem: FleetProblem, options: readonly LabelledOption[], settings: SolverSettings) => {
  const none = answerOf(problem, options, {
    kind: "infeasible",
    because: "none of these GPUs holds the longest requests and meets the objectives",
    tooSmall: true,
  });
  if (options.length === 0) return none;
  const binding = await bindingText(problem, settings);
  const most = await mostCarried(problem, settings);
  if (most === null) return { ...none, because: `no mix carries any of the load; ${binding}` };
  const carried = most.share * (problem.demands[0]?.requestsPerSecond ?? 0);
  const mix = mixText(answerOf(problem, options, most.solution));
  return {
    ...none,
    because: `no mix carries the load; ${binding}; about ${numberText(carried)} requests/s is the most, by ${mix}`,
  };
};

/**
 * The cheapest mix of the user's own GPUs that carries the load, each configuration with the share of reserve that it
 * would need alone. Where there is none, the reason states the most that a mix carries.
 */
export const sizeFleet = async (
  question: SizeQuestion,
  inventory: Inventory,
  { ownPrices, signal }: { readonly ownPrices: readonly OwnPrice[]; readonly signal: AbortSignal },
): Promise<FleetAnswer> => {
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
  const settings = { seconds: solverSeconds, signal };
  const solution = options.length === 0 ? null : await solveFleet(problem, settings);
  if (solution === null || (solution.kind === "infeasible" && solution.tooSmall))
    return infeasibleFleet(problem, options, settings);
  return answerOf(problem, options, solution);
};
