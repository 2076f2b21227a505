import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { repositoryRoot } from "../repository.ts";
import { generatedFiles } from "./generated-files.ts";
import type { GeneratedFile } from "./markdown.ts";

const program = new Command("pnpm generate")
  .description("Writes every generated file, or names those that are out of date.")
  .option("--check", "write nothing; exit 1 when a file differs")
  .addHelpText("after", "\nExamples:\n  pnpm build && pnpm generate\n  pnpm verify:generated");

const { check } = program
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ check?: boolean }>();

const isStale = ({ path, text }: GeneratedFile): boolean => {
  const file = join(repositoryRoot, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
};

const write = ({ path, text }: GeneratedFile): void => {
  const file = join(repositoryRoot, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${path}\n`);
};

let stale = 0;
for (const file of generatedFiles()) {
  if (!isStale(file)) continue;
  stale++;
  if (check === true) process.stderr.write(`${file.path} is out of date; run: pnpm build && pnpm generate\n`);
  else write(file);
}
if (check === true) process.exit(stale === 0 ? 0 : 1);
