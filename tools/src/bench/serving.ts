import {
  type OpenLoad,
  openLoopCapacity,
  openLoopEstimate,
  openLoopReplica,
  planLoad,
  replicaSpec,
  type ServingShape,
  seconds,
  simulateServing,
} from "@loadline/core";
import { Command } from "commander";

const { rounds, model, gpu } = new Command("node tools/dist/bench/serving.js")
  .description("Times open-loop estimates, and beside each the same requests one engine step at a time.")
  .option("--rounds <n>", "rounds after the warm-up; the middle one counts", "41")
  .option("--model <name>", "model of the catalogue", "llama-3.1-8b")
  .option("--gpu <name>", "GPU of the catalogue", "h100-sxm-80gb")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/serving.js --rounds 101")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ rounds: string; model: string; gpu: string }>();

const warmUpRounds = 10;

const milliseconds = (work: () => unknown): readonly number[] => {
  for (let round = 0; round < warmUpRounds; round++) work();
  return Array.from({ length: Number(rounds) }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
};

const middle = (sorted: readonly number[]): string => (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toFixed(2);
const nearWorst = (sorted: readonly number[]): string =>
  (sorted[Math.floor(0.95 * (sorted.length - 1))] ?? Number.NaN).toFixed(2);

const varied = (mean: number, cv: number) => ({ kind: "log-normal", mean, stdev: cv * mean }) as const;
const shape: ServingShape = { input: varied(500, 0.8), output: varied(250, 0.8) };
const replica = openLoopReplica(replicaSpec({ model, gpu }), shape);
const { saturatedRate } = openLoopEstimate(replica, shape, { kind: "rate", requestsPerSecond: 1 });
const requestsPerSecond = 0.6 * saturatedRate;

const tell = (name: string, work: () => unknown): void => {
  const sorted = milliseconds(work);
  process.stdout.write(`${name}: ${middle(sorted)}, ${nearWorst(sorted)}\n`);
};
const run = (requests: number): Extract<OpenLoad, { kind: "run" }> => ({ kind: "run", requestsPerSecond, requests });
const alone = { skipSteps: false };

process.stdout.write(`${model} on ${gpu}, ${requestsPerSecond.toFixed(1)} requests/s, milliseconds: middle, 95 %\n`);
for (const requests of [2000, 20_000]) {
  const { batch } = planLoad(shape, run(requests));
  tell(`${requests} requests, steps taken together`, () => simulateServing(replica, batch));
  tell(`${requests} requests, one step at a time`, () => simulateServing(replica, batch, alone));
  tell(`${requests} requests: drawn, served, percentiles and capacity`, () =>
    openLoopEstimate(replica, shape, run(requests)),
  );
}
tell("steady rate, 2,000 requests", () => openLoopEstimate(replica, shape, { kind: "rate", requestsPerSecond }));
const slo = { percentile: 0.95, timeToFirstToken: seconds(0.5), interTokenLatency: seconds(0.03) } as const;
tell("capacity under objectives", () => openLoopCapacity(replica, shape, slo));
