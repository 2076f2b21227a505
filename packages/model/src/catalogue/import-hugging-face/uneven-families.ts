/** Families whose layers have heads, sizes, caches or blocks of their own. */
import type { ConfigReader } from "./config-reader.ts";
import { perHead } from "./dense-families.ts";
import { correction, ownSize } from "./expert-families.ts";
import type { Families, Family, Part, PlainAttention, PlainFeedForward } from "./family.ts";
import {
  countKinds,
  everywhere,
  fullEvery,
  type KindsOf,
  layerKinds,
  listedLayers,
  type Mixer,
  named,
  numbered,
  switched,
} from "./layer-kinds.ts";
import { headsOf } from "./read-transformer.ts";

const step: Family = { family: "step", experts: ownSize };

/** Step 3.5: window layers have heads of their own, and every head has a gate. */
const step35: Family = {
  ...step,
  mixers: named((config) => config.refuse("layer_types", "it is missing")),
  views: { window: (config) => config.section("attention_other_setting") ?? config },
  queryKeyNorms: (heads, config) => heads.heads * config.count("hidden_size") + perHead(heads),
};

/** Eight rows behind the vocabulary stand for images. */
const imageRows = 8;

/** Number of first layers that keep keys and values, which the others of their kind read. */
const cachingLayers = (config: ConfigReader, layers: number): number => {
  const shared = config.countOr("num_kv_shared_layers", 0, "every layer keeps its own keys and values");
  return shared < layers ? layers - shared : config.refuse("num_kv_shared_layers", `${shared} of ${layers} layers`);
};

const sharedAbove =
  (kinds: KindsOf<Mixer>): KindsOf<Mixer> =>
  (config, layers) => {
    const own = cachingLayers(config, layers);
    return kinds(config, layers).map((kind, layer) =>
      layer < own ? kind : (`${kind === "full" ? "full" : "window"} shared` as const),
    );
  };

const layerWidth = (config: ConfigReader): number =>
  config.countOr("hidden_size_per_layer_input", 0, "no embeddings per layer");

/** Projections between the vectors of the second table of embeddings and the hidden state. */
const layerProjections = (config: ConfigReader, layers: number): number => {
  const [hidden, width] = [config.count("hidden_size"), layerWidth(config)];
  return width === 0 ? 0 : hidden * layers * width + width + layers * (2 * hidden * width + hidden);
};

const denseGroups = (sizes: readonly number[]): Part<PlainFeedForward> => ({
  groups: countKinds(sizes).map(([size, layers]) => ({ kind: "dense", layers, size, matrices: 3 })),
  others: 0,
});

const gemma: Family = {
  tied: true,
  norms: 4,
  headDimension: 256,
  layerEmbeddings: (config) => {
    const width = layerWidth(config);
    return width === 0 ? null : { rows: config.count("vocab_size_per_layer_input"), width };
  },
};

/** Four streams of hidden states, low-rank branches beside attention, embeddings per layer. */
const gemma3n: Family = {
  ...gemma,
  mixers: sharedAbove(fullEvery(5)),
  queryKeyNorms: perHead,
  feedForward: (config) => {
    const key = "intermediate_size";
    if (!Array.isArray(config.raw(key))) return null;
    const sizes = listedLayers(config, key).map((size) =>
      typeof size === "number" ? size : config.refuse(key, `${JSON.stringify(size)} is not a number`),
    );
    return denseGroups(sizes);
  },
  extra: (config, layers) => {
    const hidden = config.count("hidden_size");
    const [streams, rank] = [config.countOr("altup_num_inputs", 4), config.countOr("laurel_rank", 64)];
    const perLayer = 2 * hidden * rank + hidden + streams ** 3 + streams ** 2 + streams * hidden + 2 * hidden;
    return layers * perLayer + 2 * (streams - 1) * hidden * hidden + layerProjections(config, layers);
  },
};

const wideHeads = (config: ConfigReader): ConfigReader =>
  config.overridden({ num_key_value_heads: "num_global_key_value_heads", head_dim: "global_head_dim" });

/** Window and full layers with heads of their own; shared caches or experts in some models. */
const gemma4: Family = {
  ...gemma,
  mixers: sharedAbove(fullEvery(6)),
  views: { full: wideHeads, "full shared": wideHeads },
  headed: (config, mixer) =>
    mixer.startsWith("full") && config.flag("attention_k_eq_v", false) ? { keysAreValues: true } : {},
  queryKeyNorms: (_, config) => 2 * config.countOr("head_dim", 256),
  // Layers that share a cache may be twice as wide.
  feedForward: (config, layers) => {
    if (config.flag("enable_moe_block", config.has("num_experts"))) return null;
    const [size, own] = [config.count("intermediate_size"), cachingLayers(config, layers)];
    const isWide = config.flag("use_double_wide_mlp", false);
    return denseGroups(layerKinds(layers, (layer) => (isWide && layer >= own ? 2 * size : size)));
  },
  experts: ownSize,
  shared: (config) => [1, config.count("intermediate_size")],
  extra: layerProjections,
};

/** A size, or what the search put in the place of a block: nothing, or one square matrix. */
type SearchedBlock = number | "none" | "matrix";

