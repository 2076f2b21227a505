import {
  type DemandShape,
  gpuCount,
  type Load,
  LoadlineError,
  layoutForGpus,
  type Model,
  type ReplicaSpec,
  type ReplicaSpecInput,
  replicaSpec,
  withRoomForWeights,
} from "@loadline/core";
import { modelInput } from "../model/own-models.ts";
import type { ConfigLine } from "./config-line.ts";
import { lengthNotes, shapeOfConfig } from "./lengths-of-config.ts";
import { isEndless, loadOfConfig } from "./load-of-config.ts";
import { noObservations, type OwnObservations } from "./own-observations.ts";

/** A configuration in the words of core, with what had to be simplified. */
export interface EstimateRequest {
  readonly spec: ReplicaSpec;
  readonly shape: DemandShape;
  readonly load: Load;
  /** Of a picture, where it is not the model's usual one. */
  readonly picture?: ConfigLine["picture"];
  readonly notes: readonly string[];
  /** Facts that decide the answer and were not given, each with what was taken for it. */
  readonly assumptions: readonly string[];
}

/** A sequence that the model was not made to hold is estimated all the same, and said so. */
const contextNotes = ({ model }: ReplicaSpec, { inputTokens, outputTokens }: DemandShape): readonly string[] => {
  if (!("contextLength" in model) || model.kind === "encoder-decoder") return [];
  const length = inputTokens + (model.kind === "decoder" ? outputTokens : 0);
  return length <= model.contextLength.value
    ? []
    : [
        `a request of ${Math.round(length)} tokens is longer than the ${model.contextLength.value} of ${model.id}: an engine refuses it unless the length is extended`,
      ];
};

/** An encoder-decoder hears one window at a time. */
const windowNotes = ({ model }: ReplicaSpec): readonly string[] =>
  model.kind === "encoder-decoder"
    ? [`a request is one window of ${model.encoderPositions.value} encoder positions (30 s of speech for Whisper)`]
    : [];

const assertPicture = ({ picture }: ConfigLine, { model }: ReplicaSpec): void => {
  if (picture === undefined || model.kind === "diffusion") return;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "picture",
    value: picture,
    expected: `nothing: ${model.id} makes no pictures`,
  });
};

/** A closed loop is modelled with prompts cut to fill a step; arrivals at a rate are simulated either way. */
const chunkNotes = ({ load, engineConfig }: ConfigLine): readonly string[] => {
  const isClosed = isEndless(load);
  return isClosed && engineConfig?.chunkedPrefill === false
    ? ["engineConfig.chunkedPrefill is taken as true in a closed loop; give a rate to have it simulated as false"]
    : [];
};

/** What the user brings: models that the catalogue has not, and measurements. */
export interface Own {
  readonly models: readonly Model[];
  readonly observations: OwnObservations;
}

export const nothingOwn: Own = { models: [], observations: noObservations };

type Workers = NonNullable<ConfigLine["decode"]>;
type NamedModel = ReplicaSpecInput["model"];

const workerParallel = (model: NamedModel, { parallel, gpusPerWorker }: Workers): ReplicaSpecInput["parallel"] =>
  parallel === undefined && gpusPerWorker !== undefined
    ? layoutForGpus(model, gpusPerWorker)
    : parallelOf({ parallel, gpus: gpusPerWorker });

/** A name such as "8x H100" tells the GPUs where nothing else does. */
const gpusOf = ({ gpu, gpus, parallel }: ConfigLine): number | undefined =>
  gpus ?? (parallel === undefined ? (gpuCount(gpu) ?? undefined) : undefined);

const parallelOf = (config: Pick<ConfigLine, "parallel" | "gpus">): ReplicaSpec["parallel"] => {
  const { tensor, pipeline = 1, expert = 1, attentionData = 1, gpus = config.gpus } = config.parallel ?? {};
  const ranks = tensor ?? Math.max(1, (gpus ?? 1) / attentionData);
  if (gpus !== undefined && ranks * attentionData !== gpus) {
    throw new LoadlineError("LL_PARALLELISM_INVALID", {
      detail: `gpus is ${gpus}, tensor × attentionData is ${ranks * attentionData}`,
    });
  }
  return { tensor: ranks, pipeline, expert, attentionData };
};

const disaggregationOf = (
  { disaggregated, prefill, decode }: ConfigLine,
  model: NamedModel,
): Partial<ReplicaSpecInput> => {
  if (disaggregated !== true && prefill === undefined && decode === undefined) return {};
  const prompts =
    prefill === undefined ? null : { workers: prefill.workers ?? 1, parallel: workerParallel(model, prefill) };
  return { disaggregation: { prefill: prompts, decodeWorkers: decode?.workers ?? null } };
};

const specOf = (config: ConfigLine, own: readonly Model[]): ReplicaSpec => {
  const model = modelInput(config.model, own);
  const { gpu, engine, engineVersion, weights, kvCache, engineConfig, streamIntervalTokens } = config;
  return replicaSpec({
    ...{ model, gpu, engine, engineVersion, weights, kvCache },
    parallel:
      config.decode === undefined
        ? parallelOf({ ...config, gpus: gpusOf(config) })
        : workerParallel(model, config.decode),
    speculativeDecoding: config.speculativeDecoding,
    ...disaggregationOf(config, model),
    engineConfig: { ...(streamIntervalTokens === undefined ? {} : { streamIntervalTokens }), ...engineConfig },
  });
};

/** A cache format that was not given, and what it was taken from where that halves or doubles the tokens. */
const cacheNotes = ({ engine, model, weights, kvCache, cacheBasis }: ReplicaSpec): readonly string[] => {
  if (model.kind !== "decoder" || engine === "tensorrt-llm") return [];
  if (cacheBasis === "checkpoint") return [`kvCache is taken as ${kvCache}, as the checkpoint states it`];
  if (cacheBasis === "campaigns" && kvCache === "fp8") {
    return [
      `kvCache is taken as fp8, as deployments with such weights set it; ${engine} by itself keeps 16 bits and holds half the tokens: give kvCache, or "auto" for the engine's own`,
    ];
  }
  return cacheBasis === "engine-default" && (weights === "fp8" || weights === "nvfp4")
    ? [
        `kvCache is taken as ${kvCache}, what ${engine} keeps by itself, as other flags of its start are given and this one is not; fp8 holds twice the tokens`,
      ]
    : [];
};

/**
 * A configuration line in the words of core; `own` is what the user brings.
 * @throws LL_INPUT_INVALID for what is not modelled, and the codes of `replicaSpec`
 */
export const estimateRequest = (config: ConfigLine, own: Own = nothingOwn): EstimateRequest => {
  const roomy = withRoomForWeights(specOf(config, own.models));
  const { spec, notes: corrections } = own.observations.corrected(roomy.spec);
  assertPicture(config, spec);
  const shape = shapeOfConfig(config, spec.model.kind);
  const notes = [
    ...corrections,
    ...lengthNotes(config, shape),
    ...cacheNotes(spec),
    ...chunkNotes(config),
    ...contextNotes(spec, shape),
    ...windowNotes(spec),
  ];
  return { spec, shape, load: loadOfConfig(config), picture: config.picture, notes, assumptions: roomy.assumptions };
};
