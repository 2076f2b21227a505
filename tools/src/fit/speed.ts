import { readFileSync, writeFileSync } from "node:fs";
import { calibrateSpeed, holdOutNames, parseMeasuredRows, renderSpeedReport, withRuns } from "@loadline/calibration";
import { speedPriors } from "@loadline/model";
import { Command } from "commander";

const { check } = new Command("node tools/dist/fit/speed.js")
  .description(
    "Fits packages/model/data/calibration/speed-coefficients.json to research/calibration/data and writes docs/accuracy/fit-report.md.",
  )
  .option("--check", "fit alone, and compare with the committed coefficients; writes nothing")
  .addHelpText("after", "\nExample:\n  node tools/dist/fit/speed.js --check")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ check?: true }>();

const data = "research/calibration/data";
const coefficientFile = "packages/model/data/calibration/speed-coefficients.json";
const reportFile = "docs/accuracy/fit-report.md";
const text = (name: string): string => readFileSync(`${data}/${name}`, "utf8");
const measured = ["served.jsonl", "published.jsonl"].flatMap(
  (name) => parseMeasuredRows(text(name), { takesRates: true }).rows,
);
const rows = measured.filter(({ requestsPerSecond }) => requestsPerSecond === null);
const runs = measured.filter((row) => !rows.includes(row));

const committed = JSON.parse(readFileSync(coefficientFile, "utf8"));
const { coefficients: ofClosedLoops, report } = calibrateSpeed(rows, {
  priors: speedPriors(),
  origin: committed.source.ref,
  date: committed.source.accessed,
  folds: 24,
  holdOuts: check === true ? [] : holdOutNames,
  onProgress: (what, done, all) => process.stderr.write(`${what}: ${done} of ${all}\n`),
});
const coefficients = withRuns(ofClosedLoops, runs);

if (check === true) {
  const effectsOf = ({ decode, common, firstToken, source }: typeof coefficients): string =>
    JSON.stringify([decode, common, firstToken, source]);
  const isSame = effectsOf(committed) === effectsOf(coefficients);
  process.stdout.write(
    isSame ? "the committed coefficients are those of the fit\n" : "the fit has other coefficients\n",
  );
  process.exitCode = isSame ? 0 : 1;
} else {
  writeFileSync(coefficientFile, `${JSON.stringify(coefficients, null, 2)}\n`);
  writeFileSync(reportFile, renderSpeedReport(report));
}
