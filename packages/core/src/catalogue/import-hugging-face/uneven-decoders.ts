/** Decoders whose layers have heads, widths or blocks of their own: Step, MiMo V2, Llama 3.2 Vision, Nemotron NAS. */
import {
  type ArchitectureReader,
  countKinds,
  decoder,
  headsOf,
  type LayerReach,
  layerKinds,
  layersOfKind,
  listedLayers,
  type PlainAttention,
  type PlainFeedForward,
  type Readers,
  reachNames,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { denseBefore, type FeedForwardKind, type MoeShape, moeGroups, routedExperts } from "./read-moe.ts";

/** Numbers of the layers with experts, as the text "3,4,5" or as a list. */
const stepKinds = (config: ConfigReader, layers: number): readonly FeedForwardKind[] => {
  const listed = config.listOr("moe_layers_enum") ?? config.text("moe_layers_enum")?.split(",").map(Number) ?? null;
  if (listed === null)
    return denseBefore(config.countOr("first_k_dense_replace", 0, "every layer has experts"), layers);
  const chosen = new Set(listed);
  for (const layer of chosen) {
    if (!Number.isInteger(layer))
      config.refuse("moe_layers_enum", `${JSON.stringify(layer)} is not the number of a layer`);
  }
  return layerKinds(layers, (layer) => (chosen.has(layer) ? "experts" : "dense"));
};

const stepShape = (config: ConfigReader): MoeShape => {
  const shared = config.countOrZero("share_expert_dim");
  return {
    experts: config.countAt("moe_num_experts", "num_experts"),
    expertsPerToken: config.countAt("moe_top_k", "num_experts_per_tok"),
    expertSize: config.count("moe_intermediate_size"),
    shared: [shared > 0 ? 1 : 0, shared],
    denseSize: config.count("intermediate_size"),
  };
};

const step = (config: ConfigReader, attention: readonly PlainAttention[], others: number) =>
  decoder(config, {
    family: "step",
    attention,
    others,
    feedForward: moeGroups(config, stepKinds(config, config.count("num_hidden_layers")), stepShape(config)),
    context: config.countAt("max_position_embeddings", "max_seq_len"),
  });

const stepHeads = (config: ConfigReader) => headsOf(config.renamed({ num_key_value_heads: "num_attention_groups" }));

/** Step 3: all queries pass through one narrow vector and share one head of keys and values. */
const step3: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const queryRank = config.count("share_q_dim");
  return step(config, [{ kind: "full", layers, ...stepHeads(config), queryRank }], layers * queryRank);
};

/** Kinds of the layers; the list goes on over layers that only draft. */
const stepReach = (config: ConfigReader): readonly LayerReach[] => {
  const layers = config.count("num_hidden_layers");
  const listed = config.list("layer_types") ?? config.refuse("layer_types", "it is missing");
  if (listed.length < layers) config.refuse("layer_types", `it lists ${listed.length} of ${layers} layers`);
  const known: ReadonlyMap<unknown, LayerReach> = new Map(Object.entries(reachNames));
  return listed
    .slice(0, layers)
    .map((name) => known.get(name) ?? config.refuse("layer_types", `unknown layer type ${name}`));
};

/** Step 3.5: window layers have heads of their own, and every head has a gate. */
const step3p5: ArchitectureReader = (config) => {
  const other = config.section("attention_other_setting");
  const full = stepHeads(config);
  const heads = { full, window: other === null ? full : stepHeads(other) };
  const hidden = config.count("hidden_size");
  const counts = countKinds(stepReach(config));
  const attention = counts.map(
    ([kind, layers]): PlainAttention =>
      kind === "window"
        ? { kind, layers, ...heads.window, window: config.count("sliding_window") }
        : { kind, layers, ...heads.full },
  );
  const others = counts.map(([kind, layers]) => layers * (heads[kind].heads * hidden + 2 * heads[kind].headDimension));
  const allOthers = others.reduce((sum, own) => sum + own, 0);
  return step(config, attention, allOthers);
};

/** One number per layer: 0 or 1. */
const switches = (config: ConfigReader, key: string): readonly boolean[] =>
  listedLayers(config, key).map((value) => {
    if (value !== 0 && value !== 1) config.refuse(key, `${JSON.stringify(value)} is neither 0 nor 1`);
    return value === 1;
  });

const slidingKeys = {
  num_attention_heads: "swa_num_attention_heads",
  num_key_value_heads: "swa_num_key_value_heads",
  head_dim: "swa_head_dim",
  v_head_dim: "swa_v_head_dim",
};

