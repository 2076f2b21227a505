/** Encoders by model_type, and Whisper with its encoder and decoder. */
import type { ConfigReader } from "./config-reader.ts";
import { biased, plain } from "./dense-families.ts";
import type { Families, Family, PlainTransformer, ReadArchitecture } from "./family.ts";
import { layerKinds } from "./layer-kinds.ts";

/** Every head has keys and values of its own; heads divide the hidden size. */
const encoder = {
  kind: "encoder",
  headDimension: "divides",
  kvHeads: (_: ConfigReader, heads: number) => heads,
} as const;

const hidden = (config: ConfigReader): number => config.count("hidden_size");
const pooler = (config: ConfigReader): number => hidden(config) * hidden(config) + hidden(config);

/** Slopes by distance and rotations need no table of positions. */
const positionRows = (config: ConfigReader): number => {
  const placement = config.text("position_embedding_type") ?? "absolute";
  if (["alibi", "rotary", "rope"].includes(placement)) return 0;
  return placement === "absolute"
    ? config.count("max_position_embeddings")
    : config.refuse("position_embedding_type", `${placement} is not understood`);
};

const isGated = (config: ConfigReader): boolean => /glu$/.test(config.text("feed_forward_type") ?? "");

/** Tables of positions and segments; of a gated block one of the two inner projections has no bias. */
const bertTables = (config: ConfigReader, layers: number): number => {
  const segments = config.countOr("type_vocab_size", 2, "the default of transformers");
  const withoutBias = isGated(config) ? layers * config.count("intermediate_size") : 0;
  return (positionRows(config) + segments) * hidden(config) - withoutBias;
};

/** BERT without its pooler: biases everywhere, two norms per layer and one that follows the embeddings. */
const withoutPooler: Family = {
  ...encoder,
  ...biased,
  family: "bert",
  normParameters: 2,
  matrices: (config) => (isGated(config) ? 3 : 2),
  extra: bertTables,
};
const bert: Family = { ...withoutPooler, extra: (config, layers) => bertTables(config, layers) + pooler(config) };
// The positions before the padding index and that one are reserved.
const roberta: Family = {
  ...bert,
  family: "roberta",
  context: (config) => config.count("max_position_embeddings") - 2,
};
const xlmRoberta: Family = { ...roberta, family: "xlm-roberta" };

/** DeBERTa from its second version on. @source https://arxiv.org/abs/2111.09543 */
const deberta: Family = {
  ...encoder,
  ...biased,
  family: "deberta",
  normParameters: 2,
  matrices: 2,
  prepare: (config) => {
    if (!config.flag("share_att_key", false))
      config.refuse("share_att_key", "distances with keys of their own are not read");
    return config.count("conv_kernel_size?") > 0
      ? config.refuse("conv_kernel_size", "a convolution beside the first layer is not read")
      : config;
  },
  // One table of distances for all layers, and keys that serve tokens and distances; a norm behind the distances.
  extra: (config) => {
    const placed = config.flag("position_biased_input", true) ? config.count("max_position_embeddings") : 0;
    const segments = config.countOr("type_vocab_size", 0, "the default of transformers");
    return (placed + segments + 2 * config.count("position_buckets")) * hidden(config) + 2 * hidden(config);
  },
};

/** Gated blocks with rotary positions; of its projections only the gated one has no bias. */
const gte: Family = {
  ...encoder,
  family: "gte",
  normParameters: 2,
  queryKeyValueBias: true,
  outputBias: true,
  prepare: (config) => {
    const placement = config.text("position_embedding_type") ?? "rope";
    return placement === "rope" ? config : config.refuse("position_embedding_type", `${placement} is not read`);
  },
  extra: (config, layers) =>
    (layers + config.countOr("type_vocab_size", 1, "the default of the model's code")) * hidden(config),
};

const nomicBert: Family = {
  ...encoder,
  family: "nomic-bert",
  normParameters: 2,
  keys: {
    hidden_size: "n_embd",
    num_hidden_layers: "n_layer",
    num_attention_heads: "n_head",
    intermediate_size: "n_inner",
    max_position_embeddings: "n_positions",
  },
  prepare: (config) => {
    const sized = config.filled({ n_inner: 4 * config.count("n_embd") }, "four times the hidden size");
    return config.count("num_experts?") === 0
      ? sized
      : sized.filled({ moe_every_n_layers: 2, moe_top_k: 2 }, "the default of the model's code");
  },
  matrices: (config) => (config.text("activation_function") === "swiglu" ? 3 : 2),
  // Every `moe_every_n_layers`-th layer has experts instead of the dense block.
  feedForwardKinds: (config, layers) => {
    const every = config.count("num_experts?") === 0 ? 0 : config.count("moe_every_n_layers");
    return layerKinds(layers, (layer) => ((layer + 1) % every === 0 ? "experts" : "dense"));
  },
  experts: { experts: "num_experts", perToken: "moe_top_k", size: "intermediate_size" },
  extra: (config) => config.countOr("type_vocab_size", 2, "the default of the model's code") * hidden(config),
};

