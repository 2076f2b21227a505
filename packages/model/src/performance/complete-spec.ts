import { ratio } from "../base/units.ts";
import { engineFacts } from "../catalogue/engine-facts.ts";
import { hasMoeLayers } from "../catalogue/transformer.ts";
import { cacheLayout, layoutFits } from "../memory/cache-layout.ts";
import { highestShare } from "../memory/fitting-changes.ts";
import { gpusOf } from "../model/engine.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { decoderOf } from "./decoder-of.ts";

/** A spec with every missing fact assumed, and a note for each. */
interface CompleteSpec {
  readonly spec: ReplicaSpec;
  readonly assumptions: readonly string[];
}

// Published deployments: many small decode workers, few rack-wide ones. Of a dozen plans the one whose answers come
// nearest to published runs that state none.
const smallWorkerGpus = 4;
const rackWorkerGpus = 12;
const assumedPromptWorkers = 2;
/** Requests per GPU from which operators give every GPU its own requests. */
const attentionDataFrom = 4;

/**
 * The spec with a plan for a disaggregated deployment that states none: how many workers decode decides the batch
 * of each and with it the answer.
 * @param concurrency requests under way in the whole deployment
 */
export const completeSpec = (spec: ReplicaSpec, concurrency: number): CompleteSpec => {
  const { disaggregation, parallel } = spec;
  if (disaggregation === undefined) return { spec, assumptions: [] };
  const gpus = gpusOf(parallel);
  const workers = disaggregation.decodeWorkers ?? (gpus >= rackWorkerGpus ? 1 : gpus > smallWorkerGpus ? 8 : 4);
  const prefill = disaggregation.prefill ?? { workers: assumedPromptWorkers, parallel };
  const isUnknown = disaggregation.decodeWorkers === null;
  const isSpread = isUnknown && parallel.attentionData === 1 && concurrency / workers / gpus >= attentionDataFrom;
  const expert = isSpread && hasMoeLayers(decoderOf(spec).transformer) ? gpus : 1;
  const layout = isSpread ? { tensor: 1, pipeline: 1, attentionData: gpus, expert } : parallel;
  return {
    spec: { ...spec, parallel: layout, disaggregation: { prefill, decodeWorkers: workers } },
    assumptions: [
      ...(isUnknown ? [`decode.workers: ${workers}, attentionData ${layout.attentionData} on each`] : []),
      ...(disaggregation.prefill === null ? [`prefill.workers: ${prefill.workers}, as large as a decode worker`] : []),
    ],
  };
};

/**
 * The spec with the highest memory share where none is given, the weights leave no space under the default, and
 * deployments of such models on this engine raise it by hand (SGLang). Other engines keep their default, which decides
 * whether they start.
 */
export const withMemoryForWeights = (spec: ReplicaSpec): CompleteSpec => {
  const { engine, engineConfig, isMemoryShareAssumed } = spec;
  if (!engineFacts[engine].isShareRaised || isMemoryShareAssumed !== true || layoutFits(cacheLayout(spec))) {
    return { spec, assumptions: [] };
  }
  const raised = { ...spec, engineConfig: { ...engineConfig, gpuMemoryUtilization: ratio(highestShare) } };
  if (!layoutFits(cacheLayout(raised))) return { spec, assumptions: [] };
  const why = `as the weights leave no memory under ${engineConfig.gpuMemoryUtilization}`;
  return { spec: raised, assumptions: [`engineConfig.gpuMemoryUtilization: ${highestShare}, ${why}`] };
};
