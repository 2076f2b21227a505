import { basename } from "node:path";
import { policyEntries } from "@loadline/core";
import { z } from "zod";
import { backtestAnswer } from "../backtest/backtest-answer.ts";
import { durationOption, listOption } from "../backtest/quantity-options.ts";
import { recordedLoad, traceFormats } from "../backtest/recorded-load.ts";
import { renderBacktest } from "../backtest/render-backtest.ts";
import { runBacktest } from "../backtest/run-backtest.ts";
import { declareRunOptions, runOptions, runSettings, stepSeconds } from "../backtest/shared-options.ts";
import { writeReport } from "../backtest/write-report.ts";
import type { CliCommand } from "../command.ts";
import { parseOptions } from "../options.ts";
import { readTextFile } from "../read-text-file.ts";
import { viewOf } from "../terminal/view.ts";
import { userPath } from "../user-path.ts";

const usualPolicies = "hpa:0.7,kpa,seed,loadline,clairvoyant";

const backtestOptionsSchema = z.strictObject({
  ...runOptions,
  trace: z.string(),
  format: z.enum(traceFormats, `one of ${traceFormats.join(", ")}`),
  policies: listOption.prefault(usualPolicies),
  between: z.enum(["linear", "step"], "linear or step").default("linear"),
  scoreFrom: durationOption.prefault("0"),
});

const run: CliCommand["run"] = async (context, { options: given }) => {
  const options = parseOptions(backtestOptionsSchema, given);
  const text = await readTextFile(userPath(options.trace, context));
  const { seed, between: shape } = options;
  const { demand, notices } = recordedLoad(text, options.format, { stepSeconds, seed, shape });
  for (const notice of notices) await context.stderr.write(`${notice}\n`);
  const result = runBacktest({
    ...runSettings(options),
    trace: basename(options.trace),
    demand,
    stepSeconds,
    policies: options.policies,
    scoreFromSeconds: options.scoreFrom,
  });
  if (options.html !== undefined) await writeReport(options.html, result, context);
  const { stdout } = context;
  await stdout.write(
    options.json ? `${JSON.stringify(backtestAnswer(result), null, 2)}\n` : renderBacktest(result, viewOf(stdout)),
  );
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
      line: "loadline backtest --trace load.csv --format csv --json",
      does: "JSON; the CSV has a column timestamp_s, and rate_rps unless each row is a request.",
    },
  ],
  declare: (command) =>
    declareRunOptions(
      command
        .option("--trace <file>", "recorded load")
        .option("--format <name>", traceFormats.join(", "))
        .option(
          "--policies <list>",
          `with commas: ${policyEntries.map(({ name, parameter }) => (parameter === null ? name : `${name}[:N]`)).join(", ")}; default: ${usualPolicies.replaceAll(",", ", ")}`,
        )
        .option("--between <how>", "linear or step between two windows; default: linear")
        .option("--score-from <t>", "leave the start out of the score, such as 7d; default: 0"),
    ),
  run,
};
