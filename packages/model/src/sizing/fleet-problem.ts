/** GPUs that can be had, bought by whole nodes. */
export interface FleetPool {
  readonly name: string;
  readonly nodes: number;
  readonly gpusPerNode: number;
  readonly usdPerGpuHour: number;
  /** Of one node, everything in it. */
  readonly wattsPerNode: number;
}

/** Work to be carried; any mix of its replicas will do. */
interface FleetDemand {
  readonly name: string;
  readonly requestsPerSecond: number;
}

/** One way to serve a demand in a pool. */
export interface FleetOption {
  readonly demand: string;
  readonly pool: string;
  readonly gpusPerReplica: number;
  readonly requestsPerSecondPerReplica: number;
}

export interface FleetProblem {
  readonly pools: readonly FleetPool[];
  readonly demands: readonly FleetDemand[];
  readonly options: readonly FleetOption[];
  /** null: no limit. */
  readonly budgetUsdPerHour: number | null;
  readonly powerLimitWatts: number | null;
}

/** Counts in the order of `options` and `pools`. */
export interface FleetPlan {
  readonly replicas: readonly number[];
  readonly nodes: readonly number[];
}

/** Slots of one node for replicas of this size; several nodes for one larger than a node. */
const nodesPerReplica = ({ gpusPerReplica }: FleetOption, { gpusPerNode }: FleetPool): number =>
  gpusPerReplica > gpusPerNode ? Math.ceil(gpusPerReplica / gpusPerNode) : 1 / Math.floor(gpusPerNode / gpusPerReplica);

const tolerance = 1e-6;
const exceeds = (value: number, limit: number): boolean => value > limit + tolerance * Math.max(1, Math.abs(limit));

const totals = ({ pools }: FleetProblem, { nodes }: FleetPlan, of: (pool: FleetPool) => number): number =>
  pools.reduce((sum, pool, index) => sum + of(pool) * (nodes[index] ?? 0), 0);

/**
 * Checks a plan against its problem without any solver: demands, capacity on the nodes, inventory, budget, power. A
 * violation is a sentence; there is none when the plan holds.
 */
export const checkFleetPlan = (problem: FleetProblem, plan: FleetPlan) => {
  const { pools, demands, options, budgetUsdPerHour, powerLimitWatts } = problem;
  const countAt = (index: number): number => plan.replicas[index] ?? 0;
  const usdPerHour = totals(problem, plan, ({ usdPerGpuHour, gpusPerNode }) => usdPerGpuHour * gpusPerNode);
  const watts = totals(problem, plan, ({ wattsPerNode }) => wattsPerNode);
  const counts = [...plan.replicas, ...plan.nodes];
  const violations = [
    ...(counts.every((count) => Number.isInteger(count) && count >= 0)
      ? []
      : ["a count is not a whole number of at least 0"]),
    ...demands.flatMap(({ name, requestsPerSecond }) => {
      const carried = options.reduce(
        (sum, option, index) =>
          sum + (option.demand === name ? option.requestsPerSecondPerReplica * countAt(index) : 0),
        0,
      );
      return exceeds(requestsPerSecond, carried)
        ? [`${name} needs ${requestsPerSecond} requests/s, ${carried} are carried`]
        : [];
    }),
    ...pools.flatMap((pool, at) => {
      const needed = options.reduce(
        (sum, option, index) => sum + (option.pool === pool.name ? nodesPerReplica(option, pool) * countAt(index) : 0),
        0,
      );
      const nodes = plan.nodes[at] ?? 0;
      return [
        ...(exceeds(needed, nodes) ? [`${pool.name} needs ${needed} nodes, ${nodes} are taken`] : []),
        ...(nodes > pool.nodes ? [`${pool.name} has ${pool.nodes} nodes, ${nodes} are taken`] : []),
      ];
    }),
    ...(budgetUsdPerHour !== null && exceeds(usdPerHour, budgetUsdPerHour)
      ? [`costs ${usdPerHour} USD/h of ${budgetUsdPerHour}`]
      : []),
    ...(powerLimitWatts !== null && exceeds(watts, powerLimitWatts) ? [`draws ${watts} W of ${powerLimitWatts}`] : []),
  ];
  return { violations, usdPerHour, watts };
};
