import { LoadlineError } from "@loadline/core";
import {
  compareToFrontier,
  createPolicy,
  type FrontierComparison,
  loadShapeNames,
  policyEntries,
} from "@loadline/simulation";
import { z } from "zod";
import { backtestAnswer } from "../backtest/backtest-answer.ts";
import { backtestLoad, type NamedLoad } from "../backtest/backtest-loads.ts";
import { isReviewAsked, reviewCapacity } from "../backtest/capacity-review.ts";
import { modelCapacity } from "../backtest/model-capacity.ts";
import { durationOption, listOption, rateOption } from "../backtest/quantity-options.ts";
import { renderBacktest } from "../backtest/render-backtest.ts";
import { renderComparison } from "../backtest/render-comparison.ts";
import { renderReview } from "../backtest/render-review.ts";
import { renderTuning } from "../backtest/render-tuning.ts";
import { type Backtest, runBacktest } from "../backtest/run-backtest.ts";
import { declareRunOptions, runOptions, runSettings, stepSeconds } from "../backtest/shared-options.ts";
import { traceFormats } from "../backtest/trace-format.ts";
import { tunePolicies } from "../backtest/tune-policy.ts";
import { writeReport } from "../backtest/write-report.ts";
import type { CliCommand } from "../command.ts";
import { objectiveOf } from "../objective.ts";
import { countOption, parseOptions, positiveOption, shareOption, switchOption } from "../options.ts";
import { viewOf } from "../terminal/view.ts";

const usualPolicies = "hpa:0.7,kpa,seed,loadline,clairvoyant";
const usual = {
  rate: "200rps",
  duration: "3d",
  ttft: "2s",
  itl: "100ms",
  mostUnserved: "0.0005",
  procurement: "60d",
  compareSeeds: [7, 11, 13, 17, 19],
} as const;

const backtestOptionsSchema = z.strictObject({
  ...runOptions,
  trace: z.string().optional(),
  format: z.enum(traceFormats, `one of ${traceFormats.join(", ")}`).optional(),
  load: z.string().optional(),
  rate: rateOption.prefault(usual.rate),
  duration: durationOption.prefault(usual.duration),
  policies: listOption.prefault(usualPolicies),
  between: z.enum(["linear", "step"], "linear or step").default("linear"),
  scoreFrom: durationOption.prefault("0"),
  model: z.string().optional(),
  gpu: z.string().optional(),
  engine: z.string().optional(),
  tensor: countOption.optional(),
  ttft: objectiveOf("timeToFirstToken").prefault(usual.ttft),
  itl: objectiveOf("interTokenLatency").prefault(usual.itl),
  compare: switchOption,
  tune: switchOption,
  tuneUntil: durationOption.optional(),
  mostUnserved: shareOption.prefault(usual.mostUnserved),
  availableGpus: positiveOption.optional(),
  gpusPerReplica: countOption.optional(),
  powerEnvelope: positiveOption.optional(),
  replicaPower: positiveOption.optional(),
  budgetPerHour: positiveOption.optional(),
  procurementTime: durationOption.prefault(usual.procurement),
});
type BacktestOptions = z.infer<typeof backtestOptionsSchema>;

const capacityOf = (options: BacktestOptions, { lengths }: NamedLoad): number | null => {
  const { replicaCapacity = null, model, gpu, engine, tensor, ttft, itl } = options;
  if (model === undefined && gpu === undefined) return replicaCapacity;
  if (replicaCapacity !== null) {
    throw new LoadlineError("LL_INPUT_INVALID", {
      what: "--replica-capacity",
      value: replicaCapacity,
      expected: "either it, or --model with --gpu",
    });
  }
  if (model === undefined || gpu === undefined) {
    const what = model === undefined ? "--model" : "--gpu";
    throw new LoadlineError("LL_INPUT_INVALID", { what, value: null, expected: "--model and --gpu together" });
  }
  return modelCapacity({ model, gpu, engine, tensor, ttft, itl }, lengths);
};

/** The policies that act on what they see, beside the pod autoscaler's frontier, over five seeds where there is noise. */
const comparisonOf = (backtest: Backtest, { under }: NamedLoad): FrontierComparison => {
  const loads = usual.compareSeeds.map(under);
  const same = loads.every((load) => load.every((value, step) => value === loads[0]?.[step]));
  const policies = backtest.policies
    .filter((policy) => policy !== "clairvoyant")
    .map((policy) => ({
      policy,
      policyFor: (demandAhead: Float64Array) => createPolicy(policy, { ...backtest, demandAhead }),
    }));
  return compareToFrontier(same ? loads.slice(0, 1) : loads, policies, {
    ...backtest,
    capacity: backtest.replicaCapacity,
  });
};

/** What was asked for beside the scores; null: not asked for. */
const extrasOf = (options: BacktestOptions, result: Backtest, load: NamedLoad) => {
  const halfWay = (result.demand.length * stepSeconds) / 2;
  const tuneSettings = { untilSeconds: options.tuneUntil ?? halfWay, mostUnserved: options.mostUnserved };
  const reviewed = {
    ...options,
    gpusPerReplica: options.gpusPerReplica ?? options.tensor ?? 1,
    procurementSeconds: options.procurementTime,
  };
  return {
    comparison: options.compare ? comparisonOf(result, load) : null,
    tuned: options.tune ? tunePolicies(result, tuneSettings) : null,
    tuneSettings,
    review: isReviewAsked(reviewed) ? reviewCapacity(result, reviewed) : null,
  };
};

