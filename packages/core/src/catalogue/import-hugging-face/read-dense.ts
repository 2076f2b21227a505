import {
  decoder,
  type HeadDefaults,
  type Heads,
  headsOf,
  type LayerReach,
  ownKvHeads,
  queryKeyValueBias,
  type ReadArchitecture,
  type Readers,
  windowedAttention,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

/** What distinguishes one Llama-like family from another. */
export interface DenseFamily {
  readonly family: string;
  /** Norms of the hidden size in each layer. */
  readonly norms: number | ((config: ConfigReader) => number);
  /** Parameters of a norm per channel: 2 with a bias, 0 without any. */
  readonly normParameters: number | ((config: ConfigReader) => number);
  readonly queryKeyNorms: (heads: Heads, config: ConfigReader) => number;
  readonly queryKeyValueBias: (config: ConfigReader) => boolean;
  readonly outputBias: (config: ConfigReader) => boolean;
  readonly feedForwardBias: (config: ConfigReader) => boolean;
  readonly matrices: 2 | 3;
  /** What transformers takes where tie_word_embeddings is left out. */
  readonly tied: boolean;
  /** Left out: every layer sees everything. */
  readonly reach?: (config: ConfigReader, layers: number) => readonly LayerReach[];
  readonly heads: HeadDefaults;
  /** The file under the common keys, with what transformers takes for further keys that are left out. */
  readonly common?: (config: ConfigReader) => ConfigReader;
  /** Parameters outside of the layers beside the last norm. */
  readonly extra?: (config: ConfigReader) => number;
  /** Goes before max_position_embeddings where the file has it. */
  readonly contextKey?: string;
}

export const never = (): boolean => false;
export const always = (): boolean => true;
export const flag =
  (key: string, fallback = false) =>
  (config: ConfigReader) =>
    config.flag(key, fallback);

export const llama: DenseFamily = {
  family: "llama",
  norms: 2,
  normParameters: 1,
  queryKeyNorms: () => 0,
  queryKeyValueBias: flag("attention_bias"),
  outputBias: flag("attention_bias"),
  feedForwardBias: flag("mlp_bias"),
  matrices: 3,
  tied: false,
  heads: ownKvHeads,
};
/** No bias anywhere, and one everywhere. */
export const plain: DenseFamily = { ...llama, queryKeyValueBias: never, outputBias: never, feedForwardBias: never };
export const biasedEverywhere = { queryKeyValueBias: always, outputBias: always, feedForwardBias: always } as const;

const numberFor = (value: DenseFamily["norms"], config: ConfigReader): number =>
  typeof value === "number" ? value : value(config);

/** A Llama-like decoder of this family. */
export const readDense = (stated: ConfigReader, family: DenseFamily): ReadArchitecture => {
  const config = family.common?.(stated) ?? stated;
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const size = config.count("intermediate_size");
  const heads = headsOf(config, family.heads);
  const kinds = family.reach?.(config, layers) ?? Array<LayerReach>(layers).fill("full");
  const window = kinds.includes("window") ? config.count("sliding_window") : 0;
  const norm = numberFor(family.normParameters, config) * hidden;
  const perLayer =
    family.queryKeyNorms(heads, config) +
    (family.queryKeyValueBias(config) ? queryKeyValueBias(heads) : 0) +
    (family.outputBias(config) ? hidden : 0) +
    (family.feedForwardBias(config) ? (family.matrices - 1) * size + hidden : 0);
  const read = decoder(config, {
    family: family.family,
    tied: family.tied,
    attention: windowedAttention(heads, kinds, window),
    feedForward: [{ kind: "dense", layers, size, matrices: family.matrices }],
    others: 0,
    context: config.countAt(...(family.contextKey === undefined ? [] : [family.contextKey]), "max_position_embeddings"),
  });
  const inLayers = layers * (numberFor(family.norms, config) * norm + perLayer);
  return { ...read, otherParameters: inLayers + norm + (family.extra?.(config) ?? 0) };
};

export const denseReaders = (families: Readonly<Record<string, DenseFamily>>): Readers =>
  Object.fromEntries(
    Object.entries(families).map(([type, family]) => [type, (config: ConfigReader) => readDense(config, family)]),
  );
