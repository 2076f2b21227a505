import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { repositoryRoot } from "../repository.ts";
import { command, type Outcome, type Runner, vitest } from "./runner.ts";

const pnpmVersion = (): string =>
  (JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")) as { packageManager: string }).packageManager;

const inRepository = (path: string): string => join(repositoryRoot, path);

/** Every check of the project, in the order in which a failure is cheapest to find. */
const runners: readonly Runner[] = [
  command("lint and format", inRepository("node_modules/.bin/biome"), ["check", "--error-on-warnings", "."]),
  command("types", "npm", [
    ...["exec", "--yes", "--prefer-offline", `--package=${pnpmVersion()}`, "--", "pnpm", "exec", "turbo", "run"],
    ...["typecheck", "--concurrency=2", "--output-logs=errors-only"],
  ]),
  command("generated files", process.execPath, [inRepository("tools/dist/generate/main.js"), "--check"]),
  vitest("unit", ["unit", "panel"]),
  command("simulations", process.execPath, [
    inRepository("apps/recommender/dist-test/test/simulation/main.js"),
    ...["--seeds", "500"],
  ]),
  vitest("end to end", ["e2e"]),
];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const runAll = async (chosen: readonly Runner[]): Promise<Outcome> => {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const rows: string[] = [];
  for (const runner of chosen) {
    say(`\n▸ ${runner.name}`);
    const start = performance.now();
    const { passed, failed, skipped } = await runner.run();
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    rows.push(
      `  ${failed === 0 ? "✓" : "✗"} ${runner.name.padEnd(18)} ${passed} passed, ${failed} failed  (${seconds(start)})`,
    );
  }
  say(`\n${rows.join("\n")}`);
  return total;
};

const program = new Command("npm test --")
  .description("Runs every check of the project.")
  .option("--only <names...>", `some of: ${runners.map(({ name }) => name).join(", ")}`)
  .addHelpText("after", '\nExamples:\n  npm test\n  npm test -- --only unit "lint and format"');

const { only } = program
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ only?: readonly string[] }>();
const chosen = runners.filter(({ name }) => only === undefined || only.includes(name));
if (chosen.length === 0) {
  process.stderr.write(`LL_USAGE: no check is called ${only?.join(", ")}\n`);
  process.exit(2);
}
const startedAt = Number(process.env["LOADLINE_STARTED_AT"] ?? performance.timeOrigin) - performance.timeOrigin;
const { passed, failed, skipped } = await runAll(chosen);
say(`\nwhole run: ${seconds(startedAt)}`);
say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 ? 0 : 1);
