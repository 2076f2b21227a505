import {
  type ClusterAnswer,
  type ClusterRequest,
  type ClusterRequirement,
  clusterRequirements,
  configurationLabel,
  gpuPrice,
  type OperatingChoice,
  type OwnPrice,
  precisionByName,
  replicaSpec,
  type Seconds,
  searchConfigurations,
  seconds,
  servingModes,
  tokens,
} from "@loadline/core";
import { assertStartedFor, cacheNotes, contextNotes } from "../estimate/spec-notes.ts";
import type { SizeQuestion } from "./size-options.ts";
import { sparePolicyOf } from "./spare-text.ts";

/** One configuration with what it takes, names instead of catalogue entries. */
export interface SizedRow {
  readonly label: string;
  readonly gpu: string;
  readonly gpusPerReplica: number;
  readonly weights: string;
  readonly batch: number;
  readonly requestsPerSecondPerReplica: number;
  readonly bindingLimit: string;
  readonly errorBand: {
    readonly relative: number;
    readonly basis: ClusterRequirement["candidate"]["errorBand"]["basis"];
  };
  readonly latencies: ClusterRequirement["candidate"]["latencies"];
  readonly loadReplicas: number;
  readonly replicas: number;
  readonly replicasAtWorst: number;
  readonly spare: readonly { readonly cause: string; readonly replicas: number; readonly because: string }[];
  readonly gpus: number;
  readonly nodes: number;
  readonly utilisation: number;
  readonly cost: ClusterRequirement["cost"];
  readonly nodesUsdPerHour: number | null;
  readonly price: ClusterRequirement["price"];
  readonly recommendedTokenLimit: number;
}

export interface FrontPoint {
  readonly label: string;
  readonly concurrency: number;
  readonly tokensPerSecondPerGpu: number;
  readonly tokensPerSecondPerUser: number;
}

/** Objectives that can be met instead, and what they take. */
export interface Reachable {
  readonly timeToFirstToken: number | null;
  readonly interTokenLatency: number | null;
  readonly endToEnd: number | null;
  readonly best: SizedRow;
}

export interface SizeAnswer {
  readonly model: string;
  readonly requestsPerSecond: number;
  readonly verdict: "feasible" | "infeasible";
  readonly because: string | null;
  readonly closest: { readonly label: string; readonly strain: number } | null;
  readonly looked: number;
  readonly best: SizedRow | null;
  /** Where nothing meets the objectives: the best of those that can be met, in seconds. */
  readonly reachable: Reachable | null;
  readonly alternatives: readonly SizedRow[];
  readonly front: readonly FrontPoint[];
  readonly assumptions: readonly string[];
}

const rowOf = (requirement: ClusterRequirement): SizedRow => {
  const { candidate, spare, loadReplicas, replicas, replicasAtWorst, gpus, nodes, utilisation } = requirement;
  const { label, gpu, gpusPerReplica, weights, batch, requestsPerSecondPerReplica, errorBand, latencies } = candidate;
  return {
    ...{ label, gpusPerReplica, weights, batch, requestsPerSecondPerReplica, errorBand, latencies },
    gpu: gpu.id,
    bindingLimit: requirement.bindingLimit,
    ...{ loadReplicas, replicas, replicasAtWorst, gpus, nodes, utilisation },
    spare: spare.needs,
    cost: requirement.cost,
    nodesUsdPerHour: requirement.nodesUsdPerHour,
    price: requirement.price,
    recommendedTokenLimit: requirement.recommendedTokenLimit,
  };
};

const pointOf = (choice: OperatingChoice): FrontPoint => ({
  label: configurationLabel(choice.configuration),
  concurrency: choice.concurrency,
  tokensPerSecondPerGpu: choice.tokensPerSecondPerGpu,
  tokensPerSecondPerUser: choice.tokensPerSecondPerUser,
});

/** The flags as core's request. @throws LL_INPUT_INVALID for a spare that is none */
export const clusterRequestOf = (question: SizeQuestion, ownPrices: readonly OwnPrice[]): ClusterRequest => {
  const { options, inputTokens, outputTokens, percentile, purchaseClass } = question;
  const optional = (value: number | undefined) => (value === undefined ? undefined : seconds(value));
  return {
    model: question.model,
    shape: { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) },
    slo: {
      percentile,
      timeToFirstToken: optional(options.ttft),
      interTokenLatency: optional(options.itl),
      endToEnd: optional(options.endToEnd),
    },
    engine: options.engine,
    gpus: options.gpu,
    precisions: options.weights === undefined ? undefined : [precisionByName(options.weights)],
    kvCache: options.kvCache,
    engineConfig: {
      maxModelLen: options.maxModelLen,
      maxSequences: options.maxSequences,
      prefixHitRatio: options.prefixHitRatio,
    },
    tensors: options.tensor === undefined ? undefined : [options.tensor],
    modes: options.disaggregated ? servingModes : ["aggregated"],
    picture: { steps: options.steps, side: options.side },
    requestsPerSecond: options.requestsPerSecond,
    gatewayRequestsPerSecond: options.gateway,
    spare: sparePolicyOf(options.spare),
    prices: { own: ownPrices },
    purchaseClass,
  };
};

