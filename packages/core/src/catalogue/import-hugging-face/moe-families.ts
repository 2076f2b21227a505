import {
  type ArchitectureReader,
  fullEvery,
  type Heads,
  type LayerReach,
  layerKinds,
  namedLayers,
  ownKvHeads,
  type PlainAttention,
  perChannelNorms,
  perHeadNorms,
  queryKeyValueBias,
  type Readers,
  reachNames,
  windowedAttention,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { bailingShape, ernieKinds, ernieShape, hunyuanShape, renamedRouted } from "./moe-shapes.ts";
import {
  denseBefore,
  denseFirst,
  type MoeFamily,
  type MoeShape,
  qwenExperts,
  readMoe,
  routedExperts,
  sparseSteps,
} from "./read-moe.ts";

const expertsUnder =
  (countKey: string) =>
  (config: ConfigReader): MoeShape => ({
    experts: config.count(countKey),
    expertSize: config.count("intermediate_size"),
  });
const localExperts = expertsUnder("num_local_experts");

const correction = ({ experts }: MoeShape): number => experts;

const windowsOf =
  (kindsOf: (config: ConfigReader, layers: number) => readonly LayerReach[], windowKey = "sliding_window") =>
  (config: ConfigReader, heads: Heads, layers: number): readonly PlainAttention[] =>
    windowedAttention(heads, kindsOf(config, layers), config.count(windowKey));
const fourthFull = windowsOf((config) => fullEvery(config, () => 4));

const listedReach = (config: ConfigReader) => namedLayers<LayerReach>(config, "layer_types", reachNames);

const gptOssKinds = (config: ConfigReader, layers: number): readonly LayerReach[] =>
  listedReach(config) ?? layerKinds(layers, (layer) => (layer % 2 === 0 ? "window" : "full"));

/** Layers without rotary embedding see everything, the others their chunk. */
const llama4Kinds = (config: ConfigReader, layers: number): readonly LayerReach[] => {
  const rotary = config.list("no_rope_layers") ?? [];
  const isLocal = (layer: number) => (rotary.length === layers ? rotary[layer] === 1 : (layer + 1) % 4 !== 0);
  return listedReach(config) ?? layerKinds(layers, (layer) => (isLocal(layer) ? "window" : "full"));
};

/** Ling and Ring. */
const bailing: MoeFamily = {
  family: "bailing",
  kinds: (config, layers) => denseBefore(config.countOr("first_k_dense_replace", 0, "every layer has experts"), layers),
  shape: bailingShape,
};

/** Grok: four norms per layer; its second version runs a dense block beside the experts. */
const grok: MoeFamily = {
  family: "grok",
  shape: (config) => ({
    experts: config.countAt("num_local_experts", "num_experts"),
    expertSize: config.countAt("moe_intermediate_size", "intermediate_size"),
    shared: config.flag("residual_moe", false) ? [1, config.count("intermediate_size")] : [0, 0],
  }),
  othersPerLayer: (_, config) => 2 * config.count("hidden_size"),
};

const qwen3Moe: MoeFamily = {
  family: "qwen3-moe",
  kinds: sparseSteps,
  shape: qwenExperts,
  othersPerLayer: perHeadNorms,
};

const olmoe: MoeFamily = {
  family: "olmoe",
  heads: ownKvHeads,
  shape: expertsUnder("num_experts"),
  othersPerLayer: perChannelNorms,
};

const families: Readonly<Record<string, MoeFamily>> = {
  mixtral: { family: "mixtral", shape: localExperts },
  granitemoe: { family: "granite-moe", shape: localExperts, heads: ownKvHeads },
  granitemoeshared: {
    family: "granite-moe",
    heads: ownKvHeads,
    shape: (config) => {
      const shared = config.countOr("shared_intermediate_size", 0, "no shared expert");
      return { ...localExperts(config), shared: [shared > 0 ? 1 : 0, shared] };
    },
  },
  phimoe: {
    family: "phi-moe",
    shape: localExperts,
    othersPerLayer: (heads, config) => 3 * config.count("hidden_size") + queryKeyValueBias(heads),
  },
  olmoe,
  flex_olmo: olmoe,
  qwen2_moe: {
    family: "qwen2-moe",
    kinds: sparseSteps,
    shape: qwenExperts,
    othersPerLayer: queryKeyValueBias,
    othersPerExpertLayer: (_, config) => config.count("hidden_size"),
  },
  qwen3_moe: qwen3Moe,
  qwen3_vl_moe: qwen3Moe,
  gpt_oss: {
    family: "gpt-oss",
    heads: { headDimension: 64, kvHeadsLikeHeads: false },
    shape: localExperts,
    attention: windowsOf(gptOssKinds),
    othersPerLayer: (heads, config) => queryKeyValueBias(heads) + config.count("hidden_size") + heads.heads,
    // The router and both projections of each expert have a bias.
    othersPerExpertLayer: ({ experts, expertSize }, config) =>
      experts * (1 + 2 * expertSize + config.count("hidden_size")),
  },
  minimax_m2: {
    family: "minimax",
    shape: localExperts,
    othersPerLayer: (heads, config) => (config.flag("use_qk_norm", false) ? perChannelNorms(heads) : 0),
    othersPerExpertLayer: correction,
  },
  glm4_moe: {
    family: "glm4-moe",
    kinds: denseFirst,
    shape: routedExperts,
    othersPerLayer: (heads, config) =>
      (config.flag("attention_bias", false) ? queryKeyValueBias(heads) : 0) +
      (config.flag("use_qk_norm", false) ? perHeadNorms(heads) : 0),
    othersPerExpertLayer: correction,
  },
  dots1: {
    family: "dots",
    kinds: denseFirst,
    shape: routedExperts,
    othersPerLayer: perHeadNorms,
    othersPerExpertLayer: correction,
  },
  llama4: {
    family: "llama4",
    attention: windowsOf(llama4Kinds, "attention_chunk_size"),
    kinds: (config, layers) => {
      const step = config.count("interleave_moe_layer_step");
      return layerKinds(layers, (layer) => ((layer + 1) % step === 0 ? "experts" : "dense"));
    },
    shape: (config) => ({
      ...localExperts(config),
      shared: [1, config.count("intermediate_size")],
      denseSize: config.count("intermediate_size_mlp"),
    }),
  },
  ernie4_5_moe: {
    family: "ernie-moe",
    kinds: ernieKinds,
    shape: ernieShape,
    tied: true,
    othersPerExpertLayer: correction,
  },
  bailing_moe: bailing,
  bailing_moe_v2: { ...bailing, othersPerLayer: perHeadNorms, othersPerExpertLayer: correction },
  hunyuan_v1_moe: { family: "hunyuan", shape: hunyuanShape, tied: true, othersPerLayer: perHeadNorms },
  "grok-1": { ...grok, tied: true },
  // The type that the config.json of Grok 2 carries.
  git: grok,
  exaone_moe: {
    family: "exaone-moe",
    kinds: (config, layers) => {
      const dense = config.has("first_last_k_dense_replace")
        ? config.count("first_last_k_dense_replace")
        : config.countOr("first_k_dense_replace", 0, "every layer has experts");
      return denseBefore(dense, layers);
    },
    shape: renamedRouted,
    attention: fourthFull,
    othersPerLayer: perHeadNorms,
    othersPerExpertLayer: correction,
  },
  // Trinity: gated attention, four norms per layer.
  afmoe: {
    family: "afmoe",
    kinds: (config, layers) => denseBefore(config.count("num_dense_layers"), layers),
    shape: renamedRouted,
    attention: (config, heads, layers) =>
      fourthFull(config, heads, layers).map((group) => ({ ...group, outputGate: true }) as PlainAttention),
    othersPerLayer: (heads, config) => 2 * config.count("hidden_size") + perHeadNorms(heads),
    othersPerExpertLayer: correction,
  },
  solar_open: {
    family: "solar-open",
    kinds: (config, layers) =>
      config.has("first_k_dense_replace") ? denseFirst(config, layers) : denseBefore(0, layers),
    shape: routedExperts,
    othersPerExpertLayer: correction,
  },
  deepseek: { family: "deepseek", kinds: denseFirst, shape: routedExperts, heads: ownKvHeads },
  // Beside its experts every layer may run a block as wide as the hidden state, with a norm of its own.
  arctic: {
    family: "arctic",
    heads: ownKvHeads,
    kinds: (config, layers) => {
      const every = config.countOr("moe_layer_frequency", 2, "the default of the model's code");
      if (every !== 1) config.refuse("moe_layer_frequency", `every layer has experts, not every ${every}th one`);
      return denseBefore(0, layers);
    },
    shape: (config) => ({
      ...localExperts(config),
      shared: config.flag("parallel_attn_mlp_res", false) ? [1, config.count("hidden_size")] : [0, 0],
    }),
    othersPerLayer: (_, config) => config.count("hidden_size"),
  },
  aria: {
    family: "aria",
    shape: (config) => {
      const expertSize = config.countAt("moe_intermediate_size", "intermediate_size");
      return {
        experts: config.count("moe_num_experts"),
        expertsPerToken: config.count("moe_topk"),
        expertSize,
        shared: [config.count("moe_num_shared_experts"), expertSize],
      };
    },
  },
};

/** DBRX keeps its heads and experts in sections; its norms have no bias. */
const dbrx: ArchitectureReader = (config) => {
  const attention = config.requiredSection("attn_config");
  const feedForward = config.requiredSection("ffn_config");
  const heads = config.count("n_heads");
  const kvHeads = attention.count("kv_n_heads");
  if (kvHeads === 0 || heads % kvHeads !== 0)
    attention.refuse("kv_n_heads", `${kvHeads} do not divide the ${heads} attention heads`);
  const common = config
    .renamed({
      hidden_size: "d_model",
      num_hidden_layers: "n_layers",
      num_attention_heads: "n_heads",
      max_position_embeddings: "max_seq_len",
    })
    .with({ num_key_value_heads: kvHeads });
  return readMoe(common, {
    family: "dbrx",
    shape: () => ({
      experts: feedForward.count("moe_num_experts"),
      expertsPerToken: feedForward.count("moe_top_k"),
      expertSize: feedForward.count("ffn_hidden_size"),
    }),
    attention: (_, own, layers) => [{ kind: "full", layers, ...own }],
  });
};

export const moeDecoders: Readers = {
  ...Object.fromEntries(
    Object.entries(families).map(([type, family]) => [type, (config: ConfigReader) => readMoe(config, family)]),
  ),
  dbrx,
};
