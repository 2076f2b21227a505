import { readFileSync } from "node:fs";
import { fitOnlineRuns, parseOnlineRuns } from "@loadline/calibration";
import { Command } from "commander";

const { runs: path } = new Command("node tools/dist/fit/open-loop.js")
  .description("Fits the constants of packages/core/data/calibration/open-loop.json to published open-loop runs.")
  .requiredOption("--runs <file>", "table with one published figure a line, of scenario 'online open-loop, n requests'")
  .addHelpText("after", "\nExample:\n  node tools/dist/fit/open-loop.js --runs published.csv")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ runs: string }>();

const percent = (error: number | null): string => (error === null ? "-" : `${(100 * error).toFixed(1)} %`);

const runs = parseOnlineRuns(readFileSync(path, "utf8"));
const { constants, leftOut, inSample, committed } = fitOnlineRuns(runs);
process.stdout.write(`${runs.length} runs\n`);
for (const [name, value] of Object.entries(constants))
  process.stdout.write(`${name.padEnd(24)} ${value.toPrecision(3)}\n`);
const rows = {
  "in sample": inSample,
  "committed constants": committed,
  "GPU left out": leftOut.gpu,
  "workload left out": leftOut.workload,
};
process.stdout.write("median error at finite rates: first token, inter-token, throughput\n");
for (const [name, errors] of Object.entries(rows)) {
  const { timeToFirstToken, interTokenLatency, outputTokensPerSecond } = errors;
  const cells = [timeToFirstToken, interTokenLatency, outputTokensPerSecond].map(percent).join(", ");
  process.stdout.write(`${name.padEnd(24)} ${cells}\n`);
}
