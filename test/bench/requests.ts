import { readFileSync } from "node:fs";
import { replicaSpec, type ServingShape } from "@loadline/model";
import {
  binRequests,
  bridgeGaps,
  costAtUnserved,
  createPolicy,
  fixedLeadTime,
  generateRequests,
  type LatencyObjectives,
  loadSeries,
  type ModelReplica,
  modelReplica,
  parseCsvTrace,
  parseServegenLoad,
  type RequestLevelScore,
  type RequestLevelSettings,
  referenceNoise,
  type ScalingPolicy,
  shapeOfTrace,
  simulateRequests,
  type Trace,
} from "@loadline/simulation";
import { printTable } from "./table.ts";

export interface RequestsOptions {
  /** Windows in ServeGen's form, whose rate is scaled to the replicas, or requests in Azure's, as they were. */
  readonly trace: string;
  /** Day of the trace to learn on, from 0; scoring starts the day after. */
  readonly firstDay: number;
  readonly days: number;
  /** Replicas that the mean of the trace keeps busy. */
  readonly replicas: number;
  readonly leadTime: number;
  /** Objectives, in seconds. */
  readonly ttft: number;
  readonly itl: number;
  /** Deviation of a schedule's window means from the trace's, as a ratio. */
  readonly scheduleError?: number;
  /** The schedule that an operator would write: the hourly means of the week before. */
  readonly scheduleOfLastWeek?: true;
  readonly seed: number;
  readonly policies: readonly string[];
}

const stepSeconds = 15;
const secondsPerMinute = 60;
const secondsPerHour = 3600;
const secondsPerDay = 86_400;
const daysPerWeek = 7;
const hpaTargets = [0.7, 0.8, 0.9, 1, 1.1];

const logNormal = (mean: number, share: number) => ({ kind: "log-normal", mean, stdev: share * mean }) as const;
const shape = { input: logNormal(1155, 1), output: logNormal(211, 0.7) };
const objectivesOf = ({ ttft, itl }: RequestsOptions): LatencyObjectives => ({
  timeToFirstToken: ttft,
  interTokenLatency: itl,
  share: 0.95,
});

/** Demand per second at a time since the start, in seconds; null where the schedule has no entry. */
type Schedule = (at: number) => number | null;

/** A straight line between values at equal distances, the first of them at `offset` distances. */
const interpolated =
  (values: readonly number[], distanceSeconds: number, offset = 0): Schedule =>
  (at) => {
    const place = at / distanceSeconds - offset;
    const index = Math.max(0, Math.floor(place));
    const [before, after] = [values[index], values[index + 1]];
    return before === undefined || after === undefined ? null : before + (after - before) * Math.max(0, place - index);
  };

interface ScaledTrace {
  /** Requests per second of each window that is simulated. */
  readonly means: readonly number[];
  readonly windowSeconds: number;
  /** Hourly means of the same days a week before, or null where the trace begins later. */
  readonly lastWeek: readonly number[] | null;
}

const scaledTrace = ({ firstDay, days, replicas }: RequestsOptions, text: string, capacity: number): ScaledTrace => {
  const { rates, windowSeconds } = parseServegenLoad(text);
  const all = bridgeGaps(rates);
  const scale = (capacity * replicas * all.length) / all.reduce((sum, rate) => sum + rate, 0);
  const from = (firstDay * secondsPerDay) / windowSeconds;
  const count = ((days + 1) * secondsPerDay) / windowSeconds;
  const perHour = secondsPerHour / windowSeconds;
  const start = from - (daysPerWeek * secondsPerDay) / windowSeconds;
  const hourly = Array.from({ length: Math.floor(count / perHour) + 2 }, (_, hour) => {
    const windows = all.slice(start + hour * perHour, start + (hour + 1) * perHour);
    return (scale * windows.reduce((sum, rate) => sum + rate, 0)) / Math.max(1, windows.length);
  });
  return {
    means: all.slice(from, from + count + 1).map((rate) => rate * scale),
    windowSeconds,
    lastWeek: start < 0 ? null : hourly,
  };
};

/** The means with errors from a generator of its own. */
const scheduleWithError = ({ means, windowSeconds }: ScaledTrace, error: number, seed: number): Schedule => {
  const factors = loadSeries(new Array<number>(means.length + 1).fill(1), {
    noise: error,
    correlation: 0,
    seed: seed + 1,
    windowSeconds: 1,
    stepSeconds: 1,
    shape: "step",
  });
  return interpolated(
    Array.from(factors, (factor, window) => (means[window] ?? 0) * factor),
    windowSeconds,
  );
};

const scheduleOf = (options: RequestsOptions, trace: ScaledTrace): Schedule | undefined => {
  if (options.scheduleOfLastWeek === true) {
    if (trace.lastWeek === null) throw new RangeError("--schedule-of-last-week needs --first-day 7 or later");
    return interpolated(trace.lastWeek, secondsPerHour, 0.5);
  }
  return options.scheduleError === undefined
    ? undefined
    : scheduleWithError(trace, options.scheduleError, options.seed);
};

