import {
  type DemandShape,
  type Load,
  LoadlineError,
  layoutForGpus,
  type ReplicaSpec,
  type ReplicaSpecInput,
  replicaSpec,
} from "@loadline/core";
import type { ConfigLine } from "./config-line.ts";
import { lengthNotes, shapeOfConfig } from "./lengths-of-config.ts";
import { loadOfConfig } from "./load-of-config.ts";

/** A configuration in the words of core, with what had to be simplified. */
export interface EstimateRequest {
  readonly spec: ReplicaSpec;
  readonly shape: DemandShape;
  readonly load: Load;
  /** Of a picture, where it is not the model's usual one. */
  readonly picture?: ConfigLine["picture"];
  readonly notes: readonly string[];
}

const unsupported = (what: string, value: unknown, instead: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what, value, expected: instead });

/** What would change the answer and is not modelled is refused, so that no wrong figure leaves. */
const assertModelled = ({ load, engineConfig }: ConfigLine): void => {
  const isClosed = "concurrency" in load || "saturated" in load;
  if (isClosed && engineConfig?.chunkedPrefill === false) {
    throw unsupported("engineConfig.chunkedPrefill", false, "true for a closed loop; arrivals at a rate take both");
  }
};

type Workers = NonNullable<ConfigLine["decode"]>;

const workerParallel = (model: string, { parallel, gpusPerWorker }: Workers): ReplicaSpecInput["parallel"] =>
  parallel === undefined && gpusPerWorker !== undefined
    ? layoutForGpus(model, gpusPerWorker)
    : parallelOf({ parallel, gpus: gpusPerWorker });

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

const disaggregationOf = ({ model, disaggregated, prefill, decode }: ConfigLine): Partial<ReplicaSpecInput> => {
  if (disaggregated !== true && prefill === undefined && decode === undefined) return {};
  const prompts =
    prefill === undefined ? null : { workers: prefill.workers ?? 1, parallel: workerParallel(model, prefill) };
  return { disaggregation: { prefill: prompts, decodeWorkers: decode?.workers ?? null } };
};

const specOf = (config: ConfigLine): ReplicaSpec => {
  const { model, gpu, engine, engineVersion, weights, kvCache, engineConfig, streamIntervalTokens } = config;
  return replicaSpec({
    ...{ model, gpu, engine, engineVersion, weights, kvCache },
    parallel: config.decode === undefined ? parallelOf(config) : workerParallel(model, config.decode),
    speculativeDecoding: config.speculativeDecoding,
    ...disaggregationOf(config),
    engineConfig: { ...(streamIntervalTokens === undefined ? {} : { streamIntervalTokens }), ...engineConfig },
  });
};

/** A cache format that was not given and that the engine would not take by itself. */
const cacheNotes = ({ kvCache }: ConfigLine, { engine, model, kvCache: taken }: ReplicaSpec): readonly string[] =>
  kvCache !== undefined || taken !== "fp8" || engine === "tensorrt-llm" || model.kind !== "decoder"
    ? []
    : [
        `kvCache is taken as fp8, as deployments with such weights set it; ${engine} by itself keeps 16 bits and holds half the tokens: give kvCache, or "auto" for the engine's own`,
      ];

/**
 * A configuration line in the words of core.
 * @throws LL_INPUT_INVALID for what is not modelled, and the codes of `replicaSpec`
 */
export const estimateRequest = (config: ConfigLine): EstimateRequest => {
  assertModelled(config);
  const spec = specOf(config);
  const shape = shapeOfConfig(config, spec.model.kind);
  const notes = [...lengthNotes(config, shape), ...cacheNotes(config, spec)];
  return { spec, shape, load: loadOfConfig(config), picture: config.picture, notes };
};
