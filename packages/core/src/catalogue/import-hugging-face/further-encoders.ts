import type { ArchitectureReader } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { plain, readDense } from "./dense-decoders.ts";
import { bert, type EncoderShape, encoderTransformer, robertaReservedPositions } from "./encoders.ts";

const shapeOf = (config: ConfigReader, matrices: EncoderShape["matrices"]): EncoderShape => ({
  layers: config.count("num_hidden_layers"),
  hidden: config.count("hidden_size"),
  heads: config.count("num_attention_heads"),
  size: config.count("intermediate_size"),
  matrices,
  vocabulary: config.count("vocab_size"),
});

/** BERT without a pooler; where the embeddings are narrower than the layers a matrix stands between them. */
const electra: ArchitectureReader = (config) => {
  const hidden = config.count("hidden_size");
  const width = config.countOr("embedding_size", 128, "the default of transformers");
  if (width !== hidden) config.refuse("embedding_size", `it differs from the hidden size of ${hidden}`);
  const read = bert("electra", 0)(config);
  return { ...read, otherParameters: read.otherParameters - hidden * hidden - hidden };
};

/**
 * DeBERTa from its second version on: one table of distances for all layers, and keys that serve tokens and distances.
 * @source https://arxiv.org/abs/2111.09543
 */
const deberta: ArchitectureReader = (config) => {
  if (!config.flag("share_att_key", false))
    config.refuse("share_att_key", "distances with keys of their own are not read");
  if (config.has("conv_kernel_size") && config.count("conv_kernel_size") > 0) {
    config.refuse("conv_kernel_size", "a convolution beside the first layer is not read");
  }
  const shape = shapeOf(config, 2);
  const { layers, hidden, size } = shape;
  const context = config.count("max_position_embeddings");
  const placed = config.flag("position_biased_input", true) ? context : 0;
  const distances = 2 * config.count("position_buckets");
  const segments = config.countOr("type_vocab_size", 0, "the default of transformers");
  const perLayer = 4 * hidden + size + hidden + 2 * 2 * hidden;
  return {
    kind: "encoder",
    family: "deberta",
    transformer: encoderTransformer(config, shape),
    // A norm behind the embeddings and one behind the distances.
    otherParameters: layers * perLayer + (placed + segments + distances) * hidden + 2 * 2 * hidden,
    contextLength: context,
  };
};

/** GTE: gated blocks with rotary positions; of its projections only the gated one has no bias. */
const gte: ArchitectureReader = (config) => {
  const placement = config.text("position_embedding_type") ?? "rope";
  if (placement !== "rope") config.refuse("position_embedding_type", `${placement} is not read`);
  const shape = shapeOf(config, 3);
  const { layers, hidden } = shape;
  const segments = config.countOr("type_vocab_size", 1, "the default of the model's code");
  const perLayer = 4 * hidden + hidden + 2 * 2 * hidden;
  return {
    kind: "encoder",
    family: "gte",
    transformer: encoderTransformer(config, shape),
    otherParameters: layers * perLayer + segments * hidden + 2 * hidden,
    contextLength: config.count("max_position_embeddings"),
  };
};

/** Llama's layers that look both ways, without an output matrix. */
const euroBert: ArchitectureReader = (config) => {
  const read = readDense(config, {
    ...plain,
    family: "eurobert",
    heads: { headDimension: null, kvHeadsLikeHeads: true },
  });
  return { ...read, kind: "encoder", transformer: { ...read.transformer, tiedEmbeddings: true } };
};

/** Encoders of the years after BERT, by model_type. */
export const furtherEncoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["electra", electra],
  ["deberta-v2", deberta],
  // The type that the config.json of GTE v1.5 carries.
  ["new", gte],
  ["gte", gte],
  ["xlm-roberta-flash", bert("xlm-roberta", robertaReservedPositions)],
  ["eurobert", euroBert],
]);
