/** Encoders by model_type, and Whisper with its encoder and decoder. */
import type { ConfigReader } from "./config-reader.ts";
import { asWideAsLayers, classic, fourTimes, plain } from "./dense-families.ts";
import type { Families, Family, PlainTransformer, ReadArchitecture } from "./family.ts";
import { fullEvery } from "./layer-kinds.ts";

/** Every head has keys and values of its own; heads divide the hidden size. */
const encoder = { kind: "encoder", headDimension: "divides", kvHeads: "all" } as const;

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

/** Tables of positions and segments; of a gated block one inner projection has no bias. */
const bertTables = (config: ConfigReader, layers: number): number => {
  const withoutBias = isGated(config) ? layers * config.count("intermediate_size") : 0;
  return (positionRows(config) + config.countOr("type_vocab_size", 2)) * hidden(config) - withoutBias;
};

/** BERT without pooler: biases everywhere, two norms per layer and one behind the embeddings. */
const withoutPooler: Family = {
  ...classic,
  kind: "encoder",
  family: "bert",
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
  ...classic,
  kind: "encoder",
  family: "deberta",
  prepare: (config) => {
    if (!config.flag("share_att_key", false))
      config.refuse("share_att_key", "distances with keys of their own are not read");
    return config.count("conv_kernel_size?") > 0
      ? config.refuse("conv_kernel_size", "a convolution beside the first layer is not read")
      : config;
  },
  // One table of distances for all layers, with a norm; keys serve tokens and distances.
  extra: (config) => {
    const placed = config.flag("position_biased_input", true) ? config.count("max_position_embeddings") : 0;
    const tables = placed + config.countOr("type_vocab_size", 0) + 2 * config.count("position_buckets");
    return (tables + 2) * hidden(config);
  },
};

/** Gated blocks with rotary positions; of its projections only the gated one has no bias. */
const gte: Family = {
  ...encoder,
  family: "gte",
  normParameters: 2,
  biases: [true, true],
  prepare: (config) => {
    const placement = config.text("position_embedding_type") ?? "rope";
    return placement === "rope" ? config : config.refuse("position_embedding_type", `${placement} is not read`);
  },
  extra: (config, layers) =>
    (layers + config.countOr("type_vocab_size", 1, "the default of the model's code")) * hidden(config),
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
    prepare: (config) => config.filled({ type_vocab_size: 0 }, "DistilBERT has no segments"),
  },
  electra: {
    ...withoutPooler,
    family: "electra",
    prepare: (config) => asWideAsLayers("embedding_size", config.filled({ embedding_size: 128 })),
  },
  // No biases, gated blocks, every third layer attends to everything and the others to a window.
  modernbert: {
    ...encoder,
    window: "local_attention",
    prepare: (config) => config.filled({ global_attn_every_n_layers: 3, local_attention: 128 }),
    mixers: fullEvery(
      (config) => config.count("global_attn_every_n_layers"),
      "window",
      () => 0,
    ),
    // A dense prediction head with a norm follows the last layer.
    extra: pooler,
  },
  // Every `moe_every_n_layers`-th layer may have experts instead of the dense block.
  nomic_bert: {
    ...encoder,
    normParameters: 2,
    prepare: (config) => {
      const moe = { moe_every_n_layers: 2, moe_top_k: 2, intermediate_size: 4 * hidden(config) };
      return config.has("num_experts")
        ? config.filled(moe, "the default of the model's code")
        : config.with({ num_experts: 0 });
    },
    matrices: (config) => (config.text("activation_function") === "swiglu" ? 3 : 2),
    size: fourTimes,
    experts: "intermediate_size",
    extra: (config) => config.countOr("type_vocab_size", 2, "the default of the model's code") * hidden(config),
  },
  "deberta-v2": deberta,
  // The type that the config.json of GTE v1.5 carries.
  new: gte,
  gte,
  // Llama's layers that look both ways.
  eurobert: { ...plain, kind: "encoder" },
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
