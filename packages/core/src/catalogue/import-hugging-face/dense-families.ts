import {
  type ArchitectureReader,
  fullEvery,
  type HeadDefaults,
  type LayerReach,
  layerKinds,
  namedLayers,
  perChannelNorms,
  perHeadNorms,
  type Readers,
  reachNames,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import {
  always,
  biasedEverywhere,
  type DenseFamily,
  denseReaders,
  flag,
  llama,
  plain,
  readDense,
} from "./read-dense.ts";

const windowEverywhere = (config: ConfigReader, layers: number): readonly LayerReach[] =>
  layerKinds(layers, () => (config.has("sliding_window") ? "window" : "full"));

/** A text such as "LLLG", repeated: L sees a window, G everything. Left out: everything everywhere. */
const patternReach = (config: ConfigReader, layers: number): readonly LayerReach[] => {
  const pattern = config.text("sliding_window_pattern") ?? "G";
  if (!/^[LG]+$/.test(pattern)) config.refuse("sliding_window_pattern", `"${pattern}" is not made of L and G`);
  return layerKinds(layers, (layer) => (pattern[layer % pattern.length] === "G" ? "full" : "window"));
};

/** With use_sliding_window, layers from max_window_layers on see a window. */
const upperWindows = (config: ConfigReader, layers: number): readonly LayerReach[] => {
  const from = config.flag("use_sliding_window", false) ? config.count("max_window_layers") : layers;
  return layerKinds(layers, (layer) => (layer < from ? "full" : "window"));
};

/** Every so many layers one sees everything; the distance stands at a key, or is the one that transformers takes. */
const patternPeriod = (period: number, why: string) => (config: ConfigReader) =>
  fullEvery(config, () => config.countOr("sliding_window_pattern", period, why));

const statedKvHeads = (headDimension: number | null): HeadDefaults => ({ headDimension, kvHeadsLikeHeads: false });
const mistral: DenseFamily = { ...plain, family: "mistral", reach: windowEverywhere, heads: statedKvHeads(null) };
const qwen3: DenseFamily = {
  ...llama,
  family: "qwen3",
  queryKeyNorms: perHeadNorms,
  reach: upperWindows,
  heads: statedKvHeads(128),
};
const gemma: DenseFamily = { ...plain, family: "gemma", tied: true, heads: statedKvHeads(256) };
const cohere: DenseFamily = {
  ...llama,
  family: "cohere",
  // Command R is trained further than its max_position_embeddings, and engines go by this key.
  contextKey: "model_max_length",
  norms: 1,
  tied: true,
  queryKeyNorms: (heads, config) => (config.flag("use_qk_norm", false) ? perChannelNorms(heads) : 0),
};
const stableLm: DenseFamily = {
  ...plain,
  family: "stablelm",
  // One norm feeds attention and feed-forward side by side where both start from the same place.
  norms: (config) => (config.flag("use_parallel_residual", false) ? 1 : 2),
  normParameters: 2,
  queryKeyNorms: (heads, config) => (config.flag("qk_layernorm", false) ? perChannelNorms(heads) : 0),
  queryKeyValueBias: flag("use_qkv_bias"),
};
const glm: DenseFamily = {
  ...plain,
  family: "glm4",
  queryKeyValueBias: flag("attention_bias"),
  heads: statedKvHeads(128),
};

/** Families whose layers are grouped attention and one feed-forward block, by model_type. */
const families: Readonly<Record<string, DenseFamily>> = {
  llama,
  Yi: { ...plain, family: "yi" },
  aquila: { ...plain, family: "aquila" },
  skywork: { ...plain, family: "skywork" },
  orion: { ...plain, family: "orion", normParameters: 2 },
  helium: { ...plain, family: "helium" },
  minicpm: { ...plain, family: "minicpm", tied: true },
  arcee: { ...llama, family: "arcee", matrices: 2 },
  internlm: { ...plain, family: "internlm", queryKeyValueBias: flag("bias", true), outputBias: flag("bias", true) },
  internlm2: { ...plain, family: "internlm" },
  internlm3: { ...plain, family: "internlm" },
  smollm3: { ...llama, family: "smollm", tied: true },
  mistral,
  ministral3: mistral,
  qwen2: { ...plain, family: "qwen2", queryKeyValueBias: always, reach: upperWindows, heads: statedKvHeads(null) },
  qwen3,
  qwen3_vl: { ...llama, family: "qwen3", queryKeyNorms: perHeadNorms, heads: statedKvHeads(128) },
  phi3: { ...plain, family: "phi", reach: windowEverywhere },
  seed_oss: {
    ...plain,
    family: "seed-oss",
    queryKeyValueBias: flag("attention_bias"),
    outputBias: flag("attention_out_bias"),
    heads: statedKvHeads(128),
  },
  ernie4_5: { ...plain, family: "ernie", tied: true, queryKeyValueBias: flag("use_bias"), heads: statedKvHeads(128) },
  exaone4: {
    ...plain,
    family: "exaone",
    queryKeyNorms: perHeadNorms,
    reach: (config, layers) =>
      namedLayers<LayerReach>(config, "layer_types", reachNames) ?? patternReach(config, layers),
    heads: statedKvHeads(null),
  },
  mimo: { ...plain, family: "mimo", queryKeyValueBias: always, heads: statedKvHeads(null) },
  gemma,
  vaultgemma: { ...gemma, reach: (config) => fullEvery(config, () => 2) },
  gemma2: { ...gemma, family: "gemma2", norms: 4, reach: (config) => fullEvery(config, () => 2) },
  gemma3: {
    ...gemma,
    family: "gemma3",
    norms: 4,
    queryKeyNorms: perHeadNorms,
    reach: patternPeriod(6, "five window layers to one full layer"),
    common: (config) =>
      config.filled(
        {
          vocab_size: 262208,
          num_attention_heads: 8,
          num_key_value_heads: 4,
          head_dim: 256,
          max_position_embeddings: 131072,
        },
        "the default of transformers",
      ),
  },
  cohere,
  cohere2: { ...cohere, family: "cohere2", reach: patternPeriod(4, "three window layers to one full") },
  olmo: { ...llama, family: "olmo", normParameters: 0 },
  olmo2: { ...llama, family: "olmo", queryKeyNorms: perChannelNorms },
  olmo3: { ...llama, family: "olmo", queryKeyNorms: perChannelNorms, reach: (config) => fullEvery(config, () => 4) },
  granite: { ...llama, family: "granite" },
  glm,
  glm4: { ...glm, norms: 4 },
  // The activation learns two slopes per layer.
  apertus: {
    ...plain,
    family: "apertus",
    matrices: 2,
    queryKeyNorms: (heads) => perHeadNorms(heads) + 2,
    heads: statedKvHeads(null),
  },
  nemotron: { ...plain, family: "nemotron", normParameters: 2, matrices: 2, heads: statedKvHeads(null) },
  starcoder2: {
    ...llama,
    family: "starcoder",
    normParameters: 2,
    matrices: 2,
    tied: true,
    queryKeyValueBias: flag("use_bias", true),
    outputBias: flag("use_bias", true),
    feedForwardBias: flag("use_bias", true),
    reach: windowEverywhere,
    heads: statedKvHeads(null),
  },
  persimmon: {
    ...plain,
    ...biasedEverywhere,
    family: "persimmon",
    normParameters: 2,
    matrices: 2,
    queryKeyNorms: (heads, config) => (config.flag("qk_layernorm", true) ? 2 * perHeadNorms(heads) : 0),
  },
  hunyuan_v1_dense: {
    ...llama,
    family: "hunyuan",
    tied: true,
    queryKeyNorms: (heads, config) => (config.flag("use_qk_norm", true) ? perHeadNorms(heads) : 0),
  },
  stablelm: stableLm,
  stablelm_epoch: stableLm,
  exaone: { ...plain, family: "exaone", common: (config) => config.renamed({ num_hidden_layers: "num_layers" }) },
  baichuan: {
    ...plain,
    family: "baichuan",
    common: (config) => config.renamed({ max_position_embeddings: "model_max_length" }),
  },
  chatglm: {
    ...plain,
    family: "chatglm",
    queryKeyValueBias: flag("add_qkv_bias"),
    common: (config) =>
      config.renamed({
        num_hidden_layers: "num_layers",
        num_key_value_heads: "multi_query_group_num",
        head_dim: "kv_channels",
        intermediate_size: "ffn_hidden_size",
        vocab_size: "padded_vocab_size",
        max_position_embeddings: "seq_length",
      }),
  },
};

/** The first Qwen states the sum of the widths of gate and input. */
const readQwen1: ArchitectureReader = (config) => {
  const size = config.count("intermediate_size");
  if (size % 2 !== 0) config.refuse("intermediate_size", `${size} is not an even number`);
  const common = config.renamed({ head_dim: "kv_channels", max_position_embeddings: "seq_length" });
  const read = readDense(common, { ...plain, family: "qwen", queryKeyValueBias: always });
  const { layers } = read.transformer;
  return {
    ...read,
    transformer: { ...read.transformer, feedForward: [{ kind: "dense", layers, size: size / 2, matrices: 3 }] },
  };
};

/** Xverse has the shape of Llama; its models with experts have another one under the same type. */
const readXverse: ArchitectureReader = (config) => {
  if (config.has("num_experts")) config.refuse("num_experts", "experts of this family are not understood");
  return readDense(config, { ...plain, family: "xverse" });
};

export const denseDecoders: Readers = { ...denseReaders(families), qwen: readQwen1, xverse: readXverse };
