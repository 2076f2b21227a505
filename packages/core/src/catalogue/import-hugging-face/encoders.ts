/** Encoders, and Whisper with its encoder and decoder. */
import {
  type ArchitectureReader,
  layerKinds,
  ownKvHeads,
  type PlainTransformer,
  type ReadArchitecture,
  type Readers,
  windowedAttention,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { plain, readDense } from "./read-dense.ts";

interface EncoderShape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly size: number;
  readonly matrices: 2 | 3;
}

const shapeOf = (config: ConfigReader, matrices: 2 | 3): EncoderShape => ({
  layers: config.count("num_hidden_layers"),
  hidden: config.count("hidden_size"),
  heads: config.count("num_attention_heads"),
  size: config.count("intermediate_size"),
  matrices,
});

const headsOfShape = (config: ConfigReader, { hidden, heads }: EncoderShape, key = "num_attention_heads") => ({
  heads,
  kvHeads: heads,
  headDimension: hidden % heads === 0 ? hidden / heads : config.refuse(key, `${heads} do not divide ${hidden}`),
});

/** Without an output embedding, so that both ends share one matrix. */
const transformerOf = (config: ConfigReader, shape: EncoderShape, headsKey?: string): PlainTransformer => {
  const { layers, hidden, size, matrices } = shape;
  return {
    layers,
    hiddenSize: hidden,
    vocabularySize: config.count("vocab_size"),
    tiedEmbeddings: true,
    attention: [{ kind: "full", layers, ...headsOfShape(config, shape, headsKey) }],
    feedForward: [{ kind: "dense", layers, size, matrices }],
  };
};

const encoder = (
  family: string,
  transformer: PlainTransformer,
  otherParameters: number,
  contextLength: number,
): ReadArchitecture => ({ kind: "encoder", family, transformer, otherParameters, contextLength });

/** Biases of four square matrices and of both of the feed-forward block, and two norms. */
const biasedLayer = ({ hidden, size }: EncoderShape): number => 4 * hidden + size + hidden + 2 * 2 * hidden;

// RoBERTa reserves the positions before its padding index and that one.
const robertaReservedPositions = 2;

/** Slopes by distance and rotations need no table of positions. */
const hasPositionTable = (config: ConfigReader): boolean => {
  const placement = config.text("position_embedding_type") ?? "absolute";
  if (["alibi", "rotary", "rope"].includes(placement)) return false;
  return placement === "absolute" || config.refuse("position_embedding_type", `${placement} is not understood`);
};

/** BERT and its descendants: biases everywhere, two norms per layer, learned positions, segments and a pooler. */
const bert =
  (family: string, reservedPositions = 0): ArchitectureReader =>
  (config) => {
    const shape = shapeOf(config, /glu$/.test(config.text("feed_forward_type") ?? "") ? 3 : 2);
    const { layers, hidden } = shape;
    const positions = config.count("max_position_embeddings");
    const placed = hasPositionTable(config) ? positions : 0;
    const tables = (placed + config.countOr("type_vocab_size", 2, "the default of transformers")) * hidden;
    const pooler = hidden * hidden + hidden;
    const others = layers * biasedLayer(shape) + tables + 2 * hidden + pooler;
    return encoder(family, transformerOf(config, shape), others, positions - reservedPositions);
  };

const withoutPooler = (read: ReadArchitecture): ReadArchitecture => {
  const { hiddenSize } = read.transformer;
  return { ...read, otherParameters: read.otherParameters - hiddenSize * hiddenSize - hiddenSize };
};

/** MPNet: BERT with one more table, of distances per head, and no segments. */
const mpnet: ArchitectureReader = (config) => {
  const read = bert("mpnet", robertaReservedPositions)(config.filled({ type_vocab_size: 0 }, "MPNet has no segments"));
  const buckets = config.has("relative_attention_num_buckets") ? config.count("relative_attention_num_buckets") : 32;
  return { ...read, otherParameters: read.otherParameters + buckets * config.count("num_attention_heads") };
};

/** DistilBERT: half of BERT's layers, no segments and no pooler. */
const distilBert: ArchitectureReader = (config) => {
  const keys = {
    hidden_size: "dim",
    num_hidden_layers: "n_layers",
    num_attention_heads: "n_heads",
    intermediate_size: "hidden_dim",
  };
  return withoutPooler(bert("bert")(config.renamed(keys).filled({ type_vocab_size: 0 }, "DistilBERT has no segments")));
};

/** BERT without a pooler; where the embeddings are narrower than the layers a matrix stands between them. */
const electra: ArchitectureReader = (config) => {
  const hidden = config.count("hidden_size");
  const width = config.countOr("embedding_size", 128, "the default of transformers");
  if (width !== hidden) config.refuse("embedding_size", `it differs from the hidden size of ${hidden}`);
  return withoutPooler(bert("electra")(config));
};

/** ModernBERT: no biases, gated blocks, every third layer attends to everything and the others to a window. */
const modernBert: ArchitectureReader = (config) => {
  const shape = shapeOf(config, 3);
  const { layers, hidden } = shape;
  const every = config.countOr("global_attn_every_n_layers", 3, "the default of transformers");
  const kinds = layerKinds(layers, (layer) => (layer % every === 0 ? "full" : "window"));
  const window = config.countOr("local_attention", 128, "the default of transformers");
  const attention = windowedAttention(headsOfShape(config, shape), kinds, window);
  // The first layer takes its norm from the embeddings; a dense prediction head with a norm follows the last.
  const others = (2 * layers + 1) * hidden + hidden * hidden + hidden;
  const transformer = { ...transformerOf(config, shape), attention };
  return encoder("modernbert", transformer, others, config.count("max_position_embeddings"));
};

