/** Families whose layers are grouped attention and one feed-forward block, by model_type. */
import type { ConfigReader } from "./config-reader.ts";
import type { Families, Family, Heads } from "./family.ts";
import { fullEvery, type KindsOf, layerKinds, lettered, type Mixer, mixerOf, windows } from "./layer-kinds.ts";

/** Norms of queries and keys: of one head's width each, or over all heads. */
export const perHead = ({ headDimension }: Heads): number => 2 * headDimension;
export const perChannel = ({ heads, kvHeads, headDimension }: Heads): number => (heads + kvHeads) * headDimension;
export const ifFlag =
  (key: string, fallback: boolean, norms: (heads: Heads) => number) =>
  (heads: Heads, config: ConfigReader): number =>
    config.flag(key, fallback) ? norms(heads) : 0;

/** Refuses embeddings narrower than the layers: a matrix stands between them that is not read. */
export const asWideAsLayers = (key: string, config: ConfigReader): ConfigReader => {
  const hidden = config.count("hidden_size");
  return !config.has(key) || config.count(key) === hidden
    ? config
    : config.refuse(key, `it differs from the hidden size of ${hidden}`);
};

export const plain: Family = { kvHeads: "own" };
const flagged = ["attention_bias", "attention_bias", "mlp_bias"] as const;
const llama: Family = { ...plain, biases: flagged };
const internlm: Family = { ...plain, family: "internlm" };

/** Every so many layers one sees everything; left out, the period is that of transformers. */
const patternPeriod = (period: number, why: string): KindsOf<Mixer> =>
  fullEvery((config) => config.countOr("sliding_window_pattern", period, why));

const mistral: Family = { family: "mistral", mixers: windows(true) };
const qwen3: Family = { family: "qwen3", biases: flagged, headDimension: 128, queryKeyNorms: perHead };
const gemma: Family = { tied: true, headDimension: 256 };
const cohere: Family = {
  ...llama,
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
  biases: ["use_qkv_bias"],
};
const glm: Family = { family: "glm4", biases: ["attention_bias"], headDimension: 128 };
const olmo: Family = { ...llama, family: "olmo", queryKeyNorms: perChannel };

const gatedDense: Families = {
  llama,
  Yi: plain,
  aquila: plain,
  skywork: plain,
  orion: { ...plain, normParameters: 2 },
  helium: plain,
  minicpm: { ...plain, tied: true },
  arcee: { ...llama, matrices: 2 },
  internlm: { ...internlm, biases: ["bias!", "bias!"] },
  internlm2: internlm,
  internlm3: internlm,
  smollm3: { ...llama, family: "smollm", tied: true },
  mistral,
  ministral3: mistral,
  qwen2: { biases: [true], mixers: windows(false) },
  qwen3: { ...qwen3, mixers: windows(false) },
  qwen3_vl: qwen3,
  phi3: { ...plain, family: "phi", mixers: windows(true) },
  seed_oss: { headDimension: 128, biases: ["attention_bias", "attention_out_bias"] },
  ernie4_5: { family: "ernie", tied: true, biases: ["use_bias"], headDimension: 128 },
  exaone4: { family: "exaone", queryKeyNorms: perHead, mixers: lettered },
  mimo: { biases: [true] },
  gemma,
  vaultgemma: { ...gemma, family: "gemma", mixers: fullEvery(2) },
  gemma2: { ...gemma, norms: 4, mixers: fullEvery(2) },
  gemma3: {
    ...gemma,
    norms: 4,
    queryKeyNorms: perHead,
    mixers: patternPeriod(6, "five window layers to one full layer"),
    prepare: (config) =>
      config.filled({
        vocab_size: 262208,
        num_attention_heads: 8,
        num_key_value_heads: 4,
        head_dim: 256,
        max_position_embeddings: 131072,
      }),
  },
  cohere,
  cohere2: { ...cohere, mixers: patternPeriod(4, "three window layers to one full") },
  olmo: { ...llama, normParameters: 0 },
  olmo2: olmo,
  olmo3: { ...olmo, mixers: fullEvery(4) },
  granite: llama,
  glm4: { ...glm, norms: 4 },
  glm,
  // The activation learns two slopes per layer.
  apertus: { matrices: 2, queryKeyNorms: (heads) => perHead(heads) + 2 },
  nemotron: { normParameters: 2, matrices: 2 },
  starcoder2: {
    family: "starcoder",
    normParameters: 2,
    matrices: 2,
    tied: true,
    biases: ["use_bias!", "use_bias!", "use_bias!"],
    mixers: windows(true),
  },
  persimmon: {
    ...plain,
    biases: [true, true, true],
    normParameters: 2,
    matrices: 2,
    queryKeyNorms: ifFlag("qk_layernorm", true, (heads) => 2 * perHead(heads)),
  },
  hunyuan_v1_dense: { ...llama, family: "hunyuan", tied: true, queryKeyNorms: ifFlag("use_qk_norm", true, perHead) },
  stablelm: stableLm,
  stablelm_epoch: stableLm,
  exaone: plain,
  baichuan: plain,
  chatglm: { ...plain, biases: ["add_qkv_bias"] },
  qwen: {
    ...plain,
    biases: [true],
    // The first Qwen states the sum of the widths of gate and input.
    size: (config) => {
      const size = config.count("intermediate_size");
      return size % 2 === 0 ? size / 2 : config.refuse("intermediate_size", `${size} is not an even number`);
    },
  },
  xverse: {
    ...plain,
    prepare: (config) =>
      config.has("num_experts") ? config.refuse("num_experts", "experts of this family are not understood") : config,
  },
};

