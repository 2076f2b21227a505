import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Command } from "commander";
import { repositoryRoot } from "../repository.ts";

const { lines, cli } = new Command("node tools/dist/bench/lines.js")
  .description("Times JSON Lines through the command line, start of the process included.")
  .option("--lines <n>", "configurations to answer", "10000")
  .option("--cli <file>", "the built command", join(repositoryRoot, "apps/cli/dist/main.js"))
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/lines.js --lines 1000")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ lines: string; cli: string }>();

const models = ["llama-3.1-8b", "llama-3.1-70b", "qwen3-32b", "deepseek-v3", "gpt-oss-120b"];
const gpus = ["h100", "h200", "b200", "mi300x"];
const batches = [1, 8, 64, 256];
const lengths = [128, 512, 1024, 8192];

const cycled = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

const line = (index: number): string =>
  JSON.stringify({
    id: index,
    model: cycled(models, index),
    gpu: cycled(gpus, Math.floor(index / models.length)),
    weights: "fp8",
    parallel: { tensor: 8 },
    inputTokens: cycled(lengths, Math.floor(index / 7)),
    outputTokens: cycled(lengths, Math.floor(index / 11)),
    load: { concurrency: cycled(batches, Math.floor(index / 3)) },
  });

const input = `${Array.from({ length: Number(lines) }, (_, index) => line(index)).join("\n")}\n`;
const barMilliseconds = 2000;
const megabyte = 2 ** 20;

const start = performance.now();
const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "estimate", "--json"], {
  input,
  encoding: "utf8",
  maxBuffer: 512 * megabyte,
});
const took = performance.now() - start;
const answered = stdout.trim().split("\n").length;
if (status !== 0 || answered !== Number(lines)) {
  process.stderr.write(`the command ended with ${status} after ${answered} answers\n${stderr}`);
  process.exitCode = 1;
}
process.stdout.write(
  `${answered} JSON Lines: ${took.toFixed(0)} ms  bar ${barMilliseconds} ms: ${took <= barMilliseconds ? "met" : "missed"}\n`,
);