export const encoderFamilies: Families = {
  bert,
  roberta,
  "xlm-roberta": xlmRoberta,
  "xlm-roberta-flash": xlmRoberta,
  camembert: roberta,
  // One more table, of distances per head, and no segments.
  mpnet: {
    ...roberta,
    family: "mpnet",
    prepare: (config) => config.filled({ type_vocab_size: 0 }, "MPNet has no segments"),
    extra: (config, layers) => {
      const buckets = config.count("relative_attention_num_buckets?") || 32;
      return bertTables(config, layers) + pooler(config) + buckets * config.count("num_attention_heads");
    },
  },
  distilbert: {
    ...withoutPooler,
    keys: {
      hidden_size: "dim",
      num_hidden_layers: "n_layers",
      num_attention_heads: "n_heads",
      intermediate_size: "hidden_dim",
    },
    prepare: (config) => config.filled({ type_vocab_size: 0 }, "DistilBERT has no segments"),
  },
  // Where the embeddings are narrower than the layers a matrix stands between them.
  electra: {
    ...withoutPooler,
    family: "electra",
    prepare: (config) => {
      const width = config.countOr("embedding_size", 128, "the default of transformers");
      return width === hidden(config)
        ? config
        : config.refuse("embedding_size", `it differs from the hidden size of ${hidden(config)}`);
    },
  },
  // No biases, gated blocks, every third layer attends to everything and the others to a window.
  modernbert: {
    ...encoder,
    family: "modernbert",
    window: "local_attention",
    prepare: (config) =>
      config.filled({ global_attn_every_n_layers: 3, local_attention: 128 }, "the default of transformers"),
    mixers: (config, layers) => {
      const every = config.count("global_attn_every_n_layers");
      return layerKinds(layers, (layer) => (layer % every === 0 ? "full" : "window"));
    },
    // A dense prediction head with a norm follows the last layer.
    extra: pooler,
  },
  nomic_bert: nomicBert,
  "deberta-v2": deberta,
  // The type that the config.json of GTE v1.5 carries.
  new: gte,
  gte,
  // Llama's layers that look both ways.
  eurobert: { ...plain, kind: "encoder", family: "eurobert" },
};

const whisperSide = (config: ConfigReader, side: "encoder" | "decoder"): PlainTransformer => {
  const layers = config.count(`${side}_layers`);
  const [hiddenSize, heads] = [config.count("d_model"), config.count(`${side}_attention_heads`)];
  if (hiddenSize % heads !== 0) config.refuse(`${side}_attention_heads`, `${heads} do not divide ${hiddenSize}`);
  return {
    layers,
    hiddenSize,
    vocabularySize: config.count("vocab_size"),
    tiedEmbeddings: true,
    attention: [{ kind: "full", layers, heads, kvHeads: heads, headDimension: hiddenSize / heads }],
    feedForward: [{ kind: "dense", layers, size: config.count(`${side}_ffn_dim`), matrices: 2 }],
  };
};

/** Whisper: an encoder of audio frames and a decoder that attends to them. */
export const readWhisper = (config: ConfigReader): ReadArchitecture => {
  const [input, output] = [whisperSide(config, "encoder"), whisperSide(config, "decoder")];
  const width = input.hiddenSize;
  const [frames, context] = [config.count("max_source_positions"), config.count("max_target_positions")];
  const norm = 2 * width;
  // Of query, value and output: keys have no bias.
  const attentionBias = 3 * width;
  const convolutionWidth = 3;
  const convolutions = (config.count("num_mel_bins") + width) * width * convolutionWidth + 2 * width;
  return {
    kind: "encoder-decoder",
    family: "whisper",
    transformer: output,
    encoder: input,
    encoderPositions: frames,
    otherParameters:
      input.layers * (attentionBias + 2 * norm + config.count("encoder_ffn_dim") + width) +
      output.layers * (2 * attentionBias + 3 * norm + config.count("decoder_ffn_dim") + width) +
      (frames + context) * width +
      convolutions +
      2 * norm,
    contextLength: context,
  };
};
