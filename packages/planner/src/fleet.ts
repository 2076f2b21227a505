import {
  clusterRequirements,
  type FleetOption,
  type FleetPlan,
  type FleetPool,
  type FleetProblem,
  gpuNamed,
  gpuPrice,
  isLoadlineError,
  nodePower,
  type OwnPrice,
  ratio,
  requirementAt,
  wayOfRequests,
} from "@loadline/model";
import { type ClusterRequest, clusterRequestOf, type Requirement } from "./cluster-request.ts";
import { bindingLimits, bindingText } from "./fleet-limits.ts";
import { messages, UserError } from "./messages.ts";
import type { Inventory } from "./plan-files.ts";
import type { SizeQuestion } from "./question.ts";
import type { FleetAnswer } from "./search-answer.ts";
import { solveFleet } from "./solve-fleet.ts";
import { requestRateText } from "./text.ts";

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

/** A pool with every configuration of its GPU that meets the objectives, or why there is none. */
interface ServedPool {
  readonly pool: FleetPool;
  readonly request: ClusterRequest;
  readonly requirements: readonly Requirement[];
  readonly because: string | null;
}

const servedPool = (pool: FleetPool, gpu: string, question: SizeQuestion): ServedPool => {
  const request = { ...clusterRequestOf(question, []), gpus: [gpuNamed(gpu, question.devices)] };
  const without = (because: string) => ({ pool, request, requirements: [], because });
  try {
    const answer = clusterRequirements(request);
    if (answer.kind === "infeasible") return without(answer.detail);
    return { pool, request, requirements: [answer.best, ...answer.alternatives], because: null };
  } catch (error) {
    // Its cache holds no request as long as the longest ones.
    if (isLoadlineError(error) && error.code === "LL_INPUT_INVALID") return without(error.message);
    throw error;
  }
};

interface LabelledOption extends FleetOption {
  readonly candidate: Requirement["candidate"];
}

interface LabelledProblem extends FleetProblem {
  readonly options: readonly LabelledOption[];
}

/**
 * The inventory at a load. A replica counts for the share of it that is one of the replicas which its configuration would
 * need alone, so that the reserve is in it, whole replicas are, and a lower load never takes more.
 */
const problemAt = (served: readonly ServedPool[], question: SizeQuestion, inventory: Inventory) => {
  const demand = question.modelName;
  return (offered: number): LabelledProblem => {
    const { toReplicas } = wayOfRequests(offered, question, question.front);
    const options = served.flatMap(({ pool, request, requirements }) =>
      requirements.flatMap((one): LabelledOption[] => {
        const { candidate } = one;
        const replicas = requirementAt(one, { ...request, requestsPerSecond: offered })?.replicas ?? 0;
        const facts = { demand, pool: pool.name, candidate, gpusPerReplica: candidate.gpusPerReplica };
        return replicas === 0 ? [] : [{ ...facts, requestsPerSecondPerReplica: toReplicas / replicas }];
      }),
    );
    return {
      pools: served.map(({ pool }) => pool),
      demands: [{ name: demand, requestsPerSecond: toReplicas }],
      options,
      budgetUsdPerHour: inventory.budgetUsdPerHour ?? null,
      powerLimitWatts: inventory.powerLimitWatts ?? null,
    };
  };
};

type Use = FleetAnswer["uses"][number];

