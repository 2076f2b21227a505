import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import {
  calibrateSpeed,
  type HoldOut,
  holdOutNames,
  isPublishedTable,
  parseMeasuredRows,
  parsePublishedTable,
  renderSpeedReport,
  type SpeedCalibration,
} from "@loadline/calibration";
import { LoadlineError, speedPriors } from "@loadline/core";
import { z } from "zod";
import { calibrationAnswer, renderCalibration } from "../calibrate/render-calibration.ts";
import type { CliCommand, CliContext } from "../command.ts";
import { countOption, parseOptions, switchOption } from "../options.ts";
import { readTextFile } from "../read-text-file.ts";
import { viewOf } from "../terminal/view.ts";
import { userPath } from "../user-path.ts";

const calibrateOptionsSchema = z.strictObject({
  report: z.string().min(1).optional(),
  write: z.string().min(1).optional(),
  holdout: z.enum([...holdOutNames, "all", "none"]).default("groups"),
  folds: countOption.optional(),
  ablate: switchOption,
  origin: z.string().min(1).optional(),
  json: switchOption,
});
type CalibrateOptions = z.infer<typeof calibrateOptionsSchema>;

const holdOutsOf = ({ holdout }: CalibrateOptions): readonly HoldOut[] => {
  if (holdout === "all") return holdOutNames;
  return holdout === "none" ? [] : [holdout];
};

const dayOf = (epochSeconds: number): string => new Date(epochSeconds * 1000).toISOString().slice(0, 10);

/** Rows of every file; a line that is none is told on stderr and the others go on. */
const readRows = async (paths: readonly string[], context: CliContext) => {
  const rows = [];
  for (const path of paths) {
    const text = await readTextFile(userPath(path, context));
    const parsed = isPublishedTable(text) ? parsePublishedTable(text) : parseMeasuredRows(text);
    for (const { line, message } of parsed.refused) await context.stderr.write(`${path}, line ${line}: ${message}\n`);
    rows.push(...parsed.rows);
  }
  if (rows.length > 0) return rows;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "FILE",
    value: paths.join(", "),
    expected: "at least one measured configuration, one JSON object a line",
  });
};

const saved = async (given: string, text: string, context: CliContext): Promise<void> => {
  const path = userPath(given, context);
  try {
    await writeFile(path, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const expected = `a file that can be written (${reason})`;
    throw new LoadlineError("LL_INPUT_INVALID", { what: "the file to write", value: path, expected }, { cause });
  }
  await context.stderr.write(`written: ${path}\n`);
};

const save = async ({ coefficients, report }: SpeedCalibration, options: CalibrateOptions, context: CliContext) => {
  if (options.write !== undefined) await saved(options.write, `${JSON.stringify(coefficients)}\n`, context);
  if (options.report !== undefined) await saved(options.report, renderSpeedReport(report), context);
};

const run: CliCommand["run"] = async (context, { arguments: paths, options: given }) => {
  const options = parseOptions(calibrateOptionsSchema, given);
  const rows = await readRows(paths, context);
  // The fit over many rows takes a minute in which nothing else is said.
  await context.stderr.write(`fitting ${rows.length} rows\n`);
  const calibration = calibrateSpeed(rows, {
    priors: speedPriors(),
    origin: options.origin ?? paths.map((path) => basename(path)).join(", "),
    date: dayOf(context.now()),
    holdOuts: holdOutsOf(options),
    folds: options.folds,
    ablate: options.ablate,
    onProgress: (what, done, all) => void context.stderr.write(`${what}: ${done} of ${all}\n`),
  });
  await save(calibration, options, context);
  const { report } = calibration;
  await context.stdout.write(
    options.json
      ? `${JSON.stringify(calibrationAnswer(report), null, 2)}\n`
      : renderCalibration(report, viewOf(context.stdout)),
  );
  return 0;
};

export const calibrate: CliCommand = {
  name: "calibrate",
  summary: "Speed coefficients from measured configurations, with the error of the fit on rows it never saw.",
  examples: [
    { line: "loadline calibrate rows.jsonl", does: "Fit, and the errors in sample and with each group left out." },
    {
      line: "loadline calibrate rows.jsonl --holdout all --report fit-report.md --write speed-coefficients.json",
      does: "Every hold-out, the report as Markdown and the coefficients as a data file.",
    },
    { line: "loadline calibrate rows.jsonl --holdout none --json", does: "The fit alone, in seconds." },
  ],
  declare: (command) =>
    command
      .argument("<file...>", "JSON Lines: configurations as `estimate` reads them, with `measured`")
      .option("--holdout <what>", "groups, model, system, all or none; default: groups")
      .option("--folds <n>", "most fits for --holdout groups; default: one for every group")
      .option("--ablate", "what each coefficient and each level of pooling buys, for the report; minutes")
      .option("--report <file>", "write the fit report as Markdown")
      .option("--write <file>", "write the coefficients")
      .option("--origin <text>", "where the rows come from, for the report; default: the names of the files")
      .option("--json", "print the errors as JSON"),
  run,
};
