import { generateLoad, loadShapeNamed, loadShapeNames, loadShapeSummary, referenceNoise } from "@loadline/core";
import { z } from "zod";
import { backtestAnswer } from "../backtest/backtest-answer.ts";
import { durationOption, rateOption } from "../backtest/quantity-options.ts";
import { renderBacktest } from "../backtest/render-backtest.ts";
import { type Backtest, runBacktest } from "../backtest/run-backtest.ts";
import { renderSeedDay, seedDay } from "../backtest/seed-day.ts";
import { declareRunOptions, runOptions, runSettings, stepSeconds } from "../backtest/shared-options.ts";
import { writeReport } from "../backtest/write-report.ts";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { parseOptions } from "../options.ts";
import { viewOf } from "../terminal/view.ts";

const seedDayName = "seed-day";
const usual = { policy: "loadline", rate: "200rps", duration: "1d" } as const;

const simulateOptionsSchema = z.strictObject({
  ...runOptions,
  load: z.string().default("day"),
  policy: z.string().default(usual.policy),
  rate: rateOption.prefault(usual.rate),
  duration: durationOption.prefault(usual.duration),
});
type SimulateOptions = z.infer<typeof simulateOptionsSchema>;

const simulated = (options: SimulateOptions): Backtest => {
  const shape = loadShapeNamed(options.load);
  const { rate: baseRate, duration: seconds, seed } = options;
  return runBacktest({
    ...runSettings(options),
    trace: `${shape}: ${loadShapeSummary(shape)}`,
    demand: generateLoad(shape, { ...referenceNoise, baseRate, seconds, stepSeconds, seed }),
    stepSeconds,
    policies: [options.policy],
    scoreFromSeconds: 0,
  });
};

const seedsDay = async ({ stdout }: CliContext, json: boolean): Promise<ExitCode> => {
  const day = seedDay();
  await stdout.write(json ? `${JSON.stringify(day, null, 2)}\n` : renderSeedDay(day, viewOf(stdout)));
  return 0;
};

const run: CliCommand["run"] = async (context, { options: given }) => {
  const options = parseOptions(simulateOptionsSchema, given);
  const { stdout } = context;
  if (options.load === seedDayName) return seedsDay(context, options.json);
  const result = simulated(options);
  if (options.html !== undefined) await writeReport(options.html, result, context);
  await stdout.write(
    options.json ? `${JSON.stringify(backtestAnswer(result), null, 2)}\n` : renderBacktest(result, viewOf(stdout)),
  );
  return 0;
};

export const simulate: CliCommand = {
  name: "simulate",
  summary: "One autoscaling policy over a generated load, or the seed document's day.",
  examples: [
    { line: "loadline simulate --load week --duration 7d --policy hpa:0.7", does: "A week under the pod autoscaler." },
    {
      line: "loadline simulate --load flash-crowd --lead-time 15m --html report.html",
      does: "Loadline's policy in a flash crowd, with a report to look at.",
    },
    {
      line: `loadline simulate --load ${seedDayName}`,
      does: "The seed document's day: its events, its figures and what the day really costs.",
    },
  ],
  declare: (command) =>
    declareRunOptions(
      command
        .option("--load <name>", `${[...loadShapeNames, seedDayName].join(", ")}; default: day`)
        .option("--policy <name>", `such as hpa:0.7; default: ${usual.policy}`)
        .option("--rate <r>", `base rate of the load; default: ${usual.rate}`)
        .option("--duration <t>", `length of the load; default: ${usual.duration}`),
    ),
  run,
};
