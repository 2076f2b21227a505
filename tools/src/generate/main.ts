import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { repositoryRoot } from "../repository.ts";
import { generatedFiles } from "./generated-files.ts";

const program = new Command("pnpm generate")
  .description("Writes every generated file, or says which ones are out of date.")
  .option("--check", "write nothing; exit 1 when a file differs")
  .addHelpText("after", "\nExamples:\n  pnpm build && pnpm generate\n  pnpm verify:generated");

const { check } = program
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ check?: boolean }>();

const stale = generatedFiles().filter(({ path, text }) => {
  const file = join(repositoryRoot, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
});

if (check === true) {
  for (const { path } of stale) process.stderr.write(`${path} is out of date; run: pnpm build && pnpm generate\n`);
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const { path, text } of stale) {
  const file = join(repositoryRoot, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${path}\n`);
}
