import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { Command, InvalidArgumentError } from "commander";
import { command, type Outcome, type Runner, vitest } from "./runner.ts";

const inRepository = (path: string): string => join(repositoryRoot, path);

const { packageManager } = JSON.parse(readFileSync(inRepository("package.json"), "utf8")) as { packageManager: string };

const simulation = (seeds: number, firstSeed: number): Runner =>
  command("simulation", process.execPath, [
    inRepository("apps/recommender/dist-test/test/simulation/main.js"),
    "--seeds",
    String(seeds),
    "--first-seed",
    String(firstSeed),
  ]);

const quickSeeds = 8;

/** `npm test`, in the order in which a failure is cheapest to find. */
const quick: readonly Runner[] = [
  command("lint", inRepository("node_modules/.bin/biome"), ["check", "--error-on-warnings", "."]),
  command("types", "npm", [
    "exec",
    "--yes",
    "--prefer-offline",
    `--package=${packageManager}`,
    "--",
    "pnpm",
    "exec",
    "turbo",
    "run",
    "typecheck",
    "--concurrency=2",
    "--output-logs=errors-only",
  ]),
  command("generated", process.execPath, [inRepository("tools/dist/generate/main.js"), "--check"]),
  simulation(quickSeeds, 1),
  vitest("unit", { projects: ["unit", "panel", "contract"] }),
  vitest("e2e", { projects: ["e2e"] }),
];

/** They mostly wait for programs. */
const besideOthers: ReadonlySet<string> = new Set(["e2e"]);

/** How long the groups of the full run are. */
interface Size {
  readonly seeds: number;
  readonly chaosMinutes: number;
  /** Factor of the counts of `npm test`, such as processes killed. */
  readonly scale: number;
  /** How long each property is fed with random input; undefined: a fixed number of fixed cases. */
  readonly fuzzSeconds?: number;
  /** Inputs for each decoder, verifier and parser, guided by the coverage of their code. */
  readonly fuzzRuns: number;
  readonly bounded?: boolean;
}

const fullSize: Size = { seeds: 500, chaosMinutes: 10, scale: 40, fuzzSeconds: 10, fuzzRuns: 1_000_000 };
const boundedSize: Size = { seeds: 92, chaosMinutes: 2, scale: 3, fuzzRuns: 1_000, bounded: true };

const propertyFiles = (): readonly string[] =>
  execFileSync("git", ["grep", "-l", "fc.assert", "--", "*.test.ts", "*.test.tsx"], {
    cwd: repositoryRoot,
    encoding: "utf8",
  })
    .trim()
    .split("\n");

/** The groups of `npm run test:full`; the simulation goes on after the seeds of `npm test`. */
const fullGroups = ({
  seeds,
  chaosMinutes,
  scale,
  fuzzSeconds,
  fuzzRuns,
  bounded = false,
}: Size): Readonly<Record<string, readonly Runner[]>> => {
  const environment = { LOADLINE_TEST_SCALE: String(scale) };
  // Building a control plane takes a quarter of an hour: a bounded run uses one that is there.
  const kubernetes = bounded ? { LOADLINE_KUBERNETES_BUILD: "no" } : {};
  return {
    simulation: [
      simulation(seeds, quickSeeds + 1),
      vitest("invariants", {
        projects: ["unit"],
        files: ["test/simulation.test", "test/simulated-cases", "policies/loadline.test", "fluid/fluid.test"],
        environment,
      }),
    ],
    faults: [
      vitest("kills", { projects: ["unit", "contract"], files: ["crash.test", "agent-bundle"], environment }),
      command("chaos", process.execPath, [inRepository("test/dist/chaos/main.js"), "--minutes", String(chaosMinutes)]),
    ],
    fuzz: [
      vitest("fuzz", {
        projects: ["unit", "panel", "contract", "e2e"],
        files: propertyFiles(),
        environment:
          fuzzSeconds === undefined ? { LOADLINE_FUZZ_BOUNDED: "1" } : { LOADLINE_FUZZ_SECONDS: String(fuzzSeconds) },
      }),
      vitest("guided", {
        projects: ["unit"],
        files: ["packages/plan/src/fuzz.test.ts", "apps/agent/src/sources/fuzz.test.ts"],
        environment: { FUZZ_CASES: String(fuzzRuns) },
      }),
    ],
    panel: [vitest("panel", { projects: ["e2e"], files: ["test/panel"], environment })],
    kubernetes: [vitest("kubernetes", { projects: ["kubernetes"], environment: kubernetes })],
    accuracy: [vitest("accuracy", { projects: ["contract"], files: ["test/accuracy"], environment })],
  };
};

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs stage after stage; in each, those that mostly wait run beside the others from its start on. */
const runAll = async (stages: readonly (readonly Runner[])[]): Promise<Omit<Outcome, "failures">> => {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const rows: string[] = [];
  const runOne = async (runner: Runner, output: "at once" | "at its end"): Promise<void> => {
    print(`\n▸ ${runner.name}`);
    const start = performance.now();
    const { passed, failed, skipped, failures } = await runner.run(output);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    const mark = failed === 0 ? "✓" : "✗";
    rows.push(`  ${mark} ${runner.name.padEnd(12)} ${passed} passed, ${failed} failed  (${seconds(start)})`);
    rows.push(...failures.map((failure) => `      ✗ ${failure}`));
  };
  for (const stage of stages) {
    const inOrder = stage.filter(({ name }) => !besideOthers.has(name));
    const beside = stage
      .filter(({ name }) => besideOthers.has(name))
      .map((runner) => runOne(runner, inOrder.length === 0 ? "at once" : "at its end"));
    for (const runner of inOrder) await runOne(runner, "at once");
    await Promise.all(beside);
  }
  print(`\n${rows.join("\n")}`);
  return total;
};

