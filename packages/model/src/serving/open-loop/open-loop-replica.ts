import { engineFacts } from "../../catalogue/engine-facts.ts";
import { operations } from "../../cost/operations.ts";
import { fittingMemory } from "../../memory/replica-memory.ts";
import { isVersionFrom } from "../../model/engine-version.ts";
import type { ReplicaMemory } from "../../model/estimate.ts";
import type { ServingShape } from "../../model/load.ts";
import type { PromptWorkers, ReplicaSpec, ServingEngine, ServingLimits, ServingReplica } from "../../model/replica.ts";
import { promptSpec } from "../../performance/layout-for-gpus.ts";
import { meanLength } from "../arrivals/draw-requests.ts";
import { promptConstants } from "./open-loop-constants.ts";
import { servingSteps } from "./serving-steps.ts";

const cachePolicyOf = ({ engine }: ReplicaSpec): ServingLimits["cachePolicy"] =>
  engineFacts[engine].reservesOutput ? "reserve" : "grow";

/** Prompt workers and decode workers have no measured runs at a rate: their steps are taken as scheduled one by one. */
const schedulesAhead = ({ engine, engineVersion, disaggregation }: ReplicaSpec): boolean => {
  const { schedulesAheadFrom } = engineFacts[engine];
  return (
    disaggregation === undefined && schedulesAheadFrom !== null && isVersionFrom(engineVersion, schedulesAheadFrom)
  );
};

const limitsWith = (spec: ReplicaSpec, { kvCacheTokens }: ReplicaMemory): ServingLimits => {
  const { maxBatchedTokens, maxSequences, chunkedPrefill, prefixHitRatio } = spec.engineConfig;
  return {
    maxBatchedTokens,
    maxSequences,
    kvCacheTokens,
    chunkedPrefill,
    cachePolicy: cachePolicyOf(spec),
    prefixHitRatio,
    requestSeconds: promptConstants(spec).requestSeconds,
    schedulesAhead: schedulesAhead(spec),
  };
};

const engineOf = (spec: ReplicaSpec, context: number, memory: ReplicaMemory): ServingEngine => ({
  steps: servingSteps(spec, context, promptConstants(spec)),
  limits: limitsWith(spec, memory),
});

/** Seconds in which the cache of one token crosses between nodes, over the links of one decode worker. */
const transferSeconds = ({ parallel }: ReplicaSpec, { perGpu, kvCacheTokens }: ReplicaMemory): number => {
  const { tensor, pipeline, attentionData } = parallel;
  const bytesPerToken = (perGpu.kvCache * tensor * pipeline * attentionData) / kvCacheTokens;
  return bytesPerToken / (operations().nodeLinkBandwidth.value * tensor);
};

interface WorkerOptions {
  readonly context: number;
  readonly memory: ReplicaMemory;
}

const promptWorkersOf = (spec: ReplicaSpec, { context, memory }: WorkerOptions): PromptWorkers => {
  const prompts = promptSpec(spec);
  return {
    decodeWorkers: spec.disaggregation?.decodeWorkers ?? 1,
    promptWorkers: spec.disaggregation?.prefill?.workers ?? 1,
    engine: engineOf(prompts, context, fittingMemory(prompts)),
    transferSecondsPerToken: transferSeconds(spec, memory),
  };
};

/** The engine of a decode worker: prompts come computed, and past the front of the deployment. */
const decodeWorker = (engine: ServingEngine): ServingEngine => ({
  ...engine,
  limits: { ...engine.limits, prefixHitRatio: 1, requestSeconds: 0 },
});

/**
 * A replica as the simulation sees it.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 * @source data/calibration/speed-coefficients.json for decodes, data/calibration/open-loop.json for prompts
 */
export const openLoopReplica = (spec: ReplicaSpec, shape: ServingShape): ServingReplica => {
  const context = meanLength(shape.input) + meanLength(shape.output) / 2;
  const memory = fittingMemory(spec);
  const engine = engineOf(spec, context, memory);
  if (spec.disaggregation === undefined) return engine;
  return { ...decodeWorker(engine), disaggregated: promptWorkersOf(spec, { context, memory }) };
};
