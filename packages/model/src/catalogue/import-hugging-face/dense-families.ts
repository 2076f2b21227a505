/** Families whose layers are grouped attention and one feed-forward block, by model_type. */
import type { ConfigReader } from "./config-reader.ts";
import type { Families, Family, Heads } from "./family.ts";
import {
  fullEvery,
  type KindsOf,
  layerKinds,
  lettered,
  type Mixer,
  upperWindows,
  windowEverywhere,
} from "./layer-kinds.ts";

/** Norms of queries and keys: of one head's width each, or over all heads. */
export const perHead = ({ headDimension }: Heads): number => 2 * headDimension;
export const perChannel = ({ heads, kvHeads, headDimension }: Heads): number => (heads + kvHeads) * headDimension;
export const ifFlag =
  (key: string, fallback: boolean, norms: (heads: Heads) => number) =>
  (heads: Heads, config: ConfigReader): number =>
    config.flag(key, fallback) ? norms(heads) : 0;

export const plain: Family = { family: "llama", kvHeads: "own" };
const flagged = {
  queryKeyValueBias: "attention_bias",
  outputBias: "attention_bias",
  feedForwardBias: "mlp_bias",
} as const;
const llama: Family = { ...plain, ...flagged };
export const biased = { queryKeyValueBias: true, outputBias: true, feedForwardBias: true } as const;

/** Every so many layers one sees everything; the distance stands at a key, or is the one that transformers takes. */
const patternPeriod = (period: number, why: string): KindsOf<Mixer> =>
  fullEvery((config) => config.countOr("sliding_window_pattern", period, why));

const mistral: Family = { family: "mistral", mixers: windowEverywhere };
const qwen3: Family = { ...flagged, family: "qwen3", headDimension: 128, queryKeyNorms: perHead };
const gemma: Family = { family: "gemma", tied: true, headDimension: 256 };
const cohere: Family = {
  ...llama,
  family: "cohere",
  // Command R is trained further than its max_position_embeddings, and engines go by this key.
  context: (config) => config.count("model_max_length|max_position_embeddings"),
  norms: 1,
  tied: true,
  queryKeyNorms: ifFlag("use_qk_norm", false, perChannel),
};
const stableLm: Family = {
  ...plain,
  family: "stablelm",
  // One norm feeds attention and feed-forward side by side where both start from the same place.
  norms: (config) => (config.flag("use_parallel_residual", false) ? 1 : 2),
  normParameters: 2,
  queryKeyNorms: ifFlag("qk_layernorm", false, perChannel),
  queryKeyValueBias: "use_qkv_bias",
};
const glm: Family = { family: "glm4", queryKeyValueBias: "attention_bias", headDimension: 128 };

