import type { ArchitectureReader, Heads, ReadArchitecture } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

/** Decoders of the years before gated feed-forward blocks: layer norms and biases, two matrices. */
interface Classic {
  readonly family: string;
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly size: number;
  readonly vocabulary: number;
  readonly tied: boolean;
  readonly context: number;
  /** Layer norms per layer; with a bias each unless `bias` is none. */
  readonly norms: number;
  readonly attentionBias: boolean;
  readonly feedForwardBias: boolean;
  readonly normBias: boolean;
  /** Learned positions, output bias, embedding norm. */
  readonly extra: number;
}

export const headsOfClassic = (
  config: ConfigReader,
  { hidden, heads, kvHeads }: Pick<Classic, "hidden" | "heads" | "kvHeads">,
): Heads => {
  if (hidden % heads !== 0) config.refuse("hidden_size", `${heads} heads do not divide ${hidden}`);
  return { heads, kvHeads, headDimension: hidden / heads };
};

/** A decoder of that kind in numbers. */
export const readClassic = (config: ConfigReader, classic: Classic): ReadArchitecture => {
  const { layers, hidden, size } = classic;
  const heads = headsOfClassic(config, classic);
  const norm = classic.normBias ? 2 * hidden : hidden;
  const attentionBias = (classic.heads + 2 * classic.kvHeads) * heads.headDimension + hidden;
  const perLayer =
    classic.norms * norm + (classic.attentionBias ? attentionBias : 0) + (classic.feedForwardBias ? size + hidden : 0);
  return {
    kind: "decoder",
    family: classic.family,
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: classic.vocabulary,
      tiedEmbeddings: classic.tied,
      attention: [{ kind: "full", layers, ...heads }],
      feedForward: [{ kind: "dense", layers, size, matrices: 2 }],
    },
    otherParameters: layers * perLayer + norm + classic.extra,
    contextLength: classic.context,
  };
};

export const biased = { norms: 2, normBias: true, attentionBias: true, feedForwardBias: true } as const;

const gptNeoX: ArchitectureReader = (config) => {
  const heads = config.count("num_attention_heads");
  return readClassic(config, {
    ...biased,
    attentionBias: config.flag("attention_bias", true),
    family: "gpt-neox",
    layers: config.count("num_hidden_layers"),
    hidden: config.count("hidden_size"),
    heads,
    kvHeads: heads,
    size: config.count("intermediate_size"),
    vocabulary: config.count("vocab_size"),
    tied: config.flag("tie_word_embeddings", false),
    context: config.count("max_position_embeddings"),
    extra: 0,
  });
};

/** The words that the GPT-2 line shares. */
const gptWords = (config: ConfigReader) => {
  const hidden = config.count("n_embd");
  return {
    layers: config.count("n_layer"),
    hidden,
    heads: config.count("n_head"),
    size: config.countOr("n_inner", 4 * hidden, "four times the hidden size"),
    vocabulary: config.count("vocab_size"),
    context: config.count("n_positions"),
  };
};

/** Models between GPT-2 and StarCoder carry the type of the one and the shared keys of the other. */
const gpt2KvHeads = (config: ConfigReader, heads: number): number => {
  const type = config.text("attention_head_type") ?? "multihead";
  if (type === "multihead") return heads;
  return type === "multiquery" ? 1 : config.refuse("attention_head_type", `${type} is not understood`);
};

const gpt2: ArchitectureReader = (config) => {
  const words = gptWords(config);
  const extra = words.context * words.hidden;
  const tied = config.flag("tie_word_embeddings", true);
  return readClassic(config, {
    ...biased,
    ...words,
    family: "gpt2",
    kvHeads: gpt2KvHeads(config, words.heads),
    tied,
    extra,
  });
};

const gptBigCode: ArchitectureReader = (config) => {
  const words = gptWords(config);
  const kvHeads = config.flag("multi_query", true) ? 1 : words.heads;
  return readClassic(config, {
    ...{ ...biased, ...words },
    family: "starcoder",
    kvHeads,
    tied: true,
    extra: words.context * words.hidden,
  });
};

/** One norm feeds attention and feed-forward side by side. */
const gptJ: ArchitectureReader = (config) => {
  const words = gptWords(config);
  const tied = config.flag("tie_word_embeddings", false);
  return readClassic(config, {
    ...{ ...biased, ...words, norms: 1, attentionBias: false },
    family: "gptj",
    kvHeads: words.heads,
    tied,
    extra: tied ? 0 : words.vocabulary,
  });
};

