import type { TransformerModel, WeightPart } from "../catalogue/model.ts";
import type { AttentionGroup, FeedForwardGroup, Transformer } from "../catalogue/transformer.ts";
import type { Parallel } from "../model/engine.ts";

/** Parts that every checkpoint may store differently. "other" is norms, biases and position tables. */
export type ParameterPart = WeightPart | "routed-experts" | "other";

/** Parameters by part, of whatever the function that returns it counts. */
type ParametersByPart = { readonly [P in ParameterPart]: number };

/** Parts while they are added up. */
type Tally = { -readonly [P in ParameterPart]: number };

// Written out: it is made for every estimate, and an object that gets its names one by one is slow to make.
const emptyTally = (): Tally => ({
  attention: 0,
  "latent-projections": 0,
  "linear-attention": 0,
  "dense-feed-forward": 0,
  "shared-experts": 0,
  router: 0,
  embeddings: 0,
  "routed-experts": 0,
  other: 0,
});

export const parameterParts = Object.keys(emptyTally()) as readonly ParameterPart[];

/** How a replica's GPUs share the weights: the layout without its pipeline stages. */
type WeightLayout = Omit<Parallel, "pipeline">;

const wholeModel: WeightLayout = { tensor: 1, expert: 1, attentionData: 1 };

type Headed = Extract<AttentionGroup, { kind: "full" | "window" }>;
type Latent = Extract<AttentionGroup, { kind: "latent" }>;
type Linear = Extract<AttentionGroup, { kind: "linear" }>;

/** Key and value heads are copied, not divided further, once there are fewer of them than tensor ranks. */
const headedLayer = (group: Headed, hidden: number, tensor: number): number => {
  const { heads, kvHeads, headDimension, outputGate, valueDimension, queryRank, keysAreValues } = group;
  const keys = Math.max(kvHeads.value / tensor, 1);
  if (valueDimension === undefined && queryRank === undefined && keysAreValues === undefined) {
    const queryAndOutput = ((outputGate === true ? 3 : 2) * heads.value) / tensor;
    return hidden * headDimension.value * (queryAndOutput + 2 * keys);
  }
  const values = (valueDimension ?? headDimension).value;
  const queries = (heads.value / tensor) * headDimension.value;
  const query = queryRank === undefined ? hidden * queries : queryRank.value * (hidden + queries);
  const gated = outputGate === true ? hidden * queries : 0;
  const cached = headDimension.value + (keysAreValues === true ? 0 : values);
  return query + gated + hidden * ((heads.value / tensor) * values + keys * cached);
};

/** The projections into the latent vectors are copied on every tensor rank; those out of them divide over heads. */
const latentLayer = (group: Latent, hidden: number, tensor: number) => {
  const { heads, kvRank, queryRank, ropeDimension, nopeDimension, valueDimension, index } = group;
  const ownHeads = heads.value / tensor;
  const queryWidth = ownHeads * (nopeDimension.value + ropeDimension.value);
  const indexQuery = queryRank?.value ?? hidden;
  const indexWeights =
    index === null
      ? 0
      : indexQuery * index.heads.value * index.headDimension.value +
        hidden * (index.headDimension.value + index.heads.value);
  return {
    down: hidden * ((queryRank?.value ?? 0) + kvRank.value + ropeDimension.value) + indexWeights,
    up:
      (queryRank?.value ?? hidden) * queryWidth +
      kvRank.value * ownHeads * (nopeDimension.value + valueDimension.value),
    output: ownHeads * valueDimension.value * hidden,
  };
};

/** In: key, query, value and gate where there is one. Out: back to the hidden size. */
const linearLayer = (group: Linear, hidden: number, tensor: number): number => {
  const keys = group.keyHeads.value * group.keyDimension.value;
  const values = group.valueHeads.value * group.valueDimension.value;
  if (group.stepRank !== undefined) {
    return (values * (3 * hidden + 2 * group.stepRank.value + 2 * group.keyDimension.value)) / tensor;
  }
  return (hidden * (2 * keys + (group.outputGate === false ? 2 : 3) * values)) / tensor;
};

const addAttention = (tally: Tally, group: AttentionGroup, hidden: number, tensor: number): void => {
  const layers = group.layers.value;
  switch (group.kind) {
    case "full":
    case "window":
      tally.attention += layers * headedLayer(group, hidden, tensor);
      return;
    case "latent": {
      const { down, up, output } = latentLayer(group, hidden, tensor);
      tally["latent-projections"] += layers * (down + up);
      tally.attention += layers * output;
      return;
    }
    case "linear":
      tally["linear-attention"] += layers * linearLayer(group, hidden, tensor);
      return;
    case "none":
      return;
  }
};

type MoeLayer = Extract<FeedForwardGroup, { kind: "experts" }>;

/** Parameters of one routed expert of one layer. */
export const expertParameters = ({ matrices, expertSize, latentSize }: MoeLayer, { hiddenSize }: Transformer): number =>
  matrices.value * (latentSize ?? hiddenSize).value * expertSize.value;

