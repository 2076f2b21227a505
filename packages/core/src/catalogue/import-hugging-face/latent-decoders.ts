import type { ArchitectureReader, PlainAttention, ReadArchitecture } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { denseFirst, expertGroups, routedExperts } from "./expert-shapes.ts";

type Latent = Extract<PlainAttention, { kind: "latent" }>;
type Index = Latent["index"];

const noIndex = (): Index => null;
const givenIndex = (config: ConfigReader): Index => ({
  heads: config.count("index_n_heads"),
  headDimension: config.count("index_head_dim"),
  topTokens: config.count("index_topk"),
});
const glmIndex = (config: ConfigReader): Index => ({
  heads: config.countOr("index_n_heads", 32, "the default of transformers"),
  headDimension: config.countOr("index_head_dim", 128, "the default of transformers"),
  topTokens: config.countOr("index_topk", 2048, "the default of transformers"),
});

/** The latent attention of a config in DeepSeek's words. */
export const latentGroup = (config: ConfigReader, index: Index): Latent => ({
  kind: "latent",
  layers: config.count("num_hidden_layers"),
  heads: config.count("num_attention_heads"),
  kvRank: config.count("kv_lora_rank"),
  queryRank: config.has("q_lora_rank") ? config.count("q_lora_rank") : null,
  ropeDimension: config.count("qk_rope_head_dim"),
  nopeDimension: config.count("qk_nope_head_dim"),
  valueDimension: config.count("v_head_dim"),
  index,
});

/** Two norms of the hidden size, one per latent vector, and the index's own with a bias. */
export const normsPerLayer = (config: ConfigReader, { queryRank, kvRank, index }: Latent): number =>
  2 * config.count("hidden_size") + (queryRank ?? 0) + kvRank + 2 * (index?.headDimension ?? 0);

const readLatent =
  (family: string, indexOf: (config: ConfigReader) => Index): ArchitectureReader =>
  (config): ReadArchitecture => {
    const layers = config.count("num_hidden_layers");
    const kinds = denseFirst(config, layers);
    const shape = routedExperts(config);
    const group = latentGroup(config, indexOf(config));
    const expertLayers = kinds.filter((kind) => kind === "experts").length;
    // One correction per routed expert steers the choice.
    const others = layers * normsPerLayer(config, group) + expertLayers * shape.experts + config.count("hidden_size");
    return {
      kind: "decoder",
      family,
      transformer: {
        layers,
        hiddenSize: config.count("hidden_size"),
        vocabularySize: config.count("vocab_size"),
        tiedEmbeddings: config.flag("tie_word_embeddings", false),
        attention: [group],
        feedForward: expertGroups(config, kinds, shape),
      },
      otherParameters: others,
      contextLength: config.count("max_position_embeddings"),
    };
  };

/** Readers of decoders with multi-head latent attention, by model_type. */
export const latentDecoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["deepseek_v2", readLatent("deepseek-v2", noIndex)],
  ["deepseek_v3", readLatent("deepseek-v3", noIndex)],
  ["deepseek_v32", readLatent("deepseek-v3", givenIndex)],
  ["kimi_k2", readLatent("kimi", noIndex)],
  ["kimi_k25", readLatent("kimi", noIndex)],
  ["glm4_moe_lite", readLatent("glm4-moe", noIndex)],
  ["glm_moe_dsa", readLatent("glm5", glmIndex)],
]);
