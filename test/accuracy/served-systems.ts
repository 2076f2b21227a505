import { readFileSync } from "node:fs";
import {
  clusterRequirements,
  type DemandShape,
  estimateInService,
  type Gpu,
  gpuById,
  medianOf,
  precisionByName,
  replicaSpec,
  requestsPerSecond,
  seconds,
  tokens,
} from "@loadline/model";
import { pageOf, table } from "@loadline/tools/generate/markdown";
import { number } from "./baseline/faults.ts";

/** A run as its log has it; seconds. */
interface Run {
  readonly model: string;
  readonly gpu: string;
  readonly accelerators: number;
  readonly scenario: "server" | "offline";
  readonly submitter: string;
  readonly framework: string;
  readonly samplesPerSecond: number;
  readonly firstTokenSeconds?: { readonly p99: number };
  readonly perTokenSeconds?: { readonly p50: number };
  /** Where the system ran at another power than that of the data sheet. */
  readonly power?: string;
}

interface Workload {
  readonly shape: DemandShape;
  readonly slo: Parameters<typeof clusterRequirements>[0]["slo"];
}

/** MLPerf bounds prompts and answers at 1,024 tokens. */
const logNormal = (mean: number, variation: number) =>
  ({ kind: "log-normal", mean, stdev: mean * variation, max: 1024 }) as const;

const chat = (input: number, output: number, variation: number): Workload => ({
  shape: {
    inputTokens: tokens(input),
    outputTokens: tokens(output),
    variedLengths: true,
    inputDistribution: logNormal(input, 0.7),
    outputDistribution: logNormal(output, variation),
  },
  slo: { percentile: 0.99, timeToFirstToken: seconds(2), interTokenLatency: seconds(0.2) },
});

/**
 * Means of answers are tokens ÷ samples of the runs. (Answer − first token) ÷ time per token of the median request has the
 * percentiles 50, 90 and 99 of their lengths: 246, 517 and 945 (OpenOrca), 113, 281 and 590 (Mixtral's set), which are
 * those of log-normal lengths to within 2 %. Prompts: the means of the rules, their spread is assumed.
 */
const workloads: Readonly<Record<string, Workload>> = {
  "llama-2-70b": chat(294, 292, 0.64),
  "mixtral-8x7b": chat(300, 146, 0.82),
  "stable-diffusion-xl": {
    shape: { inputTokens: tokens(77), outputTokens: tokens(1) },
    slo: { percentile: 0.99, endToEnd: seconds(20) },
  },
};

const file = "research/calibration/data/mlperf-v4.1.jsonl";

const runs = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line): Run => JSON.parse(line));

const cards = new Set(["h100-pcie-80gb", "h100-nvl", "l40s"]);

const classOf = ({ model, gpu, power }: Run): string => {
  if (power !== undefined) return "at another power than the data sheet's";
  const name = { "llama-2-70b": "Llama 2 70B", "mixtral-8x7b": "Mixtral 8x7B" }[model] ?? "Stable Diffusion XL";
  return `${name}, ${cards.has(gpu) ? "PCIe cards" : "modules"}`;
};

/**
 * What the submissions set: `tensor_parallelism` and `power_limit`, in watts, of configs/ in each submitter's folder of
 * github.com/mlcommons/inference_results_v4.1 at a2f5d66d; by the text of closed/RedHat/code two copies of the model on four
 * L40S under vLLM 0.5.1, in a checkpoint that leaves the cache in 16 bits. AMD ran a copy on each GPU.
 */
const settingsOf = ({ model, gpu, submitter, power }: Run) => {
  const isLlama = model === "llama-2-70b";
  const isRedHat = submitter === "RedHat";
  const pairs = isLlama && (gpu.startsWith("h100") || isRedHat) ? 2 : 1;
  const maxQ = model === "stable-diffusion-xl" ? 450 : 500;
  return {
    tensor: isLlama && gpu === "l40s" && !isRedHat ? 4 : pairs,
    engine: gpu === "mi300x" || isRedHat ? "vllm" : "tensorrt-llm",
    kvCache: isRedHat ? "bf16" : "fp8",
    watts: power?.startsWith("limit") ? maxQ : null,
  };
};

/** The GPU as one that is limited to less power than the catalogue has it with. */
const limitedTo = (watts: number | null, gpu: Gpu): Gpu => {
  if (watts === null) return gpu;
  const source = { kind: "assumed", why: "set by the submission", accessed: "2026-12-03" } as const;
  const units = { value: 1, unit: "1", source } as const;
  return { ...gpu, power: { ...gpu.power, value: watts }, module: { gpu: gpu.id, units } };
};

