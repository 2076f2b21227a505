import {
  type clusterRequirements,
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
import { askedArrivals } from "../estimate/flags.ts";
import type { Corrected } from "../estimate/own-observations.ts";
import { arrivalsOf } from "../estimate/request.ts";
import { messages, UserError } from "../messages.ts";
import type { SizeQuestion } from "./question.ts";
import type { SizedRow } from "./search-answer.ts";

export type ClusterRequest = Parameters<typeof clusterRequirements>[0];

/** Numbers of workers are asked of disaggregated replicas alone. */
const modesOf = ({ disaggregated, prefill, decode }: SizeQuestion["options"]): ClusterRequest["modes"] => {
  if (prefill !== undefined || decode !== undefined) return ["disaggregated"];
  return disaggregated ? servingModes : ["aggregated"];
};

const engineConfigOf = (options: SizeQuestion["options"]) => {
  const { maxModelLen, maxBatchedTokens, maxSequences, prefixHitRatio } = options;
  const { gpuMemoryUtilization, streamIntervalTokens } = options;
  return { maxModelLen, maxBatchedTokens, maxSequences, prefixHitRatio, gpuMemoryUtilization, streamIntervalTokens };
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
    requestsPerSecond: question.requestsPerSecond,
    front: question.front,
    reserve: question.reserve,
    lostNodes: question.lostNodes,
    prices: {
      own: ownPrices,
      provider: commonProvider(question.gpus ?? listGpus(), options.purchase),
      today: question.today,
    },
    purchaseClass: options.purchase,
  };
};
