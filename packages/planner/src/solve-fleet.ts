import { checkFleetPlan, type FleetPlan, type FleetPool, type FleetProblem } from "@loadline/model";

export type FleetSolution =
  | { readonly kind: "solved"; readonly plan: FleetPlan; readonly usdPerHour: number; readonly watts: number }
  | { readonly kind: "infeasible" };

const tolerance = 1e-6;

/** Each option of a pool, and how many nodes one of its replicas takes. */
const placedOptions = ({ options }: FleetProblem, { name, gpusPerNode }: FleetPool) =>
  options.flatMap(({ pool, gpusPerReplica, requestsPerSecondPerReplica: rate }, index) => {
    if (pool !== name) return [];
    const isLarger = gpusPerReplica > gpusPerNode;
    // Of a replica below a node, so many share one; sizes divide each other, as powers of two do.
    const each = isLarger ? 1 / Math.ceil(gpusPerReplica / gpusPerNode) : Math.floor(gpusPerNode / gpusPerReplica);
    return [{ index, rate, each }];
  });

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** The most requests/s that so many nodes of a pool carry, for every number of nodes up to what the demand takes. */
const ratesByNodes = (problem: FleetProblem, pool: FleetPool, demand: number) => {
  const options = placedOptions(problem, pool);
  const slots = options.reduce((all, { each }) => (each < 1 ? all : (all * each) / greatestDivisor(all, each)), 1);
  const rates = [0];
  const last: (number | null)[] = [null];
  for (let size = 1; size <= pool.nodes * slots; size++) {
    rates[size] = rates[size - 1] ?? 0;
    last[size] = null;
    for (const [at, { rate, each }] of options.entries()) {
      const with1 = rate + (rates[size - slots / each] ?? Number.NEGATIVE_INFINITY);
      if (with1 > (rates[size] ?? 0)) [rates[size], last[size]] = [with1, at];
    }
    if (size % slots === 0 && (rates[size] ?? 0) >= demand) break;
  }
  const replicasAt = (nodes: number): ReadonlyMap<number, number> => {
    const counts = new Map<number, number>();
    for (let size = nodes * slots; size > 0; ) {
      const option = options[last[size] ?? -1];
      if (option !== undefined) counts.set(option.index, 1 + (counts.get(option.index) ?? 0));
      size -= option === undefined ? 1 : slots / option.each;
    }
    return counts;
  };
  return { rates: rates.filter((_, size) => size % slots === 0), replicasAt };
};

interface Mix {
  readonly nodes: readonly number[];
  readonly usd: number;
  readonly watts: number;
  readonly rate: number;
}

/** The mixes that no other one beats in cost, power and rate at once, cheapest first. */
const unbeaten = (mixes: readonly Mix[]): readonly Mix[] => {
  const kept: Mix[] = [];
  let stair: Mix[] = [];
  for (const mix of mixes.toSorted((a, b) => a.usd - b.usd || b.rate - a.rate || a.watts - b.watts)) {
    if (stair.some(({ rate, watts }) => rate >= mix.rate && watts <= mix.watts)) continue;
    stair = [...stair.filter(({ rate, watts }) => rate > mix.rate || watts < mix.watts), mix];
    kept.push(mix);
  }
  return kept;
};

/**
 * The cheapest mix of replicas that carries the one demand within inventory, budget and power: exact, pool by pool, with
 * the mixes that no other one beats. An infinite demand asks for the mix that carries most.
 */
export const solveFleet = (problem: FleetProblem): FleetSolution => {
  const { pools, demands, options, budgetUsdPerHour, powerLimitWatts } = problem;
  const demand = demands[0]?.requestsPerSecond ?? 0;
  const [budget, power] = [budgetUsdPerHour ?? Number.POSITIVE_INFINITY, powerLimitWatts ?? Number.POSITIVE_INFINITY];
  const filled = pools.map((pool) => ratesByNodes(problem, pool, demand));
  let mixes: readonly Mix[] = [{ nodes: [], usd: 0, watts: 0, rate: 0 }];
  for (const [at, { usdPerGpuHour, gpusPerNode, wattsPerNode }] of pools.entries()) {
    const joined = mixes.flatMap(({ nodes, usd, watts, rate }) =>
      (filled[at]?.rates ?? []).map((more, count) => ({
        nodes: [...nodes, count],
        usd: usd + count * usdPerGpuHour * gpusPerNode,
        // Without a limit of the power a mix is as good as another one that takes less.
        watts: powerLimitWatts === null ? 0 : watts + count * wattsPerNode,
        rate: Math.min(demand, rate + more),
      })),
    );
    mixes = unbeaten(joined.filter(({ usd, watts }) => usd <= budget + tolerance && watts <= power + tolerance));
  }
  const most = mixes.reduce<Mix | undefined>((best, mix) => (mix.rate > (best?.rate ?? 0) ? mix : best), undefined);
  const found = Number.isFinite(demand) ? mixes.find(({ rate }) => rate >= demand * (1 - tolerance)) : most;
  if (found === undefined) return { kind: "infeasible" };
  const counts = new Map(found.nodes.flatMap((nodes, at) => [...(filled[at]?.replicasAt(nodes) ?? [])]));
  const plan = { nodes: found.nodes, replicas: options.map((_, index) => counts.get(index) ?? 0) };
  const { usdPerHour, watts } = checkFleetPlan(problem, plan);
  return { kind: "solved", plan, usdPerHour, watts };
};
