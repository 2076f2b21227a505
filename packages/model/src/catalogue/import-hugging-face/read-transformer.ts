import type { ConfigReader } from "./config-reader.ts";
import type {
  Count,
  Experts,
  Family,
  Heads,
  Latent,
  Part,
  PlainAttention,
  PlainFeedForward,
  ReadArchitecture,
  Switch,
} from "./family.ts";
import { countKinds, everywhere, expertLayers, type Mixer } from "./layer-kinds.ts";

const numberOf = (value: Count, config: ConfigReader): number => (typeof value === "number" ? value : value(config));

const isOn = (config: ConfigReader, value: Switch = false): boolean =>
  typeof value === "string" ? config.flag(value.replace("!", ""), value.endsWith("!")) : value;

const joined = <G>(parts: readonly Part<G>[]): Part<G> => ({
  groups: parts.flatMap(({ groups }) => groups),
  others: parts.reduce((sum, { others }) => sum + others, 0),
});

const kvHeadsOf = (config: ConfigReader, heads: number, kvHeads: Family["kvHeads"]): number => {
  if (typeof kvHeads === "function") return kvHeads(config, heads);
  if (kvHeads === "all") return heads;
  return kvHeads === "own"
    ? config.countOr("num_key_value_heads", heads, "every head has its own keys and values")
    : config.count("num_key_value_heads");
};

const headDimensionOf = (config: ConfigReader, heads: number, { headDimension }: Family): number => {
  if (headDimension !== "divides" && config.has("head_dim")) return config.count("head_dim");
  if (typeof headDimension === "number") return config.countOr("head_dim", headDimension);
  const hidden = config.count("hidden_size");
  if (hidden % heads !== 0)
    return config.refuse("head_dim", `it is missing and ${heads} heads do not divide a hidden size of ${hidden}`);
  return headDimension === "divides"
    ? hidden / heads
    : config.countOr("head_dim", hidden / heads, "hidden size over attention heads");
};

export const headsOf = (config: ConfigReader, family: Family = {}): Heads => {
  const heads = config.count("num_attention_heads");
  const kvHeads = kvHeadsOf(config, heads, family.kvHeads);
  if (kvHeads === 0 || heads % kvHeads !== 0)
    config.refuse("num_key_value_heads", `${kvHeads} do not divide the ${heads} attention heads`);
  return { heads, kvHeads, headDimension: headDimensionOf(config, heads, family) };
};

/** Layers whose heads keep keys and values of their own kind. */
const headedLayers = (config: ConfigReader, family: Family, mixer: Mixer, layers: number): Part<PlainAttention> => {
  const view = family.views?.[mixer]?.(config) ?? config;
  const heads = headsOf(view, family);
  const [queryKeyValueBias, outputBias] = family.biases ?? [];
  const each =
    (family.queryKeyNorms?.(heads, config) ?? 0) +
    (isOn(config, queryKeyValueBias) ? (heads.heads + 2 * heads.kvHeads) * heads.headDimension : 0) +
    (isOn(config, outputBias) ? config.count("hidden_size") : 0);
  const shared = mixer.endsWith("shared") ? ({ cachedBy: "lower-layer" } as const) : {};
  const cachedBy = mixer === "image" ? ({ cachedBy: "image" } as const) : shared;
  const own = { layers, ...heads, ...family.headed?.(view, mixer), ...cachedBy };
  const group: PlainAttention = mixer.startsWith("window")
    ? { kind: "window", ...own, window: config.count(family.window ?? "sliding_window") }
    : { kind: "full", ...own };
  return { groups: [group], others: layers * each };
};

/** Latent attention under DeepSeek's keys: a norm per latent vector, the index's with a bias. */
const latentLayers = (config: ConfigReader, layers: number): Part<PlainAttention> => {
  const index = {
    heads: config.count("index_n_heads?"),
    headDimension: config.count("index_head_dim?"),
    topTokens: config.count("index_topk?"),
  };
  const group: Latent = {
    kind: "latent",
    layers,
    heads: config.count("num_attention_heads"),
    kvRank: config.count("kv_lora_rank"),
    queryRank: config.has("q_lora_rank") ? config.count("q_lora_rank") : null,
    ropeDimension: config.count("qk_rope_head_dim"),
    nopeDimension: config.count("qk_nope_head_dim"),
    valueDimension: config.count("v_head_dim"),
    index: config.has("index_topk") ? index : null,
  };
  const norms = (group.queryRank ?? 0) + group.kvRank + 2 * (group.index?.headDimension ?? 0);
  return { groups: [group], others: layers * norms };
};

const linearLayers = (config: ConfigReader, family: Family, layers: number, beside = {}): Part<PlainAttention> => {
  const [linear, others] =
    family.linear?.(config) ?? config.refuse("layer_types", "linear layers of this family are not understood");
  return { groups: [{ ...linear, layers, ...beside }], others: layers * others };
};

