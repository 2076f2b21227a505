import {
  type ArchitectureReader,
  type HeadDefaults,
  type Heads,
  headsOf,
  layerKinds,
  listedLayerKinds,
  type PlainAttention,
  queryKeyValueBias,
  type ReadArchitecture,
  windowedAttention,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import {
  denseFirst,
  type ExpertShape,
  expertGroups,
  qwenExperts,
  routedExperts,
  sparseSteps,
} from "./expert-shapes.ts";

/** What tells one family of decoders with experts from another. */
export interface ExpertFamily {
  readonly family: string;
  readonly kinds: (config: ConfigReader, layers: number) => readonly ("dense" | "experts")[];
  readonly shape: (config: ConfigReader) => ExpertShape;
  readonly attention?: (config: ConfigReader, heads: Heads, layers: number) => readonly PlainAttention[];
  readonly tied?: boolean;
  readonly heads?: HeadDefaults;
  /** Norms beside the two of a layer, biases and the like: per layer, and per layer with experts. */
  readonly othersPerLayer?: (config: ConfigReader, heads: Heads) => number;
  readonly othersPerExpertLayer?: (config: ConfigReader, shape: ExpertShape) => number;
}

const ownKeys: HeadDefaults = { headDimension: null, kvHeadsLikeHeads: true };
const allExperts = (_: ConfigReader, layers: number) => layerKinds(layers, () => "experts" as const);
const localExperts = (config: ConfigReader): ExpertShape => ({
  experts: config.count("num_local_experts"),
  expertSize: config.count("intermediate_size"),
  sharedExperts: 0,
  sharedExpertSize: 0,
  denseSize: 0,
});
const gptOssAttention = (config: ConfigReader, heads: Heads, layers: number): readonly PlainAttention[] => {
  const kinds = listedLayerKinds(config) ?? layerKinds(layers, (layer) => (layer % 2 === 0 ? "window" : "full"));
  return windowedAttention(heads, kinds, config.count("sliding_window"));
};

/** Layers without rotary embedding see everything, the others their chunk. */
const llama4Attention = (config: ConfigReader, heads: Heads, layers: number): readonly PlainAttention[] => {
  const rotary = config.list("no_rope_layers") ?? [];
  const listed = listedLayerKinds(config);
  const ofLayer = (layer: number): "full" | "window" => {
    const local = rotary.length === layers ? rotary[layer] === 1 : (layer + 1) % 4 !== 0;
    return local ? "window" : "full";
  };
  return windowedAttention(heads, listed ?? layerKinds(layers, ofLayer), config.count("attention_chunk_size"));
};

const perChannelNorm = ({ heads, kvHeads, headDimension }: Heads): number => (heads + kvHeads) * headDimension;

const qwen3Moe: ExpertFamily = {
  family: "qwen3-moe",
  kinds: sparseSteps,
  shape: qwenExperts,
  othersPerLayer: (_, { headDimension }) => 2 * headDimension,
};

const families: Readonly<Record<string, ExpertFamily>> = {
  mixtral: { family: "mixtral", kinds: allExperts, shape: localExperts },
  granitemoe: { family: "granite-moe", kinds: allExperts, shape: localExperts, heads: ownKeys },
  phimoe: {
    family: "phi-moe",
    kinds: allExperts,
    shape: localExperts,
    othersPerLayer: (config, heads) =>
      2 * config.count("hidden_size") + queryKeyValueBias(heads) + config.count("hidden_size"),
  },
  olmoe: {
    family: "olmoe",
    heads: ownKeys,
    kinds: allExperts,
    shape: (config) => ({
      experts: config.count("num_experts"),
      expertSize: config.count("intermediate_size"),
      ...{ sharedExperts: 0, sharedExpertSize: 0, denseSize: 0 },
    }),
    othersPerLayer: (_, heads) => perChannelNorm(heads),
  },
  qwen2_moe: {
    family: "qwen2-moe",
    kinds: sparseSteps,
    shape: qwenExperts,
    othersPerLayer: (_, heads) => queryKeyValueBias(heads),
    othersPerExpertLayer: (config) => config.count("hidden_size"),
  },
  qwen3_moe: qwen3Moe,
  qwen3_vl_moe: qwen3Moe,
  gpt_oss: {
    family: "gpt-oss",
    heads: { headDimension: 64, kvHeadsLikeHeads: false },
    kinds: allExperts,
    shape: localExperts,
    attention: gptOssAttention,
    othersPerLayer: (config, heads) => queryKeyValueBias(heads) + config.count("hidden_size") + heads.heads,
    // The router and both projections of each expert have a bias.
    othersPerExpertLayer: (config, { experts, expertSize }) =>
      experts * (1 + 2 * expertSize + config.count("hidden_size")),
  },
  minimax_m2: {
    family: "minimax",
    kinds: allExperts,
    shape: localExperts,
    othersPerLayer: (config, heads) => (config.flag("use_qk_norm", false) ? perChannelNorm(heads) : 0),
    othersPerExpertLayer: (_, { experts }) => experts,
  },
  glm4_moe: {
    family: "glm4-moe",
    kinds: denseFirst,
    shape: routedExperts,
    othersPerLayer: (config, heads) =>
      (config.flag("attention_bias", false) ? queryKeyValueBias(heads) : 0) +
      (config.flag("use_qk_norm", false) ? 2 * heads.headDimension : 0),
    othersPerExpertLayer: (_, { experts }) => experts,
  },
  dots1: {
    family: "dots",
    kinds: denseFirst,
    shape: routedExperts,
    othersPerLayer: (_, { headDimension }) => 2 * headDimension,
    othersPerExpertLayer: (_, { experts }) => experts,
  },
  llama4: {
    family: "llama4",
    attention: llama4Attention,
    kinds: (config, layers) => {
      const step = config.count("interleave_moe_layer_step");
      return layerKinds(layers, (layer) => ((layer + 1) % step === 0 ? "experts" : "dense"));
    },
    shape: (config) => ({
      experts: config.count("num_local_experts"),
      expertSize: config.count("intermediate_size"),
      sharedExperts: 1,
      sharedExpertSize: config.count("intermediate_size"),
      denseSize: config.count("intermediate_size_mlp"),
    }),
  },
};

const plainAttention = (config: ConfigReader, heads: Heads, layers: number): readonly PlainAttention[] =>
  config.has("sliding_window") && config.flag("use_sliding_window", true)
    ? windowedAttention(
        heads,
        layerKinds(layers, () => "window" as const),
        config.count("sliding_window"),
      )
    : [{ kind: "full", layers, ...heads }];

const othersOf = (
  config: ConfigReader,
  family: ExpertFamily,
  { heads, shape, expertLayers }: { heads: Heads; shape: ExpertShape; expertLayers: number },
): number => {
  const hidden = config.count("hidden_size");
  const perLayer = 2 * hidden + (family.othersPerLayer?.(config, heads) ?? 0);
  const perExpertLayer = family.othersPerExpertLayer?.(config, shape) ?? 0;
  return config.count("num_hidden_layers") * perLayer + expertLayers * perExpertLayer + hidden;
};

/** A decoder with grouped attention and experts in the words of its family. */
export const readExperts = (config: ConfigReader, family: ExpertFamily): ReadArchitecture => {
  const layers = config.count("num_hidden_layers");
  const heads = headsOf(config, family.heads);
  const kinds = family.kinds(config, layers);
  const shape = family.shape(config);
  const expertLayers = kinds.filter((kind) => kind === "experts").length;
  return {
    kind: "decoder",
    family: family.family,
    transformer: {
      layers,
      hiddenSize: config.count("hidden_size"),
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", family.tied ?? false),
      attention: (family.attention ?? plainAttention)(config, heads, layers),
      feedForward: expertGroups(config, kinds, shape),
    },
    otherParameters: othersOf(config, family, { heads, shape, expertLayers }),
    contextLength: config.count("max_position_embeddings"),
  };
};

/** Readers of decoders with grouped attention and experts, by model_type. */
export const expertDecoders: ReadonlyMap<string, ArchitectureReader> = new Map(
  Object.entries(families).map(([type, family]) => [type, (config: ConfigReader) => readExperts(config, family)]),
);
