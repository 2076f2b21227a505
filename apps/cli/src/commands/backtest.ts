import { optionSet } from "@loadline/planner/options";
import { compareToFrontier, createPolicy, type FrontierComparison } from "@loadline/simulation";
import { backtestLoad, type NamedLoad } from "../backtest/load.ts";
import { renderBacktest, renderComparison } from "../backtest/render-backtest.ts";
import { runLoad } from "../backtest/report.ts";
import {
  type Backtest,
  backtestAnswer,
  runDefaults,
  runHelp,
  runOptions,
  stepSeconds,
} from "../backtest/run-backtest.ts";
import type { CliCommand } from "../command.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet(
  ["trace", "format", "load", "fromPrometheus", "deployment", ...runOptions, "between", "gaps", "scoreFrom", "compare"],
  {
    ...runDefaults,
    policies: "hpa:0.7,seed,loadline,clairvoyant",
    duration: "3d",
    between: "linear",
    gaps: "bridge",
    scoreFrom: "0",
  },
  {
    ...runHelp,
    fromPrometheus: "instead of a trace: the last week of a deployment that it scrapes",
    deployment: "with --from-prometheus: model, namespace or job, where several run",
    load: "instead of a trace: shape of a generated load, such as day, week or flash-crowd",
  },
);

const compareSeeds = [7, 11, 13, 17, 19];

/** The policies that act on what they observe, against the pod autoscaler's frontier, over five seeds where there is noise. */
const comparisonOf = (backtest: Backtest, { under }: NamedLoad): FrontierComparison => {
  const loads = compareSeeds.map(under);
  const isSame = loads.every((load) => load.every((value, step) => value === loads[0]?.[step]));
  const policies = backtest.policies
    .filter((policy) => policy !== "clairvoyant")
    .map((policy) => ({
      policy,
      policyFor: (demandAhead: Float64Array) => createPolicy(policy, { ...backtest, demandAhead }),
    }));
  return compareToFrontier(isSame ? loads.slice(0, 1) : loads, policies, backtest);
};

export const backtest: CliCommand = {
  options,
  examples: {
    "loadline backtest --trace m-large-10min.csv --format servegen --lead-time 300s --replica-capacity 8rps":
      "Compare the default policies over two weeks of 10-minute windows.",
    "loadline backtest --trace requests.csv --format azure --policies hpa:0.8,loadline:1.25 --html report.html":
      "Two policies over a trace of requests, with a report to look at.",
    "loadline backtest --trace requests.csv --format azure --model llama-3.1-8b --gpu h100-sxm-80gb":
      "The capacity of a replica comes from the model and the lengths in the trace.",
  },
  run: async (context, { options: given }) => {
    const asked = options.read(given);
    const { seed, between, gaps, scoreFrom, json, compare } = asked;
    const load = await backtestLoad(asked, { stepSeconds, seed, shape: between, gaps }, context);
    const result = await runLoad(load, asked, { context, scoreFromSeconds: scoreFrom });
    for (const notice of load.notices) await context.stderr.write(`${notice}\n`);
    if (compare) await context.stderr.write("comparing with the pod autoscaler at 14 targets and 7 windows\n");
    const comparison = compare ? comparisonOf(result, load) : null;
    const answer = {
      ...backtestAnswer(result),
      notices: load.notices,
      ...(comparison === null ? {} : { comparison }),
    };
    await writeAnswer(context.stdout, json, answer, (view) =>
      [renderBacktest(result, view), ...(comparison === null ? [] : renderComparison(comparison, view))].join("\n"),
    );
    return 0;
  },
};