const run: CliCommand["run"] = async (context, { options: given }) => {
  const options = parseOptions(backtestOptionsSchema, given);
  const { seed, between: shape, trace, format, load: shapeName, rate, duration } = options;
  const question = { trace, format, load: shapeName, rate, duration };
  const load = await backtestLoad(question, { stepSeconds, seed, shape }, context);
  const demand = load.under(seed);
  const result = runBacktest({
    ...runSettings(options),
    replicaCapacity: capacityOf(options, load),
    trace: load.name,
    demand,
    stepSeconds,
    policies: options.policies,
    scoreFromSeconds: options.scoreFrom,
  });
  if (options.html !== undefined) await writeReport(options.html, { backtest: result, notices: load.notices }, context);
  for (const notice of load.notices) await context.stderr.write(`${notice}\n`);
  if (options.compare) await context.stderr.write("comparing with the pod autoscaler at 14 targets and 7 windows\n");
  const { comparison, tuned, tuneSettings, review } = extrasOf(options, result, load);
  const view = viewOf(context.stdout);
  const answer = {
    ...backtestAnswer(result),
    notices: load.notices,
    ...(comparison === null ? {} : { comparison }),
    ...(tuned === null ? {} : { tuning: { ...tuneSettings, policies: tuned } }),
    ...(review === null ? {} : { exhaustion: review }),
  };
  const text = [
    renderBacktest(result, view),
    ...(comparison === null ? [] : renderComparison(comparison, view)),
    ...(tuned === null ? [] : renderTuning(tuned, tuneSettings, view)),
    ...(review === null ? [] : renderReview(review, view)),
  ].join("\n");
  await context.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : text);
  return 0;
};

export const backtest: CliCommand = {
  name: "backtest",
  summary: "What autoscaling policies would have done with a recorded load: cost, unserved demand, actions.",
  examples: [
    {
      line: "loadline backtest --trace m-large-10min.csv --format servegen --lead-time 300s --replica-capacity 8rps",
      does: "Compare the usual policies over two weeks of 10-minute windows.",
    },
    {
      line: "loadline backtest --trace requests.csv --format azure --policies hpa:0.8,loadline:1.25 --html report.html",
      does: "Two policies over a trace of requests, with a report to look at.",
    },
    {
      line: "loadline backtest --trace requests.csv --format azure --model llama-3.1-8b --gpu h100-sxm-80gb",
      does: "The capacity of a replica comes from the model and the lengths in the trace.",
    },
    {
      line: "loadline backtest --load hourly-pulse --policies loadline --compare",
      does: "A generated load; what Loadline costs above or below the pod autoscaler at equal unserved demand.",
    },
    {
      line: "loadline backtest --trace load.csv --format csv --policies hpa,loadline --tune",
      does: "Find each policy's parameter on the first half and report on the second.",
    },
    {
      line: "loadline backtest --trace load.csv --format csv --available-gpus 64 --procurement-time 90d",
      does: "Days until the growing load fills the GPUs, and the day by which to order.",
    },
    {
      line: "loadline backtest --trace load.csv --format csv --json",
      does: "JSON; the CSV has a column timestamp_s, and rate_rps unless each row is a request.",
    },
  ],
  declare: (command) =>
    declareRunOptions(
      command
        .option("--trace <file>", "recorded load, packed with gzip or not")
        .option("--format <name>", `${traceFormats.join(", ")}; default: what the first line gives away`)
        .option("--load <name>", `instead of a trace: ${loadShapeNames.join(", ")}`)
        .option("--rate <r>", `base rate of such a load; default: ${usual.rate}`)
        .option("--duration <t>", `length of such a load; default: ${usual.duration}`)
        .option(
          "--policies <list>",
          `with commas: ${policyEntries.map(({ name, parameter }) => (parameter === null ? name : `${name}[:N]`)).join(", ")}; default: ${usualPolicies.replaceAll(",", ", ")}`,
        )
        .option("--between <how>", "linear or step between two windows; default: linear")
        .option("--score-from <t>", "leave the start out of the score, such as 7d; default: 0")
        .option("--model <id>", "with --gpu: the capacity of a replica from the model and the trace's lengths")
        .option("--gpu <id>", "GPU of a replica")
        .option("--engine <name>", "engine of a replica; default: vllm")
        .option("--tensor <n>", "GPUs of a replica; default: 1")
        .option("--ttft <t>", `time to first token that 95 % must hold, such as 500ms; default: ${usual.ttft}`)
        .option("--itl <t>", `time between tokens that 95 % must hold; default: ${usual.itl}`)
        .option("--compare", "cost beside the pod autoscaler's at equal unserved demand, five seeds of noise")
        .option("--tune", "find each policy's parameter on one part, report on the other")
        .option("--tune-until <t>", "end of the first part; default: half of the load")
        .option("--most-unserved <share>", `what the tuning keeps; default: ${usual.mostUnserved}`)
        .option("--available-gpus <n>", "days until the load fills them, as a range")
        .option("--gpus-per-replica <n>", "default: --tensor, else 1")
        .option("--power-envelope <kW>", "the same for power, with --replica-power")
        .option("--replica-power <W>", "what one replica draws")
        .option("--budget-per-hour <usd>", "the same for money, with --price-per-hour")
        .option("--procurement-time <t>", `from order to GPUs; default: ${usual.procurement}`),
    ),
  run,
};