/** Submissions of one kind of system: where they differ, it is in tuning. */
interface System {
  readonly title: string;
  readonly ofClass: string;
  readonly accelerators: number;
  readonly submissions: number;
  readonly served: number;
  /** Each over what served. */
  readonly planned: number;
  readonly plannedAt90: number;
  readonly unrounded: number;
  /** The same in the layout that served. */
  readonly asServed: number;
  /** In the layout that served: saturated rate as modelled over the one measured, of as many replicas; null where the model has none. */
  readonly saturated: number | null;
  readonly firstToken: number | null;
  readonly perToken: number | null;
}

const median = (values: readonly number[]): number => medianOf(values) ?? Number.NaN;

const ratioTo = (measured: readonly (number | undefined)[], modelled: number): number | null => {
  const stated = measured.filter((value) => value !== undefined);
  return stated.length === 0 ? null : modelled / median(stated);
};

const planFor = (run: Run, served: number, tensors?: readonly number[]) => {
  const { gpu, model } = run;
  const { engine, kvCache, watts } = settingsOf(run);
  const { shape, slo } = workloads[model] as Workload;
  const settings = {
    gpus: [limitedTo(watts, gpuById(gpu))],
    // In the number format that the submissions have.
    precisions: [precisionByName(gpu === "b200-sxm-180gb" ? "nvfp4" : "fp8")],
    engine,
    kvCache,
    // Submitters let as many requests in as the objectives allow.
    engineConfig: { maxSequences: 1024 },
  };
  const reserve = { failures: null };
  const answer = clusterRequirements({ model, ...settings, tensors, shape, slo, requestsPerSecond: served, reserve });
  if (answer.kind === "infeasible") throw new Error(answer.detail);
  return { settings, shape, best: answer.best };
};

type Plan = ReturnType<typeof planFor>;

const replicasOf = ({ accelerators }: Run, { best }: Plan): number =>
  Math.max(1, Math.round(accelerators / best.candidate.gpusPerReplica));

/** Accelerators that carry the rate, not rounded to replicas, over those that served it. */
const unroundedOf = (run: Run, served: number, plan: Plan): number => {
  const { gpusPerReplica, rates } = plan.best.candidate;
  return (served * gpusPerReplica) / (run.accelerators * rates.median.each(replicasOf(run, plan)));
};

/** The replicas of a plan at the rate that was served; null where they are overloaded by it. */
const estimateOf = (run: Run, served: number, plan: Plan) => {
  if (run.model === "stable-diffusion-xl") return null;
  const { gpu, weights, parallel } = plan.best.candidate;
  const replicas = replicasOf(run, plan);
  const spec = replicaSpec({ ...plan.settings, model: run.model, gpu, weights, parallel });
  const estimate = estimateInService(spec, plan.shape, {
    replicas,
    requestsPerSecond: requestsPerSecond(served / replicas),
    routing: { router: "least-requests" },
  });
  return estimate.verdict === "overloaded" ? null : estimate;
};

const systemOf = (of: readonly [Run, ...Run[]], offline: readonly Run[]): System => {
  const [first] = of;
  const { model, gpu, accelerators, power } = first;
  const served = median(of.map(({ samplesPerSecond }) => samplesPerSecond));
  const free = planFor(first, served);
  const { tensor } = settingsOf(first);
  const own = free.best.candidate.parallel.tensor === tensor ? free : planFor(first, served, [tensor]);
  const { gpusPerReplica, saturatedRate } = own.best.candidate;
  const stable = estimateOf(first, served, own);
  const measured = median(offline.map(({ samplesPerSecond }) => samplesPerSecond));
  const ratios = {
    firstToken:
      stable &&
      ratioTo(
        of.map(({ firstTokenSeconds: seconds }) => seconds?.p99),
        stable.timeToFirstToken.p99,
      ),
    perToken:
      stable &&
      ratioTo(
        of.map(({ perTokenSeconds: seconds }) => seconds?.p50),
        stable.interTokenLatency.p50,
      ),
  };
  return {
    title: `${model}, ${accelerators} × ${gpu}${power === undefined ? "" : `, ${power}`}`,
    ofClass: classOf(first),
    accelerators,
    submissions: of.length,
    served,
    planned: (free.best.replicasAtMedian * free.best.candidate.gpusPerReplica) / accelerators,
    plannedAt90: free.best.gpus / accelerators,
    unrounded: unroundedOf(first, served, free),
    asServed: unroundedOf(first, served, own),
    saturated: (saturatedRate * accelerators) / gpusPerReplica / measured,
    ...ratios,
  };
};