const searchedBlocks = (
  config: ConfigReader,
  part: "attention" | "ffn",
  sizeOf: (section: ConfigReader) => number,
): readonly (readonly [SearchedBlock, number])[] => {
  const { length } = listedLayers(config, "block_configs");
  const blocks = config.sections("block_configs").map((block): SearchedBlock => {
    const section = block.section(part) ?? block.refuse(`block_configs.${part}`, "it is missing");
    if (section.flag("no_op", false)) return "none";
    return section.flag("replace_with_linear", false) ? "matrix" : sizeOf(section);
  });
  return countKinds(blocks.slice(0, length));
};

const searchedAttention = (config: ConfigReader): Part<PlainAttention> => {
  const [hidden, heads] = [config.count("hidden_size"), config.count("num_attention_heads")];
  const headDimension = config.countOr("head_dim", hidden / heads, "hidden size over attention heads");
  const blocks = searchedBlocks(config, "attention", (of) => heads / Math.max(1, of.count("n_heads_in_group")));
  const matrices = blocks.find(([block]) => block === "matrix")?.[1] ?? 0;
  const groups = blocks.map(
    ([block, layers]): PlainAttention =>
      typeof block === "number"
        ? { kind: "full", layers, heads, headDimension, kvHeads: block }
        : { kind: "none", layers },
  );
  return { groups, others: matrices * hidden * hidden };
};

const sizeStep = 256;

const searchedFeedForward = (config: ConfigReader): Part<PlainFeedForward> => {
  const hidden = config.count("hidden_size");
  // Two thirds of twice the multiple of the hidden size, rounded up to whole steps of 256.
  const sizeOf = (of: ConfigReader): number =>
    Math.ceil(Math.floor((2 * of.ratio("ffn_mult") * hidden) / 3) / sizeStep) * sizeStep;
  const groups = searchedBlocks(config, "ffn", sizeOf).map(([block, layers]): PlainFeedForward => {
    if (block === "none") return { kind: "none", layers };
    return block === "matrix"
      ? { kind: "dense", layers, size: hidden, matrices: 1 }
      : { kind: "dense", layers, size: block, matrices: 3 };
  });
  return { groups, others: 0 };
};

const longcatFeedForward = (config: ConfigReader, layers: number): Part<PlainFeedForward> => {
  const [blocks, size, experts] = [layers / 2, config.count("intermediate_size"), config.count("num_experts")];
  // Of a token's choices some fall on experts that pass it on without computing anything.
  const idle = config.countOr("zero_expert_num", 0, "every expert computes");
  const chosen = Math.round((config.count("num_experts_per_tok") * experts) / (experts + idle));
  const group: PlainFeedForward = {
    kind: "experts",
    layers: blocks,
    experts,
    expertsPerToken: Math.max(1, chosen),
    expertSize: config.count("expert_ffn_hidden_size"),
    matrices: 3,
    sharedExperts: 1,
    sharedExpertSize: size,
  };
  return {
    groups: [group, { kind: "dense", layers: blocks, size, matrices: 3 }],
    others: blocks * (experts + idle + idle * config.count("hidden_size")),
  };
};

export const unevenFamilies: Families = {
  // All queries pass through one narrow vector and share one head of keys and values.
  step3: {
    ...step,
    headed: (config) => ({ queryRank: config.count("share_q_dim") }),
    queryKeyNorms: (_, config) => config.count("share_q_dim"),
  },
  step3p5: step35,
  step3p7: step35,
  // Full and window layers with own heads, values narrower than keys, experts in most layers.
  mimo_v2_flash: {
    family: "mimo-v2",
    needs: ["moe_layer_freq"],
    mixers: switched<Mixer>("hybrid_layer_pattern", "full", "window"),
    views: {
      window: (config) =>
        config.overridden({
          num_attention_heads: "swa_num_attention_heads",
          num_key_value_heads: "swa_num_key_value_heads",
          head_dim: "swa_head_dim",
          v_head_dim: "swa_v_head_dim",
        }),
    },
    headed: (config) => ({ valueDimension: config.count("v_head_dim") }),
    experts: ownSize,
    router: correction,
  },
  // The language model of Llama 3.2 Vision: some layers attend to the image instead of the text; a
  // request without an image does not run them over anything cached.
  mllama: {
    mixers: numbered("cross_attention_layers", "image", "full"),
    // Two gates, and norms of queries and keys, in each layer that looks at the image.
    extra: (config) => {
      const image = config.requiredList("cross_attention_layers").length;
      return image * (2 + perHead(headsOf(config))) + imageRows * config.count("hidden_size");
    },
  },
  // Llama layers that a search made uneven, each with own heads and feed-forward size, or neither.
  "nemotron-nas": { attention: searchedAttention, feedForward: searchedFeedForward },
  gemma3n,
  gemma4,
  // A layer of the file is two of attention and dense feed-forward with one block of experts beside
  // them; the dense block of every second layer stands as the shared expert of that block.
  longcat_flash: {
    family: "longcat",
    layers: (config) => 2 * config.count("num_hidden_layers"),
    mixers: everywhere<Mixer>("latent"),
    feedForward: longcatFeedForward,
  },
};
