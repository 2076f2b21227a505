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
import { isByFormula, loadOfConfig } from "./load-of-config.ts";
import { noObservations, type OwnObservations } from "./own-observations.ts";
import { assertStartedFor, assertTimed, cacheNotes, contextNotes } from "./spec-notes.ts";

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
  const isClosed = isByFormula(load);
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
    model,
    gpu,
    engine,
    engineVersion,
    weights,
    kvCache,
    parallel:
      config.decode === undefined
        ? parallelOf({ parallel: config.parallel, gpus: gpusOf(config) })
        : workerParallel(model, config.decode),
    speculativeDecoding: config.speculativeDecoding,
    ...disaggregationOf(config, model),
    engineConfig: { ...(streamIntervalTokens === undefined ? {} : { streamIntervalTokens }), ...engineConfig },
  });
};

/**
 * A configuration line in the words of core; `own` is what the user brings.
 * @throws LL_INPUT_INVALID for what is not modelled, and the codes of `replicaSpec`
 */
export const estimateRequest = (config: ConfigLine, own: Own = nothingOwn): EstimateRequest => {
  const roomy = withRoomForWeights(specOf(config, own.models));
  const { spec, notes: corrections } = own.observations.corrected(roomy.spec);
  assertPicture(config, spec);
  assertTimed(spec.model);
  const shape = shapeOfConfig(config, spec.model.kind);
  if (spec.model.kind === "decoder") assertStartedFor(shape, config.engineConfig?.maxModelLen);
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
