import type { ArchitectureReader, Heads } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { always, type DenseFamily, llama, perHead, plain, readDense } from "./dense-decoders.ts";

type Words = Readonly<Record<string, string>>;

/** A Llama-like family whose config.json has words of its own. */
const dialect =
  (family: DenseFamily, words: Words = {}): ArchitectureReader =>
  (config) =>
    readDense(config.renamed(words), family);

const ownHeads = { headDimension: null, kvHeadsLikeHeads: true } as const;

const biasedEverywhere: DenseFamily = {
  ...plain,
  normParameters: 2,
  matrices: 2,
  queryKeyValueBias: always,
  outputBias: always,
  feedForwardBias: always,
  heads: ownHeads,
};

/** StableLM norms every head of queries and keys with weights of its own. */
const perHeadEach = (config: ConfigReader, { heads, kvHeads, headDimension }: Heads): number =>
  config.flag("qk_layernorm", false) ? (heads + kvHeads) * headDimension : 0;

const stableLm: DenseFamily = {
  ...plain,
  family: "stablelm",
  normParameters: 2,
  queryKeyNorm: perHeadEach,
  queryKeyValueBias: (config) => config.flag("use_qkv_bias", false),
  heads: ownHeads,
};

/** One norm feeds attention and feed-forward side by side where both start from the same place. */
export const stableLmReader: ArchitectureReader = (config) =>
  readDense(config, { ...stableLm, norms: config.flag("use_parallel_residual", false) ? 1 : 2 });

/** The first Qwen states the width of gate and input together. */
const qwen1: ArchitectureReader = (config) => {
  const usual = config.renamed({ head_dim: "kv_channels", max_position_embeddings: "seq_length" });
  const read = readDense(usual, { ...plain, family: "qwen", queryKeyValueBias: always, heads: ownHeads });
  const { layers } = read.transformer;
  const size = config.count("intermediate_size");
  if (size % 2 !== 0) config.refuse("intermediate_size", `${size} is no even number`);
  return {
    ...read,
    transformer: { ...read.transformer, feedForward: [{ kind: "dense", layers, size: size / 2, matrices: 3 }] },
  };
};

const chatGlm: Words = {
  num_hidden_layers: "num_layers",
  num_key_value_heads: "multi_query_group_num",
  head_dim: "kv_channels",
  intermediate_size: "ffn_hidden_size",
  vocab_size: "padded_vocab_size",
  max_position_embeddings: "seq_length",
};

/** Readers of Llama-like decoders in words of their own, by model_type. */
export const denseDialects: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["exaone", dialect({ ...plain, family: "exaone", heads: ownHeads }, { num_hidden_layers: "num_layers" })],
  [
    "chatglm",
    dialect(
      { ...plain, family: "chatglm", queryKeyValueBias: (config) => config.flag("add_qkv_bias", false) },
      chatGlm,
    ),
  ],
  [
    "baichuan",
    dialect({ ...plain, family: "baichuan", heads: ownHeads }, { max_position_embeddings: "model_max_length" }),
  ],
  ["qwen", qwen1],
  [
    "internlm",
    dialect({
      ...plain,
      family: "internlm",
      queryKeyValueBias: (config) => config.flag("bias", true),
      outputBias: (config) => config.flag("bias", true),
      heads: ownHeads,
    }),
  ],
  ["minicpm", dialect({ ...plain, family: "minicpm", tied: true, heads: ownHeads })],
  [
    "persimmon",
    dialect({
      ...biasedEverywhere,
      family: "persimmon",
      queryKeyNorm: (config, heads) => (config.flag("qk_layernorm", true) ? 2 * perHead(config, heads) : 0),
    }),
  ],
  ["stablelm", stableLmReader],
  ["arcee", dialect({ ...llama, family: "arcee", matrices: 2, heads: ownHeads })],
  [
    "hunyuan_v1_dense",
    dialect({
      ...llama,
      family: "hunyuan",
      tied: true,
      queryKeyNorm: (config, heads) => (config.flag("use_qk_norm", true) ? perHead(config, heads) : 0),
      heads: ownHeads,
    }),
  ],
  ["helium", dialect({ ...plain, family: "helium", heads: ownHeads })],
]);
