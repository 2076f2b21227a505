import { readFileSync } from "node:fs";
import { replicaSpec } from "@loadline/core";
import {
  createPolicy,
  exactTelemetry,
  fixedLeadTime,
  modelReplica,
  parseAzureTrace,
  type RequestLevelSettings,
  shapeOfTrace,
  simulateRequests,
} from "@loadline/simulation";
import { Command } from "commander";

const {
  trace: file,
  rounds,
  model,
  gpu,
  tensor,
  policies,
} = new Command("node tools/dist/bench/simulation.js")
  .description("Times policies over the single requests of a trace, and says how much faster than real time that is.")
  .requiredOption("--trace <file>", "requests in the form of Azure's traces")
  .option("--rounds <n>", "rounds after the warm-up; the middle one counts", "5")
  .option("--model <name>", "model of the catalogue", "llama-3.1-8b")
  .option("--gpu <name>", "GPU of the catalogue", "l4")
  .option("--tensor <n>", "GPUs that share each layer", "1")
  .option("--policies <list>", "policies with commas", "hpa:0.7,loadline,llmd-v2,clairvoyant")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/simulation.js --trace conversations.csv --rounds 11")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Record<"trace" | "rounds" | "model" | "gpu" | "tensor" | "policies", string>>();

const stepSeconds = 15;
const objectives = { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.1, share: 0.95 };
const trace = parseAzureTrace(readFileSync(file, "utf8"));
const spec = replicaSpec({ model, gpu, parallel: { tensor: Number(tensor) } });
const found = modelReplica(spec, shapeOfTrace(trace), objectives);
if (found.kind === "infeasible") throw new RangeError(`${model} on ${gpu} meets no objective, however light the load`);

const demandAhead = trace.reduce(
  (demand, { at }) => {
    const step = Math.floor(at / stepSeconds);
    demand[step] = (demand[step] ?? 0) + 1 / stepSeconds;
    return demand;
  },
  new Float64Array(Math.floor((trace.at(-1)?.at ?? 0) / stepSeconds) + 1),
);

const settings: RequestLevelSettings = {
  ...found.replica,
  leadTimeSeconds: 300,
  stepSeconds,
  objectives,
  seed: 1,
  telemetry: exactTelemetry,
  supply: {
    leadTime: fixedLeadTime(300),
    drainSeconds: 300,
    failedStartShare: 0,
    meanSecondsBetweenFailures: null,
    spot: null,
    rollout: null,
    nodes: null,
  },
};
const bounds = { minimumReplicas: 1, maximumReplicas: 1000, stepSeconds, demandAhead };
const seconds = trace.at(-1)?.at ?? 0;

process.stdout.write(
  `${trace.length} requests in ${seconds.toFixed(0)} s, ${settings.capacity.toFixed(2)} requests/s per replica of ${model} on ${gpu}\n`,
);
for (const name of policies.split(",")) {
  const timed = Array.from({ length: Number(rounds) + 1 }, () => {
    const start = performance.now();
    const { score } = simulateRequests(trace, createPolicy(name, bounds), settings);
    return { milliseconds: performance.now() - start, score };
  }).slice(1);
  const sorted = timed.toSorted((a, b) => a.milliseconds - b.milliseconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) continue;
  const factor = (seconds * 1000) / middle.milliseconds;
  process.stdout.write(
    `${name}: ${middle.milliseconds.toFixed(0)} ms, ${factor.toFixed(0)} × real time, cost ${middle.score.ratioToMinimum.toFixed(3)}, missed ${(100 * middle.score.violationShare).toFixed(2)} %\n`,
  );
}
