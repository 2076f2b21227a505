import { type Bytes, bytes } from "../base/units.ts";
import { servingMemory } from "../catalogue/calibration-data.ts";
import { engineFacts } from "../catalogue/engine-facts.ts";
import { hasTransformer } from "../catalogue/model.ts";
import type { Transformer } from "../catalogue/transformer.ts";
import type { Parallel } from "../model/engine.ts";
import { compareOrders, versionOrder } from "../model/engine-version.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { defaultSequences, startsLarge } from "./default-sequences.ts";

type ActivationSpec = Pick<
  ReplicaSpec,
  "model" | "gpu" | "parallel" | "engineConfig" | "isMaxSequencesAssumed" | "isMaxBatchedTokensAssumed"
>;

// Activations are in 16 bits whatever the weights are in.
const elementBytes = 2;

/** Sequences and step tokens that the engine measures its peak with: those given, else its own defaults. */
const profiledWith = (spec: ActivationSpec): { readonly sequences: number; readonly tokens: number } => {
  const memory = servingMemory();
  const { maxSequences, maxBatchedTokens } = spec.engineConfig;
  const tokens = (startsLarge(spec.gpu) ? memory.stepTokensOnLargeGpu : memory.stepTokensOnSmallGpu).value;
  return {
    sequences: spec.isMaxSequencesAssumed === true ? defaultSequences({ engine: "vllm", gpu: spec.gpu }) : maxSequences,
    tokens: spec.isMaxBatchedTokensAssumed === true ? tokens : maxBatchedTokens,
  };
};

/** Elements per token of the widest layer: hidden states twice, queries, keys and values, and the feed-forward. */
const layerWidth = ({ attention, feedForward, hiddenSize }: Transformer, tensor: number): number => {
  let mixed = 0;
  for (const group of attention) {
    const isHeaded = group.kind === "full" || group.kind === "window";
    const own = isHeaded ? (group.heads.value + 2 * group.kvHeads.value) * group.headDimension.value : hiddenSize.value;
    mixed = Math.max(mixed, own);
  }
  let forward = 0;
  for (const group of feedForward) {
    if (group.kind === "dense") forward = Math.max(forward, group.matrices.value * group.size.value);
  }
  return 2 * hiddenSize.value + (mixed + forward) / tensor;
};

/** Elements per token of the buffers that routed experts work in: two that share memory, and the one between them. */
const expertWidth = ({ feedForward, hiddenSize }: Transformer, { tensor, attentionData, expert }: Parallel): number => {
  const cuts = Math.max(1, (tensor * attentionData) / expert);
  let widest = 0;
  for (const group of feedForward) {
    if (group.kind !== "experts") continue;
    const own = group.expertSize.value / cuts;
    const buffers = Math.max((group.matrices.value - 1) * own, hiddenSize.value) + own;
    widest = Math.max(widest, group.expertsPerToken.value * buffers);
  }
  return widest;
};

/**
 * Peak activation bytes per GPU: the larger of a step's layers and of sampling, which works on every sequence's whole
 * vocabulary, plus what experts keep for themselves. Sampling does not fall with tensor parallelism and neither part
 * grows with the longest context; both fall with pipeline stages.
 * Describes the start of vLLM 0.8 and later; other engines are taken to need as much.
 */
export const activationBytes = (spec: ActivationSpec): Bytes => {
  const { activationOther, activationOnEveryStage, samplerBytesPerLogit, forwardShare } = servingMemory();
  const { model, parallel } = spec;
  if (!hasTransformer(model)) return activationOther.value as Bytes;
  const { sequences, tokens } = profiledWith(spec);
  const { transformer } = model;
  const logits = model.kind === "encoder" ? 0 : Math.min(sequences, tokens) * transformer.vocabularySize.value;
  const layer = forwardShare.value * tokens * elementBytes * layerWidth(transformer, parallel.tensor);
  const experts = tokens * elementBytes * expertWidth(transformer, parallel);
  const peak = Math.max(samplerBytesPerLogit.value * logits, layer) + experts;
  const whole = activationOnEveryStage.value;
  return bytes(peak * (whole + (1 - whole) / parallel.pipeline));
};

/** Whether this engine counts its CUDA graphs before it sizes the cache; a version that is not known does not. */
const countsGraphs = ({ engine, engineVersion }: FrameworkSpec): boolean => {
  if (!engineFacts[engine].countsGraphs || engineVersion == null) return false;
  const order = versionOrder(engineVersion);
  return order !== null && compareOrders(order, [0, servingMemory().graphsCountedFrom.value]) >= 0;
};

type FrameworkSpec = Pick<ReplicaSpec, "parallel" | "engine"> & Partial<Pick<ReplicaSpec, "engineVersion">>;

/** Bytes per GPU that CUDA, NCCL and the engine take outside the tensors; collective buffers make up most of it. */
export const frameworkBytes = (spec: FrameworkSpec): Bytes => {
  const { frameworkSingle, frameworkPipeline, frameworkTensor, graphs } = servingMemory();
  const { tensor, pipeline } = spec.parallel;
  const single = pipeline > 1 ? frameworkPipeline : frameworkSingle;
  return bytes((tensor > 1 ? frameworkTensor : single).value + (countsGraphs(spec) ? graphs.value : 0));
};
