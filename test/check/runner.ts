import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";

/** Counts of tests; a program counts as one test. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Title of each failed test with the first line of its error. */
  readonly failures: readonly string[];
}

/** One step of a run, with its name in the summary. */
export interface Runner {
  readonly name: string;
  readonly run: (output: Output) => Promise<Outcome>;
}

/** When what a program prints is shown; that of one beside others comes in one piece. */
type Output = "at once" | "at its end";

type Environment = Readonly<Record<string, string>>;

const execute = (
  program: string,
  args: readonly string[],
  output: Output,
  environment: Environment = {},
): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(program, [...args], {
      cwd: repositoryRoot,
      stdio: output === "at once" ? "inherit" : ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", ...environment },
      // Set by --bounded: one that hangs would keep all others from being counted. 0: no limit.
      timeout: Number(process.env["LOADLINE_CHECK_MINUTES"] ?? 0) * 60_000,
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => printed.push(chunk));
    child.once("error", () => resolve(127));
    child.once("close", (code) => {
      process.stdout.write(Buffer.concat(printed));
      resolve(code ?? 1);
    });
  });

/** A program that passes with exit code 0. */
export const command = (name: string, program: string, args: readonly string[]): Runner => ({
  name,
  run: async (output) => {
    const code = await execute(program, args, output);
    return code === 0
      ? { passed: 1, failed: 0, skipped: 0, failures: [] }
      : { passed: 0, failed: 1, skipped: 0, failures: [`it ended with code ${code}`] };
  },
});

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

const firstLine = (text: string | undefined): string => text?.split("\n", 1)[0] ?? "";

const failuresOf = ({ testResults = [] }: VitestReport): readonly string[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${repositoryRoot}/`, "");
    const tests = assertionResults
      .filter((test) => test.status === "failed")
      .map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages?.[0])}`);
    return tests.length === 0 && status === "failed" ? [`${file}: ${firstLine(message)}`] : tests;
  });

/** Counts of vitest's report; a file that does not load, and a crash before any report, count as one failure. */
export const readVitestReport = (text: string | null, exitCode: number): Outcome => {
  if (text === null) return { passed: 0, failed: 1, skipped: 0, failures: ["it ended without a report"] };
  const report = JSON.parse(text) as VitestReport;
  const unexplained = report.numFailedTests === 0 && (exitCode !== 0 || report.numFailedTestSuites > 0) ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unexplained,
    skipped: report.numPendingTests,
    failures: failuresOf(report),
  };
};

const readOrNull = (path: string): string | null => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
};

export interface VitestChoice {
  /** Projects of vitest.config.ts. */
  readonly projects: readonly string[];
  /** Only files whose path contains one of these; without them every file of the projects. */
  readonly files?: readonly string[];
  readonly environment?: Environment;
}

/** The tests of vitest that were chosen. */
export const vitest = (name: string, { projects, files = [], environment }: VitestChoice): Runner => ({
  name,
  run: async (output) => {
    const folder = mkdtempSync(join(tmpdir(), "loadline-check-"));
    const file = join(folder, "report.json");
    // Set by --shuffle.
    const seed = process.env["LOADLINE_SHUFFLE"];
    const args = [
      join(repositoryRoot, "node_modules/vitest/vitest.mjs"),
      "run",
      ...files,
      ...projects.flatMap((project) => ["--project", project]),
      ...(seed === undefined ? [] : ["--sequence.shuffle", `--sequence.seed=${seed}`]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ];
    const code = await execute(process.execPath, args, output, environment);
    const outcome = readVitestReport(readOrNull(file), code);
    rmSync(folder, { recursive: true, force: true });
    return outcome;
  },
});
