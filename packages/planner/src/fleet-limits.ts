import type { FleetProblem } from "@loadline/model";
import type { FleetAnswer } from "./search-answer.ts";
import { solveFleet } from "./solve-fleet.ts";
import { numberText, plural, usdPerHourText } from "./text.ts";

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
export const bindingLimits = (problem: FleetProblem): readonly (readonly Limit[])[] => {
  const isStated = { budget: problem.budgetUsdPerHour !== null, power: problem.powerLimitWatts !== null, nodes: true };
  const binding: (readonly Limit[])[] = [];
  for (const set of limitSets) {
    const isLarger = binding.some((smaller) => smaller.every((limit) => set.includes(limit)));
    if (isLarger || !set.every((limit) => isStated[limit])) continue;
    if (solveFleet(without(problem, set)).kind === "solved") binding.push(set);
  }
  return binding;
};

/** In words; of the pools those that serve the model. */
export const bindingText = (
  { pools, options, ...problem }: FleetProblem,
  binding: readonly (readonly Limit[])[],
): string => {
  if (binding.length === 0) return "the time to find what binds ran out";
  const serving = pools.filter(({ name }) => options.some(({ pool }) => pool === name));
  const texts: { readonly [L in Limit]: string } = {
    budget: `the budget of ${usdPerHourText(problem.budgetUsdPerHour)}`,
    power: `the power of ${numberText((problem.powerLimitWatts ?? 0) / 1000)} kW`,
    nodes: `the ${serving.map(({ name, nodes }) => `${plural(nodes, "node")} of ${name}`).join(", ")}`,
  };
  const sets = binding.map((set) => set.map((limit) => texts[limit]).join(" together with "));
  return `what binds is ${sets.join(", or ")}: without ${binding.some((set) => set.length > 1) ? "them" : "it"} the load is carried`;
};
