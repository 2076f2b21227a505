import type { Sourced } from "../sourced.ts";
import type { AttentionGroup, FeedForwardGroup, Transformer } from "../transformer.ts";
import type { ConfigReader } from "./config-reader.ts";

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

export type ArchitectureReader = (config: ConfigReader) => ReadArchitecture;
export type Readers = Readonly<Record<string, ArchitectureReader>>;

interface DecoderParts extends Pick<PlainTransformer, "attention" | "feedForward" | "layerEmbeddings"> {
  readonly family: string;
  /** Else num_hidden_layers. */
  readonly layers?: number;
  /** What transformers takes where tie_word_embeddings is left out; false. */
  readonly tied?: boolean;
  /** Norms of the hidden size in each layer; 2. One more follows the last layer. */
  readonly norms?: number;
  /** Parameters beside those norms and the matrices. */
  readonly others: number;
  /** Else max_position_embeddings. */
  readonly context?: number;
}

/** A decoder whose sizes stand under the common keys of transformers. */
export const decoder = (config: ConfigReader, parts: DecoderParts): ReadArchitecture => {
  const { family, layers = config.count("num_hidden_layers"), tied = false, norms = 2, others } = parts;
  const hiddenSize = config.count("hidden_size");
  return {
    kind: "decoder",
    family,
    transformer: {
      layers,
      hiddenSize,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", tied),
      attention: parts.attention,
      feedForward: parts.feedForward,
      ...(parts.layerEmbeddings === undefined ? {} : { layerEmbeddings: parts.layerEmbeddings }),
    },
    otherParameters: (norms * layers + 1) * hiddenSize + others,
    contextLength: parts.context ?? config.count("max_position_embeddings"),
  };
};

/** How often each kind of layer occurs, in the order of first occurrence. */
export const countKinds = <K>(kinds: readonly K[]): readonly (readonly [K, number])[] => {
  const counts = new Map<K, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
};

export const layerKinds = <K>(layers: number, kindOf: (layer: number) => K): readonly K[] =>
  Array.from({ length: layers }, (_, layer) => kindOf(layer));

export const layersOfKind = <K>(kinds: readonly K[], kind: K): number => kinds.filter((other) => other === kind).length;

/** A list with one item per layer; it must be there. */
export const listedLayers = (config: ConfigReader, key: string): readonly unknown[] => {
  const layers = config.count("num_hidden_layers");
  const listed = config.list(key) ?? config.refuse(key, "it is missing");
  return listed.length === layers ? listed : config.refuse(key, `it lists ${listed.length} of ${layers} layers`);
};

/** Kinds of the layers that a list of names gives; null where the key is left out. */
export const namedLayers = <K>(config: ConfigReader, key: string, kinds: Readonly<Record<string, K>>) => {
  if (!config.has(key)) return null;
  const known: ReadonlyMap<unknown, K> = new Map(Object.entries(kinds));
  return listedLayers(config, key).map((name) => known.get(name) ?? config.refuse(key, `unknown layer type ${name}`));
};

/** Full attention in the layers whose numbers a list gives, linear in the others. */
export const mixersByNumber = (config: ConfigReader, key: string): readonly Mixer[] => {
  const numbers = config.list(key) ?? config.refuse(key, "it is missing");
  return layerKinds(config.count("num_hidden_layers"), (layer) => (numbers.includes(layer) ? "full" : "linear"));
};

/** Heads of grouped attention. */
export interface Heads {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDimension: number;
}

/** What transformers takes for a family where a file leaves out keys about heads. */
export interface HeadDefaults {
  /** null: hidden size over heads. */
  readonly headDimension: number | null;
  /** Every head has its own keys and values where the key is missing; else the key is required. */
  readonly kvHeadsLikeHeads: boolean;
  /** Of families whose files state neither under the common keys: heads divide the hidden size. */
  readonly kvHeads?: (config: ConfigReader, heads: number) => number;
}

const statedHeads: HeadDefaults = { headDimension: null, kvHeadsLikeHeads: false };
export const ownKvHeads: HeadDefaults = { headDimension: null, kvHeadsLikeHeads: true };

const headDimensionOf = (config: ConfigReader, heads: number, { headDimension, kvHeads }: HeadDefaults): number => {
  if (kvHeads === undefined && config.has("head_dim")) return config.count("head_dim");
  if (headDimension !== null) return config.countOr("head_dim", headDimension, "the default of transformers");
  const hidden = config.count("hidden_size");
  if (hidden % heads !== 0)
    return config.refuse("head_dim", `it is missing and ${heads} heads do not divide a hidden size of ${hidden}`);
  return kvHeads === undefined
    ? config.countOr("head_dim", hidden / heads, "hidden size over attention heads")
    : hidden / heads;
};

const kvHeadsOf = (config: ConfigReader, heads: number, { kvHeadsLikeHeads }: HeadDefaults): number =>
  kvHeadsLikeHeads
    ? config.countOr("num_key_value_heads", heads, "every head has its own keys and values")
    : config.count("num_key_value_heads");

/** The heads of a config under the common keys. */
export const headsOf = (config: ConfigReader, defaults: HeadDefaults = statedHeads): Heads => {
  const heads = config.count("num_attention_heads");
  const kvHeads = defaults.kvHeads?.(config, heads) ?? kvHeadsOf(config, heads, defaults);
  if (kvHeads === 0 || heads % kvHeads !== 0)
    config.refuse("num_key_value_heads", `${kvHeads} do not divide the ${heads} attention heads`);
  return { heads, kvHeads, headDimension: headDimensionOf(config, heads, defaults) };
};

export const queryKeyValueBias = ({ heads, kvHeads, headDimension }: Heads): number =>
  (heads + 2 * kvHeads) * headDimension;

/** Norms of queries and keys: of one head's width each, or over all heads. */
export const perHeadNorms = ({ headDimension }: Heads): number => 2 * headDimension;
export const perChannelNorms = ({ heads, kvHeads, headDimension }: Heads): number => (heads + kvHeads) * headDimension;

export type LayerReach = "full" | "window";

/** Full layers, and those that see a window only. */
export const windowedAttention = (
  heads: Heads,
  kinds: readonly LayerReach[],
  window: number,
): readonly PlainAttention[] =>
  countKinds(kinds).map(([kind, layers]) =>
    kind === "window" ? { kind, layers, ...heads, window } : { kind, layers, ...heads },
  );

export const reachNames = { full_attention: "full", sliding_attention: "window", chunked_attention: "window" } as const;

/** Every `period`-th layer sees everything, the others a window; as `layer_types` lists them where it is there. */
export const fullEvery = (config: ConfigReader, periodOf: () => number): readonly LayerReach[] => {
  const listed = namedLayers<LayerReach>(config, "layer_types", reachNames);
  if (listed !== null) return listed;
  const period = periodOf();
  return layerKinds(config.count("num_hidden_layers"), (layer) => ((layer + 1) % period === 0 ? "full" : "window"));
};

/** A linear layer without its number. */
export type Linear = Omit<Extract<PlainAttention, { kind: "linear" }>, "layers">;
/** What mixes the tokens of a layer. */
export type Mixer = "linear" | "full" | "none";

/** Layers with a state of one shape, and those of full attention under the common keys. */
export const mixedAttention = (
  config: ConfigReader,
  kinds: readonly Mixer[],
  linear: Linear,
  gate: { readonly outputGate?: boolean } = {},
): readonly PlainAttention[] =>
  countKinds(kinds).map(([kind, layers]) => {
    if (kind === "linear") return { ...linear, layers };
    return kind === "full" ? { kind, layers, ...headsOf(config), ...gate } : { kind, layers };
  });