export const fourTimes = (config: ConfigReader): number =>
  config.countOr("intermediate_size", 4 * config.count("hidden_size"), "four times the hidden size");

/** Before gated blocks: layer norms, biases, two matrices, heads that divide the hidden size. */
export const classic: Family = {
  biases: [true, true, true],
  normParameters: 2,
  matrices: 2,
  headDimension: "divides",
  kvHeads: "all",
  size: fourTimes,
};

const vocabulary = (config: ConfigReader): number => config.count("vocab_size");
/** A table of learned positions, with so many rows before the first position. */
const positionTable =
  (offset = 0) =>
  (config: ConfigReader) =>
    (config.count("max_position_embeddings") + offset) * config.count("hidden_size");

const oneWithMultiQuery = (config: ConfigReader, heads: number) => (config.flag("multi_query", true) ? 1 : heads);

/** One norm feeds attention and feed-forward side by side. */
const gptJ: Family = {
  ...classic,
  family: "gptj",
  norms: 1,
  biases: [false, false, true],
  extra: (config) => (config.flag("tie_word_embeddings", false) ? 0 : vocabulary(config)),
};

/** Kinds of the layers, one by one or as a pattern and how often it comes. */
const localAndGlobal: KindsOf<Mixer> = (config, layers) => {
  const key = "attention_types";
  const [first] = Object.values(config.raw(key) ?? []);
  const names: unknown = config.raw("attention_layers") ?? (Array.isArray(first) ? first[0] : null);
  return Array.isArray(names) && names.length > 0
    ? layerKinds(layers, (layer) => mixerOf(config, key, names[layer % names.length]))
    : config.refuse(key, "it is not a list of layers");
};

const classics: Families = {
  gpt_neox: { ...classic, biases: ["attention_bias!", "attention_bias!", true] },
  gpt2: {
    ...classic,
    tied: true,
    // Models between GPT-2 and StarCoder have the type of the one and the shared keys of the other.
    kvHeads: (config, heads) => {
      const type = config.text("attention_head_type") ?? "multihead";
      if (type === "multihead") return heads;
      return type === "multiquery" ? 1 : config.refuse("attention_head_type", `${type} is not understood`);
    },
    extra: positionTable(),
  },
  gpt_bigcode: { ...classic, family: "starcoder", tied: true, kvHeads: oneWithMultiQuery, extra: positionTable() },
  gptj: gptJ,
  codegen: gptJ,
  phi: { ...classic, norms: 1, extra: vocabulary, kvHeads: "own" },
  // The position table starts two rows before the first position.
  opt: {
    ...classic,
    tied: true,
    prepare: (config) => asWideAsLayers("word_embed_proj_dim", config),
    extra: positionTable(2),
  },
  mpt: {
    ...classic,
    tied: true,
    size: (config) => config.countOr("expansion_ratio", 4, "four times the hidden size") * config.count("hidden_size"),
    prepare: (config) => config.with({ has_bias: !config.flag("no_bias", true) }),
    biases: ["has_bias", "has_bias", "has_bias"],
    normParameters: (config) => (config.flag("has_bias", false) ? 2 : 1),
    kvHeads: (config, heads) => config.section("attn_config")?.count("num_key_value_heads?") || heads,
  },
  falcon: {
    ...classic,
    tied: true,
    context: (config) => config.countOr("max_position_embeddings", 2048),
    norms: (config) => (config.flag("new_decoder_architecture", false) || !config.flag("parallel_attn", true) ? 2 : 1),
    biases: ["bias", "bias", "bias"],
    kvHeads: (config, heads) =>
      config.flag("new_decoder_architecture", false) ? config.count("num_kv_heads") : oneWithMultiQuery(config, heads),
  },
  // A norm follows the embedding.
  bloom: {
    ...classic,
    tied: true,
    context: (config) => config.countOr("max_position_embeddings", 2048, "the length BLOOM was trained with"),
    extra: (config) => 2 * config.count("hidden_size"),
  },
  /** Learned positions, every other layer local; in attention only the output has a bias. */
  gpt_neo: {
    ...classic,
    biases: [false, true, true],
    tied: true,
    mixers: localAndGlobal,
    window: "window_size",
    extra: positionTable(),
  },
};

export const denseFamilies: Families = { ...gatedDense, ...classics };