const keyOf = ({ model, gpu, accelerators, power = "" }: Run): string => [model, gpu, accelerators, power].join(" ");

/** Systems of MLPerf Inference v4.1 that served under objectives, beside what the planner takes for the same. */
export const servedSystems = (): readonly System[] => {
  const keys = [...new Set(runs.map(keyOf))];
  return keys.flatMap((key) => {
    const own = runs.filter((run) => keyOf(run) === key);
    const [first, ...others] = own.filter(({ scenario }) => scenario === "server");
    if (first === undefined) return [];
    return [
      systemOf(
        [first, ...others],
        own.filter(({ scenario }) => scenario === "offline"),
      ),
    ];
  });
};

/** Median distance from 1. */
export const typicalError = (ratios: readonly number[]): number => median(ratios.map((ratio) => Math.abs(ratio - 1)));

const text = (ratio: number | null): string => (ratio === null || !Number.isFinite(ratio) ? "–" : ratio.toFixed(2));

const summary = (systems: readonly System[]): string => {
  const isUsual = ({ ofClass }: System): boolean => !ofClass.startsWith("at another");
  const classes = [...new Set(systems.map(({ ofClass }) => ofClass))].toSorted();
  const row = (title: string, some: readonly System[]): readonly string[] => {
    const figuresOf = (ratios: readonly number[]): readonly string[] => [
      `${Math.round(100 * typicalError(ratios))} %`,
      text(Math.min(...ratios)),
      text(median(ratios)),
      text(Math.max(...ratios)),
    ];
    return [
      title,
      String(some.length),
      ...figuresOf(some.map(({ asServed }) => asServed)),
      ...figuresOf(some.map(({ unrounded }) => unrounded)),
      String(some.filter(({ plannedAt90 }) => plannedAt90 < 1).length),
    ];
  };
  return table(
    [
      "systems",
      "count",
      "layout that served: typical error",
      "least",
      "median",
      "most",
      "planner's layout: typical error",
      "least",
      "median",
      "most",
      "too few at 90 %",
    ],
    [
      row("all at the data sheet's power", systems.filter(isUsual)),
      ...classes.map((name) =>
        row(
          name,
          systems.filter(({ ofClass }) => ofClass === name),
        ),
      ),
    ],
  );
};

const page = pageOf("UPDATE_GOLDEN=1 npx vitest run --project contract test/accuracy");

export const servedPage = (systems: readonly System[]): string => {
  const rows = systems.map((one) => [
    one.title,
    String(one.submissions),
    number(one.served),
    ...[one.asServed, one.saturated, one.firstToken, one.perToken].map(text),
    ...[one.unrounded, one.planned, one.plannedAt90].map(text),
  ]);
  const own = ["layout that served", "saturated", "first token", "per token"];
  const free = ["planner's layout", "whole, at the median", "whole, at 90 %"];
  return page(
    "Systems that served under objectives",
    `MLPerf Inference v4.1, datacenter, closed division: Server runs, random arrivals to a whole system, 99 of 100 requests within 2 s to the first token and 200 ms per token (Llama 2 70B, Mixtral 8x7B), or 20 s (Stable Diffusion XL). The planner is asked for the same rate and objectives behind a router with least requests. No row is in the fit of the speed coefficients; of the models that answer in one piece, one is (Stable Diffusion XL on H100 SXM), and Offline runs of Stable Diffusion XL gave the power of the clock under a power limit. They are rows to develop with: a later round judges. A system counts once, at the median of its submissions. GPT-J is left out: its runs search four beams.`,
    summary(systems),
    "Figures are planned ÷ served: accelerators that carry the rate at the median, before they are rounded to whole replicas, over those that served it. Below 1 the plan is too small. Submissions state how many accelerators share a copy of the model; where the planner would choose another number, nobody has measured that, and both are given. Too few at 90 %: systems whose recommended count, with 90 % confidence and in whole replicas, of its own layout, is below what served. Systems with a limit below the data sheet are planned with that limit (500 W; Stable Diffusion XL 450 W).",
    "## System by system",
    "Saturated: highest rate of as many replicas as modelled over the one measured offline; it, the first token (p99) and the time per token (p50) at the served rate, each over the one measured, are of the layout that served. Submitters raise the rate until steps take 120 to 190 ms, which is at 95 % of saturation and beyond, where a rate 3 % higher doubles both: they say little of steps. A dash: the system served more than the model sustains.",
    table(["system", "submissions", "requests/s", ...own, ...free], rows),
    `Source: ${file}, from the logs of github.com/mlcommons/inference_results_v4.1 at 198fc46 (Apache-2.0). MLPerf is a registered trademark of MLCommons.`,
  );
};
