/** Families of grouped or latent attention with a mixture of experts in some or all layers, by model_type. */
import type { ConfigReader } from "./config-reader.ts";
import { ifFlag, perChannel, perHead } from "./dense-families.ts";
import type { ExpertKeys, Experts, Families, Family } from "./family.ts";
import {
  denseBefore,
  denseFirst,
  denseFirstOrNone,
  expertsEverywhere,
  fromFirstToLast,
  fullEvery,
  type KindsOf,
  layerKinds,
  type Mixer,
  named,
  sparseSteps,
  windowUnlessOff,
} from "./layer-kinds.ts";

export const localExperts: ExpertKeys = { experts: "num_local_experts", size: "intermediate_size" };
/** DeepSeek's keys. */
export const routedExperts: ExpertKeys = {
  experts: "n_routed_experts",
  size: "moe_intermediate_size",
  shared: "n_shared_experts",
  dense: "intermediate_size",
};
/** The same under other names. */
const renamedExperts: ExpertKeys = { ...routedExperts, experts: "num_experts", shared: "num_shared_experts" };
export const qwenExperts: ExpertKeys = {
  experts: "num_experts",
  size: "moe_intermediate_size",
  sharedSize: "shared_expert_intermediate_size?",
  dense: "intermediate_size?",
};

/** One correction per routed expert steers the choice. */
export const correction = ({ experts }: Experts): number => experts;
/** A shared expert has a gate of its own. */
export const sharedGate = (_: Experts, config: ConfigReader): number => config.count("hidden_size");

/** Layers without rotary embedding see everything, the others their chunk. */
const chunksWithRotation = named((config, layers) => {
  const rotary = config.list("no_rope_layers") ?? [];
  const isLocal = (layer: number) => (rotary.length === layers ? rotary[layer] === 1 : (layer + 1) % 4 !== 0);
  return layerKinds(layers, (layer) => (isLocal(layer) ? "window" : "full"));
});

/** The file with the one number of keys that list the same one for every layer. */
const uniform = (config: ConfigReader, keys: readonly string[]): ConfigReader => {
  const values = keys.flatMap((key) => {
    const listed = config.listOr(key);
    if (listed === null) return [];
    const [first] = listed;
    return listed.length > 0 && listed.every((value) => value === first)
      ? [[key, first]]
      : config.refuse(key, "its layers differ");
  });
  return config.with(Object.fromEntries(values));
};

const moe: Family = { family: "moe", mixers: windowUnlessOff };
const granite: Family = { ...moe, family: "granite-moe", kvHeads: "own", experts: localExperts };
/** Ling and Ring. */
const bailing: Family = {
  ...moe,
  family: "bailing",
  feedForwardKinds: denseFirstOrNone,
  experts: { ...renamedExperts, sharedTotal: "moe_shared_expert_intermediate_size", dense: "intermediate_size?" },
};
/** Grok: four norms per layer; its second version runs a dense block beside the experts. */
const grok: Family = {
  ...moe,
  family: "grok",
  norms: 4,
  experts: {
    experts: "num_local_experts|num_experts",
    size: "moe_intermediate_size|intermediate_size",
    shared: 1,
    sharedSize: "intermediate_size",
    sharedIf: "residual_moe",
  },
};
const qwen3Moe: Family = {
  ...moe,
  family: "qwen3-moe",
  feedForwardKinds: sparseSteps,
  experts: qwenExperts,
  queryKeyNorms: perHead,
};
const olmoe: Family = {
  ...moe,
  family: "olmoe",
  kvHeads: "own",
  experts: { experts: "num_experts", size: "intermediate_size" },
  queryKeyNorms: perChannel,
};

