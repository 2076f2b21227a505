import {
  estimate,
  type OpenLoad,
  openLoopCapacity,
  openLoopEstimate,
  openLoopReplica,
  planLoad,
  type RecordedRequest,
  replicaCapacity,
  replicaSpec,
  requestsPerSecond,
  type ServingShape,
  seconds,
  simulateServing,
  tokens,
} from "@loadline/core";
import { Command } from "commander";
import { barLine, timed } from "./bar.ts";

const { rounds, model, gpu } = new Command("node tools/dist/bench/serving.js")
  .description("Times open-loop estimates, and beside each the same requests one engine step at a time.")
  .option("--rounds <n>", "rounds after the warm-up; the middle one counts", "41")
  .option("--model <name>", "model of the catalogue", "llama-3.1-8b")
  .option("--gpu <name>", "GPU of the catalogue", "h100-sxm-80gb")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/serving.js --rounds 101")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ rounds: string; model: string; gpu: string }>();

const varied = (mean: number, cv: number) => ({ kind: "log-normal", mean, stdev: cv * mean }) as const;
const lengths: ServingShape = { input: varied(500, 0.8), output: varied(250, 0.8) };
const shape = {
  inputTokens: tokens(500),
  outputTokens: tokens(250),
  inputDistribution: lengths.input,
  outputDistribution: lengths.output,
};
const spec = replicaSpec({ model, gpu });
const replica = openLoopReplica(spec, lengths);
const { saturatedRate } = openLoopEstimate(replica, lengths, { kind: "rate", requestsPerSecond: 1 });
const rate = requestsPerSecond(0.6 * saturatedRate);

const tell = (name: string, bar: number | null, work: () => unknown): void => {
  process.stdout.write(barLine(name, timed(Number(rounds), work), bar));
};
const run = (requests: number): Exclude<OpenLoad, { kind: "rate" }> => ({
  kind: "run",
  requestsPerSecond: rate,
  requests,
});
const alone = { skipSteps: false };

/** The requests of a run as a recorded trace. */
const recorded = (requests: number): readonly RecordedRequest[] => {
  const { arrivals, inputTokens, outputTokens } = planLoad(lengths, run(requests)).batch;
  return Array.from(arrivals, (at, index) => ({
    at,
    inputTokens: inputTokens[index] as number,
    outputTokens: outputTokens[index] as number,
  }));
};

const estimateBar = 2.5;
const traceBar = 25;
const capacityBar = 10;

process.stdout.write(`${model} on ${gpu}, ${rate.toFixed(1)} requests/s\n`);
for (const requests of [2000, 20_000]) {
  const { batch } = planLoad(lengths, run(requests));
  tell(`${requests} requests simulated, steps taken together`, null, () => simulateServing(replica, batch));
  tell(`${requests} requests simulated, one step at a time`, null, () => simulateServing(replica, batch, alone));
}
const steady = { kind: "open-loop", requestsPerSecond: rate } as const;
tell("estimate of a rate with percentiles, 2000 requests", estimateBar, () => estimate(spec, shape, steady));
const finite = { ...steady, requests: 2000 };
tell("estimate of a run of 2000 requests", estimateBar, () => estimate(spec, shape, finite));
const trace = { kind: "trace", requests: recorded(20_000) } as const;
tell("estimate of a trace of 20000 requests", traceBar, () => estimate(spec, shape, trace));
const slo = { percentile: 0.95, timeToFirstToken: seconds(0.5), interTokenLatency: seconds(0.03) } as const;
tell("capacity within objectives", capacityBar, () => replicaCapacity(spec, shape, slo));
tell("the same without memory and layout", null, () => openLoopCapacity(replica, lengths, slo));
