/** Families with layers of constant state (Mamba, delta rule, short convolutions), alone or with attention. */
import type { ConfigReader } from "./config-reader.ts";
import { perHead } from "./dense-families.ts";
import { correction, localExperts, qwenExperts, sharedGate } from "./expert-families.ts";
import type { Families, Family, Linear } from "./family.ts";
import {
  denseBefore,
  everyNth,
  type FeedForwardKind,
  fullEvery,
  layerKinds,
  type Mixer,
  named,
  numbered,
  sparseSteps,
  switched,
} from "./layer-kinds.ts";

type State = NonNullable<Family["linear"]>;

/** Keys of heads, width of one, state, groups and convolution of Mamba 2. */
type MambaKeys = readonly [heads: string, headDimension: string, state: string, groups: string, convolution: string];
const mambaKeys: MambaKeys = ["num_heads", "head_dim", "state_size", "n_groups", "conv_kernel"];
const nemotronKeys: MambaKeys = ["mamba_num_heads", "mamba_head_dim", "ssm_state_size", "n_groups", "conv_kernel"];
const hybridKeys: MambaKeys = ["mamba_n_heads", "mamba_d_head", "mamba_d_state", "mamba_n_groups", "mamba_d_conv"];

const innerSize = ({ valueHeads, valueDimension }: Linear): number => valueHeads * valueDimension;

/** Beside its in- and out-projection a Mamba 2 layer has a convolution, step, decay, skip and the gated norm. */
const mamba2 =
  ([heads, headDimension, state, groups, convolution]: MambaKeys): State =>
  (config) => {
    const linear: Linear = {
      kind: "linear",
      keyHeads: config.count(groups),
      keyDimension: config.count(state),
      valueHeads: config.count(heads),
      valueDimension: config.count(headDimension),
      convolutionWidth: config.count(convolution),
    };
    const channels = innerSize(linear) + 2 * linear.keyHeads * linear.keyDimension;
    const convolved = channels * (linear.convolutionWidth + (config.flag("use_conv_bias", true) ? 1 : 0));
    const steps = linear.valueHeads * config.count("hidden_size") + 3 * linear.valueHeads;
    return [linear, convolved + steps + innerSize(linear)];
  };

/**
 * Mamba 1: one state per channel, and projections through a small rank to step, input and output of the state; beside
 * them bias of the step, convolution, decay and skip.
 */
const mamba1 = (keyDimension: number, valueHeads: number, convolutionWidth: number, stepRank: number) => {
  const channel = { kind: "linear", keyHeads: 1, valueDimension: 1 } as const;
  const linear: Linear = { ...channel, keyDimension, valueHeads, convolutionWidth, stepRank };
  return [linear, valueHeads * (1 + convolutionWidth + 1 + keyDimension + 1)] as const;
};

/** Nothing but layers of state. */
const pureState = {
  norms: 1,
  mixers: (_: ConfigReader, layers: number) => layerKinds<Mixer>(layers, () => "linear"),
  feedForwardKinds: (_: ConfigReader, layers: number) => layerKinds<FeedForwardKind>(layers, () => "none"),
  // A state space has no longest context of its own.
  context: (config: ConfigReader) =>
    config.countOr("max_position_embeddings", 1_048_576, "a state space sets no limit"),
};
const firstMamba: Family = {
  ...pureState,
  family: "mamba",
  tied: true,
  linear: (config) =>
    mamba1(
      config.count("state_size"),
      config.count("intermediate_size"),
      config.count("conv_kernel"),
      config.count("time_step_rank"),
    ),
};

const mambaHybrid = {
  mixers: named(named(numbered("attn_layer_indices"), "layers_block_type")),
  linear: mamba2(hybridKeys),
};

/** The file with the number of its experts as 0 where it has none; the shared block is the whole one then. */
const graniteExperts = (config: ConfigReader): ConfigReader => config.filled({ num_local_experts: 0 }, "no experts");

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
  const channels = 2 * rule.keyHeads * rule.keyDimension + innerSize(rule);
  const gates = 2 * rule.valueHeads * config.count("hidden_size");
  return [rule, gates + channels * rule.convolutionWidth + 2 * rule.valueHeads + rule.valueDimension];
};

