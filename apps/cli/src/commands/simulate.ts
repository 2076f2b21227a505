import { dirname, resolve } from "node:path";
import { messages, UserError } from "@loadline/planner/messages";
import { optionSet } from "@loadline/planner/options";
import { requestParsers } from "@loadline/planner/recorded-load";
import type { Trace } from "@loadline/simulation";
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

const options = optionSet(["scenario", "scenarioSchema", "html", "json"]);
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

export const simulate: CliCommand = {
  options,
  examples: {
    "loadline simulate --scenario scenario.yaml": "Single requests: engines, starts by phase, nodes, spot, caches.",
    "loadline simulate --scenario scenario.yaml --html report.html": "The same, with a report to look at.",
  },
  run: async (context, { options: given }) => {
    const asked = options.read(given);
    if (asked.scenarioSchema) {
      await context.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
      return 0;
    }
    if (asked.scenario !== undefined) return simulateScenario(asked.scenario, asked, context);
    const expected =
      "a file that --scenario-schema describes; loadline backtest --load has generated loads without one";
    throw new UserError(messages.missing("--scenario", expected));
  },
};