const grouped: Families = {
  mixtral: { ...moe, family: "mixtral", experts: localExperts },
  granitemoe: granite,
  granitemoeshared: { ...granite, experts: { ...localExperts, sharedSize: "shared_intermediate_size" } },
  phimoe: {
    ...moe,
    family: "phi-moe",
    experts: localExperts,
    norms: 4,
    queryKeyValueBias: true,
    outputBias: true,
  },
  olmoe,
  flex_olmo: olmoe,
  qwen2_moe: {
    ...moe,
    family: "qwen2-moe",
    feedForwardKinds: sparseSteps,
    experts: qwenExperts,
    queryKeyValueBias: true,
    router: sharedGate,
  },
  qwen3_moe: qwen3Moe,
  qwen3_vl_moe: qwen3Moe,
  gpt_oss: {
    family: "gpt-oss",
    headDimension: 64,
    experts: localExperts,
    mixers: fullEvery(2),
    // A sink per head.
    queryKeyNorms: ({ heads }) => heads,
    queryKeyValueBias: true,
    outputBias: true,
    // The router and both projections of each expert have a bias.
    router: ({ experts, expertSize }, config) => experts * (1 + 2 * expertSize + config.count("hidden_size")),
  },
  minimax_m2: {
    ...moe,
    family: "minimax",
    experts: localExperts,
    queryKeyNorms: ifFlag("use_qk_norm", false, perChannel),
    router: correction,
  },
  glm4_moe: {
    ...moe,
    family: "glm4-moe",
    feedForwardKinds: denseFirst,
    experts: routedExperts,
    queryKeyValueBias: "attention_bias",
    queryKeyNorms: ifFlag("use_qk_norm", false, perHead),
    router: correction,
  },
  dots1: {
    ...moe,
    family: "dots",
    feedForwardKinds: denseFirst,
    experts: routedExperts,
    queryKeyNorms: perHead,
    router: correction,
  },
  llama4: {
    family: "llama4",
    mixers: chunksWithRotation,
    window: "attention_chunk_size",
    feedForwardKinds: (config, layers) => {
      const step = config.count("interleave_moe_layer_step");
      return layerKinds(layers, (layer) => ((layer + 1) % step === 0 ? "experts" : "dense"));
    },
    experts: { ...localExperts, shared: 1, dense: "intermediate_size_mlp" },
  },
  ernie4_5_moe: {
    ...moe,
    family: "ernie-moe",
    feedForwardKinds: fromFirstToLast,
    experts: {
      experts: "moe_num_experts",
      perToken: "moe_k",
      size: "moe_intermediate_size",
      shared: "moe_num_shared_experts",
    },
    tied: true,
    router: correction,
  },
  bailing_moe: bailing,
  bailing_moe_v2: { ...bailing, queryKeyNorms: perHead, router: correction },
  hunyuan_v1_moe: {
    ...moe,
    family: "hunyuan",
    prepare: (config) =>
      uniform(config, ["num_experts", "moe_topk", "moe_intermediate_size", "intermediate_size", "num_shared_expert"]),
    experts: {
      experts: "num_experts",
      perToken: "moe_topk",
      size: "moe_intermediate_size|intermediate_size",
      shared: "num_shared_expert?",
    },
    tied: true,
    queryKeyNorms: perHead,
  },
  "grok-1": { ...grok, tied: true },
  // The type that the config.json of Grok 2 carries.
  git: grok,
  exaone_moe: {
    family: "exaone-moe",
    feedForwardKinds: (config, layers) =>
      config.has("first_last_k_dense_replace")
        ? denseBefore((of) => of.count("first_last_k_dense_replace"))(config, layers)
        : denseFirstOrNone(config, layers),
    experts: renamedExperts,
    mixers: fullEvery(4),
    queryKeyNorms: perHead,
    router: correction,
  },
  // Trinity: gated attention, four norms per layer.
  afmoe: {
    family: "afmoe",
    norms: 4,
    feedForwardKinds: denseBefore((config) => config.count("num_dense_layers")),
    experts: renamedExperts,
    mixers: fullEvery(4),
    headed: () => ({ outputGate: true }),
    queryKeyNorms: perHead,
    router: correction,
  },
  solar_open: {
    ...moe,
    family: "solar-open",
    feedForwardKinds: (config, layers) =>
      (config.has("first_k_dense_replace") ? denseFirst : expertsEverywhere)(config, layers),
    experts: routedExperts,
    router: correction,
  },
  deepseek: { ...moe, family: "deepseek", feedForwardKinds: denseFirst, experts: routedExperts, kvHeads: "own" },
  // Beside its experts every layer may run a block as wide as the hidden state, with a norm of its own.
  arctic: {
    ...moe,
    family: "arctic",
    kvHeads: "own",
    norms: 3,
    prepare: (config) => {
      const every = config.countOr("moe_layer_frequency", 2, "the default of the model's code");
      if (every !== 1) config.refuse("moe_layer_frequency", `every layer has experts, not every ${every}th one`);
      return config;
    },
    experts: { ...localExperts, shared: 1, sharedSize: "hidden_size", sharedIf: "parallel_attn_mlp_res" },
  },
  aria: {
    ...moe,
    family: "aria",
    experts: {
      experts: "moe_num_experts",
      perToken: "moe_topk",
      size: "moe_intermediate_size|intermediate_size",
      shared: "moe_num_shared_experts!",
    },
  },
  // Its heads and experts stand in sections; its norms have no bias.
  dbrx: {
    family: "dbrx",
    keys: {
      hidden_size: "d_model",
      num_hidden_layers: "n_layers",
      num_attention_heads: "n_heads",
      max_position_embeddings: "max_seq_len",
    },
    prepare: (config) => {
      const experts = config.requiredSection("ffn_config");
      return config.with({
        num_key_value_heads: config.requiredSection("attn_config").count("kv_n_heads"),
        moe_num_experts: experts.count("moe_num_experts"),
        moe_top_k: experts.count("moe_top_k"),
        ffn_hidden_size: experts.count("ffn_hidden_size"),
      });
    },
    experts: { experts: "moe_num_experts", perToken: "moe_top_k", size: "ffn_hidden_size" },
  },
};

export const latentEverywhere: KindsOf<Mixer> = (_, layers) => layerKinds(layers, () => "latent");

const deepSeek: Family = {
  family: "deepseek-v3",
  mixers: latentEverywhere,
  feedForwardKinds: denseFirst,
  experts: routedExperts,
  router: correction,
};
const statedIndex = (config: ConfigReader) => ({
  heads: config.count("index_n_heads"),
  headDimension: config.count("index_head_dim"),
  topTokens: config.count("index_topk"),
});
const kimi: Family = { ...deepSeek, family: "kimi" };

const latent: Families = {
  deepseek_v2: { ...deepSeek, family: "deepseek-v2" },
  deepseek_v3: deepSeek,
  deepseek_v32: { ...deepSeek, latentIndex: statedIndex },
  kimi_k2: kimi,
  kimi_k25: kimi,
  glm4_moe_lite: { ...deepSeek, family: "glm4-moe" },
  glm_moe_dsa: {
    ...deepSeek,
    family: "glm5",
    prepare: (config) =>
      config.filled({ index_n_heads: 32, index_head_dim: 128, index_topk: 2048 }, "the default of transformers"),
    latentIndex: statedIndex,
  },
  // Latent attention and one dense block per layer.
  minicpm3: {
    family: "minicpm3",
    tied: true,
    mixers: latentEverywhere,
    prepare: (config) => {
      const [hidden, heads] = [config.count("hidden_size"), config.count("num_attention_heads")];
      return config.filled({ v_head_dim: Math.floor(hidden / heads) }, "hidden size over attention heads");
    },
  },
};

export const expertFamilies: Families = { ...grouped, ...latent };