const qwenHybrid = {
  mixers: fullEvery(
    (config) => config.countOr("full_attention_interval", 4, "three linear layers to one full layer"),
    "linear",
  ),
  linear: deltaRule,
  queryKeyNorms: perHead,
  headed: (config: ConfigReader) => (config.flag("attn_output_gate", true) ? { outputGate: true } : {}),
};
const qwenExpertHybrid = {
  ...qwenHybrid,
  feedForwardKinds: sparseSteps,
  experts: qwenExperts,
  router: sharedGate,
};

/** Lightning attention keeps one state per head, 0 in attn_type_list; 1 is full attention. */
const minimax: Family = {
  family: "minimax",
  mixers: switched<Mixer>("attn_type_list", "linear", "full"),
  experts: localExperts,
  linear: (config) => {
    const heads = config.count("num_attention_heads");
    const width = config.countOr("head_dim", config.count("hidden_size") / heads, "hidden size over attention heads");
    const [key, value] = [
      { keyHeads: heads, keyDimension: width },
      { valueHeads: heads, valueDimension: width },
    ];
    return [{ kind: "linear", ...key, ...value, convolutionWidth: 0 }, heads * width];
  },
};

// The short convolution keeps two inputs per channel in 16 bits: as much as one channel of 32-bit state.
const shortKernel = 3;

/**
 * A gated short convolution as a linear layer: keys of half the hidden size twice, values, gate and output of the
 * whole one make the four square matrices of its projections.
 */
const shortConvolution: State = (config) => {
  const hidden = config.count("hidden_size");
  const width = config.count("conv_L_cache");
  if (width !== shortKernel) config.refuse("conv_L_cache", `${width} steps; only ${shortKernel} are understood`);
  const keys = { keyHeads: hidden / 2, keyDimension: 1 };
  const values = { valueHeads: hidden, valueDimension: 1 };
  return [{ kind: "linear", ...keys, ...values, convolutionWidth: 0 }, shortKernel * hidden];
};

/** Two thirds of the stated size in whole blocks where the file asks for the adjustment. */
const lfm2DenseSize = (config: ConfigReader): number => {
  const stated = config.count("block_ff_dim|intermediate_size");
  if (!config.flag("block_auto_adjust_ff_dim", config.has("block_ff_dim"))) return stated;
  const block = config.countOr("block_multiple_of", 256, "the default of transformers");
  const scale = config.has("block_ffn_dim_multiplier") ? config.ratio("block_ffn_dim_multiplier") : 1;
  return block * Math.ceil(Math.floor(scale * Math.floor((2 * stated) / 3)) / block);
};

const lfm2: Family = {
  family: "lfm2",
  tied: true,
  mixers: named(numbered("full_attn_idxs")),
  linear: shortConvolution,
  queryKeyNorms: perHead,
  size: lfm2DenseSize,
};

/**
 * Beside its four projections a layer has two gates of low rank, a step per head, three convolutions, a decay per
 * head, a bias and the output norm.
 */
const kimiDelta: State = (config) => {
  const section = config.requiredSection("linear_attn_config");
  const [heads, width] = [section.count("num_heads"), section.count("head_dim")];
  const convolutionWidth = section.count("short_conv_kernel_size");
  const [hidden, inner] = [config.count("hidden_size"), heads * width];
  const gates = 2 * (hidden * width + width * inner);
  return [
    {
      kind: "linear",
      keyHeads: heads,
      valueHeads: heads,
      keyDimension: width,
      valueDimension: width,
      convolutionWidth,
      outputGate: false,
    },
    gates + hidden * heads + 3 * inner * convolutionWidth + heads + inner + width,
  ];
};

