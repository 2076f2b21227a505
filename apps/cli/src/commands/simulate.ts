import { LoadlineError } from "@loadline/core";
import { generateLoad, loadShapeNamed, loadShapeNames, loadShapeSummary, referenceNoise } from "@loadline/simulation";
import { z } from "zod";
import { backtestAnswer } from "../backtest/backtest-answer.ts";
import { durationOption, rateOption } from "../backtest/quantity-options.ts";
import { renderBacktest } from "../backtest/render-backtest.ts";
import { type Backtest, runBacktest } from "../backtest/run-backtest.ts";
import { renderSeedDay, seedDay } from "../backtest/seed-day.ts";
import { declareRunOptions, runOptions, runSettings, stepSeconds } from "../backtest/shared-options.ts";
import { writeReport } from "../backtest/write-report.ts";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { flagOf, parseOptions, switchOption } from "../options.ts";
import { scenarioJsonSchema } from "../simulate/scenario-schema.ts";
import { simulateScenario } from "../simulate/simulate-scenario.ts";
import { viewOf } from "../terminal/view.ts";

const seedDayName = "seed-day";
const usual = { policy: "loadline", rate: "200rps", duration: "1d" } as const;

const simulateOptionsSchema = z.strictObject({
  ...runOptions,
  load: z.string().default("day"),
  policy: z.string().default(usual.policy),
  rate: rateOption.prefault(usual.rate),
  duration: durationOption.prefault(usual.duration),
  scenario: z.string().optional(),
  scenarioSchema: switchOption,
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

/** A scenario file says everything but the form of the answer and its place. */
const assertAlone = (given: Readonly<Record<string, unknown>>): void => {
  const other = Object.keys(given).find((key) => !["scenario", "json", "html"].includes(key));
  if (other === undefined) return;
  const expected = `to be said in the scenario file, which --scenario names`;
  throw new LoadlineError("LL_INPUT_INVALID", { what: flagOf(other), value: given[other], expected });
};

const run: CliCommand["run"] = async (context, { options: given }) => {
  const options = parseOptions(simulateOptionsSchema, given);
  const { stdout } = context;
  if (options.scenarioSchema) {
    await stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
    return 0;
  }
  if (options.scenario !== undefined) {
    assertAlone(given);
    return simulateScenario(options.scenario, options, context);
  }
  if (options.load === seedDayName) return seedsDay(context, options.json);
  const result = simulated(options);
  if (options.html !== undefined) await writeReport(options.html, { backtest: result, notices: [] }, context);
  await stdout.write(
    options.json ? `${JSON.stringify(backtestAnswer(result), null, 2)}\n` : renderBacktest(result, viewOf(stdout)),
  );
  return 0;
};

export const simulate: CliCommand = {
  name: "simulate",
  summary: "Autoscaling policies over a generated load, over single requests, or the seed document's day.",
  examples: [
    { line: "loadline simulate --load week --duration 7d --policy hpa:0.7", does: "A week under the pod autoscaler." },
    {
      line: "loadline simulate --load flash-crowd --lead-time 15m --html report.html",
      does: "Loadline's policy in a flash crowd, with a report to look at.",
    },
    {
      line: "loadline simulate --scenario scenario.yaml",
      does: "Single requests: engines, starts by phase, nodes, spot, caches.",
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
        .option("--duration <t>", `length of the load; default: ${usual.duration}`)
        .option("--scenario <file>", "simulate single requests as this YAML or JSON file says")
        .option("--scenario-schema", "print the JSON Schema of such a file"),
    ),
  run,
};
