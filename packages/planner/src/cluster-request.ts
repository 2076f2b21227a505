import {
  clusterRequirements,
  commonProvider,
  gpuNamed,
  listGpus,
  type OwnPrice,
  precisionByName,
  replicaSpec,
  seconds,
  servingModes,
  tokens,
} from "@loadline/model";
import { arrivalsOf, askedArrivals } from "./arrivals.ts";
import { messages, UserError } from "./messages.ts";
import { type Confidence, configurationGroups } from "./options.ts";
import type { Corrected } from "./own-observations.ts";
import type { SizeQuestion } from "./question.ts";
import type { SizedRow } from "./search-answer.ts";

export type ClusterRequest = Parameters<typeof clusterRequirements>[0];

/** Numbers of workers are asked of disaggregated replicas alone. */
const modesOf = ({ disaggregated, prefill, decode }: SizeQuestion["options"]): ClusterRequest["modes"] => {
  if (prefill !== undefined || decode !== undefined) return ["disaggregated"];
  return disaggregated ? servingModes : ["aggregated"];
};

const engineConfigOf = (options: SizeQuestion["options"]) =>
  Object.fromEntries(configurationGroups.engineConfig.map((key) => [key, options[key]])) as {
    readonly [K in (typeof configurationGroups.engineConfig)[number]]: SizeQuestion["options"][K];
  };

/** @throws UserError for tokens that are accepted and none that are drafted */
const speculationOf = ({ draftTokens, acceptedTokens }: SizeQuestion["options"]) => {
  if (draftTokens !== undefined) return { draftTokens, acceptedTokens: acceptedTokens ?? null };
  if (acceptedTokens !== undefined) throw new UserError(messages.needs("--accepted-tokens", "--draft-tokens"));
  return undefined;
};

/** A configuration of the answer as a replica, corrected as in the search. */
export const answeredReplica = (
  { gpu, weights, parallel }: Pick<SizedRow, "gpu" | "weights" | "parallel">,
  { model, devices, observations, options }: SizeQuestion,
): Corrected => {
  const { engine, engineVersion, kvCache } = options;
  const engineConfig = engineConfigOf(options);
  const speculativeDecoding = speculationOf(options);
  const gpuType = gpuNamed(gpu, devices);
  const input = { model, gpu: gpuType, engine, engineVersion, kvCache, weights, parallel, engineConfig };
  return observations.corrected(replicaSpec({ ...input, speculativeDecoding }));
};

export const clusterRequestOf = (question: SizeQuestion, ownPrices: readonly OwnPrice[]): ClusterRequest => {
  const { options, inputTokens, outputTokens } = question;
  const optional = (value: number | undefined) => (value === undefined ? undefined : seconds(value));
  return {
    model: question.model,
    shape: {
      inputTokens: tokens(inputTokens),
      outputTokens: tokens(outputTokens),
      ...(options.spread && {
        variedLengths: true,
        inputDistribution: options.spread.input,
        outputDistribution: options.spread.output,
      }),
      arrivals: arrivalsOf(askedArrivals(options)),
      documents: options.documents,
      picture: { steps: options.steps, side: options.side },
    },
    slo: {
      percentile: options.percentile,
      timeToFirstToken: optional(options.ttft),
      interTokenLatency: optional(options.tpot),
      tokenGap: optional(options.itl),
      endToEnd: optional(options.endToEnd),
    },
    engine: options.engine,
    gpus: question.gpus,
    precisions: options.weights === undefined ? undefined : [precisionByName(options.weights)],
    kvCache: options.kvCache,
    engineConfig: engineConfigOf(options),
    engineVersion: options.engineVersion,
    speculativeDecoding: speculationOf(options),
    tensors: options.tensor === undefined ? undefined : [options.tensor],
    parallel: { pipeline: options.pipeline, expert: options.expert, attentionData: options.attentionData },
    modes: modesOf(options),
    workers: { prefill: options.prefill, decode: options.decode },
    corrected: (spec) => question.observations.corrected(spec).spec,
    confidence: options.confidence,
    router: options.router,
    requestsPerSecond: question.requestsPerSecond,
    front: question.front,
    reserve: question.reserve,
    lostNodes: question.lostNodes,
    isWhole: options.wholeNodes,
    prices: {
      own: ownPrices,
      provider: commonProvider(question.gpus ?? listGpus(), options.purchase),
      today: question.today,
    },
    purchaseClass: options.purchase,
  };
};

export type Requirement = Extract<ReturnType<typeof clusterRequirements>, { kind: "feasible" }>["best"];

/** A requirement with names instead of catalogue entries. */
export const rowOf = ({ candidate, reserve, each, ...taken }: Requirement, confidence: Confidence): SizedRow => {
  const { label, gpu, gpusPerReplica, weights, parallel, workers, batch, errorBand, promptShare, latencies } =
    candidate;
  return {
    label,
    gpusPerReplica,
    weights,
    parallel,
    workers,
    batch,
    errorBand,
    promptShare,
    latencies,
    confidence,
    requestsPerSecondPerReplica: each.median,
    saturatedRequestsPerSecond: candidate.saturatedRate,
    gpu: gpu.id,
    reserve: [...reserve.needs],
    ...taken,
    stranded: [...taken.stranded],
  };
};

/** A layout, whatever its speed. */
const keyOf = ({ gpu, weights, parallel }: Pick<Requirement["candidate"], "gpu" | "weights" | "parallel">): string =>
  JSON.stringify([gpu.id, weights, parallel]);

/**
 * The question with the cache of each layout at a rate no lower than its replicas carry with the confidence asked for, so
 * that they carry it at any load. A first search takes them with requests always waiting, which is too low a share and a
 * rate, a second one at that lower rate, which is too high a share and a rate.
 */
export const settledQuestion = (
  question: SizeQuestion,
  ownPrices: readonly OwnPrice[],
  change: Partial<ClusterRequest> = {},
) => {
  const { atRates } = question.observations;
  const rates = new Map<string, number>();
  let settled = question;
  for (let search = 0; atRates !== undefined && search < 2; search++) {
    const answer = clusterRequirements({ ...clusterRequestOf(settled, ownPrices), ...change });
    if (answer.kind === "infeasible") break;
    for (const { candidate, each } of [answer.best, ...answer.alternatives]) {
      const [key, rate] = [keyOf(candidate), each.covered];
      if (candidate.workers === null) rates.set(key, Math.max(rate, rates.get(key) ?? 0));
    }
    settled = { ...question, observations: atRates((spec) => rates.get(keyOf(spec))) };
  }
  return settled;
};
