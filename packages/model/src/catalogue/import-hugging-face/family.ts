import type { Sourced } from "../sourced.ts";
import type { AttentionGroup, FeedForwardGroup, Transformer } from "../transformer.ts";
import type { ConfigReader } from "./config-reader.ts";
import type { FeedForwardKind, KindsOf, Mixer } from "./layer-kinds.ts";

/** A shape of the catalogue with plain numbers, before each gets its source. */
type Plain<T> = T extends Sourced
  ? number
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

export type PlainTransformer = Plain<Transformer>;
export type PlainAttention = Plain<AttentionGroup>;
export type PlainFeedForward = Plain<FeedForwardGroup>;
export type Latent = Extract<PlainAttention, { kind: "latent" }>;
/** A linear layer without the number of such layers. */
export type Linear = Omit<Extract<PlainAttention, { kind: "linear" }>, "layers">;

/** What a config.json states about one model. */
export interface ReadArchitecture {
  readonly kind: "decoder" | "encoder" | "encoder-decoder";
  readonly family: string;
  readonly transformer: PlainTransformer;
  /** Norms, biases, position tables and whatever else the matrices of the shape leave out. */
  readonly otherParameters: number;
  readonly contextLength: number;
  readonly encoder?: PlainTransformer;
  readonly encoderPositions?: number;
}

/** Heads of grouped attention. */
export interface Heads {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDimension: number;
}

export type Count = number | ((config: ConfigReader) => number);
/** As the flag of the file says: "bias" is off where it is left out, "bias!" is on. */
export type Switch = boolean | string;

/** Groups of layers, and parameters that their matrices leave out. */
export interface Part<Group> {
  readonly groups: readonly Group[];
  readonly others: number;
}

/** Sizes of the experts of a model. */
export interface Experts {
  readonly experts: number;
  readonly expertsPerToken: number;
  readonly expertSize: number;
  readonly sharedExperts: number;
  readonly sharedExpertSize: number;
}

/**
 * What distinguishes one model_type from transformers with sizes under the common keys, two norms
 * and a gated feed-forward block per layer, no bias, and full attention.
 */
export interface Family {
  /** Else the model_type. */
  readonly family?: string;
  readonly kind?: "encoder";
  /** Fills in the defaults of transformers; refuses what is not understood. */
  readonly prepare?: (config: ConfigReader) => ConfigReader;
  /** Keys that the file must have: the usual default does not hold for this family. */
  readonly needs?: readonly string[];
  /** Else num_hidden_layers. */
  readonly layers?: Count;
  /** Else max_position_embeddings. */
  readonly context?: Count;
  /** What transformers takes where tie_word_embeddings is left out. */
  readonly tied?: boolean;
  readonly layerEmbeddings?: (config: ConfigReader) => { readonly rows: number; readonly width: number } | null;
  /** Norms of the hidden size in each layer; one more follows the last layer. */
  readonly norms?: Count;
  /** Parameters of a norm per channel: 2 with a bias, 0 without any. */
  readonly normParameters?: Count;
  /** Parameters outside of the layers beside the last norm. */
  readonly extra?: (config: ConfigReader, layers: number) => number;
  readonly biases?: readonly [queryKeyValue?: Switch, output?: Switch, feedForward?: Switch];

  readonly mixers?: KindsOf<Mixer>;
  /** "own": each head has its own where the key is left out, "all": always; else it is required. */
  readonly kvHeads?: "own" | "all" | ((config: ConfigReader, heads: number) => number);
  /** Where head_dim is left out, else hidden size over heads; "divides": always that. */
  readonly headDimension?: number | "divides";
  /** Further fields of a group with heads. */
  readonly headed?: (config: ConfigReader, mixer: Mixer) => object;
  /** The config as it holds for the heads of some layers. */
  readonly views?: Partial<Readonly<Record<Mixer, (config: ConfigReader) => ConfigReader>>>;
  /** Key of the window; else sliding_window. */
  readonly window?: string;
  readonly queryKeyNorms?: (heads: Heads, config: ConfigReader) => number;
  /** A layer of constant state, and its parameters beside the projections. */
  readonly linear?: (config: ConfigReader) => readonly [Linear, others: number];
  /** Instead of all of these. */
  readonly attention?: (config: ConfigReader, layers: number) => Part<PlainAttention>;

  /** Of a feed-forward block: 3 with a gate, 2 without. */
  readonly matrices?: Count;
  /** Size of a dense block; else intermediate_size. */
  readonly size?: Count;
  /** Key of the size of an expert, as ConfigReader.count takes it; left out: there are none. */
  readonly experts?: string;
  /** Number of shared experts and size of each; else as the keys of the file state. */
  readonly shared?: (config: ConfigReader) => readonly [count: number, size: number];
  readonly feedForwardKinds?: KindsOf<FeedForwardKind>;
  /** What the choice of experts has beside its matrix; else nothing. */
  readonly router?: (experts: Experts, config: ConfigReader) => number;
  /** Instead of all of these, unless it is null. */
  readonly feedForward?: (config: ConfigReader, layers: number) => Part<PlainFeedForward> | null;
}

export type Families = Readonly<Record<string, Family>>;
