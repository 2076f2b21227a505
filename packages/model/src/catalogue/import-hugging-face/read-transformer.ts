import type { ConfigReader } from "./config-reader.ts";
import type {
  Count,
  ExpertKeys,
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
import { countKinds, layerKinds, type Mixer } from "./layer-kinds.ts";

const numberOf = (value: Count, config: ConfigReader): number => (typeof value === "number" ? value : value(config));

const isOn = (config: ConfigReader, value: Switch = false): boolean =>
  typeof value === "string" ? config.flag(value.replace("!", ""), value.endsWith("!")) : value;

const joined = <G>(parts: readonly Part<G>[]): Part<G> => ({
  groups: parts.flatMap(({ groups }) => groups),
  others: parts.reduce((sum, { others }) => sum + others, 0),
});

type HeadDefaults = Pick<Family, "headDimension" | "kvHeads">;

const kvHeadsOf = (config: ConfigReader, heads: number, { kvHeads }: HeadDefaults): number => {
  if (typeof kvHeads === "function") return kvHeads(config, heads);
  return kvHeads === "own"
    ? config.countOr("num_key_value_heads", heads, "every head has its own keys and values")
    : config.count("num_key_value_heads");
};

const headDimensionOf = (config: ConfigReader, heads: number, { headDimension }: HeadDefaults): number => {
  if (headDimension !== "divides" && config.has("head_dim")) return config.count("head_dim");
  if (typeof headDimension === "number")
    return config.countOr("head_dim", headDimension, "the default of transformers");
  const hidden = config.count("hidden_size");
  if (hidden % heads !== 0)
    return config.refuse("head_dim", `it is missing and ${heads} heads do not divide a hidden size of ${hidden}`);
  return headDimension === "divides"
    ? hidden / heads
    : config.countOr("head_dim", hidden / heads, "hidden size over attention heads");
};

export const headsOf = (config: ConfigReader, defaults: HeadDefaults = {}): Heads => {
  const heads = config.count("num_attention_heads");
  const kvHeads = kvHeadsOf(config, heads, defaults);
  if (kvHeads === 0 || heads % kvHeads !== 0)
    config.refuse("num_key_value_heads", `${kvHeads} do not divide the ${heads} attention heads`);
  return { heads, kvHeads, headDimension: headDimensionOf(config, heads, defaults) };
};

/** Layers whose heads keep keys and values of their own kind. */
const headedLayers = (config: ConfigReader, family: Family, mixer: Mixer, layers: number): Part<PlainAttention> => {
  const view = family.views?.[mixer]?.(config) ?? config;
  const heads = headsOf(view, family);
  const own = { layers, ...heads, ...family.headed?.(view, mixer) };
  const queryKeyValues = (heads.heads + 2 * heads.kvHeads) * heads.headDimension;
  const each =
    (family.queryKeyNorms?.(heads, config) ?? 0) +
    (isOn(config, family.queryKeyValueBias) ? queryKeyValues : 0) +
    (isOn(config, family.outputBias) ? config.count("hidden_size") : 0);
  const shared = mixer.endsWith("shared") ? ({ cachedBy: "lower-layer" } as const) : {};
  const cachedBy = mixer === "image" ? ({ cachedBy: "image" } as const) : shared;
  const group: PlainAttention = mixer.startsWith("window")
    ? { kind: "window", ...own, window: config.count(family.window ?? "sliding_window"), ...cachedBy }
    : { kind: "full", ...own, ...cachedBy };
  return { groups: [group], others: layers * each };
};

/** Multi-head latent attention under DeepSeek's keys: one norm per latent vector, and the index's own with a bias. */
const latentLayers = (config: ConfigReader, family: Family, layers: number): Part<PlainAttention> => {
  const group: Latent = {
    kind: "latent",
    layers,
    heads: config.count("num_attention_heads"),
    kvRank: config.count("kv_lora_rank"),
    queryRank: config.has("q_lora_rank") ? config.count("q_lora_rank") : null,
    ropeDimension: config.count("qk_rope_head_dim"),
    nopeDimension: config.count("qk_nope_head_dim"),
    valueDimension: config.count("v_head_dim"),
    index: family.latentIndex?.(config) ?? null,
  };
  const { queryRank, kvRank, index } = group;
  return { groups: [group], others: layers * ((queryRank ?? 0) + kvRank + 2 * (index?.headDimension ?? 0)) };
};

const linearLayers = (config: ConfigReader, family: Family, layers: number, beside = {}): Part<PlainAttention> => {
  if (family.linear === undefined)
    return config.refuse("layer_types", "linear layers of this family are not understood");
  const [linear, others] = family.linear(config);
  return { groups: [{ ...linear, layers, ...beside }], others: layers * others };
};

const layersOf = (config: ConfigReader, family: Family, mixer: Mixer, layers: number): Part<PlainAttention> => {
  switch (mixer) {
    case "none":
      return { groups: [{ kind: "none", layers }], others: 0 };
    case "linear":
      return linearLayers(config, family, layers);
    case "full beside linear": {
      const parts = [
        headedLayers(config, family, mixer, layers),
        linearLayers(config, family, layers, { beside: true }),
      ];
      return joined(parts);
    }
    case "latent":
      return latentLayers(config, family, layers);
    default:
      return headedLayers(config, family, mixer, layers);
  }
};

const attentionOf = (config: ConfigReader, family: Family, layers: number): Part<PlainAttention> => {
  const kinds = family.mixers?.(config, layers) ?? layerKinds(layers, () => "full");
  return joined(countKinds(kinds).map(([mixer, count]) => layersOf(config, family, mixer, count)));
};

/** "a?" is 0 where it is left out, "a" as well, which is noted, and "a!" must be there. */
const orNone = (config: ConfigReader, key: string): number => {
  if (key.endsWith("!")) return config.count(key.slice(0, -1));
  return key.endsWith("?") ? config.count(key) : config.countOr(key, 0, "no shared expert");
};

/** How many experts every token passes, and the size of one. */
const sharedExperts = (config: ConfigReader, keys: ExpertKeys, expertSize: number): readonly [number, number] => {
  const { shared, sharedSize, sharedTotal, sharedIf = true } = keys;
  if (!isOn(config, sharedIf)) return [0, 0];
  if (shared === undefined) {
    const size = sharedSize === undefined ? 0 : orNone(config, sharedSize);
    return [size > 0 ? 1 : 0, size];
  }
  const count = typeof shared === "number" ? shared : orNone(config, shared);
  if (count === 0) return [0, 0];
  return sharedTotal !== undefined && config.has(sharedTotal)
    ? [count, config.count(sharedTotal) / count]
    : [count, sharedSize === undefined ? expertSize : config.count(sharedSize)];
};

const expertsOf = (config: ConfigReader, keys: ExpertKeys): Experts => {
  const expertSize = config.count(keys.size);
  const [count, size] = sharedExperts(config, keys, expertSize);
  return {
    experts: config.count(keys.experts),
    expertsPerToken: config.count(keys.perToken ?? "num_experts_per_tok"),
    expertSize,
    sharedExperts: count,
    sharedExpertSize: size,
  };
};

const denseLayers = (config: ConfigReader, family: Family, layers: number): Part<PlainFeedForward> => {
  const size = numberOf(family.size ?? ((of) => of.count(family.experts?.dense ?? "intermediate_size")), config);
  const matrices = numberOf(family.matrices ?? 3, config);
  const biases = isOn(config, family.feedForwardBias) ? (matrices - 1) * size + config.count("hidden_size") : 0;
  return { groups: [{ kind: "dense", layers, size, matrices }], others: layers * biases };
};

const expertLayers = (
  config: ConfigReader,
  family: Family,
  keys: ExpertKeys,
  layers: number,
): Part<PlainFeedForward> => {
  const experts = expertsOf(config, keys);
  const latent =
    keys.latentSize !== undefined && config.has(keys.latentSize) ? { latentSize: config.count(keys.latentSize) } : {};
  const group: PlainFeedForward = {
    kind: "experts",
    layers,
    ...experts,
    ...latent,
    matrices: numberOf(family.matrices ?? 3, config),
  };
  return { groups: [group], others: layers * (family.router?.(experts, config) ?? 0) };
};

const feedForwardOf = (config: ConfigReader, family: Family, layers: number): Part<PlainFeedForward> => {
  const { experts, feedForwardKinds } = family;
  const kinds = feedForwardKinds?.(config, layers) ?? layerKinds(layers, () => (experts ? "experts" : "dense"));
  return joined(
    countKinds(kinds).map(([kind, count]): Part<PlainFeedForward> => {
      if (kind === "none") return { groups: [{ kind, layers: count }], others: 0 };
      return kind === "experts" && experts !== undefined
        ? expertLayers(config, family, experts, count)
        : denseLayers(config, family, count);
    }),
  );
};

/** The transformer that a config.json of this family describes. */
export const readTransformer = (stated: ConfigReader, family: Family): ReadArchitecture => {
  const config = (family.prepare?.(stated) ?? stated).renamed(family.keys ?? {});
  const layers = family.layers === undefined ? config.count("num_hidden_layers") : numberOf(family.layers, config);
  const hiddenSize = config.count("hidden_size");
  const attention = family.attention?.(config, layers) ?? attentionOf(config, family, layers);
  const feedForward = family.feedForward?.(config, layers) ?? feedForwardOf(config, family, layers);
  const layerEmbeddings = family.layerEmbeddings?.(config) ?? null;
  const norms = numberOf(family.norms ?? 2, config) * layers + 1;
  const normParameters = numberOf(family.normParameters ?? 1, config) * hiddenSize;
  const { kind = "decoder", tied = false } = family;
  return {
    kind,
    family: family.family,
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
