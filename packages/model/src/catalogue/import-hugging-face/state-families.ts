/** Families with layers of constant state: Mamba, delta rule, short convolutions. */
import type { ConfigReader } from "./config-reader.ts";
import { perHead } from "./dense-families.ts";
import { anySize, correction, ownSize, sharedGate } from "./expert-families.ts";
import type { Families, Family, Linear } from "./family.ts";
import {
  everywhere,
  type FeedForwardKind,
  fullEvery,
  layerKinds,
  type Mixer,
  named,
  numbered,
  switched,
} from "./layer-kinds.ts";

type State = NonNullable<Family["linear"]>;

const innerSize = ({ valueHeads, valueDimension }: Linear): number => valueHeads * valueDimension;
const convolutionSize = (linear: Linear): number => innerSize(linear) + 2 * linear.keyHeads * linear.keyDimension;
/** As many heads of keys as of values, all of one width. */
const evenHeads = (heads: number, width: number) =>
  ({ kind: "linear", keyHeads: heads, valueHeads: heads, keyDimension: width, valueDimension: width }) as const;

/** Beside its projections a Mamba 2 layer has a convolution, step, decay, skip and gated norm. */
const mamba2: State = (config) => {
  const linear: Linear = {
    kind: "linear",
    keyHeads: config.count("mamba_n_groups|n_groups"),
    keyDimension: config.count("mamba_d_state|ssm_state_size|state_size"),
    valueHeads: config.count("mamba_n_heads|mamba_num_heads|num_heads"),
    valueDimension: config.count("mamba_d_head|mamba_head_dim|head_dim"),
    convolutionWidth: config.count("mamba_d_conv|conv_kernel"),
  };
  const convolved = convolutionSize(linear) * (linear.convolutionWidth + (config.flag("use_conv_bias", true) ? 1 : 0));
  const steps = linear.valueHeads * config.count("hidden_size") + 3 * linear.valueHeads;
  return [linear, convolved + steps + innerSize(linear)];
};

/**
 * Mamba 1: one state per channel, projections through a small rank to step, input and output of the
 * state; beside them bias of the step, convolution, decay and skip.
 */
const mamba1 = (config: ConfigReader, channels: number) => {
  const linear = {
    kind: "linear",
    keyHeads: 1,
    keyDimension: config.count("mamba_d_state|state_size"),
    valueHeads: channels,
    valueDimension: 1,
    convolutionWidth: config.count("mamba_d_conv|conv_kernel"),
    stepRank: config.count("mamba_dt_rank|time_step_rank"),
  } as const;
  return [linear, channels * (3 + linear.convolutionWidth + linear.keyDimension)] as const;
};

/** Nothing but layers of state. */
const pureState: Family = {
  norms: 1,
  mixers: everywhere<Mixer>("linear"),
  feedForwardKinds: everywhere<FeedForwardKind>("none"),
  context: (config) => config.countOr("max_position_embeddings", 1_048_576, "a state space sets no limit"),
};
const firstMamba: Family = {
  ...pureState,
  family: "mamba",
  tied: true,
  linear: (config) => mamba1(config, config.count("intermediate_size")),
};

const mambaHybrid: Family = {
  mixers: named(numbered("attn_layer_indices", "full", "linear")),
  linear: mamba2,
};

const nemotronBlocks: ReadonlyMap<string, readonly [Mixer, FeedForwardKind]> = new Map([
  ["M", ["linear", "none"]],
  ["*", ["full", "none"]],
  ["-", ["none", "dense"]],
  ["E", ["none", "experts"]],
]);

const lettersOf = (config: ConfigReader, layers: number) => {
  const key = "hybrid_override_pattern";
  const pattern = config.text(key) ?? config.refuse(key, "it is missing");
  const blocks = [...pattern].map(
    (letter) => nemotronBlocks.get(letter) ?? config.refuse(key, `unknown block ${letter}`),
  );
  return blocks.length === layers ? blocks : config.refuse(key, `it has ${blocks.length} of ${layers} blocks`);
};

/** Two gates per value head, the convolution, decay and step of each head, and the output norm. */
const deltaRule: State = (config) => {
  const rule: Linear = {
    kind: "linear",
    keyHeads: config.count("linear_num_key_heads"),
    valueHeads: config.count("linear_num_value_heads"),
    keyDimension: config.count("linear_key_head_dim"),
    valueDimension: config.count("linear_value_head_dim"),
    convolutionWidth: config.count("linear_conv_kernel_dim"),
  };
  const gates = 2 * rule.valueHeads * config.count("hidden_size");
  return [rule, gates + convolutionSize(rule) * rule.convolutionWidth + 2 * rule.valueHeads + rule.valueDimension];
};

const qwenHybrid: Family = {
  mixers: fullEvery(
    (config) => config.countOr("full_attention_interval", 4, "three linear layers to one full layer"),
    "linear",
  ),
  linear: deltaRule,
  queryKeyNorms: perHead,
  headed: (config) => (config.flag("attn_output_gate", true) ? { outputGate: true } : {}),
};
const qwenExpertHybrid: Family = {
  ...qwenHybrid,
  needs: ["moe_intermediate_size"],
  experts: anySize,
  router: sharedGate,
};

/** Lightning attention keeps one state per head, 0 in attn_type_list; 1 is full attention. */
const minimax: Family = {
  family: "minimax",
  mixers: switched<Mixer>("attn_type_list", "linear", "full"),
  experts: anySize,
  linear: (config) => {
    const heads = config.count("num_attention_heads");
    const width = config.countOr("head_dim", config.count("hidden_size") / heads, "hidden size over attention heads");
    return [{ ...evenHeads(heads, width), convolutionWidth: 0 }, heads * width];
  },
};

