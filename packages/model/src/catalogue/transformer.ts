import { z } from "zod";
import { sourced, sourcedCount } from "./sourced.ts";

const count = (max: number) => sourcedCount({ min: 1, max });
const layers = count(1000);

/** Who holds the keys and values a layer attends to, where it is not the layer itself: a lower layer, or the image. */
const cachedBy = z.enum(["lower-layer", "image"]).optional();

const headed = {
  layers,
  heads: count(1024),
  kvHeads: count(1024),
  /** Of queries and keys, and of values where those have no dimension of their own. */
  headDimension: count(1024),
  valueDimension: count(1024).optional(),
  /** Keys serve as values too: both are cached, one matrix makes them. */
  keysAreValues: z.literal(true).optional(),
  /** Width that the queries pass through. */
  queryRank: count(1e5).optional(),
  cachedBy,
};
/** A gate as wide as the queries multiplies the attention output. */
const outputGate = z.boolean().optional();

/** Scores every cached token with small heads and attends to the best `topTokens` only. */
const indexSchema = z.strictObject({
  heads: count(1024),
  headDimension: count(1024),
  topTokens: sourced("token", { min: 1, max: 1e7 }),
});

/** Layers that mix tokens in the same way. */
const attentionGroupSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("full"), ...headed, outputGate }),
  /** Sliding window or local chunks: a token attends to at most `window` tokens. */
  z.strictObject({ kind: z.literal("window"), ...headed, window: sourced("token", { min: 1, max: 1e7 }), outputGate }),
  /** Multi-head latent attention: one compressed key-value vector per token, shared by all heads. */
  z.strictObject({
    kind: z.literal("latent"),
    layers,
    heads: count(1024),
    kvRank: count(1e5),
    queryRank: count(1e5).nullable(),
    ropeDimension: count(1024),
    nopeDimension: count(1024),
    valueDimension: count(1024),
    index: indexSchema.nullable(),
  }),
  /** Linear attention or state space: a state of constant size per sequence. */
  z.strictObject({
    kind: z.literal("linear"),
    layers,
    keyHeads: count(1e5),
    valueHeads: count(1e5),
    keyDimension: count(1024),
    valueDimension: count(1024),
    /** Steps of the short convolution before the state; 0 where there is none. */
    convolutionWidth: sourcedCount({ min: 0, max: 64 }),
    /** Mamba 1: width that a step passes through on its way to every channel; input and output of the state go along. */
    stepRank: count(1e5).optional(),
    /** Whether a gate as wide as the values multiplies the output; left out: it does. */
    outputGate,
    /** These layers attend as well: they are counted in a group with a cache too. */
    beside: z.literal(true).optional(),
  }),
  /** Layers that do not mix tokens. */
  z.strictObject({ kind: z.literal("none"), layers }),
]);

/** Weight matrices of a feed-forward block: 3 with a gate, 2 without. */
const matrices = count(3);

/** Layers with the same feed-forward block. */
const feedForwardGroupSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("dense"), layers, size: count(1e6), matrices }),
  z.strictObject({
    kind: z.literal("experts"),
    layers,
    experts: count(4096),
    expertsPerToken: count(256),
    expertSize: count(1e6),
    /** Width of what routed experts read and write, where tokens are projected to less than the hidden size. */
    latentSize: count(1e5).optional(),
    matrices,
    sharedExperts: sourcedCount({ min: 0, max: 64 }),
    /** Of one shared expert; 0 where there is none. */
    sharedExpertSize: sourcedCount({ min: 0, max: 1e6 }),
  }),
  /** Layers without a feed-forward block. */
  z.strictObject({ kind: z.literal("none"), layers }),
]);

interface LayerGroup {
  readonly layers: { readonly value: number };
  readonly beside?: true | undefined;
}

const layersOf = (groups: readonly LayerGroup[]): number =>
  groups.reduce((sum, group) => sum + (group.beside === true ? 0 : group.layers.value), 0);

export const transformerSchema = z
  .strictObject({
    layers,
    hiddenSize: count(1e5),
    vocabularySize: count(1e7),
    /** Input and output embedding share one matrix, or there is no output one. */
    tiedEmbeddings: z.boolean(),
    /** A second table of embeddings, of which every layer takes a narrow vector of its own for each token. */
    layerEmbeddings: z.strictObject({ rows: count(1e7), width: count(1e5) }).optional(),
    attention: z.array(attentionGroupSchema).min(1),
    feedForward: z.array(feedForwardGroupSchema).min(1),
  })
  .refine((transformer) => layersOf(transformer.attention) === transformer.layers.value, {
    error: "the layers of the attention groups do not add up to transformer.layers",
    path: ["attention"],
  })
  .refine((transformer) => layersOf(transformer.feedForward) === transformer.layers.value, {
    error: "the layers of the feed-forward groups do not add up to transformer.layers",
    path: ["feedForward"],
  });

export type Transformer = z.infer<typeof transformerSchema>;

export const hasMoeLayers = ({ feedForward }: Transformer): boolean =>
  feedForward.some(({ kind }) => kind === "experts");

export type AttentionGroup = z.infer<typeof attentionGroupSchema>;
export type FeedForwardGroup = z.infer<typeof feedForwardGroupSchema>;
