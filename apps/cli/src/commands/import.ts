import { basename } from "node:path";
import { benchmarkRows, withCanonicalKeys } from "@loadline/calibration";
import { messages, UserError } from "@loadline/planner/messages";
import { lengthOptions, optionSet, replicaOptions } from "@loadline/planner/options";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { ConfigLine } from "../estimate/config-line.ts";
import { replicaOfFlags } from "../estimate/flags.ts";
import { readText, userPath, writeText } from "../files.ts";
import { type FoundLaunch, launchesIn } from "../import/manifest.ts";
import { planOfLaunches } from "../import/plan-of-launches.ts";
import { planText } from "../import/plan-text.ts";
import { readOwnEntries } from "../model/own-entries.ts";

const options = optionSet(
  [...replicaOptions, ...lengthOptions, "requestsPerSecond", "ttft", "tpot", "itl", "cluster", "write", "json"],
  { cluster: "default", ttft: "2s", tpot: "100ms" },
  {
    model: "of a result, where the client names another",
    gpu: "GPU that it runs on",
    requestsPerSecond: "of a launch: the load that it is planned for",
    cluster: "of the plan that a launch becomes",
    write: "write the plan or the measurements as a new file; default: print them",
  },
);
type ImportOptions = ReturnType<typeof options.read>;

type Rows = NonNullable<ReturnType<typeof benchmarkRows>>;

/** The keys of a configuration and what was measured, without what the client writes beside them. */
const canonical = (row: Rows[number]): object =>
  Object.fromEntries(Object.entries(withCanonicalKeys(row) as object).filter(([key]) => key in ConfigLine.shape));

/** Measured rows with what their client does not know, from the options. */
const measurements = async (rows: Rows, given: ImportOptions, context: CliContext): Promise<string> => {
  const own = await readOwnEntries(given, context);
  const lines = rows.map((row) => {
    const named = typeof row["model"] === "string" ? row["model"] : undefined;
    if (given.gpu === undefined && typeof row["gpu"] === "string") return row;
    const { inputTokens: _in, outputTokens: _out, ...asked } = given;
    const replica = replicaOfFlags(
      { ...asked, model: given.model ?? named, inputTokens: undefined, outputTokens: undefined },
      own,
    );
    return { ...row, ...replica, load: row["load"] };
  });
  return lines.map((line) => `${JSON.stringify(canonical(line))}\n`).join("");
};

const planned = (launches: readonly FoundLaunch[], given: ImportOptions, file: string): string => {
  const { plan, remarks } = planOfLaunches(launches, { ...given, gpu: given.gpu?.[0] });
  if (given.json) return `${JSON.stringify(plan, null, 2)}\n`;
  return planText(plan, remarks, `What ${basename(file)} starts. Check each remark.`);
};

const textOf = async (file: string, given: ImportOptions, context: CliContext): Promise<string> => {
  const text = await readText(userPath(file, context));
  const rows = benchmarkRows(text);
  if (rows !== null) return measurements(rows, given, context);
  const { launches, unread } = launchesIn(text);
  if (launches.length === 0) throw new UserError(messages.nothingToImport(file, unread));
  for (const part of unread) await context.stderr.write(`left out: ${part}\n`);
  return planned(launches, given, file);
};

export const importCommand: CliCommand = {
  arguments: [["<file>", "a script or manifest that starts engines, or a benchmark's result"]],
  options,
  examples: {
    "loadline import serve.sh --gpu h100 --requests-per-second 20 --write plan.yaml":
      "A plan of the engines that a script or a Kubernetes manifest starts.",
    "loadline import result.json --gpu h100 --tensor 4 --write rows.jsonl":
      "Measurements of vLLM bench, GuideLLM, AIPerf, genai-perf or inference-perf, for --observations and calibrate.",
  },
  run: async (context, { arguments: [file = ""], options: typed }): Promise<ExitCode> => {
    const given = options.read(typed);
    const text = await textOf(file, given, context);
    if (given.write === undefined) await context.stdout.write(text);
    else await writeText("--write", given.write, { text, isNew: true }, context);
    return 0;
  },
};
