import {
  type ArchitectureReader,
  countKinds,
  headsOf,
  layerKinds,
  type PlainAttention,
  type PlainFeedForward,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { expertGroups } from "./expert-shapes.ts";

const mixerNames: ReadonlyMap<unknown, "conv" | "full"> = new Map([
  ["conv", "conv"],
  ["short_conv", "conv"],
  ["full_attention", "full"],
]);

const mixersOf = (config: ConfigReader, layers: number): readonly ("conv" | "full")[] => {
  const listed = config.list("layer_types");
  if (listed !== null) {
    if (listed.length !== layers) config.refuse("layer_types", `it lists ${listed.length} of ${layers} layers`);
    return listed.map((name) => mixerNames.get(name) ?? config.refuse("layer_types", `unknown layer type ${name}`));
  }
  const attending = config.list("full_attn_idxs") ?? config.refuse("full_attn_idxs", "it is missing");
  return layerKinds(layers, (layer) => (attending.includes(layer) ? "full" : "conv"));
};

// The short convolution keeps two inputs per channel in 16 bits: as much as one channel of 32-bit state.
const shortKernel = 3;

/**
 * A gated short convolution as a linear layer: keys of half the hidden size twice, values, gate and output of the
 * whole one make the four square matrices of its projections.
 */
const convolution = (config: ConfigReader, layers: number, hidden: number): PlainAttention => {
  const width = config.count("conv_L_cache");
  if (width !== shortKernel) config.refuse("conv_L_cache", `${width} steps; only ${shortKernel} are understood`);
  return {
    kind: "linear",
    layers,
    keyHeads: hidden / 2,
    keyDimension: 1,
    valueHeads: hidden,
    valueDimension: 1,
    convolutionWidth: 0,
  };
};

/** Two thirds of the stated size in whole blocks where the file says that it is to be adjusted. */
const denseSize = (config: ConfigReader): number => {
  const stated = config.has("block_ff_dim") ? config.count("block_ff_dim") : config.count("intermediate_size");
  if (!config.flag("block_auto_adjust_ff_dim", config.has("block_ff_dim"))) return stated;
  const block = config.countOr("block_multiple_of", 256, "the default of transformers");
  const scale = config.has("block_ffn_dim_multiplier") ? config.ratio("block_ffn_dim_multiplier") : 1;
  return block * Math.ceil(Math.floor(scale * Math.floor((2 * stated) / 3)) / block);
};

const read = (config: ConfigReader, feedForward: readonly PlainFeedForward[], others: number) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const heads = headsOf(config);
  const mixers = countKinds(mixersOf(config, layers));
  const perMixer = mixers.reduce(
    (sum, [kind, count]) => sum + count * (kind === "conv" ? shortKernel * hidden : 2 * heads.headDimension),
    0,
  );
  return {
    kind: "decoder",
    family: "lfm2",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", true),
      attention: mixers.map(([kind, count]) =>
        kind === "conv" ? convolution(config, count, hidden) : ({ kind, layers: count, ...heads } as const),
      ),
      feedForward,
    },
    otherParameters: (2 * layers + 1) * hidden + perMixer + others,
    contextLength: config.count("max_position_embeddings"),
  } as const;
};

const lfm2: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  return read(config, [{ kind: "dense", layers, size: denseSize(config), matrices: 3 }], 0);
};

const lfm2Moe: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const dense = config.count("num_dense_layers");
  const kinds = layerKinds(layers, (layer) => (layer < dense ? "dense" : "experts"));
  const shape = {
    experts: config.count("num_experts"),
    expertSize: config.count("moe_intermediate_size"),
    ...{ sharedExperts: 0, sharedExpertSize: 0 },
    denseSize: config.count("intermediate_size"),
  };
  return read(config, expertGroups(config, kinds, shape), (layers - dense) * shape.experts);
};

/** Readers of hybrids of short convolutions and attention, by model_type. */
export const lfm2Decoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["lfm2", lfm2],
  ["lfm2_moe", lfm2Moe],
]);
