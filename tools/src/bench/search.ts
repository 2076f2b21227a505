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

const { rounds, model } = new Command("node tools/dist/bench/search.js")
  .description("Times the search of one model over the whole catalogue; the middle of the rounds counts.")
  .option("--rounds <n>", "rounds after one to warm up", "21")
  .option("--model <name>", "model of the catalogue", "llama-3.1-70b")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/search.js --rounds 51")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ rounds: string; model: string }>();

const shape: DemandShape = { inputTokens: tokens(1024), outputTokens: tokens(256) };
const slo = { percentile: 0.95, timeToFirstToken: seconds(1), interTokenLatency: seconds(0.05) } as const;
const priceOfGpu = ({ id }: { readonly id: string }): number | null => priceOf(id, "on-demand")?.perGpu.value ?? null;

const middleMilliseconds = (work: () => unknown): number => {
  work();
  const times = Array.from({ length: Number(rounds) }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
};

const cases = {
  search: () => searchConfigurations({ model, shape, slo }, { priceOfGpu }),
  "search with disaggregated": () => searchConfigurations({ model, shape, slo, modes: servingModes }, { priceOfGpu }),
  "cluster requirements": () => clusterRequirements({ model, shape, slo, requestsPerSecond: 100 }),
};

process.stdout.write(`${model} over ${listGpus().length} GPUs, ${cases.search().evaluated} operating points\n`);
for (const [name, work] of Object.entries(cases)) {
  process.stdout.write(`${name.padEnd(28)} ${middleMilliseconds(work).toFixed(1)} ms\n`);
}