const layersOf = (config: ConfigReader, family: Family, mixer: Mixer, layers: number): Part<PlainAttention> => {
  switch (mixer) {
    case "none":
      return { groups: [{ kind: "none", layers }], others: 0 };
    case "linear":
      return linearLayers(config, family, layers);
    case "full beside linear":
      return joined([
        headedLayers(config, family, mixer, layers),
        linearLayers(config, family, layers, { beside: true }),
      ]);
    case "latent":
      return latentLayers(config, layers);
    default:
      return headedLayers(config, family, mixer, layers);
  }
};

const attentionOf = (config: ConfigReader, family: Family, layers: number): Part<PlainAttention> => {
  const kinds = (family.mixers ?? everywhere<Mixer>("full"))(config, layers);
  return joined(countKinds(kinds).map(([mixer, count]) => layersOf(config, family, mixer, count)));
};

/** Experts that every token passes, and the size of one; some files state that of all together. */
const sharedExperts = (config: ConfigReader, expertSize: number): readonly [number, number] => {
  const size = config.count(
    "moe_shared_expert_intermediate_size|shared_expert_intermediate_size|share_expert_dim|shared_intermediate_size?",
  );
  const count = config.has("num_shared_experts") ? config.count("num_shared_experts") : Math.min(size, 1);
  return count === 0 ? [0, 0] : [count, size > 0 ? size / count : expertSize];
};

const expertsOf = (config: ConfigReader, family: Family): Experts => {
  const expertSize = config.count(family.experts ?? "moe_intermediate_size");
  const [shared, sharedExpertSize] = family.shared?.(config) ?? sharedExperts(config, expertSize);
  return {
    experts: config.count("num_experts"),
    expertsPerToken: config.count("num_experts_per_tok"),
    expertSize,
    sharedExperts: shared,
    sharedExpertSize,
  };
};

const blocksOf = (
  config: ConfigReader,
  family: Family,
  kind: "dense" | "experts",
  layers: number,
): Part<PlainFeedForward> => {
  const matrices = numberOf(family.matrices ?? 3, config);
  if (kind === "experts") {
    const experts = expertsOf(config, family);
    const latent = config.has("moe_latent_size") ? { latentSize: config.count("moe_latent_size") } : {};
    const others = layers * (family.router?.(experts, config) ?? 0);
    return { groups: [{ kind, layers, ...experts, ...latent, matrices }], others };
  }
  const size = numberOf(family.size ?? ((of) => of.count("intermediate_size")), config);
  const biases = isOn(config, family.biases?.[2]) ? (matrices - 1) * size + config.count("hidden_size") : 0;
  return { groups: [{ kind, layers, size, matrices }], others: layers * biases };
};

const feedForwardOf = (config: ConfigReader, family: Family, layers: number): Part<PlainFeedForward> => {
  const hasExperts = family.experts !== undefined && config.count("num_experts") > 0;
  const kindsOf = family.feedForwardKinds ?? (hasExperts ? expertLayers : everywhere("dense" as const));
  const kinds = kindsOf(config, layers);
  return joined(
    countKinds(kinds).map(([kind, count]) =>
      kind === "none" ? { groups: [{ kind, layers: count }], others: 0 } : blocksOf(config, family, kind, count),
    ),
  );
};

/** The transformer that a config.json of this family describes. */
export const readTransformer = (stated: ConfigReader, type: string, family: Family): ReadArchitecture => {
  const config = family.prepare?.(stated) ?? stated;
  const missing = family.needs?.find((key) => !config.has(key));
  if (missing !== undefined) config.refuse(missing, "it is missing");
  const layers = numberOf(family.layers ?? ((of) => of.count("num_hidden_layers")), config);
  const hiddenSize = config.count("hidden_size");
  const attention = family.attention?.(config, layers) ?? attentionOf(config, family, layers);
  const feedForward = family.feedForward?.(config, layers) ?? feedForwardOf(config, family, layers);
  const layerEmbeddings = family.layerEmbeddings?.(config) ?? null;
  const norms = numberOf(family.norms ?? 2, config) * layers + 1;
  const normParameters = numberOf(family.normParameters ?? 1, config) * hiddenSize;
  const { kind = "decoder", tied = false } = family;
  return {
    kind,
    family: family.family ?? type.toLowerCase().replaceAll("_", "-"),
    transformer: {
      layers,
      hiddenSize,
      vocabularySize: config.count("vocab_size"),
      // An encoder has no output matrix, as if both ends shared one.
      tiedEmbeddings: kind === "encoder" || config.flag("tie_word_embeddings", tied),
      attention: attention.groups,
      feedForward: feedForward.groups,
      ...(layerEmbeddings === null ? {} : { layerEmbeddings }),
    },
    otherParameters:
      norms * normParameters + attention.others + feedForward.others + (family.extra?.(config, layers) ?? 0),
    contextLength: numberOf(family.context ?? ((of) => of.count("max_position_embeddings")), config),
  };
};
