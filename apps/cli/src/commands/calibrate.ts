import { basename } from "node:path";
import {
  calibrateSpeed,
  holdOutNames,
  isPublishedTable,
  parseMeasuredRows,
  parsePublishedTable,
  renderSpeedReport,
} from "@loadline/calibration";
import { speedPriors } from "@loadline/core";
import { calibrationAnswer, renderCalibration } from "../calibrate/render-calibration.ts";
import type { CliCommand, CliContext } from "../command.ts";
import { readText, userPath, writeText } from "../files.ts";
import { messages, UserError } from "../messages.ts";
import { dayOf } from "../model/parse-model-config.ts";
import { optionSet } from "../options.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet(
  ["holdout", "folds", "ablate", "report", "write", "origin", "json"],
  { holdout: "groups" },
  { write: "write the coefficients", json: "print the errors as JSON" },
);

/** Rows of every file; a line that is none is reported on stderr and skipped. */
const readRows = async (paths: readonly string[], context: CliContext) => {
  const rows = [];
  for (const path of paths) {
    const text = await readText(userPath(path, context));
    const parsed = isPublishedTable(text) ? parsePublishedTable(text) : parseMeasuredRows(text);
    for (const { line, message } of parsed.refused) await context.stderr.write(`${path}, line ${line}: ${message}\n`);
    rows.push(...parsed.rows);
  }
  if (rows.length === 0) throw new UserError(messages.noRows(paths));
  return rows;
};

const run: CliCommand["run"] = async (context, { arguments: paths, options: given }) => {
  const { holdout, folds, ablate, report: reportFile, write, origin, json } = options.read(given);
  const rows = await readRows(paths, context);
  // The fit over many rows takes a minute.
  await context.stderr.write(`fitting ${rows.length} rows\n`);
  const { coefficients, report } = calibrateSpeed(rows, {
    priors: speedPriors(),
    origin: origin ?? paths.map((path) => basename(path)).join(", "),
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
};

export const calibrate: CliCommand = {
  arguments: [["<file...>", "JSON Lines: configurations as `estimate` reads them, with `measured`"]],
  options,
  examples: [
    { line: "loadline calibrate rows.jsonl", does: "Fit, and the errors in sample and with each group held out." },
    {
      line: "loadline calibrate rows.jsonl --holdout all --report fit-report.md --write speed-coefficients.json",
      does: "Every hold-out, the report as Markdown and the coefficients as a data file.",
    },
    { line: "loadline calibrate rows.jsonl --holdout none --json", does: "The fit alone, in seconds." },
  ],
  run,
};
