import { dirname, resolve } from "node:path";
import { messages, UserError } from "@loadline/planner/messages";
import { flagOf, type OptionName, optionSet } from "@loadline/planner/options";
import { requestParsers } from "@loadline/planner/recorded-load";
import type { Trace } from "@loadline/simulation";
import { generatedLoad } from "../backtest/load.ts";
import { renderBacktest } from "../backtest/render-backtest.ts";
import { runLoad } from "../backtest/report.ts";
import { backtestAnswer, runDefaults, runHelp, runOptions, stepSeconds } from "../backtest/run-backtest.ts";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { readText, userPath, writeText } from "../files.ts";
import { plannerPage } from "../planner-page.ts";
import { parseScenario } from "../simulate/parse-scenario.ts";
import { renderScenario } from "../simulate/render-scenario.ts";
import { scenarioReport } from "../simulate/report.ts";
import { generatedTrace, runScenario, scenarioAnswer } from "../simulate/run-scenario.ts";
import { type Scenario, scenarioJsonSchema } from "../simulate/scenario-schema.ts";
import { writeAnswer } from "../terminal/view.ts";
import { readTraceFile } from "../traces/trace-file.ts";

const options = optionSet(
  ["load", ...runOptions, "scenario", "scenarioSchema"],
  { ...runDefaults, load: "day", policies: "loadline", duration: "1d" },
  {
    ...runHelp,
    load: "shape of a generated load, such as week or flash-crowd",
    inputTokens: "tokens of an average prompt, for the capacity of a replica",
    outputTokens: "tokens of an average answer, for the capacity of a replica",
  },
);
type Options = ReturnType<typeof options.read>;

/** The requests of a scenario; reports what was repaired in a recorded trace. */
const traceOf = async (scenario: Scenario, folder: string, onNotice: (notice: string) => void): Promise<Trace> => {
  const { load } = scenario;
  if ("shape" in load) return generatedTrace(load, scenario);
  const trace = requestParsers[load.format](await readTraceFile(resolve(folder, load.trace)), { onNotice });
  return trace.map((request) => ({ ...request, at: request.at / load.speed }));
};

const simulateScenario = async (file: string, { json, html }: Options, context: CliContext): Promise<ExitCode> => {
  const path = userPath(file, context);
  const scenario = parseScenario(await readText(path));
  const notices: string[] = [];
  const trace = await traceOf(scenario, dirname(path), (notice) => notices.push(notice));
  for (const notice of notices) await context.stderr.write(`${notice}\n`);
  await context.stderr.write(`${trace.length} requests under ${scenario.policies.join(", ")}\n`);
  const { load } = scenario;
  const result = runScenario(scenario, trace, "shape" in load ? load.shape : load.trace);
  if (html !== undefined)
    await writeText("--html", html, { text: await plannerPage({ report: scenarioReport(result, notices) }) }, context);
  await writeAnswer(context.stdout, json, { ...scenarioAnswer(result), notices }, (view) =>
    renderScenario(result, view),
  );
  return 0;
};

const simulateLoad = async (asked: Options, context: CliContext): Promise<ExitCode> => {
  const result = await runLoad(generatedLoad(asked.load, asked, stepSeconds), asked, { context });
  await writeAnswer(context.stdout, asked.json, backtestAnswer(result), (view) => renderBacktest(result, view));
  return 0;
};

export const simulate: CliCommand = {
  options,
  examples: {
    "loadline simulate --load week --duration 7d --policies hpa:0.7": "A week under the pod autoscaler.",
    "loadline simulate --load flash-crowd --lead-time 15m --html report.html":
      "Loadline's policy in a flash crowd, with a report to look at.",
    "loadline simulate --scenario scenario.yaml": "Single requests: engines, starts by phase, nodes, spot, caches.",
  },
  run: async (context, { options: given }) => {
    const asked = options.read(given);
    const { scenario } = asked;
    if (asked.scenarioSchema) {
      await context.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
      return 0;
    }
    if (scenario !== undefined) {
      const other = Object.keys(given).find((key) => !["scenario", "json", "html"].includes(key));
      if (other !== undefined)
        throw new UserError(messages.optionBesideFile(flagOf(other as OptionName), "--scenario"));
      return simulateScenario(scenario, asked, context);
    }
    return simulateLoad(asked, context);
  },
};
