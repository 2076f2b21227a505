import { spawnSync } from "node:child_process";
import { join } from "node:path";
import {
  clusterRequirements,
  estimate,
  listGpus,
  openLoopReplica,
  replicaCapacity,
  replicaSpec,
  requestsPerSecond,
  type ServingShape,
  seconds,
  servingModes,
  tokens,
} from "@loadline/model";
import { openLoopEstimate, planLoad, simulateServing } from "@loadline/model/internal";
import { createPolicy, generateLoad, referenceNoise, simulateFluid } from "@loadline/simulation";
import { repositoryRoot } from "@loadline/tools/repository";
import { printSpeed, type SpeedRow, timed } from "./table.ts";

export interface SpeedOptions {
  readonly rounds: number;
  readonly lines: number;
}

/** Throughput formula of the baseline document for one model on one GPU: what an estimate is compared with. */
const baselineFormula = `
import timeit
def throughput(params, batch, seq, flops, bandwidth):
    memory_bound = bandwidth / (params * 2)
    compute_bound = flops * batch / (2 * params * seq)
    return min(memory_bound * batch, compute_bound)
n = 20000
print(timeit.timeit(lambda: throughput(70e9, 32, 1500, 312e12, 2e12), number=n) / n * 1e3)
`;

/** Milliseconds that Python prints; null without python3. */
const python = (program: string): number | null => {
  const { status, stdout } = spawnSync("python3", ["-c", program], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : null;
};

const shape = { inputTokens: tokens(1000), outputTokens: tokens(500) };

const estimates = (rounds: number): readonly SpeedRow[] => {
  const baseline = python(baselineFormula);
  return [
    replicaSpec({ model: "llama-3.1-70b", gpu: "h100", weights: "fp8", parallel: { tensor: 4 } }),
    replicaSpec({
      model: "deepseek-v3",
      gpu: "b200",
      weights: "fp8",
      parallel: { tensor: 1, attentionData: 8, expert: 8 },
    }),
  ].flatMap((spec) => {
    const load = (call: number) => ({ kind: "concurrency", concurrency: 1 + (call % 200) }) as const;
    const work = (call: number) => estimate(spec, shape, load(call));
    return [{ name: `${spec.model.id}: closed loop`, timing: timed(work, { rounds, calls: 1000 }), baseline }];
  });
};

const varied = (mean: number, cv: number) => ({ kind: "log-normal", mean, stdev: cv * mean }) as const;

/** Open-loop estimates; the baseline is the same requests, one engine step at a time. */
const servings = (rounds: number): readonly SpeedRow[] => {
  const lengths: ServingShape = { input: varied(500, 0.8), output: varied(250, 0.8) };
  const varyingShape = {
    inputTokens: tokens(500),
    outputTokens: tokens(250),
    inputDistribution: lengths.input,
    outputDistribution: lengths.output,
  };
  const spec = replicaSpec({ model: "llama-3.1-8b", gpu: "h100-sxm-80gb" });
  const replica = openLoopReplica(spec, lengths);
  const { saturatedRate } = openLoopEstimate(replica, lengths, { kind: "rate", requestsPerSecond: 1 });
  const rate = requestsPerSecond(0.6 * saturatedRate);
  const { batch } = planLoad(lengths, { kind: "run", requestsPerSecond: rate, requests: 2000 });
  const stepByStep = timed(() => simulateServing(replica, batch, { skipSteps: false }), { rounds });
  const slo = { percentile: 0.95, timeToFirstToken: seconds(0.5), interTokenLatency: seconds(0.03) } as const;
  const open = { kind: "open-loop", requestsPerSecond: rate } as const;
  const rows: readonly (readonly [string, () => unknown])[] = [
    ["2000 requests simulated, equal steps at once", () => simulateServing(replica, batch)],
    ["open loop with percentiles", () => estimate(spec, varyingShape, open)],
    ["open loop, a run of 2000 requests", () => estimate(spec, varyingShape, { ...open, requests: 2000 })],
    ["capacity within objectives", () => replicaCapacity(spec, varyingShape, slo)],
  ];
  return [
    { name: "2000 requests simulated, one step at a time", timing: stepByStep, baseline: null },
    ...rows.map(([name, work]) => ({ name, timing: timed(work, { rounds }), baseline: stepByStep.median })),
  ];
};

/** One model over the whole catalogue; the baseline is a single estimate for each replica. */
const searches = (rounds: number): readonly SpeedRow[] => {
  const demand = { inputTokens: tokens(1024), outputTokens: tokens(256) };
  const slo = { percentile: 0.95, timeToFirstToken: seconds(1), interTokenLatency: seconds(0.05) } as const;
  const request = { model: "llama-3.1-70b", shape: demand, slo } as const;
  const question = { ...request, requestsPerSecond: 100 };
  const { looked } = clusterRequirements(question);
  const spec = replicaSpec({ model: request.model, gpu: "h200", parallel: { tensor: 2 } });
  const single = timed(() => estimate(spec, demand, { kind: "concurrency", concurrency: 32 }), { rounds, calls: 100 });
  const rows: readonly (readonly [string, () => unknown])[] = [
    [`search of ${listGpus().length} GPUs, ${looked} replicas`, () => clusterRequirements(question)],
    ["search with disaggregated", () => clusterRequirements({ ...question, modes: servingModes })],
  ];
  return rows.map(([name, work]) => ({ name, timing: timed(work, { rounds }), baseline: looked * single.median }));
};

const stepSeconds = 15;
const days = 14;
const policyNames = ["hpa:0.7", "keda", "dynamo", "seed", "loadline", "clairvoyant"];

/** Two weeks of a generated load; the baseline is the horizontal pod autoscaler at 70 %. */
const policyRuns = (rounds: number): readonly SpeedRow[] => {
  const demandAhead = generateLoad("week", {
    ...referenceNoise,
    baseRate: 200,
    seconds: days * 86_400,
    stepSeconds,
    seed: 7,
  });
  const capacity = demandAhead.reduce((sum, value) => sum + value, 0) / demandAhead.length / 25;
  const bounds = { minimumReplicas: 1, maximumReplicas: Number.MAX_SAFE_INTEGER, stepSeconds, demandAhead };
  const settings = { capacity, leadTimeSeconds: 300, stepSeconds };
  const timings = policyNames.map((name) =>
    timed(() => simulateFluid(demandAhead, createPolicy(name, bounds), settings), { rounds: Math.min(5, rounds) }),
  );
  return policyNames.map((name, index) => ({
    name: `${days} days under ${name}`,
    timing: timings[index] as SpeedRow["timing"],
    baseline: index === 0 ? null : (timings[0]?.median ?? null),
  }));
};

const cycled = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

const configuration = (index: number): string =>
  JSON.stringify({
    id: index,
    model: cycled(["llama-3.1-8b", "llama-3.1-70b", "qwen3-32b", "deepseek-v3", "gpt-oss-120b"], index),
    gpu: cycled(["h100", "h200", "b200", "mi300x"], Math.floor(index / 5)),
    weights: "fp8",
    parallel: { tensor: 8 },
    inputTokens: cycled([128, 512, 1024, 8192], Math.floor(index / 7)),
    outputTokens: cycled([128, 512, 1024, 8192], Math.floor(index / 11)),
    load: { concurrency: cycled([1, 8, 64, 256], Math.floor(index / 3)) },
  });

const firstTable =
  "plan --model llama-3.1-70b --input-tokens 1024 --output-tokens 256 --requests-per-second 50 --ttft 1s --tpot 50ms";

/** The first table of a plan, and `loadline estimate --json` with one configuration a line, beside `--version`. */
const commandLine = (lines: number): readonly SpeedRow[] => {
  const cli = join(repositoryRoot, "apps/cli/dist/bin/main.js");
  const run = (args: readonly string[], input: string, answers?: number): void => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      input,
      encoding: "utf8",
      maxBuffer: 2 ** 29,
    });
    const answered = stdout.trim().split("\n").length;
    if (status !== 0 || answered !== (answers ?? answered)) throw new Error(`loadline ended with ${status}: ${stderr}`);
  };
  const input = `${Array.from({ length: lines }, (_, index) => configuration(index)).join("\n")}\n`;
  const rounds = { rounds: 3 };
  const start = timed(() => run(["--version"], "", 1), rounds);
  return [
    { name: "loadline --version", timing: start, baseline: null },
    {
      name: "loadline plan over the catalogue",
      timing: timed(() => run(firstTable.split(" "), ""), rounds),
      baseline: start.median,
    },
    {
      name: `loadline estimate --json, ${lines} lines`,
      timing: timed(() => run(["estimate", "--json"], input, lines), rounds),
      baseline: start.median,
    },
  ];
};

/** Times the model, the searches, the policies and the command line, each beside a baseline of the same run. */
export const benchSpeed = ({ rounds, lines }: SpeedOptions): void =>
  printSpeed([
    ...estimates(rounds),
    ...servings(rounds),
    ...searches(rounds),
    ...policyRuns(rounds),
    ...commandLine(lines),
  ]);
