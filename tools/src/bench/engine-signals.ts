import { readFileSync } from "node:fs";
import { replicaSpec } from "@loadline/core";
import {
  bridgeGaps,
  costAtUnserved,
  createPolicy,
  fixedLeadTime,
  generateRequests,
  loadSeries,
  modelReplica,
  parseServegenLoad,
  type RequestLevelRun,
  type RequestLevelScore,
  type RequestLevelSettings,
  referenceNoise,
  type ScalingPolicy,
  simulateRequests,
} from "@loadline/simulation";
import { Command } from "commander";

const options = new Command("node tools/dist/bench/engine-signals.js")
  .description(
    "Compares Loadline's policy with engine signals and a schedule to the pod autoscaler, request by request: cost at equal violation.",
  )
  .requiredOption("--trace <file>", "windows in ServeGen's form; its rate is scaled to the replicas")
  .option("--first-day <n>", "day of the trace to learn on, from 0; scoring starts the day after", "10")
  .option("--days <n>", "days that are scored", "3")
  .option("--replicas <n>", "replicas that the mean of the trace keeps busy", "12")
  .option("--lead-time <s>", "seconds from order to serving", "300")
  .option("--schedule-error <share>", "deviation of the schedule's window means from the trace's; none: no schedule")
  .option("--schedule-of-last-week", "the schedule an operator would write: the hourly means of the week before")
  .option("--variation <cv>", "coefficient of variation of a client's gaps; above 1: bursts", "1.3")
  .option("--seed <n>", "seed of noise, arrivals and lengths", "1")
  .option("--model <name>", "model of the catalogue", "llama-3.1-8b")
  .option("--gpu <name>", "GPU of the catalogue", "l4")
  .option("--input-tokens <n>", "mean prompt; its deviation is as large", "1155")
  .option("--output-tokens <n>", "mean answer; its deviation is 0.7 of it", "211")
  .option("--ttft <s>", "objective", "2")
  .option("--itl <s>", "objective", "0.1")
  .option("--autoscaler <list>", "targets of the pod autoscaler that make its frontier", "0.7,0.8,0.9,1,1.1")
  .option(
    "--policies <list>",
    "policies to place against it; true:N holds the true mean load of the lead time at N of the capacity, fixed:N holds N replicas",
    "loadline,loadline-engine:0.7,loadline-engine",
  )
  .addHelpText(
    "after",
    "\nExample:\n  node tools/dist/bench/engine-signals.js --trace m-large-10min.csv --schedule-error 0.03",
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Record<string, string>>();

const numberOf = (name: string): number => {
  const value = Number(options[name]);
  if (Number.isFinite(value)) return value;
  process.stderr.write(`--${name} is ${options[name]}; expected a number\n`);
  return process.exit(2);
};

const stepSeconds = 15;
const secondsPerDay = 86_400;
const seed = numberOf("seed");
const leadTimeSeconds = numberOf("leadTime");
const logNormal = (mean: number, share: number) => ({ kind: "log-normal", mean, stdev: share * mean }) as const;
const shape = { input: logNormal(numberOf("inputTokens"), 1), output: logNormal(numberOf("outputTokens"), 0.7) };
const objectives = {
  timeToFirstTokenSeconds: numberOf("ttft"),
  interTokenLatencySeconds: numberOf("itl"),
  share: 0.95,
};
const found = modelReplica(
  replicaSpec({ model: options["model"] ?? "", gpu: options["gpu"] ?? "" }),
  shape,
  objectives,
);
if (found.kind === "infeasible") throw new RangeError("not even one request alone meets the objectives");
const { replica } = found;

const recorded = parseServegenLoad(readFileSync(options["trace"] ?? "", "utf8"));
const all = bridgeGaps(recorded.rates);
const { windowSeconds } = recorded;
const scale = (replica.capacity * numberOf("replicas") * all.length) / all.reduce((sum, rate) => sum + rate, 0);
const from = (numberOf("firstDay") * secondsPerDay) / windowSeconds;
const count = ((numberOf("days") + 1) * secondsPerDay) / windowSeconds;
const means = all.slice(from, from + count + 1).map((rate) => rate * scale);
const rates = loadSeries(means, { ...referenceNoise, windowSeconds, stepSeconds, shape: "linear", seed });
const trace = generateRequests({
  rates,
  stepSeconds,
  process: { kind: "gamma", cv: numberOf("variation") },
  clients: 5,
  shape,
  seed,
});

/** Errors of the schedule, one per window, from a generator of its own. */
const deviations = (error: number): readonly number[] => {
  const series = loadSeries(new Array<number>(means.length + 1).fill(1), {
    noise: error,
    correlation: 0,
    seed: seed + 1,
    windowSeconds: 1,
    stepSeconds: 1,
    shape: "step",
  });
  return Array.from(series);
};

const scheduleWith = (error: number): ((at: number) => number | null) => {
  const planned = deviations(error).map((factor, window) => (means[window] ?? 0) * factor);
  return (at) => {
    const window = Math.floor(at / windowSeconds);
    const [before, after] = [planned[window], planned[window + 1]];
    if (before === undefined || after === undefined) return null;
    return before + (after - before) * (at / windowSeconds - window);
  };
};

const secondsPerHour = 3600;
const daysPerWeek = 7;

/** Hourly means of the same days a week before, in a straight line from the middle of one hour to that of the next. */
const scheduleOfLastWeek = (): ((at: number) => number | null) => {
  const perHour = secondsPerHour / windowSeconds;
  const start = from - (daysPerWeek * secondsPerDay) / windowSeconds;
  if (start < 0) {
    process.stderr.write("--schedule-of-last-week needs --first-day 7 or later\n");
    return process.exit(2);
  }
  const hourly = Array.from({ length: Math.floor(count / perHour) + 2 }, (_, hour) => {
    const windows = all.slice(start + hour * perHour, start + (hour + 1) * perHour);
    return (scale * windows.reduce((sum, rate) => sum + rate, 0)) / Math.max(1, windows.length);
  });
  return (at) => {
    const place = at / secondsPerHour - 0.5;
    const hour = Math.max(0, Math.floor(place));
    const [before, after] = [hourly[hour], hourly[hour + 1]];
    if (before === undefined || after === undefined) return null;
    return before + (after - before) * Math.max(0, place - hour);
  };
};

const schedule = (): RequestLevelSettings["scheduledDemand"] => {
  if (options["scheduleOfLastWeek"] !== undefined) return scheduleOfLastWeek();
  return options["scheduleError"] === undefined ? undefined : scheduleWith(numberOf("scheduleError"));
};

const settings: RequestLevelSettings = {
  ...replica,
  leadTimeSeconds,
  stepSeconds,
  objectives,
  seed,
  scoreFromSeconds: secondsPerDay,
  scheduledDemand: schedule(),
  supply: {
    leadTime: fixedLeadTime(leadTimeSeconds),
    drainSeconds: 600,
    failedStartShare: 0,
    meanSecondsBetweenFailures: null,
    spot: null,
    rollout: null,
    nodes: null,
  },
};

/** What no policy can know: the windows' means without their noise. The most that any schedule is worth. */
const truePolicy = (name: string, target: number): ScalingPolicy<null> => {
  const truth = scheduleWith(0);
  return {
    name,
    holdsOnUnknown: true,
    start: null,
    step: (state, { at, capacity }) => {
      let highest = 0;
      for (let ahead = 0; ahead <= leadTimeSeconds; ahead += stepSeconds) {
        highest = Math.max(highest, truth(at + ahead) ?? 0);
      }
      return { state, desired: Math.max(1, Math.ceil(highest / (capacity * target))) };
    },
  };
};

/** A count that never changes: with far too many replicas, what no count serves within the objectives. */
const fixedPolicy = (name: string, desired: number): ScalingPolicy<null> => ({
  name,
  holdsOnUnknown: true,
  start: null,
  step: (state) => ({ state, desired }),
});

const policyNamed = (name: string): ScalingPolicy => {
  const [kind, parameter] = name.split(":");
  if (kind === "true") return truePolicy(name, Number(parameter ?? 1));
  if (kind === "fixed") return fixedPolicy(name, Number(parameter ?? 1));
  return createPolicy(name, { minimumReplicas: 1, maximumReplicas: 1000, stepSeconds, demandAhead: null });
};

const run = (name: string): RequestLevelRun => simulateRequests(trace, policyNamed(name), settings);

const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;
const gapText = (one: number, at: number | null): string => (at === null ? "beyond" : (one - at).toFixed(3));
const line = ({ policy, score }: RequestLevelRun, [byShare = "", byMinutes = ""]: readonly string[] = []): string =>
  [
    policy.padEnd(20),
    score.ratioToMinimum.toFixed(3),
    percent(score.violationShare).padStart(9),
    `${score.sloViolationMinutes} min`.padStart(8),
    String(score.actions).padStart(6),
    String(score.reversals).padStart(6),
    byShare.padStart(8),
    byMinutes.padStart(8),
  ].join("  ");

process.stdout.write(
  `${trace.length} requests, ${replica.capacity.toFixed(3)} requests/s per replica, lead time ${leadTimeSeconds} s\n` +
    `${"policy".padEnd(20)}   cost     missed     time    acts    back    at equal missed, time\n`,
);
const family = (options["autoscaler"] ?? "").split(",").map((target) => run(`hpa:${target}`));
for (const one of family) process.stdout.write(`${line(one)}\n`);
const frontier = (of: (score: RequestLevelScore) => number) =>
  family.map(({ score }) => ({ ratioToMinimum: score.ratioToMinimum, unservedShare: of(score) }));
const missed = frontier(({ violationShare }) => violationShare);
const minutes = frontier(({ sloViolationMinutes }) => sloViolationMinutes);
for (const name of (options["policies"] ?? "").split(",")) {
  const one = run(name);
  const { ratioToMinimum, violationShare, sloViolationMinutes } = one.score;
  const gaps = [
    gapText(ratioToMinimum, costAtUnserved(missed, violationShare)),
    gapText(ratioToMinimum, costAtUnserved(minutes, sloViolationMinutes)),
  ];
  process.stdout.write(`${line(one, gaps)}\n`);
}
