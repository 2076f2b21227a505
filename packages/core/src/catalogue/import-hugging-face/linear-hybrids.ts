/** Decoders in which layers of linear attention or short convolutions take turns with full attention. */
import {
  type ArchitectureReader,
  decoder,
  headsOf,
  type Linear,
  layerKinds,
  layersOfKind,
  listedLayers,
  type Mixer,
  mixedAttention,
  mixersByNumber,
  namedLayers,
  type PlainFeedForward,
  type Readers,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { denseBefore, moeGroups, qwenExperts, sparseSteps } from "./read-moe.ts";

const qwenKinds = { linear_attention: "linear", full_attention: "full" } as const;

const qwenMixers = (config: ConfigReader): readonly Mixer[] => {
  const listed = namedLayers<Mixer>(config, "layer_types", qwenKinds);
  if (listed !== null) return listed;
  const interval = config.countOr("full_attention_interval", 4, "three linear layers to one full layer");
  return layerKinds(config.count("num_hidden_layers"), (layer) => ((layer + 1) % interval === 0 ? "full" : "linear"));
};

const deltaRule = (config: ConfigReader): Linear => ({
  kind: "linear",
  keyHeads: config.count("linear_num_key_heads"),
  valueHeads: config.count("linear_num_value_heads"),
  keyDimension: config.count("linear_key_head_dim"),
  valueDimension: config.count("linear_value_head_dim"),
  convolutionWidth: config.count("linear_conv_kernel_dim"),
});

/** Two gates per value head, the convolution, decay and step of each head, and the output norm. */
const deltaRuleOthers = (config: ConfigReader, rule: Linear): number => {
  const channels = 2 * rule.keyHeads * rule.keyDimension + rule.valueHeads * rule.valueDimension;
  const gates = 2 * rule.valueHeads * config.count("hidden_size");
  return gates + channels * rule.convolutionWidth + 2 * rule.valueHeads + rule.valueDimension;
};

/** @param feedForwardOf the blocks, and parameters beside their matrices */
const qwenHybrid =
  (
    family: string,
    feedForwardOf: (config: ConfigReader, layers: number) => readonly [readonly PlainFeedForward[], others: number],
  ): ArchitectureReader =>
  (config) => {
    const kinds = qwenMixers(config);
    const linear = deltaRule(config);
    const [feedForward, others] = feedForwardOf(config, kinds.length);
    const outputGate = config.flag("attn_output_gate", true);
    return decoder(config, {
      family,
      attention: mixedAttention(config, kinds, linear, outputGate ? { outputGate } : {}),
      feedForward,
      others:
        others +
        layersOfKind(kinds, "linear") * deltaRuleOthers(config, linear) +
        layersOfKind(kinds, "full") * 2 * headsOf(config).headDimension,
    });
  };

/** With the gate of the shared expert. */
const qwenMoe = (config: ConfigReader, layers: number) => {
  const kinds = sparseSteps(config, layers);
  const gates = layersOfKind(kinds, "experts") * config.count("hidden_size");
  return [moeGroups(config, kinds, qwenExperts(config)), gates] as const;
};

const qwenDense = (config: ConfigReader, layers: number) =>
  [[{ kind: "dense", layers, size: config.count("intermediate_size"), matrices: 3 }], 0] as const;

/** Lightning attention keeps one state per head, 0 in attn_type_list; 1 is full attention. */
const minimaxHybrid: ArchitectureReader = (config) => {
  const kinds = listedLayers(config, "attn_type_list").map((kind): Mixer => (kind === 0 ? "linear" : "full"));
  const { heads, headDimension } = headsOf(config);
  const linear: Linear = {
    kind: "linear",
    keyHeads: heads,
    valueHeads: heads,
    keyDimension: headDimension,
    valueDimension: headDimension,
    convolutionWidth: 0,
  };
  return decoder(config, {
    family: "minimax",
    attention: mixedAttention(config, kinds, linear),
    feedForward: moeGroups(config, denseBefore(0, kinds.length), {
      experts: config.count("num_local_experts"),
      expertSize: config.count("intermediate_size"),
    }),
    others: layersOfKind(kinds, "linear") * heads * headDimension,
  });
};

const lfm2Kinds = { conv: "linear", short_conv: "linear", full_attention: "full" } as const;

const lfm2Mixers = (config: ConfigReader): readonly Mixer[] =>
  namedLayers<Mixer>(config, "layer_types", lfm2Kinds) ?? mixersByNumber(config, "full_attn_idxs");

// The short convolution keeps two inputs per channel in 16 bits: as much as one channel of 32-bit state.
const shortKernel = 3;

/**
 * A gated short convolution as a linear layer: keys of half the hidden size twice, values, gate and output of the
 * whole one make the four square matrices of its projections.
 */
const shortConvolution = (config: ConfigReader): Linear => {
  const hidden = config.count("hidden_size");
  const width = config.count("conv_L_cache");
  if (width !== shortKernel) config.refuse("conv_L_cache", `${width} steps; only ${shortKernel} are understood`);
  return {
    kind: "linear",
    keyHeads: hidden / 2,
    keyDimension: 1,
    valueHeads: hidden,
    valueDimension: 1,
    convolutionWidth: 0,
  };
};

/** Two thirds of the stated size in whole blocks where the file asks for the adjustment. */
const lfm2DenseSize = (config: ConfigReader): number => {
  const stated = config.countAt("block_ff_dim", "intermediate_size");
  if (!config.flag("block_auto_adjust_ff_dim", config.has("block_ff_dim"))) return stated;
  const block = config.countOr("block_multiple_of", 256, "the default of transformers");
  const scale = config.has("block_ffn_dim_multiplier") ? config.ratio("block_ffn_dim_multiplier") : 1;
  return block * Math.ceil(Math.floor(scale * Math.floor((2 * stated) / 3)) / block);
};

const readLfm2 = (config: ConfigReader, feedForward: readonly PlainFeedForward[], others: number) => {
  const kinds = lfm2Mixers(config);
  const queryKeyNorms = 2 * headsOf(config).headDimension;
  const convolution = shortKernel * config.count("hidden_size");
  return decoder(config, {
    family: "lfm2",
    tied: true,
    feedForward,
    attention: mixedAttention(config, kinds, shortConvolution(config)),
    others: layersOfKind(kinds, "linear") * convolution + layersOfKind(kinds, "full") * queryKeyNorms + others,
  });
};

const lfm2: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  return readLfm2(config, [{ kind: "dense", layers, size: lfm2DenseSize(config), matrices: 3 }], 0);
};

const lfm2Moe: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const dense = config.count("num_dense_layers");
  const shape = {
    experts: config.count("num_experts"),
    expertSize: config.count("moe_intermediate_size"),
    denseSize: config.count("intermediate_size"),
  };
  return readLfm2(config, moeGroups(config, denseBefore(dense, layers), shape), (layers - dense) * shape.experts);
};

export const linearHybrids: Readers = {
  qwen3_next: qwenHybrid("qwen3-next", qwenMoe),
  qwen3_5_moe: qwenHybrid("qwen3.5-moe", qwenMoe),
  qwen3_5: qwenHybrid("qwen3.5", qwenDense),
  minimax_m1: minimaxHybrid,
  minimax_text_01: minimaxHybrid,
  minimax: minimaxHybrid,
  lfm2,
  lfm2_moe: lfm2Moe,
};
