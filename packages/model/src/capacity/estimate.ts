import { invalidInput } from "../base/errors.ts";
import { requestsPerSecond, tokensPerSecond } from "../base/units.ts";
import { openLoopCalibration, speedPriors } from "../catalogue/calibration-data.ts";
import type { BindingLimit, Distribution, ErrorBand, Estimate } from "../model/estimate.ts";
import type { ClosedLoad, DemandShape, Load } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { type Clients, closedLoopDecodes, closedLoopFirstToken, closedLoopSlots } from "../performance/closed-loop.ts";
import { completeSpec } from "../performance/complete-spec.ts";
import { speedBandsOf } from "../performance/error-band.ts";
import { olderMeasuredVersion } from "../performance/fitted-effects.ts";
import {
  combined,
  normalDistribution,
  type WaitingParts,
  waitingDistribution,
  waitingShare,
} from "../performance/latency-distribution.ts";
import {
  interruptionSeconds,
  meanStep,
  promptShare,
  type WorkloadModel,
  workloadModel,
} from "../performance/workload-model.ts";
import { estimateOpenLoop } from "../serving/open-loop/estimate-open-loop.ts";

/** Where a replica settles under a load. */
interface OperatingPoint {
  readonly verdict: Estimate["verdict"];
  readonly decodes: number;
  readonly rate: number;
  readonly timeToFirstToken: WaitingParts;
  /** Prompt workers set the pace of a disaggregated deployment. */
  readonly isPromptBound?: boolean;
  /** The server's front end is busy handing out tokens nearly all of the time. */
  readonly isFrontEndBound?: boolean;
}

/**
 * What stops more load first: whatever stands before the steps, the slots once they are nearly full, else the larger
 * part of the step.
 */
const bindingLimitAt = (model: WorkloadModel, point: OperatingPoint): BindingLimit => {
  const { decodes, rate } = point;
  if (point.isPromptBound === true) return "prefill-compute";
  if (point.isFrontEndBound === true) return "queue";
  const { workers, highestRate, slotLimit } = model;
  if (rate > openLoopCalibration().stableUtilisation.value * highestRate * workers) return slotLimit;
  return promptShare(model, decodes / workers) > 1 / 2 ? "prefill-compute" : "decode-bandwidth";
};

/**
 * Time per output token (TPOT): the mean gap between the tokens of a request, distributed over requests. It spreads with
 * the prompts that happen to interrupt a request and with the number of others beside it, both counted as Poisson: a lone
 * request has none.
 */
const interTokenLatency = (model: WorkloadModel, decodes: number): Distribution => {
  const { chunks, promptWork, outputTokens, slots } = model;
  // At half the slots whatever the load: the busier the GPU, the less the launches of a prompt step stand out.
  const interruption = promptWork === 0 ? 0 : interruptionSeconds(model, slots / 2);
  const others = Math.max(0, decodes - 1);
  const fromPrompts = (Math.sqrt(others * chunks) / outputTokens) * interruption;
  const perSequence = (meanStep(model, slots) - meanStep(model, 0)) / slots;
  const fromNeighbours = perSequence * Math.sqrt(others);
  return normalDistribution(meanStep(model, decodes), Math.hypot(fromPrompts, fromNeighbours));
};

interface AnswerFacts {
  readonly assumptions: readonly string[];
  /** Nothing that decides the batch had to be assumed. */
  readonly isComplete: boolean;
  readonly isEndless: boolean;
}

/** What a front end that binds hands out, to two digits. */
const frontEndAssumptions = ({ outputTokens, firstToken }: WorkloadModel, point: OperatingPoint): readonly string[] => {
  if (point.isFrontEndBound !== true) return [];
  const most = Number((outputTokens / firstToken.handOut).toPrecision(2));
  return [`front end of the server: hands out about ${most} tokens/s, which binds here and not the GPUs`];
};

const estimateAt = (
  model: WorkloadModel,
  point: OperatingPoint,
  { assumptions, isComplete, isEndless }: AnswerFacts,
): Estimate => {
  const timeToFirstToken = waitingDistribution(point.timeToFirstToken);
  const perToken = interTokenLatency(model, point.decodes / model.workers);
  const bands = speedBandsOf(model.spec, {
    isComplete,
    isOffline: model.isOffline,
    isEndless,
    levels: model.levels,
    promptShare: promptShare(model, point.decodes / model.workers),
    waitingShare: waitingShare(model.firstToken.alone, timeToFirstToken.mean),
  });
  return {
    fits: true,
    verdict: point.verdict,
    bindingLimit: bindingLimitAt(model, point),
    timeToFirstToken,
    interTokenLatency: perToken,
    endToEnd: combined(timeToFirstToken, model.outputTokens - 1, perToken),
    outputTokensPerSecond: tokensPerSecond(point.rate * model.outputTokens),
    requestsPerSecond: requestsPerSecond(point.rate),
    concurrency: point.decodes,
    memory: model.memory,
    errorBand: bands.interTokenLatency,
    timeToFirstTokenBand: bands.timeToFirstToken ?? undefined,
    assumptions: [...assumptions, ...frontEndAssumptions(model, point)],
  };
};