/** Experts divide over all GPUs of a stage: whole ones over expert ranks, each cut over the rest. */
const addMoeLayer = (tally: Tally, group: MoeLayer, transformer: Transformer, layout: WeightLayout): void => {
  const layers = group.layers.value;
  const gpus = layout.tensor * layout.attentionData;
  const whole = Math.ceil(group.experts.value / layout.expert);
  const hidden = transformer.hiddenSize.value;
  const shared = group.matrices.value * hidden * group.sharedExperts.value * group.sharedExpertSize.value;
  tally["routed-experts"] += (layers * whole * expertParameters(group, transformer) * layout.expert) / gpus;
  // Into the width of the routed experts and back, where it is not the hidden size.
  const projections = 2 * hidden * (group.latentSize?.value ?? 0);
  tally["shared-experts"] += (layers * (shared + projections)) / layout.tensor;
  tally.router += layers * hidden * group.experts.value;
};

const addFeedForward = (
  tally: Tally,
  group: FeedForwardGroup,
  transformer: Transformer,
  layout: WeightLayout,
): void => {
  switch (group.kind) {
    case "dense": {
      const layer = group.matrices.value * transformer.hiddenSize.value * group.size.value;
      tally["dense-feed-forward"] += (group.layers.value * layer) / layout.tensor;
      return;
    }
    case "experts":
      addMoeLayer(tally, group, transformer, layout);
      return;
    case "none":
      return;
  }
};

/** Parameters of the table that every layer takes a vector from; 0 where there is none. */
const layerEmbeddingParameters = ({ layerEmbeddings, layers }: Transformer): number =>
  layerEmbeddings === undefined ? 0 : layerEmbeddings.rows.value * layerEmbeddings.width.value * layers.value;

export const embeddingParameters = ({ vocabularySize, hiddenSize }: Transformer): number =>
  vocabularySize.value * hiddenSize.value;

/**
 * Parameters in the matrices of a transformer on one GPU of each pipeline stage, all stages added, by part.
 * Norms, biases and position tables ("other") are not part of the shape and stay 0.
 * Falls with tensor and expert parallelism; whole copies per attention-data rank except of the routed experts.
 */
export const matrixParameters = (transformer: Transformer, layout: WeightLayout = wholeModel): Tally => {
  const tally = emptyTally();
  for (const group of transformer.attention) addAttention(tally, group, transformer.hiddenSize.value, layout.tensor);
  for (const group of transformer.feedForward) addFeedForward(tally, group, transformer, layout);
  const ends = transformer.tiedEmbeddings ? 1 : 2;
  const tables = ends * embeddingParameters(transformer) + layerEmbeddingParameters(transformer);
  tally.embeddings = tables / layout.tensor;
  return tally;
};

export const totalParameters = (parts: ParametersByPart): number => {
  let total = 0;
  for (const part of parameterParts) total += parts[part];
  return total;
};

/** The networks of a model, whatever else is known of it. */
export type Networks = Pick<TransformerModel, "transformer"> & { readonly encoder?: Transformer };

/** Matrices of every network of the model: the encoder's layers too where there is one. */
export const networkParameters = (model: Networks, layout: WeightLayout): Tally => {
  const tally = matrixParameters(model.transformer, layout);
  if (model.encoder === undefined) return tally;
  const encoder = matrixParameters(model.encoder, layout);
  // The decoder attends twice: to itself and, with matrices of the same shape, to the encoder.
  tally.attention = 2 * tally.attention + encoder.attention;
  tally["dense-feed-forward"] += encoder["dense-feed-forward"];
  return tally;
};

/**
 * Parameters on one GPU of each pipeline stage, all stages added, by part; the parts of a whole model (every layout
 * number 1) add up to `model.parameters`. "other" is what the matrices leave of it and is copied on every GPU.
 */
export const rankParameters = (model: TransformerModel, layout: WeightLayout = wholeModel): ParametersByPart => {
  const matrices = totalParameters(networkParameters(model, wholeModel));
  const tally = networkParameters(model, layout);
  tally.other = Math.max(0, model.parameters.value - matrices);
  return tally;
};

/**
 * Parameters that one token is multiplied with in the whole model: everything but idle experts and the input
 * embedding, of which a token reads one row.
 */
export const activatedParameters = (model: TransformerModel): number => {
  const { transformer } = model;
  const idle = transformer.feedForward
    .filter((group) => group.kind === "experts")
    .reduce((total, group) => {
      const unused = group.experts.value - group.expertsPerToken.value;
      return total + group.layers.value * unused * expertParameters(group, transformer);
    }, 0);
  const inputEmbedding = transformer.tiedEmbeddings ? 0 : embeddingParameters(transformer);
  return totalParameters(rankParameters(model)) - idle - inputEmbedding - layerEmbeddingParameters(transformer);
};
