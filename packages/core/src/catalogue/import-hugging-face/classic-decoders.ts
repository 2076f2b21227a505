/** Decoders of the years before gated feed-forward blocks: layer norms and biases, two matrices. */
import {
  type ArchitectureReader,
  type LayerReach,
  layerKinds,
  type ReadArchitecture,
  type Readers,
  windowedAttention,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

/** Sizes that a file states, each under a key of its line of models. */
interface Sizes {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly size: number;
  readonly context: number;
}

interface Classic {
  readonly family: string;
  /** Else as many as heads. */
  readonly kvHeads?: number;
  readonly tied: boolean;
  /** Norms per layer; 2. */
  readonly norms?: number;
  /** Biases; left out: there are. */
  readonly normBias?: boolean;
  readonly attentionBias?: boolean;
  readonly feedForwardBias?: boolean;
  /** Learned positions, output bias, embedding norm; 0. */
  readonly extra?: number;
  readonly reach?: readonly LayerReach[];
  readonly windowKey?: string;
}

const readClassic = (config: ConfigReader, sizes: Sizes, classic: Classic): ReadArchitecture => {
  const { layers, hidden, heads, size, context } = sizes;
  const { kvHeads = heads, norms = 2, normBias = true, attentionBias = true, feedForwardBias = true } = classic;
  if (hidden % heads !== 0) config.refuse("hidden_size", `${heads} heads do not divide ${hidden}`);
  const own = { heads, kvHeads, headDimension: hidden / heads };
  const norm = normBias ? 2 * hidden : hidden;
  const perLayer =
    norms * norm +
    (attentionBias ? (heads + 2 * kvHeads) * own.headDimension + hidden : 0) +
    (feedForwardBias ? size + hidden : 0);
  const { reach = layerKinds(layers, () => "full" as const), windowKey } = classic;
  return {
    kind: "decoder",
    family: classic.family,
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: classic.tied,
      attention: windowedAttention(own, reach, windowKey === undefined ? 0 : config.count(windowKey)),
      feedForward: [{ kind: "dense", layers, size, matrices: 2 }],
    },
    otherParameters: layers * perLayer + norm + (classic.extra ?? 0),
    contextLength: context,
  };
};

const commonSizes = (config: ConfigReader, sizeKey = "intermediate_size"): Sizes => ({
  layers: config.count("num_hidden_layers"),
  hidden: config.count("hidden_size"),
  heads: config.count("num_attention_heads"),
  size: config.count(sizeKey),
  context: config.count("max_position_embeddings"),
});

/** Keys that the GPT-2 line shares. */
const gptSizes = (config: ConfigReader): Sizes => {
  const hidden = config.count("n_embd");
  return {
    layers: config.count("n_layer"),
    hidden,
    heads: config.count("n_head"),
    size: config.countOr("n_inner", 4 * hidden, "four times the hidden size"),
    context: config.count("n_positions"),
  };
};

const gptNeoX: ArchitectureReader = (config) =>
  readClassic(config, commonSizes(config), {
    family: "gpt-neox",
    attentionBias: config.flag("attention_bias", true),
    tied: config.flag("tie_word_embeddings", false),
  });

/** Models between GPT-2 and StarCoder carry the type of the one and the shared keys of the other. */
const gpt2KvHeads = (config: ConfigReader, heads: number): number => {
  const type = config.text("attention_head_type") ?? "multihead";
  if (type === "multihead") return heads;
  return type === "multiquery" ? 1 : config.refuse("attention_head_type", `${type} is not understood`);
};

const gpt2: ArchitectureReader = (config) => {
  const sizes = gptSizes(config);
  return readClassic(config, sizes, {
    family: "gpt2",
    kvHeads: gpt2KvHeads(config, sizes.heads),
    tied: config.flag("tie_word_embeddings", true),
    extra: sizes.context * sizes.hidden,
  });
};

const gptBigCode: ArchitectureReader = (config) => {
  const sizes = gptSizes(config);
  return readClassic(config, sizes, {
    family: "starcoder",
    kvHeads: config.flag("multi_query", true) ? 1 : sizes.heads,
    tied: true,
    extra: sizes.context * sizes.hidden,
  });
};

