import {
  type DemandShape,
  type Load,
  LoadlineError,
  layoutForGpus,
  type ReplicaSpec,
  type ReplicaSpecInput,
  replicaSpec,
  requestsPerSecond,
  tokens,
} from "@loadline/core";
import type { ConfigLine } from "./config-line.ts";

/** A configuration in the words of core, with what had to be simplified. */
export interface EstimateRequest {
  readonly spec: ReplicaSpec;
  readonly shape: DemandShape;
  readonly load: Load;
  /** A run that ends: its figures hold only where a steady state is reached. */
  readonly finiteRun: boolean;
  readonly notes: readonly string[];
}

const unsupported = (what: string, value: unknown, instead: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what, value, expected: `${instead}; this model cannot calculate it yet` });

/** What would change the answer and is not modelled is refused, so that no wrong figure leaves. */
const assertModelled = (config: ConfigLine): void => {
  const { load, engineConfig } = config;
  if ("stages" in load) throw unsupported("load.stages", load.stages, "a constant rate");
  if (engineConfig?.chunkedPrefill === false) throw unsupported("engineConfig.chunkedPrefill", false, "true");
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

const lengthOf = (config: ConfigLine, key: "inputTokens" | "outputTokens"): number => {
  const nominal = config[`${key}Distribution`]?.mean ?? config[key];
  if (nominal === undefined) {
    throw new LoadlineError("LL_INPUT_INVALID", { what: key, value: null, expected: "a number of tokens" });
  }
  const [low, high] = config.lengthRange ?? [1, 1];
  return (nominal * (low + high)) / 2;
};

const isVaried = ({ inputTokensDistribution, outputTokensDistribution, lengthRange }: ConfigLine): boolean => {
  const spreads = [inputTokensDistribution?.stdev, outputTokensDistribution?.stdev];
  return spreads.some((stdev) => (stdev ?? 0) > 0) || (lengthRange !== undefined && lengthRange[0] < lengthRange[1]);
};

const loadOf = ({ load }: ConfigLine): Load => {
  if ("concurrency" in load) return { kind: "concurrency", concurrency: load.concurrency };
  if ("requestsPerSecond" in load) {
    return { kind: "open-loop", requestsPerSecond: requestsPerSecond(load.requestsPerSecond) };
  }
  return { kind: "saturated" };
};

const notesOf = (config: ConfigLine): readonly string[] => {
  const spread = config.inputTokensDistribution ?? config.outputTokensDistribution ?? config.lengthRange;
  return spread === undefined
    ? []
    : ["lengths enter by their mean; percentiles leave out the spread that differing lengths add"];
};

/**
 * A configuration line in the words of core.
 * @throws LL_INPUT_INVALID for what is not modelled, and the codes of `replicaSpec`
 */
export const estimateRequest = (config: ConfigLine): EstimateRequest => {
  assertModelled(config);
  return {
    spec: specOf(config),
    shape: {
      inputTokens: tokens(lengthOf(config, "inputTokens")),
      outputTokens: tokens(lengthOf(config, "outputTokens")),
      variedLengths: isVaried(config),
    },
    load: loadOf(config),
    finiteRun: "requests" in config.load && config.load.requests !== undefined,
    notes: notesOf(config),
  };
};
