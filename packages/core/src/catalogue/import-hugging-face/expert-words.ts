import {
  type ArchitectureReader,
  type Heads,
  layerKinds,
  listedLayerKinds,
  windowedAttention,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { type ExpertFamily, readExperts } from "./expert-decoders.ts";
import { denseFirst, type ExpertShape, routedExperts } from "./expert-shapes.ts";

const everyLayer = (_: ConfigReader, layers: number) => layerKinds(layers, () => "experts" as const);
const perHeadNorms = (_: ConfigReader, { headDimension }: Heads): number => 2 * headDimension;
const correction = (_: ConfigReader, { experts }: ExpertShape): number => experts;

const section = (config: ConfigReader, key: string): ConfigReader =>
  config.section(key) ?? config.refuse(key, "it is missing");

/** DBRX keeps its heads and experts in sections; its norms have no bias. */
const dbrx: ArchitectureReader = (config) => {
  const attention = section(config, "attn_config");
  const feedForward = section(config, "ffn_config");
  const heads = config.count("n_heads");
  const kvHeads = attention.count("kv_n_heads");
  if (kvHeads === 0 || heads % kvHeads !== 0) {
    attention.refuse("kv_n_heads", `${kvHeads} do not divide the ${heads} attention heads`);
  }
  const usual = config.renamed({
    hidden_size: "d_model",
    num_hidden_layers: "n_layers",
    num_attention_heads: "n_heads",
    max_position_embeddings: "max_seq_len",
  });
  return readExperts(usual, {
    family: "dbrx",
    kinds: everyLayer,
    shape: () => ({
      experts: feedForward.count("moe_num_experts"),
      expertsPerToken: feedForward.count("moe_top_k"),
      expertSize: feedForward.count("ffn_hidden_size"),
      ...{ sharedExperts: 0, sharedExpertSize: 0, denseSize: 0 },
    }),
    attention: (_, own, layers) => [{ kind: "full", layers, ...own }],
    heads: { headDimension: null, kvHeadsLikeHeads: true, kvHeads },
  });
};

/** Grok: four norms per layer; its second version runs a dense block beside the experts. */
const grok: ExpertFamily = {
  family: "grok",
  kinds: everyLayer,
  shape: (config) => {
    const hasDense = config.flag("residual_moe", false);
    return {
      experts: config.has("num_local_experts") ? config.count("num_local_experts") : config.count("num_experts"),
      expertSize: config.has("moe_intermediate_size")
        ? config.count("moe_intermediate_size")
        : config.count("intermediate_size"),
      sharedExperts: hasDense ? 1 : 0,
      sharedExpertSize: hasDense ? config.count("intermediate_size") : 0,
      denseSize: 0,
    };
  },
  othersPerLayer: (config) => 2 * config.count("hidden_size"),
};

const patternOrList = (config: ConfigReader, layers: number) =>
  listedLayerKinds(config) ?? layerKinds(layers, (layer) => ((layer + 1) % 4 === 0 ? "full" : "window"));

/** The first layers are dense; a router's correction per expert; three layers of four see a window. */
const exaoneMoe: ExpertFamily = {
  family: "exaone-moe",
  kinds: (config, layers) => {
    const dense = config.has("first_last_k_dense_replace")
      ? config.count("first_last_k_dense_replace")
      : config.countOr("first_k_dense_replace", 0, "every layer has experts");
    return layerKinds(layers, (layer) => (layer < dense ? "dense" : "experts"));
  },
  shape: (config) =>
    routedExperts(config.renamed({ n_routed_experts: "num_experts", n_shared_experts: "num_shared_experts" })),
  attention: (config, heads, layers) =>
    windowedAttention(heads, patternOrList(config, layers), config.count("sliding_window")),
  othersPerLayer: perHeadNorms,
  othersPerExpertLayer: correction,
};

/** Trinity: gated attention, four norms per layer, every fourth layer sees everything. */
const afmoe: ExpertFamily = {
  family: "afmoe",
  kinds: (config, layers) => {
    const dense = config.count("num_dense_layers");
    return layerKinds(layers, (layer) => (layer < dense ? "dense" : "experts"));
  },
  shape: (config) =>
    routedExperts(config.renamed({ n_routed_experts: "num_experts", n_shared_experts: "num_shared_experts" })),
  attention: (config, heads, layers) =>
    windowedAttention(heads, patternOrList(config, layers), config.count("sliding_window")).map((group) => ({
      ...group,
      outputGate: true,
    })),
  othersPerLayer: (config, heads) => 2 * config.count("hidden_size") + perHeadNorms(config, heads),
  othersPerExpertLayer: correction,
};

const solarOpen: ExpertFamily = {
  family: "solar-open",
  kinds: (config, layers) =>
    config.has("first_k_dense_replace") ? denseFirst(config, layers) : everyLayer(config, layers),
  shape: routedExperts,
  othersPerExpertLayer: correction,
};

const deepseekV1: ExpertFamily = {
  family: "deepseek",
  kinds: denseFirst,
  shape: routedExperts,
  heads: { headDimension: null, kvHeadsLikeHeads: true },
};

/** Readers of more decoders with experts and grouped attention, by model_type. */
export const expertWords: ReadonlyMap<string, ArchitectureReader> = new Map<string, ArchitectureReader>([
  ["dbrx", dbrx],
  ["grok-1", (config) => readExperts(config, { ...grok, tied: true })],
  // The type that the config.json of Grok 2 carries.
  ["git", (config) => readExperts(config, grok)],
  ["exaone_moe", (config) => readExperts(config, exaoneMoe)],
  ["afmoe", (config) => readExperts(config, afmoe)],
  ["solar_open", (config) => readExperts(config, solarOpen)],
  ["deepseek", (config) => readExperts(config, deepseekV1)],
]);
