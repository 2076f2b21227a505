import { percent, printTable } from "../table.ts";
import type { Figures } from "./measure.ts";
import { runPipeline } from "./pipeline.ts";
import type { PipelineOptions } from "./world.ts";

// What an installation takes, as a sum over its nodes and deployments, fitted to runs of this bench. From 4,000 nodes on
// the recommender reads a bounded number of samples a second, so runs below and above lie on different lines.

/** What the costs are proportional to; the first is there once. */
type Size = readonly [once: 1, nodes: number, deployments: number];

/** Cost once, of a node and of a deployment. */
type Coefficients = readonly number[];

// Beside its diagonal before the elimination, far above the rounding of doubles.
const leastPivot = 1e-9;

/** The solution of a square system of linear equations by elimination with pivots. */
const solved = (system: readonly (readonly number[])[]): readonly number[] => {
  const rows = system.map((row) => [...row]);
  for (let at = 0; at < rows.length; at += 1) {
    const pivot = rows.slice(at).toSorted((a, b) => Math.abs(b[at] ?? 0) - Math.abs(a[at] ?? 0))[0] ?? [];
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(at, 0, pivot);
    // Of sizes on one line there are many solutions.
    if (!(Math.abs(pivot[at] ?? 0) > leastPivot * Math.abs(system[at]?.[at] ?? 0)))
      throw new Error("The sizes lie on one line: vary nodes and deployments apart.");
    const scaled = pivot.map((value) => value / (pivot[at] ?? Number.NaN));
    for (const [index, row] of rows.entries())
      rows[index] = index === at ? scaled : row.map((value, place) => value - (row[at] ?? 0) * (scaled[place] ?? 0));
  }
  return rows.map((row) => row.at(-1) ?? Number.NaN);
};

/** Least squares of the relative errors. */
export const fitted = (points: readonly { readonly size: Size; readonly cost: number }[]): Coefficients => {
  const weighted = points.map(({ size, cost }) => size.map((value) => value / cost));
  const normal = [0, 1, 2].map((row) => [
    ...[0, 1, 2].map((column) => weighted.reduce((sum, one) => sum + (one[row] ?? 0) * (one[column] ?? 0), 0)),
    weighted.reduce((sum, one) => sum + (one[row] ?? 0), 0),
  ]);
  return solved(normal);
};

export const costOf = (coefficients: Coefficients, size: Size): number =>
  size.reduce<number>((sum, value, index) => sum + value * (coefficients[index] ?? 0), 0);

const costs: Readonly<Record<string, (figures: Figures) => number>> = {
  "recommender, cores": ({ recommenderCores }) => recommenderCores,
  "brokers, cores": ({ brokerCores }) => brokerCores,
  "brokers, MiB": ({ brokerMiB }) => brokerMiB,
  series: ({ series }) => series,
};

const sizeOf = ({ nodes, deployments }: Pick<Figures, "nodes" | "deployments">): Size => [1, nodes, deployments];

/** Of a cluster; one of ten times as many GPUs is ten clusters, each with its recommender and brokers. */
const fleet = sizeOf({ nodes: 12_500, deployments: 500 });
const clusters: Readonly<Record<string, number>> = { "100,000 GPUs": 1, "1,000,000 GPUs in ten clusters": 10 };

const digits = (value: number): string => (Math.abs(value) < 1e-12 ? "0" : value.toPrecision(3));

// The recommender's state of a node with its history of 11 minutes, which no run fills: apps/recommender/test/node-state.ts.
const nodeMiB = 7.45 / 1024;
const fullHistory = { name: "recommender, state of nodes with two engines, MiB", fit: [0, nodeMiB, 0] };

export interface CostOptions extends Omit<PipelineOptions, "nodes" | "deployments"> {
  /** Nodes and deployments of each run, such as 500x20; the last one is not fitted but checked. */
  readonly sizes: readonly (readonly [nodes: number, deployments: number])[];
}

/** Fits the model to all runs but the last, checks it on that one, and says what larger fleets take by it. */
export const benchCost = async ({ sizes, ...options }: CostOptions): Promise<void> => {
  // As many as coefficients, and the check.
  if (sizes.length < 4) throw new Error(`The fit takes at least four sizes, ${sizes.length} given.`);
  // Most of what a deployment takes is taken in ticks: in 15 s there were one or two of 10 s, and a run was predicted at half.
  if (options.seconds < 3 * options.interval)
    throw new Error("Measure three intervals at least: --seconds, --interval.");
  const runs: Figures[] = [];
  for (const [nodes, deployments] of sizes)
    runs.push(await runPipeline({ ...options, nodes, deployments, backlog: 0, takeOver: false }));
  const check = runs.at(-1) as Figures;
  const models = Object.entries(costs).map(([name, of]) => {
    const fit = fitted(runs.slice(0, -1).map((run) => ({ size: sizeOf(run), cost: of(run) })));
    return { name, fit, predicted: costOf(fit, sizeOf(check)), measured: of(check) };
  });
  printTable(
    [
      "cost",
      "once",
      "a node",
      "a deployment",
      `${check.nodes} nodes, ${check.deployments} deployments`,
      "measured",
      "error",
    ],
    models.map(({ name, fit, predicted, measured }) => [
      name,
      ...fit.map(digits),
      digits(predicted),
      digits(measured),
      percent(predicted / measured - 1, 0),
    ]),
  );
  printTable(
    ["by this model", ...Object.keys(clusters)],
    [...models, fullHistory].map(({ name, fit }) => [
      name,
      ...Object.values(clusters).map((count) => digits(count * costOf(fit, fleet))),
    ]),
  );
};
