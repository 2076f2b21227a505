import { invalidInput } from "../base/errors.ts";

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

const replicaName = (index: number): string => `r${index}`;
const nodeName = (index: number): string => `n${index}`;

const indexOf = (list: readonly { readonly name: string }[], name: string, what: string): number => {
  const index = list.findIndex((entry) => entry.name === name);
  if (index >= 0) return index;
  throw invalidInput(what, name, list.map((entry) => entry.name).join(", "));
};

const finite = (what: string, value: number): number => {
  if (Number.isFinite(value) && value >= 0) return value;
  throw invalidInput(what, value, "a number of at least 0");
};

/** A linear form; LP files want a number before each name. */
const linearForm = (terms: readonly (readonly [factor: number, name: string])[]): string =>
  terms.map(([factor, name]) => `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${name}`).join(" ");

const nodeUsd = ({ usdPerGpuHour, gpusPerNode }: FleetPool): number => usdPerGpuHour * gpusPerNode;

/** Slots of one node for replicas of this size; several nodes for one larger than a node. */
const nodesPerReplica = ({ gpusPerReplica }: FleetOption, { gpusPerNode }: FleetPool): number =>
  gpusPerReplica > gpusPerNode ? Math.ceil(gpusPerReplica / gpusPerNode) : 1 / Math.floor(gpusPerNode / gpusPerReplica);

const demandRows = ({ demands, options }: FleetProblem): readonly string[] =>
  demands.map(({ name, requestsPerSecond }, demand) => {
    const terms = options.flatMap((option, index) =>
      option.demand === name ? [[option.requestsPerSecondPerReplica, replicaName(index)] as const] : [],
    );
    return ` demand${demand}: ${linearForm(terms.length === 0 ? [[0, nodeName(0)]] : terms)} >= ${finite("requestsPerSecond", requestsPerSecond)}`;
  });

const poolRows = ({ pools, options }: FleetProblem): readonly string[] =>
  pools.map((pool, index) => {
    const terms = options.flatMap((option, at) =>
      option.pool === pool.name ? [[nodesPerReplica(option, pool), replicaName(at)] as const] : [],
    );
    return ` pool${index}: ${linearForm([...terms, [-1, nodeName(index)]])} <= 0`;
  });

const limitRows = ({ pools, budgetUsdPerHour, powerLimitWatts }: FleetProblem): readonly string[] => [
  ...(budgetUsdPerHour === null
    ? []
    : [
        ` budget: ${linearForm(pools.map((pool, index) => [nodeUsd(pool), nodeName(index)] as const))} <= ${budgetUsdPerHour}`,
      ]),
  ...(powerLimitWatts === null
    ? []
    : [
        ` power: ${linearForm(pools.map((pool, index) => [pool.wattsPerNode, nodeName(index)] as const))} <= ${powerLimitWatts}`,
      ]),
];

const assertNamed = ({ pools, demands, options }: FleetProblem): void => {
  if (pools.length === 0) throw invalidInput("pools", pools, "at least one");
  for (const option of options) {
    indexOf(pools, option.pool, "option.pool");
    indexOf(demands, option.demand, "option.demand");
  }
};

/**
 * The cheapest mix as a linear program in whole numbers (CPLEX LP text): replicas of each option, nodes of each pool,
 * least cost of the nodes; every demand carried, every replica on a node, inventory, budget and power kept.
 * Replicas of different sizes share nodes as long as sizes divide each other, as powers of two do.
 * @throws LL_INPUT_INVALID for a name that no pool or demand carries, or a number that is none
 */
export const fleetProblemText = (problem: FleetProblem): string => {
  assertNamed(problem);
  const { pools, options } = problem;
  const whole = [...options.map((_, index) => replicaName(index)), ...pools.map((_, index) => nodeName(index))];
  return [
    "Minimize",
    ` cost: ${linearForm(pools.map((pool, index) => [finite("usdPerGpuHour", nodeUsd(pool)), nodeName(index)] as const))}`,
    "Subject To",
    ...demandRows(problem),
    ...poolRows(problem),
    ...limitRows(problem),
    "Bounds",
    ...pools.map(({ nodes }, index) => ` 0 <= ${nodeName(index)} <= ${finite("nodes", nodes)}`),
    "General",
    ` ${whole.join(" ")}`,
    "End",
    "",
  ].join("\n");
};

/** The plan that a solver's values by name mean; whole numbers up to its tolerance. */
export const fleetPlanOf = ({ pools, options }: FleetProblem, values: ReadonlyMap<string, number>): FleetPlan => ({
  replicas: options.map((_, index) => Math.round(values.get(replicaName(index)) ?? 0)),
  nodes: pools.map((_, index) => Math.round(values.get(nodeName(index)) ?? 0)),
});

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
  const usdPerHour = totals(problem, plan, nodeUsd);
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