/** With experts, every `moe_every_n_layers`-th layer has them instead of the dense block. */
const nomicExperts = (config: ConfigReader, shape: EncoderShape): PlainTransformer["feedForward"] => {
  const { layers, size, matrices } = shape;
  const every = config.countOr("moe_every_n_layers", 2, "the default of the model's code");
  const experts = every === 0 ? 0 : Math.floor(layers / every);
  return [
    { kind: "dense", layers: layers - experts, size, matrices },
    {
      kind: "experts",
      layers: experts,
      experts: config.count("num_experts"),
      expertsPerToken: config.countOr("moe_top_k", 2, "the default of the model's code"),
      expertSize: size,
      matrices,
      sharedExperts: 0,
      sharedExpertSize: 0,
    },
  ];
};

const nomicBert: ArchitectureReader = (config) => {
  const hidden = config.count("n_embd");
  const shape: EncoderShape = {
    layers: config.count("n_layer"),
    hidden,
    heads: config.count("n_head"),
    size: config.countOr("n_inner", 4 * hidden, "four times the hidden size"),
    matrices: config.text("activation_function") === "swiglu" ? 3 : 2,
  };
  const segments = config.countOr("type_vocab_size", 2, "the default of the model's code") * hidden;
  const dense = transformerOf(config, shape);
  const hasMoeLayers = config.countOrZero("num_experts") > 0;
  const transformer = hasMoeLayers ? { ...dense, feedForward: nomicExperts(config, shape) } : dense;
  const others = shape.layers * 2 * 2 * hidden + segments + 2 * hidden;
  return encoder("nomic-bert", transformer, others, config.count("n_positions"));
};

/**
 * DeBERTa from its second version on: one table of distances for all layers, and keys that serve tokens and distances.
 * @source https://arxiv.org/abs/2111.09543
 */
const deberta: ArchitectureReader = (config) => {
  if (!config.flag("share_att_key", false))
    config.refuse("share_att_key", "distances with keys of their own are not read");
  if (config.countOrZero("conv_kernel_size") > 0)
    config.refuse("conv_kernel_size", "a convolution beside the first layer is not read");
  const shape = shapeOf(config, 2);
  const { layers, hidden } = shape;
  const context = config.count("max_position_embeddings");
  const placed = config.flag("position_biased_input", true) ? context : 0;
  const distances = 2 * config.count("position_buckets");
  const segments = config.countOr("type_vocab_size", 0, "the default of transformers");
  // A norm behind the embeddings and one behind the distances.
  const others = layers * biasedLayer(shape) + (placed + segments + distances) * hidden + 2 * 2 * hidden;
  return encoder("deberta", transformerOf(config, shape), others, context);
};

/** GTE: gated blocks with rotary positions; of its projections only the gated one has no bias. */
const gte: ArchitectureReader = (config) => {
  const placement = config.text("position_embedding_type") ?? "rope";
  if (placement !== "rope") config.refuse("position_embedding_type", `${placement} is not read`);
  const shape = shapeOf(config, 3);
  const { layers, hidden } = shape;
  const segments = config.countOr("type_vocab_size", 1, "the default of the model's code");
  const others = layers * (4 * hidden + hidden + 2 * 2 * hidden) + segments * hidden + 2 * hidden;
  return encoder("gte", transformerOf(config, shape), others, config.count("max_position_embeddings"));
};

/** Llama's layers that look both ways, without an output matrix. */
const euroBert: ArchitectureReader = (config) => {
  const { transformer, ...read } = readDense(config, { ...plain, family: "eurobert", heads: ownKvHeads });
  return { ...read, kind: "encoder", transformer: { ...transformer, tiedEmbeddings: true } };
};

const whisperSide = (config: ConfigReader, side: "encoder" | "decoder"): EncoderShape => ({
  layers: config.count(`${side}_layers`),
  hidden: config.count("d_model"),
  heads: config.count(`${side}_attention_heads`),
  size: config.count(`${side}_ffn_dim`),
  matrices: 2,
});

/** Whisper: an encoder of audio frames and a decoder that attends to them. */
const whisper: ArchitectureReader = (config) => {
  const [input, output] = [whisperSide(config, "encoder"), whisperSide(config, "decoder")];
  const { hidden } = input;
  const [frames, context] = [config.count("max_source_positions"), config.count("max_target_positions")];
  const norm = 2 * hidden;
  // Of query, value and output: keys have no bias.
  const attentionBias = 3 * hidden;
  const convolutionWidth = 3;
  const convolutions = (config.count("num_mel_bins") + hidden) * hidden * convolutionWidth + 2 * hidden;
  return {
    kind: "encoder-decoder",
    family: "whisper",
    transformer: transformerOf(config, output, "decoder_attention_heads"),
    encoder: transformerOf(config, input, "encoder_attention_heads"),
    encoderPositions: frames,
    otherParameters:
      input.layers * (attentionBias + 2 * norm + input.size + hidden) +
      output.layers * (2 * attentionBias + 3 * norm + output.size + hidden) +
      (frames + context) * hidden +
      convolutions +
      2 * norm,
    contextLength: context,
  };
};

export const encoders: Readers = {
  bert: bert("bert"),
  roberta: bert("roberta", robertaReservedPositions),
  "xlm-roberta": bert("xlm-roberta", robertaReservedPositions),
  "xlm-roberta-flash": bert("xlm-roberta", robertaReservedPositions),
  camembert: bert("roberta", robertaReservedPositions),
  mpnet,
  distilbert: distilBert,
  electra,
  modernbert: modernBert,
  nomic_bert: nomicBert,
  "deberta-v2": deberta,
  // The type that the config.json of GTE v1.5 carries.
  new: gte,
  gte,
  eurobert: euroBert,
  whisper,
};
