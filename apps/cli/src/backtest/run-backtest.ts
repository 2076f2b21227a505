import {
  defaultRouter,
  meanOf,
  openLoopReplica,
  type ServingShape,
  seconds,
  withMemoryForWeights,
} from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import { lengthOptions, type OptionValues, objectiveOptions, replicaOptions } from "@loadline/planner/options";
import {
  capacityOfEach,
  createPolicy,
  type FluidRun,
  type FrontierPoint,
  leastReplicas,
  type ReplicaCapacity,
  serviceOf,
  simulateFluid,
} from "@loadline/simulation";
import type { CliContext } from "../command.ts";
import { replicaOfFlags } from "../estimate/flags.ts";
import { readObservations } from "../estimate/own-observations.ts";
import { specOf } from "../estimate/request.ts";
import { readOwnEntries } from "../model/own-entries.ts";

/** Time between two decisions of a policy. */
export const stepSeconds = 15;

/** Options of every command that runs policies over a load. */
export const runOptions = [
  "policies",
  "rate",
  "duration",
  "leadTime",
  "replicaCapacity",
  "minReplicas",
  "maxReplicas",
  "pricePerHour",
  ...replicaOptions,
  "observations",
  "coefficients",
  ...lengthOptions,
  ...objectiveOptions,
  "seed",
  "html",
  "json",
] as const;
export const runDefaults = { rate: "200rps", leadTime: "300s", ttft: "2s", tpot: "100ms", seed: "7" } as const;
export const runHelp = {
  model: `with --gpu: what replicas behind ${defaultRouter} carry, by the model and the lengths of the requests`,
  replicaCapacity:
    "of one replica, such as 8rps, and n times that of n; --model with --gpu has what n carry together; default: mean load ÷ 25",
  ttft: "objective of that capacity: time to first token that 95 % must hold",
  tpot: "objective of that capacity: mean gap between tokens that 95 % of the requests must hold",
  itl: "objective of that capacity: a single gap between tokens that 95 % of them must hold",
  inputTokens: "tokens of an average prompt; default: as the trace has them",
  outputTokens: "tokens of an average answer; default: as the trace has them",
} as const;
export type RunValues = OptionValues<(typeof runOptions)[number], keyof typeof runDefaults | "policies" | "duration">;

const percentile = 0.95;

/**
 * Requests/s that each replica carries: as given, or with a model by how many serve behind the router while 95 % of the
 * requests hold both objectives; null where neither is given.
 * @throws UserError when the load has no lengths or no load holds the objectives; the codes of `replicaSpec`
 */
export const capacityOf = async (
  options: RunValues,
  recorded: ServingShape | null,
  context: CliContext,
): Promise<ReplicaCapacity | null> => {
  const { replicaCapacity, model, modelFile, gpu, deviceFile, ttft, tpot, itl } = options;
  if (model === undefined && modelFile === undefined && gpu === undefined && deviceFile === undefined)
    return replicaCapacity ?? null;
  if (replicaCapacity !== undefined) throw new UserError(messages.exclude("--replica-capacity", "--model with --gpu"));
  const own = await readOwnEntries(options, context);
  const observations = await readObservations(options, own, context);
  const { spec } = observations.corrected(withMemoryForWeights(specOf(replicaOfFlags(options, own), own)).spec);
  // The lengths that options give, else those of the load.
  const { inputTokens, outputTokens } = options;
  const input = inputTokens === undefined ? recorded?.input : ({ kind: "fixed", tokens: inputTokens } as const);
  const output = outputTokens === undefined ? recorded?.output : ({ kind: "fixed", tokens: outputTokens } as const);
  const lengths = input === undefined || output === undefined ? null : { input, output };
  if (lengths === null) throw new UserError(messages.capacityNeedsLengths(spec.model.id));
  const tokenGap = itl === undefined ? undefined : seconds(itl);
  const slo = { percentile, timeToFirstToken: seconds(ttft), interTokenLatency: seconds(tpot), tokenGap } as const;
  const found = serviceOf(openLoopReplica(spec, lengths), lengths, { router: defaultRouter, slo });
  if (found.kind === "feasible") return found.service;
  const { objective, reached, allowed } = found.missed;
  throw new UserError(messages.unreachableObjectives(objective, reached, allowed));
};