const phi: ArchitectureReader = (config) => {
  const heads = config.count("num_attention_heads");
  const vocabulary = config.count("vocab_size");
  return readClassic(config, {
    ...{ ...biased, norms: 1 },
    family: "phi",
    layers: config.count("num_hidden_layers"),
    hidden: config.count("hidden_size"),
    heads,
    kvHeads: config.countOr("num_key_value_heads", heads, "every head has its own keys and values"),
    size: config.count("intermediate_size"),
    vocabulary,
    tied: config.flag("tie_word_embeddings", false),
    context: config.count("max_position_embeddings"),
    extra: vocabulary,
  });
};

// OPT's position table starts two rows before the first position.
const optPositionOffset = 2;

const opt: ArchitectureReader = (config) => {
  const hidden = config.count("hidden_size");
  const heads = config.count("num_attention_heads");
  if (config.has("word_embed_proj_dim") && config.count("word_embed_proj_dim") !== hidden) {
    config.refuse("word_embed_proj_dim", `it differs from the hidden size of ${hidden}`);
  }
  const context = config.count("max_position_embeddings");
  return readClassic(config, {
    ...biased,
    family: "opt",
    layers: config.count("num_hidden_layers"),
    hidden,
    heads,
    kvHeads: heads,
    size: config.count("ffn_dim"),
    vocabulary: config.count("vocab_size"),
    tied: config.flag("tie_word_embeddings", true),
    context,
    extra: (context + optPositionOffset) * hidden,
  });
};

const mpt: ArchitectureReader = (config) => {
  const hidden = config.count("d_model");
  const heads = config.count("n_heads");
  const bias = !config.flag("no_bias", true);
  const grouped = config.section("attn_config");
  return readClassic(config, {
    ...{ norms: 2, normBias: bias, attentionBias: bias, feedForwardBias: bias },
    family: "mpt",
    layers: config.count("n_layers"),
    hidden,
    heads,
    kvHeads: grouped?.has("kv_n_heads") === true ? grouped.count("kv_n_heads") : heads,
    size: config.countOr("expansion_ratio", 4, "four times the hidden size") * hidden,
    vocabulary: config.count("vocab_size"),
    tied: true,
    context: config.count("max_seq_len"),
    extra: 0,
  });
};

const falconKvHeads = (config: ConfigReader, heads: number): number => {
  if (config.flag("new_decoder_architecture", false)) return config.count("num_kv_heads");
  return config.flag("multi_query", true) ? 1 : heads;
};

const falcon: ArchitectureReader = (config) => {
  const hidden = config.count("hidden_size");
  const heads = config.count("num_attention_heads");
  const twoNorms = config.flag("new_decoder_architecture", false) || !config.flag("parallel_attn", true);
  const bias = config.flag("bias", false);
  return readClassic(config, {
    ...{ norms: twoNorms ? 2 : 1, normBias: true, attentionBias: bias, feedForwardBias: bias },
    family: "falcon",
    layers: config.count("num_hidden_layers"),
    hidden,
    heads,
    kvHeads: falconKvHeads(config, heads),
    size: config.countOr("ffn_hidden_size", 4 * hidden, "four times the hidden size"),
    vocabulary: config.count("vocab_size"),
    tied: config.flag("tie_word_embeddings", true),
    context: config.countOr("max_position_embeddings", 2048, "the default of transformers"),
    extra: 0,
  });
};

const bloom: ArchitectureReader = (config) => {
  const hidden = config.has("n_embed") ? config.count("n_embed") : config.count("hidden_size");
  const heads = config.has("n_head") ? config.count("n_head") : config.count("num_attention_heads");
  return readClassic(config, {
    ...biased,
    family: "bloom",
    layers: config.has("n_layer") ? config.count("n_layer") : config.count("num_hidden_layers"),
    ...{ hidden, heads, kvHeads: heads, size: 4 * hidden },
    vocabulary: config.count("vocab_size"),
    tied: config.flag("tie_word_embeddings", true),
    context: config.countOr("seq_length", 2048, "the length BLOOM was trained with"),
    // A norm behind the embedding.
    extra: 2 * hidden,
  });
};

/** Readers of older decoders, by model_type. */
export const classicDecoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["gpt_neox", gptNeoX],
  ["gpt2", gpt2],
  ["gpt_bigcode", gptBigCode],
  ["gptj", gptJ],
  ["codegen", gptJ],
  ["phi", phi],
  ["opt", opt],
  ["mpt", mpt],
  ["falcon", falcon],
  ["bloom", bloom],
]);
