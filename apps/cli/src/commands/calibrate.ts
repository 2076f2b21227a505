import { basename } from "node:path";
import {
  calibrateSpeed,
  type ErrorSummary,
  errorsByKind,
  holdOutNames,
  type Judged,
  parseMeasuredRows,
  renderSpeedReport,
  type SpeedReport,
} from "@loadline/calibration";
import { speedPriors } from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import { optionSet } from "@loadline/planner/options";
import { wrap } from "@loadline/planner/text";
import type { CliCommand, CliContext } from "../command.ts";
import { readText, userPath, writeText } from "../files.ts";
import { planOfFleet, skippedText } from "../init/plan-of-fleet.ts";
import { dayOf } from "../model/own-entries.ts";
import { connectPrometheus } from "../prometheus/client.ts";
import { measuredRows } from "../prometheus/measured-rows.ts";
import { observeFleet } from "../prometheus/observed-fleet.ts";
import { type Column, left, right, table } from "../terminal/table.ts";
import { type View, writeAnswer } from "../terminal/view.ts";

const options = optionSet(
  [
    "holdout",
    "folds",
    "ablate",
    "report",
    "write",
    "origin",
    "json",
    "fromPrometheus",
    "rows",
    "model",
    "gpu",
    "tensor",
  ],
  { holdout: "groups" },
  {
    write: "write the coefficients",
    json: "print the errors as JSON",
    fromPrometheus: "take hours of the last week that it scraped from engines as rows",
    model: "with --from-prometheus: catalogue model of what is served under a name that the catalogue lacks",
    gpu: "with --from-prometheus: GPU of the engines, where no dcgm-exporter series names it",
    tensor: "with --from-prometheus: GPUs of one replica, where no series names them",
  },
);

const linesOf = (judged: Judged) => errorsByKind(judged).map((line) => ({ holdOut: judged.title, ...line }));

/** Relative errors by hold-out and kind of deployment, for scripts. */
const calibrationAnswer = ({ judged, bands, coverage }: SpeedReport) => ({
  errors: judged.flatMap(linesOf),
  bands,
  coverage,
});

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

const errorText = (summary: ErrorSummary | null): string =>
  summary === null ? "–" : `${percent(summary.median)} / ${percent(summary.p90)}`;

const columns: readonly Column<ReturnType<typeof linesOf>[number]>[] = [
  left("rows of", ({ kind }) => kind),
  right("rows", ({ rows }) => String(rows)),
  right("ITL", ({ interTokenLatency }) => errorText(interTokenLatency)),
  right("TTFT", ({ timeToFirstToken }) => errorText(timeToFirstToken)),
];

const partText = (part: Judged, view: View): readonly string[] => {
  const lines = linesOf(part);
  return lines.length === 0 ? [] : [view.style.strong(part.title), ...table(columns, lines, view), ""];
};

/** The same for people: median and 90th percentile of the absolute error of both quantities. */
const renderCalibration = ({ judged }: SpeedReport, view: View): string =>
  [
    ...judged.flatMap((part) => partText(part, view)),
    ...wrap("Errors are the median and the 90th percentile of the absolute relative error.", view.columns),
    ...wrap(
      "To correct the answers for a replica of your own by these rows: loadline estimate --observations FILE",
      view.columns,
    ),
    "",
  ].join("\n");

/** Rows of every file; a line that is none is reported on stderr and skipped. */
const readRows = async (paths: readonly string[], context: CliContext) => {
  const rows = [];
  for (const path of paths) {
    const text = await readText(userPath(path, context));
    const parsed = parseMeasuredRows(text, { takesRates: true });
    for (const { line, message } of parsed.refused) await context.stderr.write(`${path}, line ${line}: ${message}\n`);
    rows.push(...parsed.rows);
  }
  if (rows.length === 0) throw new UserError(messages.noRows(paths));
  return rows;
};

/** Rows of the series of a week, as text; the deployments that give none are named on stderr. */
const rowsOfSeries = async (
  { fromPrometheus: url = "", model, gpu, tensor }: ReturnType<typeof options.read>,
  context: CliContext,
): Promise<string> => {
  const prometheus = connectPrometheus(url, context);
  const fleet = await observeFleet(prometheus);
  const choices = { cluster: "default", ttft: 2, tpot: 0.1, itl: undefined, model, gpu: gpu?.[0], tensor };
  const { plan, observed, skipped } = planOfFleet(fleet, choices);
  for (const each of skipped) await context.stderr.write(`${skippedText(each)}\n`);
  const rows: object[] = [];
  for (const deployment of plan?.deployments ?? []) {
    const seen = observed.get(deployment.name);
    const type = plan?.pools.find(({ name }) => name === deployment.pool)?.gpu;
    if (seen === undefined || type === undefined) continue;
    const own = await measuredRows(prometheus, seen, { deployment, gpu: type, now: fleet.now });
    if (own.length === 0)
      await context.stderr.write(`${deployment.name}: no hour with requests and their time between tokens\n`);
    rows.push(...own);
  }
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
};

export const calibrate: CliCommand = {
  arguments: [["[file...]", "JSON Lines: configurations as `estimate` reads them, with `measured`"]],
  options,
  examples: {
    "loadline calibrate rows.jsonl": "Fit, and the errors in sample and with each group held out.",
    "loadline calibrate rows.jsonl --holdout all --report fit-report.md --write speed-coefficients.json":
      "Every hold-out, the report as Markdown and the coefficients as a data file.",
    "loadline calibrate --from-prometheus http://prometheus:9090 --rows rows.jsonl":
      "Rows of the last week's hours: loadline plan plan.yaml --observations rows.jsonl corrects the plan by them.",
    "loadline calibrate rows.jsonl --holdout none --json": "The fit alone, in seconds.",
  },
  run: async (context, { arguments: paths, options: given }) => {
    const asked = options.read(given);
    const { holdout, folds, ablate, report: reportFile, write, origin, json, fromPrometheus: url } = asked;
    if (url === undefined && paths.length === 0)
      throw new UserError(messages.missing("a file", "measured rows, or --from-prometheus with an address"));
    const series = url === undefined ? "" : await rowsOfSeries(asked, context);
    if (asked.rows !== undefined) {
      await writeText("--rows", asked.rows, { text: series }, context);
      return series === "" ? 1 : 0;
    }
    const rows = [
      ...(paths.length === 0 ? [] : await readRows(paths, context)),
      ...parseMeasuredRows(series, { takesRates: true }).rows,
    ];
    if (rows.length === 0) throw new UserError(messages.noRows([url ?? ""]));
    // The fit over many rows takes a minute.
    await context.stderr.write(`fitting ${rows.length} rows\n`);
    const { coefficients, report } = calibrateSpeed(rows, {
      priors: speedPriors(),
      origin: origin ?? [...paths.map((path) => basename(path)), ...(url === undefined ? [] : ["series"])].join(", "),
      date: dayOf(context.now()),
      holdOuts: holdOutNames.filter((name) => holdout === "all" || holdout === name),
      folds,
      ablate,
      onProgress: (what, done, all) => void context.stderr.write(`${what}: ${done} of ${all}\n`),
    });
    if (write !== undefined) await writeText("--write", write, { text: `${JSON.stringify(coefficients)}\n` }, context);
    if (reportFile !== undefined) await writeText("--report", reportFile, { text: renderSpeedReport(report) }, context);
    await writeAnswer(context.stdout, json, calibrationAnswer(report), (view) => renderCalibration(report, view));
    return 0;
  },
};
