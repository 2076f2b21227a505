import {
  clusterRequirements,
  type DemandShape,
  listGpus,
  priceOf,
  searchConfigurations,
  seconds,
  servingModes,
  tokens,
} from "@loadline/core";
import { Command } from "commander";
import { barLine, timed } from "./bar.ts";

const { rounds, model } = new Command("node tools/dist/bench/search.js")
  .description("Times the search of one model over the whole catalogue; the middle of the rounds counts.")
  .option("--rounds <n>", "rounds after the warm-up", "21")
  .option("--model <name>", "model of the catalogue", "llama-3.1-70b")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/search.js --rounds 51")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ rounds: string; model: string }>();

const shape: DemandShape = { inputTokens: tokens(1024), outputTokens: tokens(256) };
const slo = { percentile: 0.95, timeToFirstToken: seconds(1), interTokenLatency: seconds(0.05) } as const;
const priceOfGpu = ({ id }: { readonly id: string }): number | null => priceOf(id, "on-demand")?.perGpu.value ?? null;
const searchBar = 100;

const cases = [
  { name: "search", bar: searchBar, work: () => searchConfigurations({ model, shape, slo }, { priceOfGpu }) },
  {
    name: "search with disaggregated",
    bar: null,
    work: () => searchConfigurations({ model, shape, slo, modes: servingModes }, { priceOfGpu }),
  },
  {
    name: "cluster requirements: searched, simulated and sized",
    bar: null,
    work: () => clusterRequirements({ model, shape, slo, requestsPerSecond: 100 }),
  },
] as const;

const start = performance.now();
const { evaluated } = searchConfigurations({ model, shape, slo }, { priceOfGpu });
const first = performance.now() - start;
process.stdout.write(
  `${model} over ${listGpus().length} GPUs, ${evaluated} operating points; the first search of the process ${first.toFixed(0)} ms\n`,
);
for (const { name, bar, work } of cases) process.stdout.write(barLine(name, timed(Number(rounds), work), bar));
