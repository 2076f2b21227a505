import { speedPriors } from "../catalogue/calibration-data.ts";
import type { DecoderModel, WeightPart } from "../catalogue/model.ts";
import { bytesPerElement, nativePrecision } from "../catalogue/precision.ts";
import type { AttentionGroup, FeedForwardGroup, Transformer } from "../catalogue/transformer.ts";
import { embeddingParameters, expertParameters, rankParameters } from "../memory/rank-parameters.ts";
import { sequenceStateBytes } from "../memory/sequence-state-bytes.ts";
import { bytesPerWeight } from "../memory/weight-bytes.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { comparableBandwidth, comparableFlops, matrixShare } from "./attained-peaks.ts";
import { type CacheFacts, cacheFacts } from "./cache-facts.ts";
import { decoderOf } from "./decoder-of.ts";

/** Traffic between the GPUs of a replica. */
interface LinkFacts {
  /** All-reduces of one step; 0 on one GPU. */
  readonly allReduces: number;
  /** Whether some of them leave the domain of the fast link. */
  readonly crossesNodes: boolean;
  /** Seconds on the link at its full rate for one token of the replica. */
  readonly linkPerToken: number;
}

const allReducesPerLayer = 2;
/** Tokens travel to their experts in 8 bits and come back in 16. */
const exchangeBytes = 3;

const ringBytes = (transformer: Transformer, { gpu }: ReplicaSpec, gpus: number): number => {
  const activation = transformer.hiddenSize.value * bytesPerElement(nativePrecision(gpu));
  return allReducesPerLayer * transformer.layers.value * ((2 * (gpus - 1)) / gpus) * activation;
};

/** Tokens of attention-data ranks go to the GPUs of the experts they chose. */
const exchangedBytes = ({ feedForward, hiddenSize }: Transformer, gpus: number, ranks: number): number =>
  feedForward.reduce((sum, group) => {
    if (group.kind !== "experts") return sum;
    return sum + (group.layers.value * Math.min(group.expertsPerToken.value, gpus) * hiddenSize.value) / ranks;
  }, 0) * exchangeBytes;

const linkFacts = (transformer: Transformer, spec: ReplicaSpec): LinkFacts => {
  const { tensor, attentionData } = spec.parallel;
  const { gpu } = spec;
  const gpus = tensor * attentionData;
  if (gpus === 1) return { allReduces: 0, crossesNodes: false, linkPerToken: 0 };
  const crossesNodes = gpus > gpu.link.gpusPerDomain.value;
  const own = gpu.link.bandwidthPerDirection.value;
  const rate = crossesNodes ? Math.min(speedPriors().networkBandwidth.value, own) : own;
  const bytes =
    attentionData === 1 ? ringBytes(transformer, spec, gpus) : exchangedBytes(transformer, gpus, attentionData);
  return { allReduces: allReducesPerLayer * transformer.layers.value, crossesNodes, linkPerToken: bytes / rate };
};

/**
 * What a step moves and computes on one GPU, in seconds at the hardware's peaks: no coefficient is in it.
 * "Lane": one attention-data rank or pipeline stage.
 */
export interface StepFacts extends LinkFacts {
  readonly lanes: number;
  readonly layers: number;
  readonly expertLayers: number;
  /** Reading every weight but the routed experts. */
  readonly denseRead: number;
  /** Matrix arithmetic of one token of a lane outside the routed experts. */
  readonly denseCompute: number;
  /** Reading every routed expert. */
  readonly expertRead: number;
  /** Matrix arithmetic of one token of the replica in the routed experts. */
  readonly expertCompute: number;
  /** Share of a layer's experts that one token chooses; 0 without experts. */
  readonly expertChoice: number;
  readonly isAttentionData: boolean;
  /** Layers whose tokens travel to the GPUs of the experts they chose and back: attention data with spread experts. */
  readonly exchangeLayers: number;
  /** Layers that score every cached token to choose those they attend to. */
  readonly indexLayers: number;
  readonly caches: readonly CacheFacts[];
  /** Reading and writing the constant state of one sequence of a lane. */
  readonly sequenceState: number;
  /** Tokens that a step checks per sequence: 1 without speculation. */
  readonly verifiedTokens: number;
  /** Passing the hidden state of one token through memory once in every layer. */
  readonly hiddenPass: number;
  /** Clock of the GPU over that of those behind the coefficients: what waits for neither weights nor links takes as much longer. */
  readonly clock: number;
  /** How much longer all but the arithmetic of decodes takes than on the GPUs of the coefficients with the same peaks. */
  readonly slowdown: number;
}

type MoeLayer = Extract<FeedForwardGroup, { kind: "experts" }>;

/** Engines cut no expert finer than this: blocks of 128 weights share a scale. */
const narrowestSlice = 128;

const denseParts: readonly WeightPart[] = [
  "attention",
  "latent-projections",
  "linear-attention",
  "dense-feed-forward",
  "shared-experts",
  "router",
];

