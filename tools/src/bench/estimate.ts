import { spawnSync } from "node:child_process";
import { estimate, replicaEstimator, replicaSpec, stepModel, tokens } from "@loadline/core";
import { Command } from "commander";

const { rounds } = new Command("node tools/dist/bench/estimate.js")
  .description("Times closed-loop estimates and engine steps, and beside them the seed's formulas in Python.")
  .option("--rounds <n>", "calls per figure after the warm-up", "20000")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/estimate.js --rounds 50000")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ rounds: string }>();

const calls = Number(rounds);
const batches = 9;

/** Microseconds of one call: the middle of several batches. */
const microseconds = (work: (call: number) => unknown): number => {
  for (let call = 0; call < calls; call++) work(call);
  const found = Array.from({ length: batches }, () => {
    const start = performance.now();
    for (let call = 0; call < calls / batches; call++) work(call);
    return ((performance.now() - start) * 1e3) / (calls / batches);
  }).toSorted((a, b) => a - b);
  return found[Math.floor(batches / 2)] ?? Number.NaN;
};

const tell = (name: string, value: number): void => {
  process.stdout.write(`${name}: ${value.toFixed(2)} µs\n`);
};

const shape = { inputTokens: tokens(1000), outputTokens: tokens(500) };
const replicas = [
  replicaSpec({ model: "llama-3.1-70b", gpu: "h100", weights: "fp8", parallel: { tensor: 4 } }),
  replicaSpec({
    model: "deepseek-v3",
    gpu: "b200",
    weights: "fp8",
    parallel: { tensor: 1, attentionData: 8, expert: 8 },
  }),
];

for (const spec of replicas) {
  const { id } = spec.model;
  const answer = replicaEstimator(spec, shape);
  const { step } = stepModel(spec);
  tell(
    `${id}, closed loop, everything anew`,
    microseconds((call) => estimate(spec, shape, { kind: "concurrency", concurrency: 1 + (call % 200) })),
  );
  tell(
    `${id}, closed loop, another load of one replica`,
    microseconds((call) => answer({ kind: "concurrency", concurrency: 1 + (call % 200) })),
  );
  tell(
    `${id}, one engine step`,
    microseconds((call) => step({ decodes: 1 + (call % 200), contextTokens: 200_000, prefillTokens: call % 3 })),
  );
}

/** The document's throughput formula, written out for one model on one GPU. */
const seedFormula = `
import timeit
def throughput(params, batch, seq, flops, bandwidth):
    memory_bound = bandwidth / (params * 2)
    compute_bound = flops * batch / (2 * params * seq)
    return min(memory_bound * batch, compute_bound)
n = ${calls}
print(timeit.timeit(lambda: throughput(70e9, 32, 1500, 312e12, 2e12), number=n) / n * 1e6)
`;

const python = spawnSync("python3", ["-c", seedFormula], { encoding: "utf8" });
if (python.status === 0) tell("the document's throughput formula in Python", Number(python.stdout));
else process.stdout.write("the document's formulas in Python: not timed, there is no python3\n");