const usesOf = ({ options }: Pick<LabelledProblem, "options">, { replicas: counts }: FleetPlan): readonly Use[] =>
  options.flatMap(({ pool, candidate, requestsPerSecondPerReplica }, index) => {
    const replicas = counts[index] ?? 0;
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

/** The largest share of a load that a mix carries, and whether that is known. */
const mostOf = (problem: LabelledProblem) => {
  const demands = problem.demands.map((demand) => ({ ...demand, requestsPerSecond: Number.POSITIVE_INFINITY }));
  const solution = solveFleet({ ...problem, demands });
  if (solution.kind === "infeasible") return { share: 0, isMost: solution.isProven };
  const carried = usesOf(problem, solution.plan).reduce((sum, use) => sum + use.requestsPerSecond, 0);
  return { share: carried / (problem.demands[0]?.requestsPerSecond ?? 1), isMost: solution.isCheapest };
};

// Nearer than the three digits that are printed of it.
const nearness = 1e-3;
const mostSteps = 40;

/**
 * The highest load that a mix carries with its reserve, below one that none does; 0 where none carries any. Of a lower load
 * each replica is the same share or a larger one, so that halving finds it.
 */
const highestLoad = (problemOf: (offered: number) => LabelledProblem, offered: number) => {
  let [low, high, isMost] = [0, offered, true];
  let guess = offered * mostOf(problemOf(offered)).share;
  for (let step = 0; step < mostSteps && guess > 0 && high - low > nearness * high; step++) {
    const most = mostOf(problemOf(guess));
    if (most.share >= 1 - 1e-9) low = guess;
    else [high, isMost] = [guess, most.isMost];
    guess = low === 0 ? guess * Math.min(1 - nearness, most.share) : (low + high) / 2;
  }
  return { requestsPerSecond: low, isMost };
};

/** The mix that carries a load, as text. */
const mixText = (problem: LabelledProblem): string => {
  const solution = solveFleet(problem);
  const uses = solution.kind === "solved" ? usesOf(problem, solution.plan) : [];
  return uses.map(({ label, replicas }) => `${replicas} × ${label}`).join(" and ");
};

/** Why no mix carries the load, and the most that one does. */
const infeasible = (problemOf: (offered: number) => LabelledProblem, offered: number, isProven: boolean) => {
  const { requestsPerSecond, isMost } = highestLoad(problemOf, offered);
  const problem = problemOf(offered);
  const binding = bindingLimits(problem);
  const carried =
    requestsPerSecond === 0
      ? "none of it is carried with its reserve"
      : `${requestRateText(requestsPerSecond)} is the most${isMost ? "" : " that was found"}, by ${mixText(problemOf(requestsPerSecond))}`;
  const found = isProven ? "no mix carries the load" : "the time to find a mix that carries the load ran out";
  const because = [found, bindingText(problem, binding), carried].join("; ");
  return { because, binding: binding.map((set) => [...set]), mostRequestsPerSecond: requestsPerSecond };
};

/**
 * The cheapest mix of the user's own GPUs that carries the load, each configuration with the share of reserve that it
 * would need alone. Where there is none, the limits that bind and the most that a mix carries.
 */
export const sizeFleet = (
  question: SizeQuestion,
  inventory: Inventory,
  ownPrices: readonly OwnPrice[],
): FleetAnswer => {
  const served = fleetPools(question, inventory, ownPrices).map(({ gpu, ...pool }) => servedPool(pool, gpu, question));
  const leftOut = served.flatMap(({ pool, because }) => (because === null ? [] : [{ pool: pool.name, because }]));
  const problemOf = problemAt(served, question, inventory);
  const problem = problemOf(question.requestsPerSecond);
  const nothing = { cheapest: false, usdPerHour: null, watts: null, uses: [], nodes: [], leftOut };
  if (problem.options.length === 0) {
    const because = "none of these GPUs serves the model within the objectives";
    return { verdict: "infeasible", because, binding: [], mostRequestsPerSecond: 0, ...nothing };
  }
  const solution = solveFleet(problem);
  if (solution.kind === "infeasible") {
    return {
      verdict: "infeasible",
      ...infeasible(problemOf, question.requestsPerSecond, solution.isProven),
      ...nothing,
    };
  }
  const { plan, isCheapest: cheapest, usdPerHour, watts } = solution;
  const nodes = problem.pools.map(({ name }, index) => ({ pool: name, nodes: plan.nodes[index] ?? 0 }));
  const uses = [...usesOf(problem, plan)];
  return {
    verdict: "feasible",
    because: null,
    binding: [],
    mostRequestsPerSecond: null,
    cheapest,
    usdPerHour,
    watts,
    uses,
    nodes,
    leftOut,
  };
};