const gatedDense: Families = {
  llama,
  Yi: { ...plain, family: "yi" },
  aquila: { ...plain, family: "aquila" },
  skywork: { ...plain, family: "skywork" },
  orion: { ...plain, family: "orion", normParameters: 2 },
  helium: { ...plain, family: "helium" },
  minicpm: { ...plain, family: "minicpm", tied: true },
  arcee: { ...llama, family: "arcee", matrices: 2 },
  internlm: { ...plain, family: "internlm", queryKeyValueBias: "bias!", outputBias: "bias!" },
  internlm2: { ...plain, family: "internlm" },
  internlm3: { ...plain, family: "internlm" },
  smollm3: { ...llama, family: "smollm", tied: true },
  mistral,
  ministral3: mistral,
  qwen2: { family: "qwen2", queryKeyValueBias: true, mixers: upperWindows },
  qwen3: { ...qwen3, mixers: upperWindows },
  qwen3_vl: qwen3,
  phi3: { ...plain, family: "phi", mixers: windowEverywhere },
  seed_oss: { ...glm, family: "seed-oss", outputBias: "attention_out_bias" },
  ernie4_5: { family: "ernie", tied: true, queryKeyValueBias: "use_bias", headDimension: 128 },
  exaone4: { family: "exaone", queryKeyNorms: perHead, mixers: lettered },
  mimo: { family: "mimo", queryKeyValueBias: true },
  gemma,
  vaultgemma: { ...gemma, mixers: fullEvery(2) },
  gemma2: { ...gemma, family: "gemma2", norms: 4, mixers: fullEvery(2) },
  gemma3: {
    ...gemma,
    family: "gemma3",
    norms: 4,
    queryKeyNorms: perHead,
    mixers: patternPeriod(6, "five window layers to one full layer"),
    prepare: (config) =>
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
  cohere2: { ...cohere, family: "cohere2", mixers: patternPeriod(4, "three window layers to one full") },
  olmo: { ...llama, family: "olmo", normParameters: 0 },
  olmo2: { ...llama, family: "olmo", queryKeyNorms: perChannel },
  olmo3: { ...llama, family: "olmo", queryKeyNorms: perChannel, mixers: fullEvery(4) },
  granite: { ...llama, family: "granite" },
  glm4: { ...glm, norms: 4 },
  glm,
  // The activation learns two slopes per layer.
  apertus: { family: "apertus", matrices: 2, queryKeyNorms: (heads) => perHead(heads) + 2 },
  nemotron: { family: "nemotron", normParameters: 2, matrices: 2 },
  starcoder2: {
    family: "starcoder",
    normParameters: 2,
    matrices: 2,
    tied: true,
    queryKeyValueBias: "use_bias!",
    outputBias: "use_bias!",
    feedForwardBias: "use_bias!",
    mixers: windowEverywhere,
  },
  persimmon: {
    ...plain,
    ...biased,
    family: "persimmon",
    normParameters: 2,
    matrices: 2,
    queryKeyNorms: ifFlag("qk_layernorm", true, (heads) => 2 * perHead(heads)),
  },
  hunyuan_v1_dense: { ...llama, family: "hunyuan", tied: true, queryKeyNorms: ifFlag("use_qk_norm", true, perHead) },
  stablelm: stableLm,
  stablelm_epoch: stableLm,
  exaone: { ...plain, family: "exaone", keys: { num_hidden_layers: "num_layers" } },
  baichuan: { ...plain, family: "baichuan", keys: { max_position_embeddings: "model_max_length" } },
  chatglm: {
    ...plain,
    family: "chatglm",
    queryKeyValueBias: "add_qkv_bias",
    keys: {
      num_hidden_layers: "num_layers",
      num_key_value_heads: "multi_query_group_num",
      head_dim: "kv_channels",
      intermediate_size: "ffn_hidden_size",
      vocab_size: "padded_vocab_size",
      max_position_embeddings: "seq_length",
    },
  },
  qwen: {
    ...plain,
    family: "qwen",
    queryKeyValueBias: true,
    keys: { head_dim: "kv_channels", max_position_embeddings: "seq_length" },
    // The first Qwen states the sum of the widths of gate and input.
    size: (config) => {
      const size = config.count("intermediate_size");
      return size % 2 === 0 ? size / 2 : config.refuse("intermediate_size", `${size} is not an even number`);
    },
  },
  xverse: {
    ...plain,
    family: "xverse",
    prepare: (config) =>
      config.has("num_experts") ? config.refuse("num_experts", "experts of this family are not understood") : config,
  },
};

/** Of the years before gated blocks: layer norms and biases, two matrices, heads that divide the hidden size. */
const classic: Family = {
  ...biased,
  family: "classic",
  normParameters: 2,
  matrices: 2,
  headDimension: "divides",
  kvHeads: (_, heads) => heads,
};

const vocabulary = (config: ConfigReader): number => config.count("vocab_size");
/** A table of learned positions, with so many rows before the first position. */
const positionTable =
  (offset = 0) =>
  (config: ConfigReader) =>
    (config.count("max_position_embeddings") + offset) * config.count("hidden_size");

const oneWithMultiQuery = (config: ConfigReader, heads: number) => (config.flag("multi_query", true) ? 1 : heads);

/** With `own` as the key of the feed-forward size, which is left out where it is four times the hidden size. */
const fourTimes =
  (own: string, hiddenKey = "hidden_size") =>
  (config: ConfigReader): ConfigReader =>
    config.filled({ [own]: 4 * config.count(hiddenKey) }, "four times the hidden size");

const gpt: Family = {
  ...classic,
  prepare: fourTimes("n_inner", "n_embd"),
  keys: {
    num_hidden_layers: "n_layer",
    hidden_size: "n_embd",
    num_attention_heads: "n_head",
    intermediate_size: "n_inner",
    max_position_embeddings: "n_positions",
  },
};

/** One norm feeds attention and feed-forward side by side. */
const gptJ: Family = {
  ...gpt,
  family: "gptj",
  norms: 1,
  queryKeyValueBias: false,
  outputBias: false,
  extra: (config) => (config.flag("tie_word_embeddings", false) ? 0 : vocabulary(config)),
};

/** Kinds of the layers, one by one or as a pattern and how often it comes. */
const localAndGlobal: KindsOf<Mixer> = (config, layers) => {
  const [first] = config.listOr("attention_types") ?? [];
  const [pattern] = Array.isArray(first) ? (first as readonly unknown[]) : [];
  const names = config.listOr("attention_layers") ?? pattern;
  if (!Array.isArray(names) || names.length === 0)
    return config.refuse("attention_types", "it is not a list of layers");
  return layerKinds(layers, (layer) => {
    const name: unknown = names[layer % names.length];
    if (name === "global") return "full";
    return name === "local" ? "window" : config.refuse("attention_types", `unknown layer type ${String(name)}`);
  });
};

const classics: Families = {
  gpt_neox: {
    ...classic,
    family: "gpt-neox",
    queryKeyValueBias: "attention_bias!",
    outputBias: "attention_bias!",
  },
  gpt2: {
    ...gpt,
    family: "gpt2",
    tied: true,
    // Models between GPT-2 and StarCoder carry the type of the one and the shared keys of the other.
    kvHeads: (config, heads) => {
      const type = config.text("attention_head_type") ?? "multihead";
      if (type === "multihead") return heads;
      return type === "multiquery" ? 1 : config.refuse("attention_head_type", `${type} is not understood`);
    },
    extra: positionTable(),
  },
  gpt_bigcode: { ...gpt, family: "starcoder", tied: true, kvHeads: oneWithMultiQuery, extra: positionTable() },
  gptj: gptJ,
  codegen: gptJ,
  phi: { ...classic, family: "phi", norms: 1, extra: vocabulary, kvHeads: "own" },
  opt: {
    ...classic,
    family: "opt",
    tied: true,
    keys: { intermediate_size: "ffn_dim" },
    prepare: (config) => {
      const hidden = config.count("hidden_size");
      if (config.has("word_embed_proj_dim") && config.count("word_embed_proj_dim") !== hidden)
        config.refuse("word_embed_proj_dim", `it differs from the hidden size of ${hidden}`);
      return config;
    },
    // The position table starts two rows before the first position.
    extra: positionTable(2),
  },
  mpt: {
    ...classic,
    family: "mpt",
    tied: true,
    keys: {
      num_hidden_layers: "n_layers",
      hidden_size: "d_model",
      num_attention_heads: "n_heads",
      max_position_embeddings: "max_seq_len",
    },
    prepare: (config) => {
      const wide = config.filled({ expansion_ratio: 4 }, "four times the hidden size");
      const size = wide.count("expansion_ratio") * wide.count("d_model");
      return wide.with({ intermediate_size: size, has_bias: !config.flag("no_bias", true) });
    },
    queryKeyValueBias: "has_bias",
    outputBias: "has_bias",
    feedForwardBias: "has_bias",
    normParameters: (config) => (config.flag("has_bias", false) ? 2 : 1),
    kvHeads: (config, heads) => {
      const grouped = config.section("attn_config");
      return grouped?.has("kv_n_heads") === true ? grouped.count("kv_n_heads") : heads;
    },
  },
  falcon: {
    ...classic,
    family: "falcon",
    tied: true,
    keys: { intermediate_size: "ffn_hidden_size" },
    prepare: (config) =>
      fourTimes("ffn_hidden_size")(config).filled({ max_position_embeddings: 2048 }, "the default of transformers"),
    norms: (config) => (config.flag("new_decoder_architecture", false) || !config.flag("parallel_attn", true) ? 2 : 1),
    queryKeyValueBias: "bias",
    outputBias: "bias",
    feedForwardBias: "bias",
    kvHeads: (config, heads) =>
      config.flag("new_decoder_architecture", false) ? config.count("num_kv_heads") : oneWithMultiQuery(config, heads),
  },
  bloom: {
    ...classic,
    family: "bloom",
    tied: true,
    keys: {
      hidden_size: "n_embed",
      num_hidden_layers: "n_layer",
      num_attention_heads: "n_head",
      max_position_embeddings: "seq_length",
    },
    prepare: (config) =>
      config
        .with({ intermediate_size: 4 * config.count("hidden_size|n_embed") })
        .filled({ seq_length: 2048 }, "the length BLOOM was trained with"),
    // A norm follows the embedding.
    extra: (config) => 2 * config.count("hidden_size"),
  },
  /** Learned positions, every other layer local; only the output projection of attention has a bias. */
  gpt_neo: {
    ...classic,
    family: "gpt-neo",
    queryKeyValueBias: false,
    tied: true,
    mixers: localAndGlobal,
    extra: positionTable(),
    prepare: fourTimes("intermediate_size"),
    keys: { num_hidden_layers: "num_layers", num_attention_heads: "num_heads", sliding_window: "window_size" },
  },
};

export const denseFamilies: Families = { ...gatedDense, ...classics };
