#!/usr/bin/env node
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { ReplicaModels } from "../../src/observe/replica-model.ts";
import { type Outcome, outcomeOf, Report, replayCommand } from "./report.ts";
import { simulate } from "./simulate.ts";

// Seeded simulations of whole recommenders, spread over worker threads. Exits 1 when an invariant broke.

interface Orders {
  readonly first: number;
  readonly count: number;
  readonly stride: number;
  readonly hours: number;
  readonly replayEvery: number;
}

interface Done {
  readonly outcome: Outcome;
  readonly again: Outcome | null;
}

const work = async (
  { first, count, stride, hours, replayEvery }: Orders,
  onDone: (done: Done) => void,
): Promise<void> => {
  const models = new ReplicaModels();
  for (let seed = first; seed < first + count; seed += stride) {
    const outcome = outcomeOf(await simulate({ seed, hours, models }));
    const replays = seed % replayEvery === 0 || outcome.violations.length > 0 || count === 1;
    // Anew in every respect: a model that remembers its answers must not be what makes them equal.
    const again = replays ? outcomeOf(await simulate({ seed, hours, models: new ReplicaModels() })) : null;
    onDone({ outcome, again });
  }
};

/** At once: a run of hours need not end before its first finding is looked at. */
const printViolation = ({ seed, violations }: Outcome): void => {
  if (violations.length > 0) process.stderr.write(`seed ${seed}: ${violations[0]}; again: ${replayCommand(seed)}\n`);
};

const printProgress = (done: number, all: number, failed: number): void => {
  const every = Math.max(1, Math.floor(all / 20));
  if (done % every === 0) process.stderr.write(`${done} of ${all} simulations, ${failed} with a violation\n`);
};

const inWorkers = async (orders: Orders, workers: number, onDone: (done: Done) => void): Promise<void> => {
  const ends = Array.from({ length: workers }, (_, index) => {
    const share = { ...orders, first: orders.first + index, count: orders.count - index, stride: workers };
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.on("message", onDone);
    return new Promise<void>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
    });
  });
  await Promise.all(ends);
};

const usage = `usage: main.js [--seeds 10000] [--first-seed 1] [--hours 24] [--workers 2] [--replay-every 50]
example: node apps/recommender/dist-test/test/simulation/main.js --seeds 500\n`;

const whole = (text: string, least: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`"${text}" is no whole number of at least ${least}`);
  return value;
};

const optionsOf = () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "10000" },
      "first-seed": { type: "string", default: "1" },
      hours: { type: "string", default: "24" },
      workers: { type: "string", default: "2" },
      "replay-every": { type: "string", default: "50" },
      help: { type: "boolean", default: false },
    },
  });
  return {
    help: values.help,
    workers: whole(values.workers, 1),
    orders: {
      first: whole(values["first-seed"], 0),
      count: whole(values.seeds, 1),
      stride: 1,
      hours: whole(values.hours, 1),
      replayEvery: whole(values["replay-every"], 1),
    },
  };
};

const printReport = (report: Report, { hours }: Orders, seconds: number): void => {
  const rows = [...report.rows(hours), ["seconds", seconds.toFixed(0)] as const];
  for (const [what, value] of rows) process.stdout.write(`${what.padEnd(26)}${value}\n`);
  for (const { seed, violations, faults } of report.failed.toSorted((a, b) => a.seed - b.seed)) {
    process.stdout.write(`\nseed ${seed} [${faults.join(", ")}]\n`);
    for (const violation of violations.slice(0, 8)) process.stdout.write(`  ${violation}\n`);
    process.stdout.write(`  again: ${replayCommand(seed)}\n`);
  }
  if (report.different.length > 0)
    process.stdout.write(`\nseeds that replay differently: ${report.different.join(", ")}\n`);
};

const main = async (): Promise<number> => {
  const { help, orders, workers } = optionsOf();
  if (help) {
    process.stdout.write(usage);
    return 0;
  }
  const report = new Report();
  const begun = performance.now();
  const onDone = ({ outcome, again }: Done): void => {
    report.add(outcome);
    if (again !== null) report.addReplay(outcome, again);
    printViolation(outcome);
    printProgress(report.simulations, orders.count, report.failed.length);
  };
  if (workers === 1 || orders.count === 1) await work(orders, onDone);
  else await inWorkers(orders, workers, onDone);
  printReport(report, orders, (performance.now() - begun) / 1000);
  return report.holds ? 0 : 1;
};

const fail = (error: unknown): number => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  return 2;
};

if (isMainThread) process.exitCode = await main().catch(fail);
else await work(workerData as Orders, (done) => parentPort?.postMessage(done));