// It keeps two inputs per channel in 16 bits: as much as one channel of 32-bit state.
const shortKernel = 3;

/**
 * A gated short convolution as a linear layer: keys of half the hidden size twice, values, gate and
 * output of the whole one make the four square matrices of its projections.
 */
const shortConvolution: State = (config) => {
  const hidden = config.count("hidden_size");
  const width = config.count("conv_L_cache");
  if (width !== shortKernel) config.refuse("conv_L_cache", `${width} steps; only ${shortKernel} are understood`);
  const channels = { keyHeads: hidden / 2, keyDimension: 1, valueHeads: hidden, valueDimension: 1 };
  return [{ kind: "linear", ...channels, convolutionWidth: 0 }, shortKernel * hidden];
};

/** Two thirds of the stated size in whole blocks where the file asks for the adjustment. */
const lfm2DenseSize = (config: ConfigReader): number => {
  const stated = config.count("block_ff_dim|intermediate_size");
  if (!config.flag("block_auto_adjust_ff_dim", config.has("block_ff_dim"))) return stated;
  const block = config.countOr("block_multiple_of", 256);
  const scale = config.has("block_ffn_dim_multiplier") ? config.ratio("block_ffn_dim_multiplier") : 1;
  return block * Math.ceil(Math.floor(scale * Math.floor((2 * stated) / 3)) / block);
};

const lfm2: Family = {
  family: "lfm2",
  tied: true,
  mixers: named(numbered("full_attn_idxs", "full", "linear")),
  linear: shortConvolution,
  queryKeyNorms: perHead,
};

/**
 * Beside its four projections a layer has two gates of low rank, a step per head, three
 * convolutions, a decay per head, a bias and the output norm.
 */
const kimiDelta: State = (config) => {
  const section = config.requiredSection("linear_attn_config");
  const [heads, width] = [section.count("num_heads"), section.count("head_dim")];
  const convolutionWidth = section.count("short_conv_kernel_size");
  const [hidden, inner] = [config.count("hidden_size"), heads * width];
  const gates = 2 * (hidden * width + width * inner);
  return [
    { ...evenHeads(heads, width), convolutionWidth, outputGate: false },
    gates + hidden * heads + 3 * inner * convolutionWidth + heads + inner + width,
  ];
};

export const stateFamilies: Families = {
  mamba: firstMamba,
  falcon_mamba: firstMamba,
  mamba2: { ...pureState, linear: mamba2 },
  bamba: mambaHybrid,
  // The shared block is the whole one where there are no experts.
  granitemoehybrid: {
    ...mambaHybrid,
    family: "granite-hybrid",
    experts: anySize,
    prepare: (config) => config.filled({ num_experts: 0 }, "no experts"),
    needs: ["shared_intermediate_size"],
    size: (config) => config.count("shared_intermediate_size"),
  },
  // Mamba 1 and attention; every so many layers one has experts.
  jamba: {
    needs: ["expert_layer_period", "expert_layer_offset"],
    experts: anySize,
    mixers: fullEvery(
      (config) => config.count("attn_layer_period"),
      "linear",
      (config) => config.count("attn_layer_offset"),
    ),
    linear: (config) => {
      const [linear, others] = mamba1(config, config.count("mamba_expand") * config.count("hidden_size"));
      // With norms of step, input and output of the state.
      return [linear, others + linear.stepRank + 2 * linear.keyDimension];
    },
  },
  // Each layer is one block: state space, attention, or feed-forward without a gate.
  nemotron_h: {
    needs: ["mamba_num_heads", "mamba_head_dim"],
    norms: 1,
    mixers: (config, layers) => lettersOf(config, layers).map(([mixer]) => mixer),
    linear: mamba2,
    feedForwardKinds: (config, layers) => lettersOf(config, layers).map(([, block]) => block),
    matrices: 2,
  },
  // In every layer attention and a Mamba 2 mixer read the same input beside each other.
  falcon_h1: {
    needs: ["mamba_n_heads", "mamba_d_head"],
    mixers: everywhere<Mixer>("full beside linear"),
    linear: (config) => {
      const [linear, others] = mamba2(config);
      if (config.has("mamba_d_ssm") && config.count("mamba_d_ssm") !== innerSize(linear))
        config.refuse("mamba_d_ssm", `${config.count("mamba_d_ssm")} is not mamba_n_heads × mamba_d_head`);
      return [linear, config.flag("mamba_rms_norm", false) ? others : others - innerSize(linear)];
    },
  },
  qwen3_next: qwenExpertHybrid,
  qwen3_5_moe: { ...qwenExpertHybrid, family: "qwen3.5-moe" },
  qwen3_5: { ...qwenHybrid, family: "qwen3.5" },
  minimax_m1: minimax,
  minimax_text_01: minimax,
  minimax,
  lfm2: { ...lfm2, size: lfm2DenseSize },
  lfm2_moe: { ...lfm2, needs: ["num_dense_layers"], experts: ownSize, router: correction },
  // Delta attention with a state, latent attention in between, experts in all but the first layers.
  kimi_linear: {
    needs: ["first_k_dense_replace", "num_shared_experts"],
    mixers: (config, layers) => {
      const linear = config.requiredSection("linear_attn_config").requiredList("kda_layers").length;
      if (linear > layers) config.refuse("linear_attn_config.kda_layers", `it lists ${linear} of ${layers}`);
      return layerKinds(layers, (layer) => (layer < linear ? "linear" : "latent"));
    },
    linear: kimiDelta,
    experts: ownSize,
    router: correction,
  },
};
