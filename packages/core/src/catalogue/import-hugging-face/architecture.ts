import type { Sourced } from "../sourced.ts";
import type { AttentionGroup, FeedForwardGroup, Transformer } from "../transformer.ts";
import type { ConfigReader } from "./config-reader.ts";

/** A shape of the catalogue whose numbers have not met their source yet. */
export type Plain<T> = T extends Sourced
  ? number
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

export type PlainTransformer = Plain<Transformer>;
export type PlainAttention = Plain<AttentionGroup>;
export type PlainFeedForward = Plain<FeedForwardGroup>;

/** What a config.json says about one model. */
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

/** How often each kind of layer occurs, in the order of first occurrence. */
export const countKinds = <K>(kinds: readonly K[]): readonly (readonly [K, number])[] => {
  const counts = new Map<K, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
};

/** One kind per layer, from its index. */
export const layerKinds = <K>(layers: number, kindOf: (layer: number) => K): readonly K[] =>
  Array.from({ length: layers }, (_, layer) => kindOf(layer));

/** Heads of grouped attention. */
export interface Heads {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDimension: number;
}

/** What stands in for keys about heads that a file leaves out, as transformers has it for the family. */
export interface HeadDefaults {
  /** null: hidden size over heads. */
  readonly headDimension: number | null;
  /** Every head has its own keys and values where the key is missing; else the key is required. */
  readonly kvHeadsLikeHeads: boolean;
  /** Where the file says it in other words. */
  readonly kvHeads?: number | undefined;
}

const statedHeads: HeadDefaults = { headDimension: null, kvHeadsLikeHeads: false };

const headDimensionOf = (config: ConfigReader, heads: number, { headDimension }: HeadDefaults): number => {
  if (config.has("head_dim")) return config.count("head_dim");
  if (headDimension !== null) return config.countOr("head_dim", headDimension, "the default of transformers");
  const hidden = config.count("hidden_size");
  if (hidden % heads !== 0) {
    return config.refuse("head_dim", `it is missing and ${heads} heads do not divide a hidden size of ${hidden}`);
  }
  return config.countOr("head_dim", hidden / heads, "hidden size over attention heads");
};

const kvHeadsOf = (config: ConfigReader, heads: number, { kvHeadsLikeHeads }: HeadDefaults): number =>
  kvHeadsLikeHeads
    ? config.countOr("num_key_value_heads", heads, "every head has its own keys and values")
    : config.count("num_key_value_heads");

/** The heads of a config in the usual words. */
export const headsOf = (config: ConfigReader, defaults: HeadDefaults = statedHeads): Heads => {
  const heads = config.count("num_attention_heads");
  const kvHeads = defaults.kvHeads ?? kvHeadsOf(config, heads, defaults);
  if (kvHeads === 0 || heads % kvHeads !== 0) {
    config.refuse("num_key_value_heads", `${kvHeads} do not divide the ${heads} attention heads`);
  }
  return { heads, kvHeads, headDimension: headDimensionOf(config, heads, defaults) };
};

/** Bias of the query, key and value projections. */
export const queryKeyValueBias = ({ heads, kvHeads, headDimension }: Heads): number =>
  (heads + 2 * kvHeads) * headDimension;

/** Full layers, and those that see a window only. A window that spans the whole context is none. */
export const windowedAttention = (
  heads: Heads,
  kinds: readonly ("full" | "window")[],
  window: number,
): readonly PlainAttention[] =>
  countKinds(kinds).map(([kind, layers]) =>
    kind === "window" ? { kind, layers, ...heads, window } : { kind, layers, ...heads },
  );

const layerNames: ReadonlyMap<unknown, "full" | "window"> = new Map([
  ["full_attention", "full"],
  ["sliding_attention", "window"],
  ["chunked_attention", "window"],
]);

/** Kinds of the layers as `layer_types` lists them; null where the key is left out. */
export const listedLayerKinds = (config: ConfigReader): readonly ("full" | "window")[] | null => {
  const listed = config.list("layer_types");
  if (listed === null) return null;
  const layers = config.count("num_hidden_layers");
  if (listed.length !== layers) config.refuse("layer_types", `it lists ${listed.length} of ${layers} layers`);
  return listed.map((name) => layerNames.get(name) ?? config.refuse("layer_types", `unknown layer type ${name}`));
};
