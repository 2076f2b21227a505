import { type ArchitectureReader, layerKinds, type PlainTransformer, windowedAttention } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

export interface EncoderShape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly size: number;
  readonly matrices: 2 | 3;
  readonly vocabulary: number;
}

const headDimension = (config: ConfigReader, { hidden, heads }: EncoderShape): number =>
  hidden % heads === 0 ? hidden / heads : config.refuse("num_attention_heads", `${heads} do not divide ${hidden}`);

/** An encoder has no output embedding, so that its two ends share one matrix. */
export const encoderTransformer = (config: ConfigReader, shape: EncoderShape): PlainTransformer => {
  const { layers, hidden, heads, size, matrices, vocabulary } = shape;
  return {
    layers,
    hiddenSize: hidden,
    vocabularySize: vocabulary,
    tiedEmbeddings: true,
    attention: [{ kind: "full", layers, heads, kvHeads: heads, headDimension: headDimension(config, shape) }],
    feedForward: [{ kind: "dense", layers, size, matrices }],
  };
};

// RoBERTa reserves the positions before its padding index and that one.
export const robertaReservedPositions = 2;

/** Slopes by distance and rotations need no table of positions. */
const hasPositionTable = (config: ConfigReader): boolean => {
  const placement = config.text("position_embedding_type") ?? "absolute";
  if (["alibi", "rotary", "rope"].includes(placement)) return false;
  return placement === "absolute" || config.refuse("position_embedding_type", `${placement} is not understood`);
};

/** BERT and its descendants: biases everywhere, two norms per layer, learned positions, segments and a pooler. */
export const bert =
  (family: string, reservedPositions: number): ArchitectureReader =>
  (config) => {
    const shape: EncoderShape = {
      layers: config.count("num_hidden_layers"),
      hidden: config.count("hidden_size"),
      heads: config.count("num_attention_heads"),
      size: config.count("intermediate_size"),
      matrices: /glu$/.test(config.text("feed_forward_type") ?? "") ? 3 : 2,
      vocabulary: config.count("vocab_size"),
    };
    const { layers, hidden, size } = shape;
    const positions = config.count("max_position_embeddings");
    const perLayer = 4 * hidden + size + hidden + 2 * 2 * hidden;
    const pooler = hidden * hidden + hidden;
    const placed = hasPositionTable(config) ? positions : 0;
    const tables = (placed + config.countOr("type_vocab_size", 2, "the default of transformers")) * hidden;
    return {
      kind: "encoder",
      family,
      transformer: encoderTransformer(config, shape),
      otherParameters: layers * perLayer + tables + 2 * hidden + pooler,
      contextLength: positions - reservedPositions,
    };
  };

const mpnetBuckets = 32;

/** MPNet: BERT with one more table, of distances per head, and no segments. */
const mpnet: ArchitectureReader = (config) => {
  const read = bert("mpnet", robertaReservedPositions)(config.filled({ type_vocab_size: 0 }, "MPNet has no segments"));
  const buckets = config.has("relative_attention_num_buckets")
    ? config.count("relative_attention_num_buckets")
    : mpnetBuckets;
  return { ...read, otherParameters: read.otherParameters + buckets * config.count("num_attention_heads") };
};

/** DistilBERT: half of BERT's layers, no segments and no pooler. */
const distilBert: ArchitectureReader = (config) => {
  const words = {
    hidden_size: "dim",
    num_hidden_layers: "n_layers",
    num_attention_heads: "n_heads",
    intermediate_size: "hidden_dim",
  };
  const usual = config.renamed(words).filled({ type_vocab_size: 0 }, "DistilBERT has no segments");
  const hidden = usual.count("hidden_size");
  const read = bert("bert", 0)(usual);
  return { ...read, otherParameters: read.otherParameters - hidden * hidden - hidden };
};

/** ModernBERT: no biases, gated blocks, every third layer attends to everything and the others to a window. */
const modernBert: ArchitectureReader = (config) => {
  const shape: EncoderShape = {
    layers: config.count("num_hidden_layers"),
    hidden: config.count("hidden_size"),
    heads: config.count("num_attention_heads"),
    size: config.count("intermediate_size"),
    matrices: 3,
    vocabulary: config.count("vocab_size"),
  };
  const every = config.countOr("global_attn_every_n_layers", 3, "the default of transformers");
  const kinds = layerKinds(shape.layers, (layer) => (layer % every === 0 ? "full" : "window"));
  const heads = { heads: shape.heads, kvHeads: shape.heads, headDimension: headDimension(config, shape) };
  const window = config.countOr("local_attention", 128, "the default of transformers");
  return {
    kind: "encoder",
    family: "modernbert",
    transformer: {
      ...encoderTransformer(config, shape),
      attention: windowedAttention(heads, kinds, window),
    },
    // The first layer takes its norm from the embeddings; a dense prediction head with a norm follows the last.
    otherParameters: (2 * shape.layers + 1) * shape.hidden + shape.hidden * shape.hidden + shape.hidden,
    contextLength: config.count("max_position_embeddings"),
  };
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

const nomicTransformer = (config: ConfigReader, shape: EncoderShape): PlainTransformer => {
  const plain = encoderTransformer(config, shape);
  const hasExperts = config.has("num_experts") && config.count("num_experts") > 0;
  return hasExperts ? { ...plain, feedForward: nomicExperts(config, shape) } : plain;
};

const nomicBert: ArchitectureReader = (config) => {
  const hidden = config.count("n_embd");
  const shape: EncoderShape = {
    layers: config.count("n_layer"),
    hidden,
    heads: config.count("n_head"),
    size: config.countOr("n_inner", 4 * hidden, "four times the hidden size"),
    matrices: config.text("activation_function") === "swiglu" ? 3 : 2,
    vocabulary: config.count("vocab_size"),
  };
  const segments = config.countOr("type_vocab_size", 2, "the default of the model's code") * hidden;
  return {
    kind: "encoder",
    family: "nomic-bert",
    transformer: nomicTransformer(config, shape),
    otherParameters: shape.layers * 2 * 2 * hidden + segments + 2 * hidden,
    contextLength: config.count("n_positions"),
  };
};

/** Readers of encoders, by model_type. */
export const encoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["bert", bert("bert", 0)],
  ["roberta", bert("roberta", robertaReservedPositions)],
  ["xlm-roberta", bert("xlm-roberta", robertaReservedPositions)],
  ["camembert", bert("roberta", robertaReservedPositions)],
  ["mpnet", mpnet],
  ["distilbert", distilBert],
  ["modernbert", modernBert],
  ["nomic_bert", nomicBert],
]);
