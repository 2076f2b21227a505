import type { Model, Transformer } from "../catalogue/model.ts";
import { bytesPerElement, nativePrecision } from "../catalogue/precision.ts";
import type { ReplicaSpec } from "../performance/types.ts";
import { type Bytes, bytes } from "../units.ts";

/** Weights of one layer on one GPU, by part. */
interface LayerParameters {
  readonly attention: number;
  readonly feedForward: number;
}

/** Attention weights of one layer on one of `tensor` GPUs; key and value heads are copied once there are fewer than GPUs. */
const attentionParameters = (transformer: Transformer, tensor: number): number => {
  const { hiddenSize, attentionHeads, kvHeads, headDimension } = transformer;
  const queryAndOutput = (2 * attentionHeads.value) / tensor;
  const keyAndValue = 2 * Math.max(kvHeads.value / tensor, 1);
  return hiddenSize.value * headDimension.value * (queryAndOutput + keyAndValue);
};

/** Feed-forward weights of one layer with experts on one GPU: experts spread over all GPUs of a stage. */
const expertParameters = (transformer: Transformer, { tensor, attentionData }: ReplicaSpec["parallel"]): number => {
  const { hiddenSize, feedForwardMatrices, mixtureOfExperts } = transformer;
  if (mixtureOfExperts === null) return 0;
  const expert = feedForwardMatrices.value * hiddenSize.value * mixtureOfExperts.expertSize.value;
  const { experts, sharedExperts } = mixtureOfExperts;
  return (expert * experts.value) / (tensor * attentionData) + (expert * sharedExperts.value) / tensor;
};

const denseParameters = ({ hiddenSize, feedForwardSize, feedForwardMatrices }: Transformer, tensor: number): number =>
  (feedForwardMatrices.value * hiddenSize.value * feedForwardSize.value) / tensor;

/** Mean weights of one layer on one GPU. */
const layerParameters = (transformer: Transformer, parallel: ReplicaSpec["parallel"]): LayerParameters => {
  const { layers, mixtureOfExperts } = transformer;
  const expertShare = mixtureOfExperts === null ? 0 : 1 - mixtureOfExperts.denseLayers.value / layers.value;
  return {
    attention: attentionParameters(transformer, parallel.tensor),
    feedForward:
      (1 - expertShare) * denseParameters(transformer, parallel.tensor) +
      expertShare * expertParameters(transformer, parallel),
  };
};

/** Parameters in matrices that one GPU multiplies each token with, all its layers; embeddings apart. */
export const layerWeights = (transformer: Transformer, parallel: ReplicaSpec["parallel"], layers: number): number => {
  const { attention, feedForward } = layerParameters(transformer, parallel);
  return layers * (attention + feedForward);
};

/** Embedding matrices of the fullest pipeline stage: both ends meet on one GPU only without pipelining. */
const embeddingMatrices = ({ tiedEmbeddings }: Transformer, pipeline: number): number =>
  tiedEmbeddings || pipeline > 1 ? 1 : 2;

/** Parameters of one embedding matrix on one GPU. */
export const embeddingWeights = ({ vocabularySize, hiddenSize }: Transformer, tensor: number): number =>
  (vocabularySize.value * hiddenSize.value) / tensor;

const transformerBytes = (transformer: Transformer, { weights, parallel, gpu }: ReplicaSpec): number => {
  const stageLayers = Math.ceil(transformer.layers.value / parallel.pipeline);
  const matrices = embeddingMatrices(transformer, parallel.pipeline);
  // Quantised checkpoints leave the embeddings in 16 bits.
  const embeddingElement = Math.max(bytesPerElement(weights), bytesPerElement(nativePrecision(gpu)));
  return (
    layerWeights(transformer, parallel, stageLayers) * bytesPerElement(weights) +
    matrices * embeddingWeights(transformer, parallel.tensor) * embeddingElement
  );
};

const parameterBytes = (model: Model, { weights, parallel }: ReplicaSpec): number =>
  (model.parameters.value * bytesPerElement(weights)) / (parallel.tensor * parallel.pipeline);

/**
 * Weight bytes on the fullest GPU of a replica.
 * Attention, feed-forward and embeddings divide by tensor parallelism, layers by pipeline stages, experts also by
 * attention-data ranks. Norms and biases (below 0.1 % of the bytes) are left out.
 */
export const weightBytes = (spec: ReplicaSpec): Bytes =>
  bytes(
    spec.model.kind === "diffusion" ? parameterBytes(spec.model, spec) : transformerBytes(spec.model.transformer, spec),
  );
