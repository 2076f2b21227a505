import {
  clusterRequirements,
  type FleetOption,
  type FleetPool,
  type FleetProblem,
  gpuById,
  gpuPrice,
  LoadlineError,
  nodePower,
  type OwnPrice,
  ratio,
} from "@loadline/core";
import { type FleetSolution, solveFleet } from "../fleet-solver/solve-fleet.ts";
import type { Inventory } from "./own-files.ts";
import { clusterRequestOf } from "./size-answer.ts";
import type { SizeQuestion } from "./size-options.ts";

export interface FleetUse {
  readonly pool: string;
  readonly label: string;
  readonly replicas: number;
  readonly requestsPerSecond: number;
}

export interface FleetAnswer {
  readonly verdict: "feasible" | "infeasible";
  readonly because: string | null;
  readonly cheapest: boolean;
  readonly usdPerHour: number | null;
  readonly watts: number | null;
  readonly uses: readonly FleetUse[];
  readonly nodes: readonly { readonly pool: string; readonly nodes: number }[];
}

const solverSeconds = 20;

const poolOf = (
  pool: Inventory["pools"][number],
  ownPrices: readonly OwnPrice[],
  purchaseClass: SizeQuestion["purchaseClass"],
): FleetPool => {
  const gpu = gpuById(pool.gpu);
  const gpusPerNode = pool.gpusPerNode ?? gpu.link.gpusPerNode.value;
  const usdPerGpuHour = pool.usdPerGpuHour ?? gpuPrice({ own: ownPrices }, gpu.id, purchaseClass)?.usdPerGpuHour;
  if (usdPerGpuHour === undefined) {
    throw new LoadlineError("LL_INPUT_INVALID", {
      what: `the price of ${gpu.id}`,
      value: null,
      expected: "usdPerGpuHour in the inventory or in the prices file; the catalogue has none",
    });
  }
  return {
    name: pool.name ?? gpu.id,
    nodes: pool.nodes,
    gpusPerNode,
    usdPerGpuHour,
    wattsPerNode: nodePower(gpu, gpusPerNode, ratio(1)),
  };
};

interface LabelledOption extends FleetOption {
  readonly label: string;
}

/** Every configuration of the pool's GPU that meets the objectives; none where there is no such. */
const optionsOf = (pool: FleetPool, gpu: string, question: SizeQuestion): readonly LabelledOption[] => {
  const answer = clusterRequirements({ ...clusterRequestOf(question, []), gpus: [gpu] });
  if (answer.kind === "infeasible") return [];
  return [answer.best, ...answer.alternatives].map(({ candidate }) => ({
    demand: question.options.model,
    pool: pool.name,
    label: candidate.label,
    gpusPerReplica: candidate.gpusPerReplica,
    requestsPerSecondPerReplica: candidate.requestsPerSecondPerReplica,
  }));
};

const answerOf = (problem: FleetProblem, options: readonly LabelledOption[], solution: FleetSolution): FleetAnswer => {
  if (solution.kind === "infeasible") {
    return {
      verdict: "infeasible",
      because: solution.because,
      cheapest: false,
      usdPerHour: null,
      watts: null,
      uses: [],
      nodes: [],
    };
  }
  const { plan, usdPerHour, watts, cheapest } = solution;
  const uses = options.flatMap(({ pool, label, requestsPerSecondPerReplica }, index) => {
    const replicas = plan.replicas[index] ?? 0;
    return replicas === 0 ? [] : [{ pool, label, replicas, requestsPerSecond: replicas * requestsPerSecondPerReplica }];
  });
  const nodes = problem.pools.map(({ name }, index) => ({ pool: name, nodes: plan.nodes[index] ?? 0 }));
  return { verdict: "feasible", because: null, cheapest, usdPerHour, watts, uses, nodes };
};

/** The cheapest mix of the user's own GPUs that carries the load. Spare is not in it: it depends on the mix. */
export const sizeFleet = async (
  question: SizeQuestion,
  inventory: Inventory,
  { ownPrices, signal }: { readonly ownPrices: readonly OwnPrice[]; readonly signal: AbortSignal },
): Promise<FleetAnswer> => {
  const pools = inventory.pools.map((pool) => poolOf(pool, ownPrices, question.purchaseClass));
  const options = pools.flatMap((pool, index) => optionsOf(pool, inventory.pools[index]?.gpu ?? "", question));
  const { model, requestsPerSecond, gateway } = question.options;
  const problem: FleetProblem = {
    pools,
    demands: [{ name: model, requestsPerSecond: Math.min(requestsPerSecond, gateway ?? Number.POSITIVE_INFINITY) }],
    options,
    budgetUsdPerHour: inventory.budgetUsdPerHour ?? null,
    powerLimitWatts: inventory.powerLimitWatts ?? null,
  };
  return answerOf(problem, options, await solveFleet(problem, { seconds: solverSeconds, signal }));
};