export const stateFamilies: Families = {
  mamba: firstMamba,
  falcon_mamba: firstMamba,
  mamba2: { ...pureState, family: "mamba2", linear: mamba2(mambaKeys) },
  bamba: { ...mambaHybrid, family: "bamba" },
  granitemoehybrid: {
    ...mambaHybrid,
    family: "granite-hybrid",
    prepare: graniteExperts,
    feedForwardKinds: (config, layers) =>
      layerKinds(layers, () => (config.count("num_local_experts") === 0 ? "dense" : "experts")),
    experts: { ...localExperts, shared: 1, sharedSize: "shared_intermediate_size", dense: "shared_intermediate_size" },
  },
  // Mamba 1 and attention; every so many layers one has experts.
  jamba: {
    family: "jamba",
    mixers: everyNth<Mixer>("attn", "full", "linear"),
    linear: (config) => {
      const [state, rank] = [config.count("mamba_d_state"), config.count("mamba_dt_rank")];
      const inner = config.count("mamba_expand") * config.count("hidden_size");
      const [linear, others] = mamba1(state, inner, config.count("mamba_d_conv"), rank);
      // With norms of step, input and output of the state.
      return [linear, others + rank + 2 * state];
    },
    feedForwardKinds: everyNth<FeedForwardKind>("expert", "experts", "dense"),
    experts: { experts: "num_experts", size: "intermediate_size" },
  },
  // Each layer is one block: state space, attention, or feed-forward without a gate.
  nemotron_h: {
    family: "nemotron-h",
    norms: 1,
    mixers: (config, layers) => lettersOf(config, layers).map(([mixer]) => mixer),
    linear: mamba2(nemotronKeys),
    feedForwardKinds: (config, layers) => lettersOf(config, layers).map(([, block]) => block),
    matrices: 2,
    experts: {
      experts: "n_routed_experts",
      size: "moe_intermediate_size",
      shared: "n_shared_experts",
      sharedSize: "moe_shared_expert_intermediate_size",
      latentSize: "moe_latent_size",
    },
  },
  // In every layer attention and a Mamba 2 mixer read the same input beside each other.
  falcon_h1: {
    family: "falcon-h1",
    mixers: (_, layers) => layerKinds(layers, () => "full beside linear"),
    linear: (config) => {
      const [linear, others] = mamba2(hybridKeys)(config);
      if (config.has("mamba_d_ssm") && config.count("mamba_d_ssm") !== innerSize(linear))
        config.refuse("mamba_d_ssm", `${config.count("mamba_d_ssm")} is not mamba_n_heads × mamba_d_head`);
      return [linear, config.flag("mamba_rms_norm", false) ? others : others - innerSize(linear)];
    },
  },
  qwen3_next: { ...qwenExpertHybrid, family: "qwen3-next" },
  qwen3_5_moe: { ...qwenExpertHybrid, family: "qwen3.5-moe" },
  qwen3_5: { ...qwenHybrid, family: "qwen3.5" },
  minimax_m1: minimax,
  minimax_text_01: minimax,
  minimax,
  lfm2,
  lfm2_moe: {
    ...lfm2,
    size: (config) => config.count("intermediate_size"),
    feedForwardKinds: denseBefore((config) => config.count("num_dense_layers")),
    experts: { experts: "num_experts", size: "moe_intermediate_size" },
    router: correction,
  },
  // Delta attention with a state, latent attention in between, experts in all but the first layers.
  kimi_linear: {
    family: "kimi-linear",
    context: (config) => config.count("max_position_embeddings|model_max_length"),
    mixers: (config, layers) => {
      const linear = config.requiredSection("linear_attn_config").requiredList("kda_layers").length;
      if (linear > layers) config.refuse("linear_attn_config.kda_layers", `it lists ${linear} of ${layers}`);
      return layerKinds(layers, (layer) => (layer < linear ? "linear" : "latent"));
    },
    linear: kimiDelta,
    feedForwardKinds: denseBefore((config) => config.count("first_k_dense_replace")),
    experts: {
      experts: "num_experts",
      perToken: "num_experts_per_token",
      size: "moe_intermediate_size",
      shared: "num_shared_experts!",
    },
    router: correction,
  },
};
