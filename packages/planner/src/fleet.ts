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
import { messages, UserError } from "./messages.ts";
import type { Inventory } from "./plan-files.ts";
import type { SizeQuestion } from "./question.ts";
import type { FleetAnswer } from "./search-answer.ts";
import { solveFleet } from "./solve-fleet.ts";
import { numberText, plural, requestRateText, usdPerHourText } from "./text.ts";

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

/** The most of a load that a mix carries: its share, and the mix; null where no mix holds a replica. */
const mostOf = (problem: LabelledProblem) => {
  const demands = problem.demands.map((demand) => ({ ...demand, requestsPerSecond: Number.POSITIVE_INFINITY }));
  const solution = solveFleet({ ...problem, demands });
  if (solution.kind === "infeasible") return null;
  const uses = usesOf(problem, solution.plan);
  const carried = uses.reduce((sum, use) => sum + use.requestsPerSecond, 0);
  return { share: carried / (problem.demands[0]?.requestsPerSecond ?? 1), uses, isMost: solution.isCheapest };
};

// Nearer than the three digits that are printed of it.
const nearness = 1e-3;
const mostSteps = 40;

/**
 * The highest load that a mix carries with its reserve, below one that none does. Of a lower load each replica is the same
 * share or a larger one, so that halving finds it.
 */
const highestLoad = (problemOf: (offered: number) => LabelledProblem, offered: number) => {
  let [low, high, best] = [0, offered, null as ReturnType<typeof mostOf>];
  let guess = offered * (mostOf(problemOf(offered))?.share ?? 0);
  for (let step = 0; step < mostSteps && guess > 0 && high - low > nearness * high; step++) {
    const most = mostOf(problemOf(guess));
    if (most !== null && most.share >= 1 - 1e-9) [low, best] = [guess, most];
    else high = guess;
    guess = best === null ? guess * Math.min(1 - nearness, most?.share ?? 0) : (low + high) / 2;
  }
  return best === null ? null : { ...best, requestsPerSecond: low };
};

type Limit = FleetAnswer["binding"][number][number];

/** Smaller sets first. */
const limitSets: readonly (readonly Limit[])[] = [
  ...[["budget"], ["power"], ["nodes"]],
  ...[
    ["budget", "power"],
    ["budget", "nodes"],
    ["power", "nodes"],
  ],
  ["budget", "power", "nodes"],
] as const;

const without = ({ pools, budgetUsdPerHour, powerLimitWatts, ...rest }: FleetProblem, set: readonly Limit[]) => ({
  ...rest,
  pools: set.includes("nodes") ? pools.map((pool) => ({ ...pool, nodes: Number.POSITIVE_INFINITY })) : pools,
  budgetUsdPerHour: set.includes("budget") ? null : budgetUsdPerHour,
  powerLimitWatts: set.includes("power") ? null : powerLimitWatts,
});

/** The smallest sets of limits without which the load is carried. */
const bindingLimits = (problem: FleetProblem): readonly (readonly Limit[])[] => {
  const isStated = { budget: problem.budgetUsdPerHour !== null, power: problem.powerLimitWatts !== null, nodes: true };
  const binding: (readonly Limit[])[] = [];
  for (const set of limitSets) {
    const isLarger = binding.some((smaller) => smaller.every((limit) => set.includes(limit)));
    if (isLarger || !set.every((limit) => isStated[limit])) continue;
    if (solveFleet(without(problem, set)).kind === "solved") binding.push(set);
  }
  return binding;
};

const bindingText = ({ pools, options, ...problem }: FleetProblem, binding: readonly (readonly Limit[])[]): string => {
  const serving = pools.filter(({ name }) => options.some(({ pool }) => pool === name));
  const texts: { readonly [L in Limit]: string } = {
    budget: `the budget of ${usdPerHourText(problem.budgetUsdPerHour)}`,
    power: `the power of ${numberText((problem.powerLimitWatts ?? 0) / 1000)} kW`,
    nodes: `the ${serving.map(({ name, nodes }) => `${plural(nodes, "node")} of ${name}`).join(", ")}`,
  };
  const sets = binding.map((set) => set.map((limit) => texts[limit]).join(" together with "));
  return `what binds is ${sets.join(", or ")}: without ${binding.some((set) => set.length > 1) ? "them" : "it"} the load is carried`;
};

/** Why no mix carries the load, and the most that one does. */
const infeasible = (problem: LabelledProblem, highest: ReturnType<typeof highestLoad>, isProven: boolean) => {
  const binding = bindingLimits(problem);
  const mix = (highest?.uses ?? []).map(({ label, replicas }) => `${replicas} × ${label}`).join(" and ");
  const carried =
    highest === null
      ? "none of it is carried with its reserve"
      : `${requestRateText(highest.requestsPerSecond)} is the most${highest.isMost ? "" : " that was found"}, by ${mix}`;
  const found = isProven ? "no mix carries the load" : "the time to find a mix that carries the load ran out";
  const because = [found, bindingText(problem, binding), carried].join("; ");
  return { because, binding: binding.map((set) => [...set]), mostRequestsPerSecond: highest?.requestsPerSecond ?? 0 };
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
    const highest = highestLoad(problemOf, question.requestsPerSecond);
    return { verdict: "infeasible", ...infeasible(problem, highest, solution.isProven), ...nothing };
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