/** Has the windows' means without their noise over the lead time: the most that any schedule is worth. */
const truePolicy = (name: string, target: number, truth: Schedule, leadTime: number): ScalingPolicy<null> => ({
  name,
  holdsOnUnknown: true,
  start: null,
  step: (state, { at, capacity }) => {
    let highest = 0;
    for (let ahead = 0; ahead <= leadTime; ahead += stepSeconds) highest = Math.max(highest, truth(at + ahead) ?? 0);
    return { state, desired: Math.max(1, Math.ceil(highest / (capacity * target))) };
  },
});

const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;

interface Load {
  readonly requests: Trace;
  readonly replica: ModelReplica;
  readonly scoreFromSeconds: number;
  readonly scheduledDemand?: Schedule | undefined;
  /** The true mean load at a time. */
  readonly truth: Schedule;
}

const replicaFor = (lengths: ServingShape, objectives: LatencyObjectives): ModelReplica => {
  const found = modelReplica(replicaSpec({ model: "llama-3.1-8b", gpu: "l4" }), lengths, objectives);
  if (found.kind === "infeasible") throw new RangeError("not even one request alone meets the objectives");
  return found.replica;
};

/** Requests that were recorded one by one: nothing is known of the time before, and the first minute counts. */
const recordedRequests = (options: RequestsOptions, text: string): Load => {
  const requests = parseCsvTrace(text, { onNotice: () => undefined });
  const perMinute = binRequests(
    requests.map(({ at }) => at),
    secondsPerMinute,
  );
  return {
    requests,
    replica: replicaFor(shapeOfTrace(requests), objectivesOf(options)),
    scoreFromSeconds: 0,
    truth: interpolated([...perMinute], secondsPerMinute, 0.5),
  };
};

/** Requests that are drawn from the rates of windows, the first day to learn on. */
const drawnRequests = (options: RequestsOptions, text: string): Load => {
  const { seed } = options;
  const replica = replicaFor(shape, objectivesOf(options));
  const trace = scaledTrace(options, text, replica.capacity.each(options.replicas));
  const { means, windowSeconds } = trace;
  const requests = generateRequests({
    rates: loadSeries(means, { ...referenceNoise, windowSeconds, stepSeconds, shape: "linear", seed }),
    stepSeconds,
    process: { kind: "gamma", cv: 1.3 },
    clients: 5,
    shape,
    seed,
  });
  const scheduledDemand = scheduleOf(options, trace);
  return {
    requests,
    replica,
    scoreFromSeconds: secondsPerDay,
    scheduledDemand,
    truth: interpolated(means, windowSeconds),
  };
};

const azureHeader = "TIMESTAMP,";

/**
 * Policies request by request on a recorded trace: cost beside the frontier of horizontal pod autoscalers at equal
 * violation. `true:N` holds the true mean load of the lead time at N of the capacity.
 */
export const benchRequests = (options: RequestsOptions): void => {
  const { seed, leadTime } = options;
  const text = readFileSync(options.trace, "utf8");
  const load = text.startsWith(azureHeader) ? recordedRequests(options, text) : drawnRequests(options, text);
  const { requests, replica, scoreFromSeconds, scheduledDemand, truth } = load;
  const settings: RequestLevelSettings = {
    ...replica,
    leadTimeSeconds: leadTime,
    stepSeconds,
    objectives: objectivesOf(options),
    seed,
    scoreFromSeconds,
    scheduledDemand,
    supply: {
      leadTime: fixedLeadTime(leadTime),
      drain: 600,
      failedStarts: 0,
    },
  };
  const policyNamed = (name: string): ScalingPolicy => {
    const [kind, parameter = "1"] = name.split(":");
    if (kind === "true") return truePolicy(name, Number(parameter), truth, leadTime);
    return createPolicy(name, { minimumReplicas: 1, maximumReplicas: 1000, stepSeconds, demandAhead: null });
  };
  const run = (name: string): RequestLevelScore => simulateRequests(requests, policyNamed(name), settings).score;
  const family = hpaTargets.map((target) => ({ name: `hpa:${target}`, score: run(`hpa:${target}`) }));
  const gap = ({ ratioToMinimum, ...score }: RequestLevelScore, of: "violationShare" | "sloViolationMinutes") => {
    const frontier = family.map((one) => ({
      ratioToMinimum: one.score.ratioToMinimum,
      unservedShare: one.score[of],
    }));
    const cost = costAtUnserved(frontier, score[of]);
    return cost === null ? "beyond" : (ratioToMinimum - cost).toFixed(3);
  };
  const placed = options.policies.map((name) => ({ name, score: run(name) }));
  process.stdout.write(
    `${requests.length} requests, ${replica.capacity.each(options.replicas).toFixed(3)} requests/s for each of ${options.replicas} replicas, lead time ${leadTime} s\n`,
  );
  printTable(
    [
      "policy",
      "replica-hours",
      "cost ÷ least",
      "missed",
      "violation",
      "actions",
      "reversals",
      "vs HPA, missed",
      "vs HPA, minutes",
    ],
    [...family, ...placed].map(({ name, score }) => [
      name,
      score.replicaHours.toFixed(1),
      score.ratioToMinimum.toFixed(3),
      percent(score.violationShare),
      `${score.sloViolationMinutes} min`,
      String(score.actions),
      String(score.reversals),
      gap(score, "violationShare"),
      gap(score, "sloViolationMinutes"),
    ]),
  );
};
