/** Decoders with multi-head latent attention. */
import { type ArchitectureReader, decoder, layersOfKind, type PlainAttention, type Readers } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { denseBefore, denseFirst, moeGroups, routedExperts } from "./read-moe.ts";

type Latent = Extract<PlainAttention, { kind: "latent" }>;
type Linear = Extract<PlainAttention, { kind: "linear" }>;
type Index = Latent["index"];

const statedIndex = (config: ConfigReader): Index => ({
  heads: config.count("index_n_heads"),
  headDimension: config.count("index_head_dim"),
  topTokens: config.count("index_topk"),
});
const glmIndex = (config: ConfigReader): Index =>
  statedIndex(
    config.filled({ index_n_heads: 32, index_head_dim: 128, index_topk: 2048 }, "the default of transformers"),
  );

/** The latent attention of a config under DeepSeek's keys. */
const latentGroup = (config: ConfigReader, layers: number, index: Index = null): Latent => ({
  kind: "latent",
  layers,
  heads: config.count("num_attention_heads"),
  kvRank: config.count("kv_lora_rank"),
  queryRank: config.has("q_lora_rank") ? config.count("q_lora_rank") : null,
  ropeDimension: config.count("qk_rope_head_dim"),
  nopeDimension: config.count("qk_nope_head_dim"),
  valueDimension: config.count("v_head_dim"),
  index,
});

/** One norm per latent vector, and the index's own with a bias. */
const latentNorms = ({ queryRank, kvRank, index }: Latent): number =>
  (queryRank ?? 0) + kvRank + 2 * (index?.headDimension ?? 0);

const deepSeek =
  (family: string, indexOf: (config: ConfigReader) => Index = () => null): ArchitectureReader =>
  (config) => {
    const layers = config.count("num_hidden_layers");
    const kinds = denseFirst(config, layers);
    const shape = routedExperts(config);
    const group = latentGroup(config, layers, indexOf(config));
    return decoder(config, {
      family,
      attention: [group],
      feedForward: moeGroups(config, kinds, shape),
      // One correction per routed expert steers the choice.
      others: layers * latentNorms(group) + layersOfKind(kinds, "experts") * shape.experts,
    });
  };

/** MiniCPM 3: latent attention and one dense block per layer. */
const miniCpm3: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const [hidden, heads] = [config.count("hidden_size"), config.count("num_attention_heads")];
  const valueDimension = config.countOr("v_head_dim", Math.floor(hidden / heads), "hidden size over attention heads");
  const group = { ...latentGroup(config.renamed({ v_head_dim: "qk_nope_head_dim" }), layers), valueDimension };
  return decoder(config, {
    family: "minicpm3",
    tied: true,
    attention: [group],
    feedForward: [{ kind: "dense", layers, size: config.count("intermediate_size"), matrices: 3 }],
    others: layers * latentNorms(group),
  });
};

/** Of a token's choices those that fall on experts which compute something; the others pass it on. */
const chosenExperts = (config: ConfigReader, experts: number): number => {
  const idle = config.countOr("zero_expert_num", 0, "every expert computes");
  return Math.max(1, Math.round((config.count("moe_topk") * experts) / (experts + idle)));
};

/**
 * LongCat Flash: a layer of the file is two of attention and dense feed-forward with one block of experts beside
 * them; the dense block of every second layer stands as the shared expert of that block.
 */
const longcatFlash: ArchitectureReader = (config) => {
  const blocks = config.countAt("num_layers", "num_hidden_layers");
  const layers = 2 * blocks;
  const hidden = config.count("hidden_size");
  const size = config.count("ffn_hidden_size");
  const experts = config.count("n_routed_experts");
  const idle = config.countOrZero("zero_expert_num");
  const group = latentGroup(config, layers);
  return decoder(config, {
    family: "longcat",
    layers,
    attention: [group],
    feedForward: [
      {
        kind: "experts",
        layers: blocks,
        experts,
        expertsPerToken: chosenExperts(config, experts),
        expertSize: config.count("expert_ffn_hidden_size"),
        matrices: 3,
        sharedExperts: 1,
        sharedExpertSize: size,
      },
      { kind: "dense", layers: blocks, size, matrices: 3 },
    ],
    others: layers * latentNorms(group) + blocks * (experts + idle + idle * hidden),
  });
};

const kimiState = (config: ConfigReader): Linear => {
  const section = config.requiredSection("linear_attn_config");
  const [heads, width] = [section.count("num_heads"), section.count("head_dim")];
  return {
    kind: "linear",
    layers: (section.list("kda_layers") ?? section.refuse("kda_layers", "it is missing")).length,
    keyHeads: heads,
    valueHeads: heads,
    keyDimension: width,
    valueDimension: width,
    convolutionWidth: section.count("short_conv_kernel_size"),
    outputGate: false,
  };
};

/**
 * Beside its four projections a layer has two gates of low rank, a step per head, three convolutions, a decay per
 * head, a bias and the output norm.
 */
const kimiStateOthers = ({ keyHeads, valueDimension, convolutionWidth }: Linear, hidden: number): number => {
  const width = keyHeads * valueDimension;
  const gates = 2 * (hidden * valueDimension + valueDimension * width);
  return gates + hidden * keyHeads + 3 * width * convolutionWidth + keyHeads + width + valueDimension;
};

/** Kimi Linear: delta attention with a state, latent attention in between, experts in all but the first layers. */
const kimiLinear: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const state = kimiState(config);
  if (state.layers > layers) config.refuse("linear_attn_config.kda_layers", `it lists ${state.layers} of ${layers}`);
  const dense = config.count("first_k_dense_replace");
  const experts = config.count("num_experts");
  const expertSize = config.count("moe_intermediate_size");
  const latent = latentGroup(config, layers - state.layers);
  return decoder(config, {
    family: "kimi-linear",
    attention: [state, latent],
    feedForward: moeGroups(config, denseBefore(dense, layers), {
      experts,
      expertSize,
      expertsPerToken: config.count("num_experts_per_token"),
      shared: [config.count("num_shared_experts"), expertSize],
      denseSize: config.count("intermediate_size"),
    }),
    others:
      state.layers * kimiStateOthers(state, config.count("hidden_size")) +
      latent.layers * latent.kvRank +
      (layers - dense) * experts,
    context: config.countAt("max_position_embeddings", "model_max_length"),
  });
};

export const latentDecoders: Readers = {
  deepseek_v2: deepSeek("deepseek-v2"),
  deepseek_v3: deepSeek("deepseek-v3"),
  deepseek_v32: deepSeek("deepseek-v3", statedIndex),
  kimi_k2: deepSeek("kimi"),
  kimi_k25: deepSeek("kimi"),
  glm4_moe_lite: deepSeek("glm4-moe"),
  glm_moe_dsa: deepSeek("glm5", glmIndex),
  minicpm3: miniCpm3,
  longcat_flash: longcatFlash,
  kimi_linear: kimiLinear,
};
