import {
  type ArchitectureReader,
  type HeadDefaults,
  type Heads,
  headsOf,
  layerKinds,
  listedLayerKinds,
  queryKeyValueBias,
  type ReadArchitecture,
  windowedAttention,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

/** What tells one Llama-like family from another. */
export interface DenseFamily {
  readonly family: string;
  /** Norms of the hidden size in each layer. */
  readonly norms: number;
  /** Parameters of a norm per channel: 2 with a bias, 0 without any. */
  readonly normParameters: 0 | 1 | 2;
  readonly queryKeyNorm: (config: ConfigReader, heads: Heads) => number;
  readonly queryKeyValueBias: (config: ConfigReader) => boolean;
  readonly outputBias: (config: ConfigReader) => boolean;
  readonly feedForwardBias: (config: ConfigReader) => boolean;
  readonly matrices: 2 | 3;
  /** What transformers takes where tie_word_embeddings is left out. */
  readonly tied: boolean;
  readonly windows: (config: ConfigReader, layers: number) => readonly ("full" | "window")[];
  readonly heads: HeadDefaults;
  readonly defaults?: { readonly [key: string]: number };
  /** Goes before max_position_embeddings where the file has it. */
  readonly contextKey?: string;
}

const never = (): boolean => false;
export const always = (): boolean => true;
const attentionBias = (config: ConfigReader): boolean => config.flag("attention_bias", false);
const noNorm = (): number => 0;
export const perHead = (_: ConfigReader, { headDimension }: Heads): number => 2 * headDimension;
const perChannel = (_: ConfigReader, { heads, kvHeads, headDimension }: Heads): number =>
  (heads + kvHeads) * headDimension;

const fullEverywhere = (_: ConfigReader, layers: number) => layerKinds(layers, () => "full" as const);
const windowEverywhere = (config: ConfigReader, layers: number) =>
  layerKinds(layers, () => (config.has("sliding_window") ? ("window" as const) : ("full" as const)));

/** Every `period`-th layer sees everything, the others a window. */
export const fullEvery = (period: (config: ConfigReader) => number) => (config: ConfigReader, layers: number) => {
  const listed = listedLayerKinds(config);
  if (listed !== null) return listed;
  const every = period(config);
  return layerKinds(layers, (layer) => ((layer + 1) % every === 0 ? ("full" as const) : ("window" as const)));
};

/** A text such as "LLLG", repeated: L sees a window, G everything. Left out: everything everywhere. */
const patternKinds = (config: ConfigReader, layers: number): readonly ("full" | "window")[] => {
  const pattern = config.text("sliding_window_pattern") ?? "G";
  if (!/^[LG]+$/.test(pattern)) config.refuse("sliding_window_pattern", `"${pattern}" is not made of L and G`);
  return layerKinds(layers, (layer) => (pattern[layer % pattern.length] === "G" ? "full" : "window"));
};

/** With use_sliding_window, layers from max_window_layers on see a window. */
const upperWindows = (config: ConfigReader, layers: number) => {
  const from = config.flag("use_sliding_window", false) ? config.count("max_window_layers") : layers;
  return layerKinds(layers, (layer) => (layer < from ? ("full" as const) : ("window" as const)));
};

export const llama: DenseFamily = {
  family: "llama",
  norms: 2,
  normParameters: 1,
  queryKeyNorm: noNorm,
  queryKeyValueBias: attentionBias,
  outputBias: attentionBias,
  feedForwardBias: (config) => config.flag("mlp_bias", false),
  matrices: 3,
  tied: false,
  windows: fullEverywhere,
  heads: { headDimension: null, kvHeadsLikeHeads: true },
};
const statedKvHeads = (headDimension: number | null): HeadDefaults => ({ headDimension, kvHeadsLikeHeads: false });
/** No bias anywhere. */
export const plain: DenseFamily = { ...llama, queryKeyValueBias: never, outputBias: never, feedForwardBias: never };
const qwen3: DenseFamily = {
  ...llama,
  family: "qwen3",
  queryKeyNorm: perHead,
  windows: upperWindows,
  heads: statedKvHeads(128),
};
export const gemma: DenseFamily = { ...plain, family: "gemma", tied: true, heads: statedKvHeads(256) };
const gemma3Period = (config: ConfigReader): number =>
  config.countOr("sliding_window_pattern", 6, "five window layers to one full layer");
const gemma3Defaults = {
  vocab_size: 262208,
  num_attention_heads: 8,
  num_key_value_heads: 4,
  head_dim: 256,
  max_position_embeddings: 131072,
};
const cohere: DenseFamily = {
  ...llama,
  family: "cohere",
  // Command R is trained further than its max_position_embeddings, and engines go by this key.
  contextKey: "model_max_length",
  norms: 1,
  tied: true,
  queryKeyNorm: (config, heads) => (config.flag("use_qk_norm", false) ? perChannel(config, heads) : 0),
};

/** Families whose layers are grouped attention and one feed-forward block, by model_type. */
const families: Readonly<Record<string, DenseFamily>> = {
  llama,
  internlm2: { ...plain, family: "internlm" },
  internlm3: { ...plain, family: "internlm" },
  smollm3: { ...llama, family: "smollm", tied: true },
  mistral: { ...plain, family: "mistral", windows: windowEverywhere, heads: statedKvHeads(null) },
  ministral3: { ...plain, family: "mistral", windows: windowEverywhere, heads: statedKvHeads(null) },
  qwen2: { ...plain, family: "qwen2", queryKeyValueBias: always, windows: upperWindows, heads: statedKvHeads(null) },
  qwen3,
  qwen3_vl: { ...qwen3, windows: fullEverywhere },
  phi3: { ...plain, family: "phi", windows: windowEverywhere },
  seed_oss: {
    ...plain,
    family: "seed-oss",
    queryKeyValueBias: attentionBias,
    outputBias: (config) => config.flag("attention_out_bias", false),
    heads: statedKvHeads(128),
  },
  ernie4_5: {
    ...plain,
    family: "ernie",
    tied: true,
    queryKeyValueBias: (config) => config.flag("use_bias", false),
    heads: statedKvHeads(128),
  },
  exaone4: {
    ...plain,
    family: "exaone",
    queryKeyNorm: perHead,
    windows: (config, layers) => listedLayerKinds(config) ?? patternKinds(config, layers),
    heads: statedKvHeads(null),
  },
  mimo: { ...plain, family: "mimo", queryKeyValueBias: always, heads: statedKvHeads(null) },
  gemma,
  gemma2: { ...gemma, family: "gemma2", norms: 4, windows: fullEvery(() => 2) },
  gemma3: {
    ...gemma,
    family: "gemma3",
    norms: 4,
    queryKeyNorm: perHead,
    windows: fullEvery(gemma3Period),
    defaults: gemma3Defaults,
  },
  cohere,
  cohere2: {
    ...cohere,
    family: "cohere2",
    windows: fullEvery((config) => config.countOr("sliding_window_pattern", 4, "three window layers to one full")),
  },
  olmo: { ...llama, family: "olmo", norms: 2, normParameters: 0 },
  olmo2: { ...llama, family: "olmo", queryKeyNorm: perChannel },
  olmo3: { ...llama, family: "olmo", queryKeyNorm: perChannel, windows: fullEvery(() => 4) },
  granite: { ...llama, family: "granite" },
  glm: { ...plain, family: "glm4", queryKeyValueBias: attentionBias, heads: statedKvHeads(128) },
  glm4: { ...plain, family: "glm4", norms: 4, queryKeyValueBias: attentionBias, heads: statedKvHeads(128) },
  apertus: {
    ...plain,
    family: "apertus",
    matrices: 2,
    // The activation learns two slopes per layer.
    queryKeyNorm: (config, heads) => perHead(config, heads) + 2,
    heads: statedKvHeads(null),
  },
  nemotron: { ...plain, family: "nemotron", normParameters: 2, matrices: 2, heads: statedKvHeads(null) },
  starcoder2: {
    ...llama,
    family: "starcoder",
    normParameters: 2,
    matrices: 2,
    tied: true,
    queryKeyValueBias: (config) => config.flag("use_bias", true),
    outputBias: (config) => config.flag("use_bias", true),
    feedForwardBias: (config) => config.flag("use_bias", true),
    windows: windowEverywhere,
    heads: statedKvHeads(null),
  },
};

const given = (config: ConfigReader, { defaults = {} }: DenseFamily, key: string): number => {
  const fallback = defaults[key];
  return fallback === undefined ? config.count(key) : config.countOr(key, fallback, "the default of transformers");
};

const denseHeads = (config: ConfigReader, family: DenseFamily): Heads =>
  family.defaults === undefined
    ? headsOf(config, family.heads)
    : {
        heads: given(config, family, "num_attention_heads"),
        kvHeads: given(config, family, "num_key_value_heads"),
        headDimension: given(config, family, "head_dim"),
      };

interface LayerOthers {
  readonly heads: Heads;
  readonly hidden: number;
  readonly size: number;
}

const othersPerLayer = (config: ConfigReader, family: DenseFamily, { heads, hidden, size }: LayerOthers): number =>
  family.norms * family.normParameters * hidden +
  family.queryKeyNorm(config, heads) +
  (family.queryKeyValueBias(config) ? queryKeyValueBias(heads) : 0) +
  (family.outputBias(config) ? hidden : 0) +
  (family.feedForwardBias(config) ? (family.matrices - 1) * size + hidden : 0);

const contextOf = (config: ConfigReader, family: DenseFamily): number =>
  family.contextKey !== undefined && config.has(family.contextKey)
    ? config.count(family.contextKey)
    : given(config, family, "max_position_embeddings");

/** A Llama-like decoder in the words of its family. */
export const readDense = (config: ConfigReader, family: DenseFamily): ReadArchitecture => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const size = config.count("intermediate_size");
  const heads = denseHeads(config, family);
  const kinds = family.windows(config, layers);
  const window = kinds.includes("window") ? config.count("sliding_window") : 0;
  const perLayer = othersPerLayer(config, family, { heads, hidden, size });
  return {
    kind: "decoder",
    family: family.family,
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: given(config, family, "vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", family.tied),
      attention: windowedAttention(heads, kinds, window),
      feedForward: [{ kind: "dense", layers, size, matrices: family.matrices }],
    },
    otherParameters: layers * perLayer + family.normParameters * hidden,
    contextLength: contextOf(config, family),
  };
};

/** Readers of Llama-like decoders, by model_type. */
export const denseDecoders: ReadonlyMap<string, ArchitectureReader> = new Map(
  Object.entries(families).map(([type, family]) => [type, (config: ConfigReader) => readDense(config, family)]),
);
