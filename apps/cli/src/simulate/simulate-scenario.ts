import { dirname, resolve } from "node:path";
import {
  parseAzureTrace,
  parseBurstGptTrace,
  parseCsvTrace,
  parseMooncakeTrace,
  type Trace,
} from "@loadline/simulation";
import { readTraceFile } from "../backtest/read-trace-file.ts";
import type { CliContext, ExitCode } from "../command.ts";
import { readTextFile } from "../read-text-file.ts";
import { viewOf } from "../terminal/view.ts";
import { userPath } from "../user-path.ts";
import { assertScenario } from "./check-scenario.ts";
import { parseScenario } from "./parse-scenario.ts";
import { renderScenario } from "./render-scenario.ts";
import { generatedTrace, runScenario } from "./run-scenario.ts";
import { scenarioAnswer } from "./scenario-answer.ts";
import type { Scenario } from "./scenario-schema.ts";
import { writeScenarioReport } from "./write-scenario-report.ts";

const parsers = {
  azure: parseAzureTrace,
  burstgpt: parseBurstGptTrace,
  mooncake: parseMooncakeTrace,
  csv: parseCsvTrace,
} as const;

/** The requests of a scenario; says what was repaired in a recorded trace. */
const traceOf = async (scenario: Scenario, folder: string, tell: (notice: string) => void): Promise<Trace> => {
  const { load } = scenario;
  if ("shape" in load) return generatedTrace(load, scenario);
  const trace = parsers[load.format](await readTraceFile(resolve(folder, load.trace)), { tell });
  return trace.map((request) => ({ ...request, at: request.at / load.speed }));
};

const nameOf = ({ load }: Scenario): string => ("shape" in load ? load.shape : load.trace);

export interface ScenarioOptions {
  readonly json: boolean;
  /** Where the HTML report goes; left out: none. */
  readonly html?: string | undefined;
}

/** A scenario file over single requests. @throws LL_FILE_UNREADABLE, LL_CONFIG_INVALID, LL_TRACE_INVALID, LL_TRACE_EMPTY */
export const simulateScenario = async (
  file: string,
  { json, html }: ScenarioOptions,
  context: CliContext,
): Promise<ExitCode> => {
  const { stdout, stderr } = context;
  const path = userPath(file, context);
  const scenario = parseScenario(await readTextFile(path));
  assertScenario(scenario);
  const notices: string[] = [];
  const trace = await traceOf(scenario, dirname(path), (notice) => notices.push(notice));
  for (const notice of notices) await stderr.write(`${notice}\n`);
  await stderr.write(`${trace.length} requests under ${scenario.policies.join(", ")}\n`);
  const result = runScenario(scenario, trace, nameOf(scenario));
  if (html !== undefined) await writeScenarioReport(html, { result, notices }, context);
  await stdout.write(
    json
      ? `${JSON.stringify({ ...scenarioAnswer(result), notices }, null, 2)}\n`
      : renderScenario(result, viewOf(stdout)),
  );
  return 0;
};