/** The config with the keys of the window layers where they stand beside the common ones. */
const slidingConfig = (config: ConfigReader): ConfigReader =>
  config.overridden(Object.fromEntries(Object.entries(slidingKeys).filter(([, own]) => config.has(own))));

/** MiMo V2: full and window layers with heads of their own, values narrower than keys, experts in most layers. */
const mimoV2: ArchitectureReader = (config) => {
  const kinds = switches(config, "moe_layer_freq").map((has): FeedForwardKind => (has ? "experts" : "dense"));
  const shape = routedExperts(config);
  const headed = (of: ConfigReader) => ({ ...headsOf(of), valueDimension: of.count("v_head_dim") });
  const attention = countKinds(switches(config, "hybrid_layer_pattern")).map(
    ([isWindow, layers]): PlainAttention =>
      isWindow
        ? { kind: "window", layers, ...headed(slidingConfig(config)), window: config.count("sliding_window") }
        : { kind: "full", layers, ...headed(config) },
  );
  return decoder(config, {
    family: "mimo-v2",
    attention,
    feedForward: moeGroups(config, kinds, shape),
    others: layersOfKind(kinds, "experts") * shape.experts,
  });
};

/** Eight rows behind the vocabulary stand for images. */
const imageRows = 8;

/**
 * The language model of Llama 3.2 Vision: some layers attend to the image instead of the text, with keys and values
 * that are not text's; a request without an image does not run them over anything cached.
 */
const mllama: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const crossing = config.list("cross_attention_layers") ?? config.refuse("cross_attention_layers", "it is missing");
  const heads = headsOf(config);
  const image = crossing.length;
  return decoder(config, {
    family: "mllama",
    attention: [
      { kind: "full", layers: layers - image, ...heads },
      ...(image === 0 ? [] : [{ kind: "full", layers: image, ...heads, cachedBy: "image" } as const]),
    ],
    feedForward: [{ kind: "dense", layers, size: config.count("intermediate_size"), matrices: 3 }],
    // Two gates, and norms of queries and keys, in each layer that looks at the image.
    others: image * (2 + 2 * heads.headDimension) + imageRows * config.count("hidden_size"),
  });
};

/** A size, or what the search put in the place of a block: nothing, or one square matrix. */
type SearchedBlock = number | "none" | "matrix";

const searchedBlocks = (
  config: ConfigReader,
  part: "attention" | "ffn",
  sizeOf: (section: ConfigReader) => number,
): readonly SearchedBlock[] =>
  config.sections("block_configs").map((block) => {
    const section = block.section(part) ?? block.refuse(`block_configs.${part}`, "it is missing");
    if (section.flag("no_op", false)) return "none";
    return section.flag("replace_with_linear", false) ? "matrix" : sizeOf(section);
  });

const sizeStep = 256;

/** Llama layers that a search made uneven: each has heads, a feed-forward size, or neither, of its own. */
const nemotronNas: ArchitectureReader = (config) => {
  listedLayers(config, "block_configs");
  const hidden = config.count("hidden_size");
  const heads = config.count("num_attention_heads");
  const headDimension = config.countOr("head_dim", hidden / heads, "hidden size over attention heads");
  const kvHeads = (section: ConfigReader): number => heads / Math.max(1, section.count("n_heads_in_group"));
  // Two thirds of twice the multiple of the hidden size, rounded up to whole steps of 256.
  const feedForwardSize = (section: ConfigReader): number =>
    Math.ceil(Math.floor((2 * section.ratio("ffn_mult") * hidden) / 3) / sizeStep) * sizeStep;
  const attending = searchedBlocks(config, "attention", kvHeads);
  const attention = countKinds(attending).map(
    ([block, layers]): PlainAttention =>
      typeof block === "number"
        ? { kind: "full", layers, heads, headDimension, kvHeads: block }
        : { kind: "none", layers },
  );
  const feedForward = countKinds(searchedBlocks(config, "ffn", feedForwardSize)).map(
    ([block, layers]): PlainFeedForward => {
      if (block === "none") return { kind: "none", layers };
      return block === "matrix"
        ? { kind: "dense", layers, size: hidden, matrices: 1 }
        : { kind: "dense", layers, size: block, matrices: 3 };
    },
  );
  return decoder(config, {
    family: "nemotron-nas",
    attention,
    feedForward,
    others: layersOfKind(attending, "matrix") * hidden * hidden,
  });
};

export const unevenDecoders: Readers = {
  step3,
  step3p5,
  step3p7: step3p5,
  mimo_v2_flash: mimoV2,
  mllama,
  "nemotron-nas": nemotronNas,
};