/**
 * Error band of what a replica carries: one whatever the objectives, that of every slot taken. At the load of each answer
 * it would widen with a looser objective, as prompts take more of the steps there, and that objective could take more
 * replicas.
 */
export const capacityBand = (
  spec: ReplicaSpec,
  shape: DemandShape,
  facts: Pick<AnswerFacts, "isComplete">,
): ErrorBand => {
  const model = workloadModel(spec, shape);
  const { levels, slots } = model;
  const share = promptShare(model, slots);
  return speedBandsOf(spec, { ...facts, isOffline: false, levels, promptShare: share }).interTokenLatency;
};

const closedLoopPoint = (model: WorkloadModel, clients: Clients): OperatingPoint => {
  const { concurrency } = clients;
  const decodes = closedLoopDecodes(model, clients);
  const perToken = meanStep(model, decodes);
  const perWorker = concurrency / model.workers;
  const rate = (decodes * model.workers) / (model.outputTokens * perToken);
  const isFrontEndBound = rate * model.firstToken.handOut > openLoopCalibration().stableUtilisation.value;
  return {
    verdict: isFrontEndBound || perWorker > closedLoopSlots(model, perWorker) ? "saturated" : "stable",
    decodes: decodes * model.workers,
    rate,
    timeToFirstToken: closedLoopFirstToken(model, clients, perToken),
    isFrontEndBound,
    isPromptBound: concurrency * model.firstToken.promptWorkerSeconds > model.outputTokens * perToken,
  };
};

const saturatedPoint = (model: WorkloadModel): OperatingPoint => {
  const { slots, workers, highestRate } = model;
  const decodes = slots * workers;
  const timeToFirstToken = closedLoopFirstToken(model, { concurrency: decodes }, meanStep(model, slots));
  return { verdict: "saturated", decodes, rate: highestRate * workers, timeToFirstToken };
};

const pointFor = (model: WorkloadModel, load: ClosedLoad): OperatingPoint => {
  if (load.kind === "saturated") return saturatedPoint(model);
  const { concurrency } = load;
  if (concurrency > 0 && Number.isFinite(concurrency)) return closedLoopPoint(model, load);
  throw invalidInput("concurrency", concurrency, "more than 0");
};

const newerVersion = ({ engineVersion, model }: ReplicaSpec, measured: string): string => {
  const gained = Math.round(100 * (1 - speedPriors().newerVersion.step.value));
  return `engineVersion: ${engineVersion} is newer than ${measured}, the newest measured with ${model.id}; decode steps are taken ${gained} % shorter, as newer versions were on average`;
};

const settingAssumptions = (spec: ReplicaSpec, load: Load): readonly string[] => {
  const { maxSequences } = spec.engineConfig;
  const isRaised =
    (load.kind === "concurrency" || load.kind === "closed-run") &&
    load.concurrency > maxSequences &&
    spec.isMaxSequencesAssumed === true;
  const isGuessed = spec.speculativeDecoding !== undefined && spec.speculativeDecoding.acceptedTokens === null;
  const measured = load.kind === "saturated" ? null : olderMeasuredVersion(spec);
  return [
    ...(measured === null ? [] : [newerVersion(spec, measured)]),
    ...(isRaised ? [`engineConfig.maxSequences: no limit below the ${load.concurrency} clients`] : []),
    ...(isGuessed ? ["speculativeDecoding.acceptedTokens: what such deployments showed on average"] : []),
  ];
};

const isClosed = (load: Load): load is ClosedLoad => load.kind === "concurrency" || load.kind === "saturated";

/** Requests under way that a missing plan is judged by. */
const concurrencyOf = (spec: ReplicaSpec, load: Load): number =>
  load.kind === "concurrency" || load.kind === "closed-run" ? load.concurrency : spec.engineConfig.maxSequences;

/**
 * Latency in seconds, throughput and verdict of one replica under one load.
 *
 * Closed loop (`concurrency`): batch by Little's law, as a benchmark's run or once it has gone on for long. Saturated: every slot taken, as many clients as slots. Arriving
 * loads: a simulation of every request, see `estimateOpenLoop`. Disaggregated deployments answer for all their
 * workers, and wait for prompt workers that cannot keep up.
 * No latency of a closed loop falls as its load rises.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const estimate = (spec: ReplicaSpec, shape: DemandShape, load: Load): Estimate => {
  const { spec: complete, assumptions } = completeSpec(spec, concurrencyOf(spec, load));
  const all = [...assumptions, ...settingAssumptions(complete, load)];
  if (!isClosed(load)) return estimateOpenLoop(complete, shape, { load, assumptions: all });
  const model = workloadModel(complete, shape, load.kind === "saturated");
  const isEndless = load.kind === "concurrency" && load.isEndless === true;
  const isComplete = assumptions.length === 0;
  return estimateAt(model, pointFor(model, load), { assumptions: all, isComplete, isEndless });
};