interface Flags {
  readonly only?: readonly string[];
  readonly full?: true;
  readonly bounded?: true;
  readonly kedaOperator?: true;
  readonly shuffle?: number;
}

const quickNames = quick.map(({ name }) => name);
const groupNames = Object.keys(fullGroups(fullSize));

const readSeed = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number below 1,000,000,000.");
};

const program = new Command("npm test --")
  .description("Runs the checks of the project: all of the short run, or groups of the full one.")
  .argument("[groups...]", `with --full, some of: ${groupNames.join(", ")}`)
  .option("--only <names...>", `some of the short run: ${quickNames.join(", ")}`)
  .option("--full", "the full run (npm run test:full): the long simulations, faults, fuzzing and matrices")
  .option("--keda-operator", "with the group kubernetes: build KEDA's operator and metrics adapter, and test with them")
  .option("--shuffle <seed>", "test files, and the tests in each, in the random order of this number", readSeed)
  .option("--bounded", "the short run, then the full run with small sizes")
  .addHelpText(
    "after",
    "\nExamples:\n  npm test\n  npm test -- --only unit lint\n  npm test -- --shuffle 7\n  npm run test:full\n  npm run test:full -- faults fuzz",
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

const refuseUnknown = (names: readonly string[], known: readonly string[]): void => {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  process.stderr.write(`LL_USAGE: unknown check "${unknown}"; expected some of: ${known.join(", ")}\n`);
  process.exit(2);
};

/** Of a step of a bounded run; the longest, all unit tests, takes a third on two busy cores. */
const mostMinutes = 40;

const chosenStages = (flags: Flags, groups: readonly string[]): readonly (readonly Runner[])[] => {
  const { only, full, bounded, shuffle } = flags;
  // Read by what builds the control plane.
  if (flags.kedaOperator === true) process.env["LOADLINE_KEDA_OPERATOR"] = "yes";
  // Read by what runs vitest.
  if (bounded === true) process.env["LOADLINE_CHECK_MINUTES"] = String(mostMinutes);
  if (shuffle !== undefined) process.env["LOADLINE_SHUFFLE"] = String(shuffle);
  if (full === true) {
    refuseUnknown(groups, groupNames);
    const wanted = groups.length === 0 ? groupNames : groups;
    return wanted.map((name) => fullGroups(fullSize)[name] ?? []);
  }
  refuseUnknown([...groups, ...(only ?? [])], quickNames);
  const short = quick.filter(({ name }) => only === undefined || only.includes(name));
  return bounded === true ? [short, ...Object.values(fullGroups(boundedSize))] : [short];
};

const startedAt = Number(process.env["LOADLINE_STARTED_AT"] ?? performance.timeOrigin) - performance.timeOrigin;
const { passed, failed, skipped } = await runAll(chosenStages(program.opts<Flags>(), program.args));
print(`\nwhole run: ${seconds(startedAt)}`);
if (skipped > 0) print(`not run: ${skipped}`);
print(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