export const runSettings = ({ leadTime, pricePerHour, minReplicas, maxReplicas }: RunValues) => ({
  stepSeconds,
  leadTimeSeconds: leadTime,
  usdPerReplicaHour: pricePerHour ?? null,
  minimumReplicas: minReplicas ?? 1,
  maximumReplicas: maxReplicas ?? Number.MAX_SAFE_INTEGER,
});

/** What bounds the counts of every policy. */
export interface PolicyBounds {
  readonly leadTimeSeconds: number;
  readonly minimumReplicas: number;
  readonly maximumReplicas: number;
}

interface BacktestRequest extends PolicyBounds {
  /** Name of the load in the answer. */
  readonly trace: string;
  readonly demand: Float64Array;
  readonly policies: readonly string[];
  readonly stepSeconds: number;
  /** In requests/s; null: 1/25 of the mean demand. */
  readonly capacity: ReplicaCapacity | null;
  readonly usdPerReplicaHour: number | null;
  readonly scoreFromSeconds: number;
}

export interface Backtest extends BacktestRequest {
  readonly capacity: ReplicaCapacity;
  /** Requests/s of each of as many as carry the mean load. */
  readonly replicaCapacity: number;
  readonly runs: readonly FluidRun[];
}

/** Replicas that the mean load keeps busy when no capacity is given. */
export const assumedReplicas = 25;

export const runPolicy = (backtest: Omit<Backtest, "runs" | "replicaCapacity">, policy: string): FluidRun =>
  simulateFluid(backtest.demand, createPolicy(policy, { ...backtest, demandAhead: backtest.demand }), backtest);

/** Every policy over the same load. @throws UserError for bounds or a scored part without meaning, LL_INPUT_INVALID for an unknown policy */
export const runBacktest = (request: BacktestRequest): Backtest => {
  const { minimumReplicas, maximumReplicas, scoreFromSeconds, demand } = request;
  if (minimumReplicas > maximumReplicas) {
    const least = `at least the ${minimumReplicas} of --min-replicas`;
    throw new UserError(messages.invalid("--max-replicas", maximumReplicas, least));
  }
  const length = demand.length * request.stepSeconds;
  if (scoreFromSeconds >= length) {
    const before = `a time before the end of the load, which lasts ${length} s`;
    throw new UserError(messages.invalid("--score-from", scoreFromSeconds, before));
  }
  const mean = meanOf(demand);
  const capacity = request.capacity ?? mean / assumedReplicas;
  if (!(capacityOfEach(capacity, 1) > 0)) throw new UserError(messages.noMeanLoad());
  const backtest = { ...request, capacity, replicaCapacity: capacityOfEach(capacity, leastReplicas(capacity, mean)) };
  return { ...backtest, runs: request.policies.map((policy) => runPolicy(backtest, policy)) };
};

/** Targets of the pod autoscaler that draw its frontier, dearest first. */
const frontierTargets = [0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/** What the pod autoscaler with its defaults would have cost and left unserved at other targets. */
export const podAutoscalerFrontier = (backtest: Backtest): readonly FrontierPoint[] =>
  frontierTargets.map((target) => runPolicy(backtest, `hpa:${target}`).score);

/** The answer of `--json`. `costUsd` is null without a price. */
export const backtestAnswer = (backtest: Backtest) => ({
  trace: backtest.trace,
  loadSeconds: backtest.demand.length * backtest.stepSeconds,
  meanLoadRps: meanOf(backtest.demand),
  leadTimeSeconds: backtest.leadTimeSeconds,
  replicaCapacityRps: backtest.replicaCapacity,
  minimumReplicaHours: backtest.runs[0]?.score.minimumReplicaHours ?? 0,
  policies: backtest.runs.map(({ policy, score: { minimumReplicaHours: _, ...score } }) => ({ policy, ...score })),
});