/** One norm feeds attention and feed-forward side by side. */
const gptJ: ArchitectureReader = (config) => {
  const tied = config.flag("tie_word_embeddings", false);
  return readClassic(config, gptSizes(config), {
    ...{ family: "gptj", norms: 1, attentionBias: false, tied },
    extra: tied ? 0 : config.count("vocab_size"),
  });
};

const phi: ArchitectureReader = (config) => {
  const sizes = commonSizes(config);
  return readClassic(config, sizes, {
    ...{ family: "phi", norms: 1 },
    kvHeads: config.countOr("num_key_value_heads", sizes.heads, "every head has its own keys and values"),
    tied: config.flag("tie_word_embeddings", false),
    extra: config.count("vocab_size"),
  });
};

// OPT's position table starts two rows before the first position.
const optPositionOffset = 2;

const opt: ArchitectureReader = (config) => {
  const sizes = commonSizes(config, "ffn_dim");
  const { hidden, context } = sizes;
  if (config.has("word_embed_proj_dim") && config.count("word_embed_proj_dim") !== hidden) {
    config.refuse("word_embed_proj_dim", `it differs from the hidden size of ${hidden}`);
  }
  return readClassic(config, sizes, {
    family: "opt",
    tied: config.flag("tie_word_embeddings", true),
    extra: (context + optPositionOffset) * hidden,
  });
};

const mpt: ArchitectureReader = (config) => {
  const hidden = config.count("d_model");
  const heads = config.count("n_heads");
  const bias = !config.flag("no_bias", true);
  const grouped = config.section("attn_config");
  const sizes = {
    layers: config.count("n_layers"),
    hidden,
    heads,
    size: config.countOr("expansion_ratio", 4, "four times the hidden size") * hidden,
    context: config.count("max_seq_len"),
  };
  return readClassic(config, sizes, {
    ...{ family: "mpt", normBias: bias, attentionBias: bias, feedForwardBias: bias, tied: true },
    kvHeads: grouped?.has("kv_n_heads") === true ? grouped.count("kv_n_heads") : heads,
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
  const sizes = {
    ...{ hidden, heads },
    layers: config.count("num_hidden_layers"),
    size: config.countOr("ffn_hidden_size", 4 * hidden, "four times the hidden size"),
    context: config.countOr("max_position_embeddings", 2048, "the default of transformers"),
  };
  return readClassic(config, sizes, {
    ...{ family: "falcon", norms: twoNorms ? 2 : 1, attentionBias: bias, feedForwardBias: bias },
    kvHeads: falconKvHeads(config, heads),
    tied: config.flag("tie_word_embeddings", true),
  });
};

const bloom: ArchitectureReader = (config) => {
  const hidden = config.countAt("n_embed", "hidden_size");
  const sizes = {
    layers: config.countAt("n_layer", "num_hidden_layers"),
    hidden,
    heads: config.countAt("n_head", "num_attention_heads"),
    size: 4 * hidden,
    context: config.countOr("seq_length", 2048, "the length BLOOM was trained with"),
  };
  // A norm behind the embedding.
  const extra = 2 * hidden;
  return readClassic(config, sizes, { family: "bloom", tied: config.flag("tie_word_embeddings", true), extra });
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

/** GPT-Neo: learned positions, every other layer local; only the output projection of attention has a bias. */
const gptNeo: ArchitectureReader = (config) => {
  const common = config.renamed({ num_hidden_layers: "num_layers", num_attention_heads: "num_heads" });
  const hidden = common.count("hidden_size");
  const sizes = commonSizes(common.filled({ intermediate_size: 4 * hidden }, "four times the hidden size"));
  return readClassic(config, sizes, {
    ...{ family: "gpt-neo", attentionBias: false },
    tied: config.flag("tie_word_embeddings", true),
    extra: (sizes.context + sizes.layers) * hidden,
    reach: gptNeoReach(config, sizes.layers),
    windowKey: "window_size",
  });
};

export const classicDecoders: Readers = {
  gpt_neox: gptNeoX,
  gpt2,
  gpt_bigcode: gptBigCode,
  gptj: gptJ,
  codegen: gptJ,
  phi,
  opt,
  mpt,
  falcon,
  bloom,
  gpt_neo: gptNeo,
};