const frontOf = (request: ClusterRequest): readonly FrontPoint[] => {
  const { prices = { own: [] }, purchaseClass = "on-demand" } = request;
  const priceOfGpu = ({ id }: { readonly id: string }): number | null =>
    gpuPrice(prices, id, purchaseClass)?.usdPerGpuHour ?? null;
  return searchConfigurations(request, { priceOfGpu }).speedFront.map(pointOf);
};

const priceText = (price: ClusterRequirement["price"], purchaseClass: string): string => {
  if (price === null) return `no ${purchaseClass} price is known; ranked by GPUs`;
  const origin = price.origin === "own" ? "your own" : `catalogue of ${price.on}`;
  return `${purchaseClass} price ${price.usdPerGpuHour} $/GPU-hour, ${origin}`;
};

/** What the best configuration takes for granted of its engine, and a length that the model was not made for. */
const specNotes = ({ options, model, inputTokens, outputTokens }: SizeQuestion, answer: ClusterAnswer) => {
  if (answer.kind !== "feasible") return [];
  const { gpu, weights } = answer.best.candidate;
  const { engine, kvCache, maxModelLen } = options;
  const spec = replicaSpec({ model, gpu: gpu.id, engine, weights, kvCache, engineConfig: { maxModelLen } });
  const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) };
  return [...contextNotes(spec, shape), ...cacheNotes(spec)];
};

const assumptionsOf = (question: SizeQuestion, answer: ClusterAnswer): readonly string[] => {
  const { options, producesTokens, purchaseClass } = question;
  return [
    ...specNotes(question, answer),
    ...(options.weights === undefined
      ? ["weights may be narrowed to what a GPU computes in; check the answers' quality"]
      : []),
    producesTokens
      ? "random arrivals; every request has the mean lengths"
      : "whole batches, a request waits for the one before its own",
    ...(options.spare === undefined ? ["spare for GPU failures alone: one in ten GPU-years, a day of repair"] : []),
    ...(answer.kind === "feasible" ? [priceText(answer.best.price, purchaseClass)] : []),
    "a month has 730 hours; power is that of the nodes, cooling apart",
  ];
};

// A lone request takes the reach; this much more leaves room for a batch.
const relaxation = 1.5;
const digits = 2;

/** The objective where it is met, else what the closest configuration reaches and half as much again. */
const relaxedTo = (allowed: Seconds | undefined, reached: number | null): Seconds | undefined => {
  if (allowed === undefined || reached === null || reached <= allowed) return allowed;
  return seconds(Number((relaxation * reached).toPrecision(digits)));
};

/** The same question with objectives that the closest configuration meets. */
const reachableOf = (request: ClusterRequest, answer: ClusterAnswer): Reachable | null => {
  if (answer.kind !== "infeasible" || answer.closest === null) return null;
  const { latencies } = answer.closest;
  const slo = {
    ...request.slo,
    timeToFirstToken: relaxedTo(request.slo.timeToFirstToken, latencies.timeToFirstToken),
    interTokenLatency: relaxedTo(request.slo.interTokenLatency, latencies.interTokenLatency),
    endToEnd: relaxedTo(request.slo.endToEnd, latencies.endToEnd),
  };
  const relaxed = clusterRequirements({ ...request, slo });
  if (relaxed.kind === "infeasible") return null;
  return {
    timeToFirstToken: slo.timeToFirstToken ?? null,
    interTokenLatency: slo.interTokenLatency ?? null,
    endToEnd: slo.endToEnd ?? null,
    best: rowOf(relaxed.best),
  };
};

/** What it takes to serve one deployment. @throws the codes of `clusterRequirements` */
export const sizeAnswer = (question: SizeQuestion, ownPrices: readonly OwnPrice[]): SizeAnswer => {
  const request = clusterRequestOf(question, ownPrices);
  if (question.producesTokens) assertStartedFor(request.shape, question.options.maxModelLen);
  const answer = clusterRequirements(request);
  const feasible = answer.kind === "feasible";
  return {
    model: question.modelName,
    requestsPerSecond: request.requestsPerSecond,
    verdict: answer.kind,
    because: feasible ? null : answer.detail,
    closest:
      feasible || answer.closest === null ? null : { label: answer.closest.label, strain: answer.closest.strain },
    looked: answer.looked,
    best: feasible ? rowOf(answer.best) : null,
    reachable: reachableOf(request, answer),
    alternatives: feasible ? answer.alternatives.map(rowOf) : [],
    front: question.producesTokens ? frontOf(request) : [],
    assumptions: assumptionsOf(question, answer),
  };
};
