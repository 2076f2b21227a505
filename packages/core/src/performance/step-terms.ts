import type { Transformer } from "../catalogue/model.ts";
import { bytesPerElement, nativePrecision, peakFlops } from "../catalogue/precision.ts";
import { LoadlineError } from "../errors.ts";
import { kvBytesPerToken } from "../memory/kv-bytes-per-token.ts";
import { embeddingWeights, layerWeights } from "../memory/weight-bytes.ts";
import { measuredCoefficients } from "./measured-coefficients.ts";
import type { ReplicaSpec } from "./types.ts";

/**
 * The pieces of a step's time, in seconds, per unit of what they grow with. "Per lane" is per sequence that one
 * attention-data rank or pipeline stage works on at a time.
 */
export interface StepTerms {
  /** Batches that run beside each other: attention-data ranks × pipeline stages. */
  readonly lanes: number;
  /** Per step, whatever is in it: launch, layers, all-reduce latency. */
  readonly fixed: number;
  /** Reading every weight once. */
  readonly weightRead: number;
  /** Matrix arithmetic of one decoding sequence of a lane. */
  readonly decodeCompute: number;
  /** Sampling and hand-out of one decoding sequence of a lane. */
  readonly perSequence: number;
  /** Reading the cache of one context token of a lane. */
  readonly perContextToken: number;
  /** Link transfer of one token of the replica, prompt or decode. */
  readonly linkPerToken: number;
  /** Matrix arithmetic of one prompt token of the replica. */
  readonly promptCompute: number;
  /** Attention of one prompt token of the replica to one earlier token. */
  readonly promptAttention: number;
  /** A step that holds prompt tokens runs without recorded graphs. */
  readonly promptStep: number;
}

const attentionFlopsPerPair = ({ layers, attentionHeads, headDimension }: Transformer): number =>
  2 * 2 * layers.value * attentionHeads.value * headDimension.value; // scores and values, a multiply and an add each

/** Matrix parameters that one token meets on one GPU of a lane, all stages added. */
const activeWeights = (transformer: Transformer, { parallel }: ReplicaSpec): number => {
  const { mixtureOfExperts } = transformer;
  const own = layerWeights(transformer, parallel, transformer.layers.value);
  if (mixtureOfExperts === null) return own;
  const { experts, expertsPerToken, expertSize, denseLayers } = mixtureOfExperts;
  const idle = (experts.value - expertsPerToken.value) / (parallel.tensor * parallel.attentionData);
  const expert = transformer.feedForwardMatrices.value * transformer.hiddenSize.value * expertSize.value;
  return own - (transformer.layers.value - denseLayers.value) * expert * idle;
};

/** Seconds to move one token's share of the ring all-reduces over the link, two per layer. */
const linkSeconds = (transformer: Transformer, { gpu, parallel }: ReplicaSpec, share: number): number => {
  const { tensor } = parallel;
  const activation = transformer.hiddenSize.value * bytesPerElement(nativePrecision(gpu));
  const reduced = (2 * (tensor - 1)) / tensor;
  return (2 * transformer.layers.value * reduced * activation) / (gpu.link.bandwidthPerDirection.value * share);
};

const transformerOf = ({ model }: ReplicaSpec): Transformer => {
  if (model.kind === "decoder") return model.transformer;
  throw new LoadlineError("LL_WORKLOAD_UNSUPPORTED", {
    model: model.id,
    kind: model.kind,
    need: "a decoder that generates tokens",
  });
};

const weightSeconds = (transformer: Transformer, spec: ReplicaSpec): number => {
  const { gpu, parallel, weights } = spec;
  const layers = layerWeights(transformer, parallel, transformer.layers.value) * bytesPerElement(weights);
  // Of the embeddings a step reads the output matrix whole and a few rows of the other.
  const output = embeddingWeights(transformer, parallel.tensor) * bytesPerElement(nativePrecision(gpu));
  return (layers + output) / (gpu.memoryBandwidth.value * measuredCoefficients(spec).weightBandwidthShare.value);
};

const overheadSeconds = (transformer: Transformer, spec: ReplicaSpec): number => {
  const { stepSeconds, layerSeconds, allReduceSeconds } = measuredCoefficients(spec);
  const allReduces = spec.parallel.tensor > 1 ? 2 * transformer.layers.value : 0;
  return stepSeconds.value + transformer.layers.value * layerSeconds.value + allReduces * allReduceSeconds.value;
};

/**
 * Coefficients of the step time of one replica, in seconds.
 * Holds for dense decoders on one node; experts are charged as if each step touched all of them.
 * @throws LL_WORKLOAD_UNSUPPORTED for models that do not generate tokens
 * @source data/calibration/step-model-*.json
 */
export const stepTerms = (spec: ReplicaSpec): StepTerms => {
  const transformer = transformerOf(spec);
  const { gpu, weights, kvCache, parallel } = spec;
  const measured = measuredCoefficients(spec);
  const lanes = parallel.attentionData * parallel.pipeline;
  const perTokenFlops = 2 * activeWeights(transformer, spec);
  const output = 2 * embeddingWeights(transformer, parallel.tensor);
  const native = peakFlops(gpu, nativePrecision(gpu));
  const peak = peakFlops(gpu, weights);
  const cached = kvBytesPerToken(transformer, { precision: kvCache, tensor: parallel.tensor, pipeline: 1 });
  return {
    lanes,
    fixed: overheadSeconds(transformer, spec),
    weightRead: weightSeconds(transformer, spec),
    decodeCompute: (perTokenFlops / peak + output / native) / measured.decodeComputeShare.value,
    perSequence: measured.sequenceSeconds.value,
    perContextToken: cached / (gpu.memoryBandwidth.value * measured.kvBandwidthShare.value),
    linkPerToken: linkSeconds(transformer, spec, measured.linkShare.value) / lanes,
    promptCompute: perTokenFlops / (peak * measured.prefillComputeShare.value) / lanes,
    promptAttention:
      attentionFlopsPerPair(transformer) / parallel.tensor / (native * measured.prefillComputeShare.value) / lanes,
    promptStep: measured.promptStepSeconds.value,
  };
};

// Weight reads and arithmetic overlap, but not fully: the cubic mean lies between their maximum and their sum.
const overlapped = (a: number, b: number): number => Math.cbrt(a * a * a + b * b * b);

/** Seconds of a step that decodes only. Affine in `contextTokens`, which counts over all sequences. */
export const decodeSeconds = (terms: StepTerms, decodes: number, contextTokens: number): number => {
  const perLane = decodes / terms.lanes;
  return (
    terms.fixed +
    overlapped(terms.weightRead, terms.decodeCompute * perLane) +
    terms.perSequence * perLane +
    (terms.perContextToken * contextTokens) / terms.lanes +
    terms.linkPerToken * decodes
  );
};

/** Seconds that prompt tokens add to the steps they run in, each attending to `meanContext` tokens; the step's own cost apart. */
export const promptSeconds = (terms: StepTerms, promptTokens: number, meanContext: number): number =>
  promptTokens * (terms.promptCompute + terms.linkPerToken + terms.promptAttention * meanContext);
