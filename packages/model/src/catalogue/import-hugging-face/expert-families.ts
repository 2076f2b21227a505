/** Families of grouped or latent attention with experts in some or all layers, by model_type. */
import type { ConfigReader } from "./config-reader.ts";
import { ifFlag, perChannel, perHead } from "./dense-families.ts";
import type { Experts, Families, Family } from "./family.ts";
import { everywhere, fullEvery, layerKinds, type Mixer, named, windows } from "./layer-kinds.ts";

/** One correction per routed expert steers the choice. */
export const correction = ({ experts }: Experts): number => experts;
/** A shared expert has a gate of its own. */
export const sharedGate = (_: Experts, config: ConfigReader): number => config.count("hidden_size");

/** Keys of the size of an expert: one of its own, or that of dense blocks. */
export const ownSize = "moe_intermediate_size";
export const anySize = "moe_intermediate_size|intermediate_size";
const needs = ["first_k_dense_replace"];

/** Layers without rotary embedding see everything, the others their chunk. */
const chunksWithRotation = named((config, layers) => {
  const rotary = config.list("no_rope_layers") ?? [];
  const isLocal = (layer: number) => (rotary.length === layers ? rotary[layer] === 1 : (layer + 1) % 4 !== 0);
  return layerKinds(layers, (layer) => (isLocal(layer) ? "window" : "full"));
});

/** The file with the one number of keys that list the same one for every layer. */
const uniform = (config: ConfigReader, keys: readonly string[]): ConfigReader => {
  const listed = keys.filter((key) => Array.isArray(config.raw(key)));
  const odd = listed.find((key) => new Set(config.list(key)).size !== 1);
  if (odd !== undefined) config.refuse(odd, "its layers differ");
  return config.with(Object.fromEntries(listed.map((key) => [key, config.list(key)?.[0]])));
};

const moe: Family = { experts: anySize, mixers: windows(true) };
const sized: Family = { ...moe, experts: ownSize };
const corrected: Family = { ...sized, router: correction };
const granite: Family = { ...moe, family: "granite-moe", kvHeads: "own" };
/** Ling and Ring. */
const bailing: Family = { ...sized, family: "bailing" };
/** Grok: four norms per layer; its second version runs a dense block beside the experts. */
const grok: Family = {
  ...moe,
  family: "grok",
  norms: 4,
  shared: (config) => (config.flag("residual_moe", false) ? [1, config.count("intermediate_size")] : [0, 0]),
};
const qwen3Moe: Family = { ...sized, family: "qwen3-moe", queryKeyNorms: perHead };
const olmoe: Family = { ...moe, family: "olmoe", kvHeads: "own", queryKeyNorms: perChannel };

const grouped: Families = {
  mixtral: moe,
  granitemoe: granite,
  granitemoeshared: { ...granite, needs: ["shared_intermediate_size"] },
  phimoe: { ...moe, family: "phi-moe", norms: 4, biases: [true, true] },
  olmoe,
  flex_olmo: olmoe,
  qwen2_moe: { ...sized, biases: [true], router: sharedGate },
  qwen3_moe: qwen3Moe,
  qwen3_vl_moe: qwen3Moe,
  gpt_oss: {
    headDimension: 64,
    experts: anySize,
    mixers: fullEvery(2),
    // A sink per head.
    queryKeyNorms: ({ heads }) => heads,
    biases: [true, true],
    // The router and both projections of each expert have a bias.
    router: ({ experts, expertSize }, config) => experts * (1 + 2 * expertSize + config.count("hidden_size")),
  },
  minimax_m2: {
    ...corrected,
    experts: anySize,
    family: "minimax",
    queryKeyNorms: ifFlag("use_qk_norm", false, perChannel),
  },
  glm4_moe: { ...corrected, needs, biases: ["attention_bias"], queryKeyNorms: ifFlag("use_qk_norm", false, perHead) },
  dots1: { ...corrected, needs, family: "dots", queryKeyNorms: perHead },
  llama4: {
    needs: ["interleave_moe_layer_step"],
    experts: anySize,
    mixers: chunksWithRotation,
    window: "attention_chunk_size",
    shared: (config) => [1, config.count("intermediate_size")],
    size: (config) => config.count("intermediate_size_mlp"),
  },
  ernie4_5_moe: { ...corrected, needs: ["moe_layer_start_index"], family: "ernie-moe", tied: true },
  bailing_moe: bailing,
  bailing_moe_v2: { ...bailing, queryKeyNorms: perHead, router: correction },
  hunyuan_v1_moe: {
    ...moe,
    family: "hunyuan",
    prepare: (config) =>
      uniform(config, ["num_experts", "moe_topk", "moe_intermediate_size", "intermediate_size", "num_shared_expert"]),
    tied: true,
    queryKeyNorms: perHead,
  },
  "grok-1": { ...grok, tied: true },
  // The type that the config.json of Grok 2 carries.
  git: grok,
  exaone_moe: { ...corrected, mixers: fullEvery(4), queryKeyNorms: perHead },
  // Trinity: gated attention, four norms per layer.
  afmoe: {
    ...corrected,
    needs: ["num_dense_layers"],
    norms: 4,
    mixers: fullEvery(4),
    headed: () => ({ outputGate: true }),
    queryKeyNorms: perHead,
  },
  solar_open: corrected,
  deepseek: { ...sized, needs, kvHeads: "own" },
  // Beside its experts a layer may run a block as wide as the hidden state, with its own norm.
  arctic: {
    ...moe,
    kvHeads: "own",
    norms: 3,
    prepare: (config) => {
      const every = config.countOr("moe_layer_frequency", 2, "the default of the model's code");
      if (every !== 1) config.refuse("moe_layer_frequency", `every layer has experts, not every ${every}th one`);
      return config;
    },
    shared: (config) => (config.flag("parallel_attn_mlp_res", false) ? [1, config.count("hidden_size")] : [0, 0]),
  },
  aria: { ...moe, needs: ["moe_num_shared_experts"] },
  // Its heads and experts stand in sections; its norms have no bias.
  dbrx: {
    experts: anySize,
    prepare: (config) => config.with({ ...Object(config.raw("attn_config")), ...Object(config.raw("ffn_config")) }),
  },
};

const deepSeek: Family = {
  needs,
  family: "deepseek-v3",
  mixers: everywhere<Mixer>("latent"),
  experts: ownSize,
  router: correction,
};
const kimi: Family = { ...deepSeek, family: "kimi" };

const latent: Families = {
  deepseek_v2: { ...deepSeek, family: "deepseek-v2" },
  deepseek_v3: deepSeek,
  deepseek_v32: { ...deepSeek, needs: [...needs, "index_topk"] },
  kimi_k2: kimi,
  kimi_k25: kimi,
  glm4_moe_lite: { ...deepSeek, family: "glm4-moe" },
  glm_moe_dsa: {
    ...deepSeek,
    family: "glm5",
    prepare: (config) => config.filled({ index_n_heads: 32, index_head_dim: 128, index_topk: 2048 }),
  },
  // Latent attention and one dense block per layer.
  minicpm3: {
    tied: true,
    mixers: everywhere<Mixer>("latent"),
    prepare: (config) => {
      const [hidden, heads] = [config.count("hidden_size"), config.count("num_attention_heads")];
      return config.filled({ v_head_dim: Math.floor(hidden / heads) }, "hidden size over attention heads");
    },
  },
};

export const expertFamilies: Families = { ...grouped, ...latent };
