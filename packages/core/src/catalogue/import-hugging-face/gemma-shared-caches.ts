/** Gemma models whose layers share caches, have heads of their own, or embeddings per layer. */
import {
  type ArchitectureReader,
  countKinds,
  decoder,
  fullEvery,
  type Heads,
  type LayerReach,
  layerKinds,
  listedLayers,
  type PlainAttention,
  type PlainFeedForward,
  perHeadNorms,
  type Readers,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

/** The last layers read the keys and values of the last layer of their kind that keeps its own. */
const sharing = (config: ConfigReader, layers: number): number => {
  const shared = config.countOr("num_kv_shared_layers", 0, "every layer keeps its own keys and values");
  return shared < layers ? shared : config.refuse("num_kv_shared_layers", `${shared} of ${layers} layers`);
};

const attentionOf = (
  config: ConfigReader,
  kinds: readonly LayerReach[],
  shared: number,
  heads: { readonly [K in LayerReach]: Heads },
): readonly PlainAttention[] => {
  const window = config.count("sliding_window");
  const own = kinds.length - shared;
  return countKinds(kinds.map((kind, layer) => `${kind} ${layer < own ? "own" : "shared"}`)).map(([name, layers]) => {
    const kind: LayerReach = name.startsWith("window") ? "window" : "full";
    const cachedBy = name.endsWith("shared") ? ({ cachedBy: "lower-layer" } as const) : {};
    return kind === "window"
      ? { kind, layers, ...heads.window, window, ...cachedBy }
      : { kind, layers, ...heads.full, ...cachedBy };
  });
};

/** The second table of embeddings, and what projects its vectors and the hidden state onto one another. */
const perLayerEmbeddings = (config: ConfigReader, layers: number, hidden: number) => {
  const width = config.countOr("hidden_size_per_layer_input", 0, "no embeddings per layer");
  if (width === 0) return { table: {}, others: 0 };
  return {
    table: { layerEmbeddings: { rows: config.count("vocab_size_per_layer_input"), width } },
    others: hidden * layers * width + width + layers * (2 * hidden * width + hidden),
  };
};

const givenHeads = (config: ConfigReader): Heads => ({
  heads: config.count("num_attention_heads"),
  kvHeads: config.count("num_key_value_heads"),
  headDimension: config.countOr("head_dim", 256, "the default of transformers"),
});

/** One size for all layers, or a list with one for each. */
const sizesOf = (config: ConfigReader, layers: number): readonly number[] => {
  if (config.listOr("intermediate_size") === null) return layerKinds(layers, () => config.count("intermediate_size"));
  return listedLayers(config, "intermediate_size").map((size) =>
    typeof size === "number" ? size : config.refuse("intermediate_size", `${JSON.stringify(size)} is not a number`),
  );
};

const denseGroups = (sizes: readonly number[]): readonly PlainFeedForward[] =>
  countKinds(sizes).map(([size, layers]) => ({ kind: "dense", layers, size, matrices: 3 }));

/** Gemma 3n: four streams of hidden states, low-rank branches beside attention, embeddings per layer. */
const gemma3n: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const heads = givenHeads(config);
  const kinds = fullEvery(config, () => 5);
  const streams = config.countOr("altup_num_inputs", 4, "the default of transformers");
  const rank = config.countOr("laurel_rank", 64, "the default of transformers");
  const streamsPerLayer = streams ** 3 + streams ** 2 + streams * hidden + 2 * hidden;
  const extra = perLayerEmbeddings(config, layers, hidden);
  const perLayer = perHeadNorms(heads) + 2 * hidden * rank + hidden + streamsPerLayer;
  return decoder(config, {
    family: "gemma3n",
    tied: true,
    norms: 4,
    attention: attentionOf(config, kinds, sharing(config, layers), { full: heads, window: heads }),
    feedForward: denseGroups(sizesOf(config, layers)),
    ...extra.table,
    others: layers * perLayer + 2 * (streams - 1) * hidden * hidden + extra.others,
  });
};

const fullHeads = (config: ConfigReader, heads: Heads): Heads => ({
  ...heads,
  kvHeads: config.has("num_global_key_value_heads") ? config.count("num_global_key_value_heads") : heads.kvHeads,
  headDimension: config.has("global_head_dim") ? config.count("global_head_dim") : heads.headDimension,
});

const gemma4FeedForward = (config: ConfigReader, layers: number, shared: number): readonly PlainFeedForward[] => {
  const size = config.count("intermediate_size");
  if (config.flag("enable_moe_block", config.has("num_experts"))) {
    return [
      {
        kind: "experts",
        layers,
        experts: config.count("num_experts"),
        expertsPerToken: config.count("top_k_experts"),
        expertSize: config.count("moe_intermediate_size"),
        matrices: 3,
        sharedExperts: 1,
        sharedExpertSize: size,
      },
    ];
  }
  const isWide = config.flag("use_double_wide_mlp", false);
  return denseGroups(layerKinds(layers, (layer) => (isWide && layer >= layers - shared ? 2 * size : size)));
};

/** Gemma 4: window and full layers with heads of their own, shared caches in the small ones, experts in one. */
const gemma4: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const window = givenHeads(config);
  const full = fullHeads(config, window);
  const kinds = fullEvery(config, () => 6);
  const shared = sharing(config, layers);
  const extra = perLayerEmbeddings(config, layers, hidden);
  const keysAreValues = config.flag("attention_k_eq_v", false) ? ({ keysAreValues: true } as const) : {};
  return decoder(config, {
    family: "gemma4",
    tied: true,
    norms: 4,
    attention: attentionOf(config, kinds, shared, { full: { ...full, ...keysAreValues }, window }),
    feedForward: gemma4FeedForward(config, layers, shared),
    ...extra.table,
    others: layers * perHeadNorms(window) + extra.others,
  });
};

export const gemmaSharedCaches: Readers = { gemma3n, gemma4 };
