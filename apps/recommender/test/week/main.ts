#!/usr/bin/env node
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ReplicaModels } from "../../src/observe/replica-model.ts";
import { figureOf, runWeek, type Week, type WeekRow } from "./run-week.ts";

// A week of three deployments on two GPU types under the recommender, printed beside policies on the same load.

const usage = `usage: main.js [--seed 1] [--days 7] [--warm-up-days 1] [--step 15] [--true-capacity 1] [--policies hpa:0.7,clairvoyant]
               [--set KEY=VALUE] [--svg FILE]
example: node apps/recommender/dist-test/test/week/main.js --svg week.svg\n`;

const numberOf = (text: string): number => {
  const value = Number(text);
  if (!(value >= 0) || !Number.isFinite(value)) throw new RangeError(`"${text}" is no number of at least 0`);
  return value;
};

const options = {
  seed: { type: "string", default: "1" },
  days: { type: "string", default: "7" },
  "warm-up-days": { type: "string", default: "1" },
  step: { type: "string", default: "15" },
  "true-capacity": { type: "string", default: "1" },
  policies: { type: "string", default: "hpa:0.7,queue,loadline,clairvoyant" },
  set: { type: "string", multiple: true, default: [] as string[] },
  svg: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

const sumOf = (rows: readonly WeekRow[], policy: string): WeekRow => {
  const served = { shortfallSeconds: 0, unserved: 0, demand: 0, paidSeconds: 0, actions: 0, reversals: 0 };
  for (const row of rows.filter((one) => one.policy === policy)) {
    for (const key of Object.keys(served) as (keyof typeof served)[]) served[key] += row.served[key];
  }
  return { deployment: "all", policy, served };
};

const cells = ({ deployment, policy, served }: WeekRow, least: number): readonly string[] => [
  deployment,
  policy,
  (served.shortfallSeconds / 60).toFixed(2),
  `${((100 * served.unserved) / served.demand).toFixed(3)} %`,
  (served.paidSeconds / 3_600).toFixed(0),
  (served.paidSeconds / least).toFixed(3),
  String(served.actions),
  String(served.reversals),
];

const header = [
  "deployment",
  "policy",
  "SLO-violation min",
  "unserved",
  "replica-hours",
  "x clairvoyant",
  "actions",
  "reversals",
];
const widths = [12, 14, 19, 11, 15, 15, 9, 11];
const line = (row: readonly string[]): string =>
  row.map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join("");

const report = (rows: readonly WeekRow[]): void => {
  const policies = [...new Set(rows.map(({ policy }) => policy))];
  const all = [...rows, ...policies.map((policy) => sumOf(rows, policy))];
  process.stdout.write(`${line(header)}\n`);
  for (const row of all) {
    const floor = all.find((one) => one.deployment === row.deployment && one.policy === "clairvoyant");
    process.stdout.write(`${line(cells(row, floor?.served.paidSeconds ?? Number.NaN))}\n`);
  }
};

/** Skill and reliability of the chances that came with the counts, and of all together. */
const reportGrades = (grades: Week["grades"]): void => {
  const all = { graded: 0, squares: 0, carried: 0, gap: 0 };
  process.stdout.write("\nchances        graded     skill   reliability gap\n");
  const print = (name: string, graded: number, skill: number, gap: number): void =>
    void process.stdout.write(
      `${name.padEnd(12)} ${graded.toFixed(0).padStart(8)}  ${skill.toFixed(2).padStart(8)}  ${(100 * gap).toFixed(2).padStart(9)} points\n`,
    );
  for (const [deployment, grade] of grades) {
    if (grade === null) continue;
    const { graded, brierScore, skill, reliabilityGap, bins } = grade;
    print(deployment, graded, skill ?? Number.NaN, reliabilityGap);
    all.graded += graded;
    all.squares += graded * brierScore;
    all.carried += bins.reduce((sum, bin) => sum + bin.graded * bin.carried, 0);
    all.gap += graded * reliabilityGap;
  }
  const base = all.carried / all.graded;
  print("all", all.graded, 1 - all.squares / all.graded / (base * (1 - base)), all.gap / all.graded);
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const config = Object.fromEntries(values.set.map((one) => [one.split("=")[0] ?? "", Number(one.split("=")[1])]));
  const settings = {
    seed: numberOf(values.seed),
    days: numberOf(values.days),
    warmUpDays: numberOf(values["warm-up-days"]),
    stepSeconds: numberOf(values.step),
    trueCapacity: numberOf(values["true-capacity"]),
    config,
  };
  const week = await runWeek(settings, values.policies.split(","), new ReplicaModels());
  report(week.rows);
  reportGrades(week.grades);
  if (values.svg !== undefined) await writeFile(values.svg, figureOf(week.traces));
  return 0;
};

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  return 2;
});