/** Peak arithmetic on weights of this width. MXFP4 weights multiply in 8 bits where the GPU has 4-bit units. */
const peakFor = ({ gpu, weights }: ReplicaSpec, bytesPerPart: number): number => {
  if (bytesPerPart >= bytesPerElement(nativePrecision(gpu))) return comparableFlops(gpu, nativePrecision(gpu));
  if (weights === "mxfp4" && gpu.denseFlops.fp4 !== null) return comparableFlops(gpu, "fp8");
  return comparableFlops(gpu, weights);
};

/** Parameters of one GPU by part, and the bytes that one of each takes. */
interface Weights {
  readonly parameters: ReturnType<typeof rankParameters>;
  readonly width: ReturnType<typeof bytesPerWeight>;
}

const denseWork = (
  model: DecoderModel,
  spec: ReplicaSpec,
  { parameters, width }: Weights,
): { readonly read: number; readonly compute: number } => {
  const { gpu, parallel } = spec;
  const native = nativePrecision(gpu);
  // Of the embeddings a step reads the output matrix whole and a few rows of the other.
  const output = embeddingParameters(model.transformer) / parallel.tensor;
  let bytes = output * bytesPerElement(native);
  let compute = (2 * output) / comparableFlops(gpu, native);
  for (const part of denseParts) {
    bytes += parameters[part] * width[part];
    compute += (2 * parameters[part]) / peakFor(spec, width[part]);
  }
  return { read: bytes / comparableBandwidth(gpu), compute };
};

const noMoeLayer = { read: 0, compute: 0, choice: 0, layers: 0, isSpread: false } as const;

const expertWork = (model: DecoderModel, spec: ReplicaSpec, { parameters, width }: Weights) => {
  const groups = model.transformer.feedForward.filter(isMoeLayer);
  const [first] = groups;
  if (first === undefined) return noMoeLayer;
  const { gpu, parallel } = spec;
  const slices = parallel.tensor * parallel.attentionData;
  // Attention data over many GPUs leaves no slice of an expert worth having: such deployments spread them.
  const isTooNarrow = parallel.attentionData > 1 && first.expertSize.value / slices < narrowestSlice;
  const bytes = width["routed-experts"];
  const chosen = groups.reduce(
    (sum, group) => sum + group.layers.value * group.expertsPerToken.value * expertParameters(group, model.transformer),
    0,
  );
  return {
    read: (parameters["routed-experts"] * bytes) / comparableBandwidth(gpu),
    compute: (2 * chosen) / slices / peakFor(spec, bytes),
    choice: first.expertsPerToken.value / first.experts.value,
    isSpread: parallel.expert > 1 || isTooNarrow,
    layers: groups.reduce((sum, group) => sum + group.layers.value, 0),
  };
};

const isMoeLayer = (group: FeedForwardGroup): group is MoeLayer => group.kind === "experts";
const hasCache = (group: AttentionGroup): boolean => group.kind !== "linear" && group.kind !== "none";

/** @throws LL_WORKLOAD_UNSUPPORTED for models that do not generate tokens */
export const stepFacts = (spec: ReplicaSpec): StepFacts => {
  const model = decoderOf(spec);
  const { transformer } = model;
  const { parallel, gpu } = spec;
  const weights = { parameters: rankParameters(model, parallel), width: bytesPerWeight(model, spec) };
  const dense = denseWork(model, spec, weights);
  const experts = expertWork(model, spec, weights);
  const state = sequenceStateBytes(transformer, { tensor: parallel.tensor, pipeline: 1 });
  const { allReduces, crossesNodes, linkPerToken } = linkFacts(transformer, spec);
  return {
    allReduces,
    crossesNodes,
    linkPerToken,
    lanes: parallel.attentionData * parallel.pipeline,
    layers: transformer.layers.value,
    expertLayers: experts.layers,
    denseRead: dense.read,
    denseCompute: dense.compute,
    expertRead: experts.read,
    expertCompute: experts.compute,
    expertChoice: experts.choice,
    isAttentionData: parallel.attentionData > 1,
    exchangeLayers: experts.isSpread && parallel.attentionData > 1 ? experts.layers : 0,
    indexLayers: transformer.attention.reduce(
      (sum, group) => sum + (group.kind === "latent" && group.index !== null ? group.layers.value : 0),
      0,
    ),
    caches: transformer.attention.filter(hasCache).map((group) => cacheFacts(group, spec)),
    sequenceState: (2 * state) / comparableBandwidth(gpu), // 2: read and written back
    verifiedTokens: 1 + (spec.speculativeDecoding?.draftTokens ?? 0),
    hiddenPass:
      (transformer.layers.value * transformer.hiddenSize.value * bytesPerElement(nativePrecision(gpu))) /
      comparableBandwidth(gpu),
    clock: matrixShare(gpu).clock,
    slowdown: experts.layers === 0 ? 1 : 1 / (gpu.expertServingShare?.value ?? 1),
  };
};
