/** Decoders of the years before gated feed-forward blocks: layer norms and biases, two matrices. */
import { type LayerReach, layerKinds, ownKvHeads } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { biasedEverywhere, type DenseFamily, denseReaders, flag, never, plain } from "./read-dense.ts";

const everyHead = (_: ConfigReader, heads: number): number => heads;
const withKvHeads = (kvHeads: (config: ConfigReader, heads: number) => number) => ({ ...ownKvHeads, kvHeads });
const classic: DenseFamily = {
  ...plain,
  ...biasedEverywhere,
  normParameters: 2,
  matrices: 2,
  heads: withKvHeads(everyHead),
};

const vocabulary = (config: ConfigReader): number => config.count("vocab_size");
/** A table of learned positions, with so many rows before the first position. */
const positionTable =
  (offset = 0) =>
  (config: ConfigReader) =>
    (config.count("max_position_embeddings") + offset) * config.count("hidden_size");

const oneWithMultiQuery = (config: ConfigReader, heads: number) => (config.flag("multi_query", true) ? 1 : heads);

/** With `own` as the key of the feed-forward size, which is left out where it is four times the hidden size. */
const fourTimes = (config: ConfigReader, own: string, hiddenKey = "hidden_size"): ConfigReader =>
  config.filled({ [own]: 4 * config.count(hiddenKey) }, "four times the hidden size");

/** Keys that the GPT-2 line shares. */
const gptKeys = (config: ConfigReader): ConfigReader =>
  fourTimes(config, "n_inner", "n_embd").renamed({
    num_hidden_layers: "n_layer",
    hidden_size: "n_embd",
    num_attention_heads: "n_head",
    intermediate_size: "n_inner",
    max_position_embeddings: "n_positions",
  });

/** Models between GPT-2 and StarCoder carry the type of the one and the shared keys of the other. */
const gpt2KvHeads = (config: ConfigReader, heads: number): number => {
  const type = config.text("attention_head_type") ?? "multihead";
  if (type === "multihead") return heads;
  return type === "multiquery" ? 1 : config.refuse("attention_head_type", `${type} is not understood`);
};

/** One norm feeds attention and feed-forward side by side. */
const gptJ: DenseFamily = {
  ...classic,
  family: "gptj",
  common: gptKeys,
  norms: 1,
  queryKeyValueBias: never,
  outputBias: never,
  extra: (config) => (config.flag("tie_word_embeddings", false) ? 0 : vocabulary(config)),
};

const optKeys = (config: ConfigReader): ConfigReader => {
  const hidden = config.count("hidden_size");
  if (config.has("word_embed_proj_dim") && config.count("word_embed_proj_dim") !== hidden)
    config.refuse("word_embed_proj_dim", `it differs from the hidden size of ${hidden}`);
  return config.renamed({ intermediate_size: "ffn_dim" });
};

const mptKeys = (config: ConfigReader): ConfigReader => {
  const wide = config.filled({ expansion_ratio: 4 }, "four times the hidden size");
  const size = wide.count("expansion_ratio") * wide.count("d_model");
  return wide.with({ intermediate_size: size }).renamed({
    num_hidden_layers: "n_layers",
    hidden_size: "d_model",
    num_attention_heads: "n_heads",
    max_position_embeddings: "max_seq_len",
  });
};
const mptBias = (config: ConfigReader): boolean => !config.flag("no_bias", true);

const falconKeys = (config: ConfigReader): ConfigReader =>
  fourTimes(config, "ffn_hidden_size")
    .filled({ max_position_embeddings: 2048 }, "the default of transformers")
    .renamed({ intermediate_size: "ffn_hidden_size" });

const bloomKeys = (config: ConfigReader): ConfigReader => {
  const named = config.renamed({ hidden_size: "n_embed", num_hidden_layers: "n_layer", num_attention_heads: "n_head" });
  return named
    .with({ intermediate_size: 4 * named.count("hidden_size") })
    .filled({ seq_length: 2048 }, "the length BLOOM was trained with")
    .renamed({ max_position_embeddings: "seq_length" });
};

/** Kinds of the layers, one by one or as a pattern and how often it comes. */
const gptNeoReach = (config: ConfigReader, layers: number): readonly LayerReach[] => {
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

export const classicDecoders = denseReaders({
  gpt_neox: {
    ...classic,
    family: "gpt-neox",
    queryKeyValueBias: flag("attention_bias", true),
    outputBias: flag("attention_bias", true),
  },
  gpt2: {
    ...classic,
    family: "gpt2",
    common: gptKeys,
    tied: true,
    heads: withKvHeads(gpt2KvHeads),
    extra: positionTable(),
  },
  gpt_bigcode: {
    ...classic,
    family: "starcoder",
    common: gptKeys,
    tied: true,
    heads: withKvHeads(oneWithMultiQuery),
    extra: positionTable(),
  },
  gptj: gptJ,
  codegen: gptJ,
  phi: {
    ...classic,
    family: "phi",
    norms: 1,
    extra: vocabulary,
    heads: withKvHeads((config, heads) =>
      config.countOr("num_key_value_heads", heads, "every head has its own keys and values"),
    ),
  },
  // OPT's position table starts two rows before the first position.
  opt: { ...classic, family: "opt", common: optKeys, tied: true, extra: positionTable(2) },
  mpt: {
    ...classic,
    family: "mpt",
    common: mptKeys,
    tied: true,
    queryKeyValueBias: mptBias,
    outputBias: mptBias,
    feedForwardBias: mptBias,
    normParameters: (config) => (mptBias(config) ? 2 : 1),
    heads: withKvHeads((config, heads) => {
      const grouped = config.section("attn_config");
      return grouped?.has("kv_n_heads") === true ? grouped.count("kv_n_heads") : heads;
    }),
  },
  falcon: {
    ...classic,
    family: "falcon",
    common: falconKeys,
    tied: true,
    norms: (config) => (config.flag("new_decoder_architecture", false) || !config.flag("parallel_attn", true) ? 2 : 1),
    queryKeyValueBias: flag("bias"),
    outputBias: flag("bias"),
    feedForwardBias: flag("bias"),
    heads: withKvHeads((config, heads) =>
      config.flag("new_decoder_architecture", false) ? config.count("num_kv_heads") : oneWithMultiQuery(config, heads),
    ),
  },
  // A norm follows the embedding.
  bloom: {
    ...classic,
    family: "bloom",
    common: bloomKeys,
    tied: true,
    extra: (config) => 2 * config.count("hidden_size"),
  },
  /** Learned positions, every other layer local; only the output projection of attention has a bias. */
  gpt_neo: {
    ...classic,
    family: "gpt-neo",
    queryKeyValueBias: never,
    tied: true,
    reach: gptNeoReach,
    extra: positionTable(),
    common: (config) =>
      fourTimes(config, "intermediate_size").renamed({
        num_hidden_layers: "num_layers",
        num_attention_heads: "num_heads",
        sliding_window: "window_size",
      }),
  },
});
