import type { ArchitectureReader, PlainAttention } from "./architecture.ts";
import { layerKinds } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { expertGroups } from "./expert-shapes.ts";

type Linear = Extract<PlainAttention, { kind: "linear" }>;

/** Layers that the list counts from 1. */
const listedLayers = (linear: ConfigReader, key: string): number =>
  (linear.list(key) ?? linear.refuse(key, "it is missing")).length;

const stateLayers = (config: ConfigReader): Linear => {
  const section = config.section("linear_attn_config") ?? config.refuse("linear_attn_config", "it is missing");
  const heads = section.count("num_heads");
  const width = section.count("head_dim");
  return {
    kind: "linear",
    layers: listedLayers(section, "kda_layers"),
    ...{ keyHeads: heads, valueHeads: heads, keyDimension: width, valueDimension: width },
    convolutionWidth: section.count("short_conv_kernel_size"),
    outputGate: false,
  };
};

const latentLayers = (config: ConfigReader, layers: number): PlainAttention => ({
  kind: "latent",
  layers,
  heads: config.count("num_attention_heads"),
  kvRank: config.count("kv_lora_rank"),
  queryRank: config.has("q_lora_rank") ? config.count("q_lora_rank") : null,
  ropeDimension: config.count("qk_rope_head_dim"),
  nopeDimension: config.count("qk_nope_head_dim"),
  valueDimension: config.count("v_head_dim"),
  index: null,
});

/**
 * Beside its four projections a layer has two gates of low rank, a step per head, three convolutions, a decay per
 * head, a bias and the output norm.
 */
const stateOthers = ({ keyHeads, valueDimension, convolutionWidth }: Linear, hidden: number): number => {
  const width = keyHeads * valueDimension;
  const gates = 2 * (hidden * valueDimension + valueDimension * width);
  const small = hidden * keyHeads + 3 * width * convolutionWidth + keyHeads + width + valueDimension;
  return gates + small;
};

/** Kimi Linear: delta attention with a state, latent attention in between, experts in all but the first layers. */
export const kimiLinear: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const state = stateLayers(config);
  if (state.layers > layers) config.refuse("linear_attn_config.kda_layers", `it lists ${state.layers} of ${layers}`);
  const dense = config.count("first_k_dense_replace");
  const kinds = layerKinds(layers, (layer) => (layer < dense ? ("dense" as const) : ("experts" as const)));
  const experts = config.count("num_experts");
  const expertSize = config.count("moe_intermediate_size");
  const feedForward = expertGroups(config, kinds, {
    ...{ experts, expertSize, expertsPerToken: config.count("num_experts_per_token") },
    ...{ sharedExperts: config.count("num_shared_experts"), sharedExpertSize: expertSize },
    denseSize: config.count("intermediate_size"),
  });
  const latent = layers - state.layers;
  const others = state.layers * stateOthers(state, hidden) + latent * config.count("kv_lora_rank");
  return {
    kind: "decoder",
    family: "kimi-linear",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention: [state, latentLayers(config, latent)],
      feedForward,
    },
    otherParameters: others + (layers - dense) * experts + (2 * layers + 1) * hidden,
    contextLength: config.count(config.has("max_position_embeddings") ? "max_position_embeddings" : "model_max_length"),
  };
};
