/** Decoders with Mamba layers, alone, in turns with attention, or beside it. */
import {
  type ArchitectureReader,
  countKinds,
  decoder,
  headsOf,
  type Linear,
  layerKinds,
  layersOfKind,
  type Mixer,
  mixedAttention,
  mixersByNumber,
  namedLayers,
  type PlainFeedForward,
  type Readers,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { denseBefore, type FeedForwardKind, moeGroups } from "./read-moe.ts";

/** Keys of heads, width of one, state, groups and convolution of Mamba 2. */
type MambaKeys = readonly [heads: string, headDimension: string, state: string, groups: string, convolution: string];
const mambaKeys: MambaKeys = ["num_heads", "head_dim", "state_size", "n_groups", "conv_kernel"];
const nemotronKeys: MambaKeys = ["mamba_num_heads", "mamba_head_dim", "ssm_state_size", "n_groups", "conv_kernel"];
const hybridKeys: MambaKeys = ["mamba_n_heads", "mamba_d_head", "mamba_d_state", "mamba_n_groups", "mamba_d_conv"];

const mamba2 = (config: ConfigReader, [heads, headDimension, state, groups, convolution]: MambaKeys): Linear => ({
  kind: "linear",
  keyHeads: config.count(groups),
  keyDimension: config.count(state),
  valueHeads: config.count(heads),
  valueDimension: config.count(headDimension),
  convolutionWidth: config.count(convolution),
});

const innerSize = ({ valueHeads, valueDimension }: Linear): number => valueHeads * valueDimension;

/** What a Mamba 2 layer has beside its in- and out-projection: convolution, step, decay, skip and the gated norm. */
const mamba2Others = (config: ConfigReader, linear: Linear): number => {
  const channels = innerSize(linear) + 2 * linear.keyHeads * linear.keyDimension;
  const convolution = channels * (linear.convolutionWidth + (config.flag("use_conv_bias", true) ? 1 : 0));
  return convolution + linear.valueHeads * config.count("hidden_size") + 3 * linear.valueHeads + innerSize(linear);
};

/** What a Mamba 1 layer has beside its projections: bias of the step, convolution, decay and skip. */
const mamba1Others = (linear: Linear): number =>
  innerSize(linear) * (1 + linear.convolutionWidth + 1 + linear.keyDimension + 1);

/** Mamba 1: one state per channel, and projections through a small rank to step, input and output of the state. */
const mamba1 = (keyDimension: number, valueHeads: number, convolutionWidth: number, stepRank: number): Linear => ({
  kind: "linear",
  keyHeads: 1,
  valueDimension: 1,
  keyDimension,
  valueHeads,
  convolutionWidth,
  stepRank,
});

/** Nothing but state-space layers. */
const pureMamba =
  (family: string, tied: boolean, linearOf: (config: ConfigReader) => readonly [Linear, others: number]) =>
  (config: ConfigReader) => {
    const layers = config.count("num_hidden_layers");
    const [linear, others] = linearOf(config);
    return decoder(config, {
      family,
      tied,
      norms: 1,
      attention: [{ ...linear, layers }],
      feedForward: [{ kind: "none", layers }],
      others: layers * others,
      // A state space has no longest context of its own.
      context: config.countOr("max_position_embeddings", 1_048_576, "a state space sets no limit"),
    });
  };

const readMamba1 = pureMamba("mamba", true, (config) => {
  const [state, inner] = [config.count("state_size"), config.count("intermediate_size")];
  const linear = mamba1(state, inner, config.count("conv_kernel"), config.count("time_step_rank"));
  return [linear, mamba1Others(linear)];
});

const readMamba2 = pureMamba("mamba2", false, (config) => {
  const linear = mamba2(config, mambaKeys);
  return [linear, mamba2Others(config, linear)];
});

const mixers = { mamba: "linear", mamba2: "linear", attention: "full", full_attention: "full" } as const;

/** What mixes the tokens of each layer: as listed, or attention in the layers whose numbers are. */
const mixersOf = (config: ConfigReader): readonly Mixer[] =>
  namedLayers<Mixer>(config, "layer_types", mixers) ??
  namedLayers<Mixer>(config, "layers_block_type", mixers) ??
  mixersByNumber(config, "attn_layer_indices");

/** Mamba 2 or attention in each layer, each followed by one kind of feed-forward block. */
const mamba2Hybrid =
  (
    family: string,
    feedForwardOf: (config: ConfigReader, layers: number) => readonly PlainFeedForward[],
  ): ArchitectureReader =>
  (config) => {
    const kinds = mixersOf(config);
    const linear = mamba2(config, hybridKeys);
    return decoder(config, {
      family,
      attention: mixedAttention(config, kinds, linear),
      feedForward: feedForwardOf(config, kinds.length),
      others: layersOfKind(kinds, "linear") * mamba2Others(config, linear),
    });
  };

const dense = (config: ConfigReader, layers: number): readonly PlainFeedForward[] => [
  { kind: "dense", layers, size: config.count("intermediate_size"), matrices: 3 },
];

const graniteFeedForward = (config: ConfigReader, layers: number): readonly PlainFeedForward[] => {
  const experts = config.countOr("num_local_experts", 0, "no experts");
  const shared = config.count("shared_intermediate_size");
  if (experts === 0) return [{ kind: "dense", layers, size: shared, matrices: 3 }];
  const expertSize = config.count("intermediate_size");
  return moeGroups(config, denseBefore(0, layers), { experts, expertSize, shared: [1, shared] });
};

/** One kind in every so many layers, another in the others. */
const everyNth = <K>(config: ConfigReader, what: "attn" | "expert", those: K, others: K): readonly K[] => {
  const [period, offset] = [config.count(`${what}_layer_period`), config.count(`${what}_layer_offset`)];
  return layerKinds(config.count("num_hidden_layers"), (layer) => (layer % period === offset ? those : others));
};

/** Mamba 1 and attention; every so many layers one has experts. */
const readJamba: ArchitectureReader = (config) => {
  const [state, rank] = [config.count("mamba_d_state"), config.count("mamba_dt_rank")];
  const inner = config.count("mamba_expand") * config.count("hidden_size");
  const linear = mamba1(state, inner, config.count("mamba_d_conv"), rank);
  const kinds = everyNth<Mixer>(config, "attn", "full", "linear");
  const size = config.count("intermediate_size");
  return decoder(config, {
    family: "jamba",
    attention: mixedAttention(config, kinds, linear),
    feedForward: moeGroups(config, everyNth<FeedForwardKind>(config, "expert", "experts", "dense"), {
      experts: config.count("num_experts"),
      expertSize: size,
      denseSize: size,
    }),
    // With norms of step, input and output of the state.
    others: layersOfKind(kinds, "linear") * (mamba1Others(linear) + rank + 2 * state),
  });
};

const blocks = { M: "linear", "*": "full", "-": "dense", E: "experts" } as const;
type Block = (typeof blocks)[keyof typeof blocks];

const nemotronBlocks = (config: ConfigReader): readonly Block[] => {
  const key = "hybrid_override_pattern";
  const known: ReadonlyMap<string, Block> = new Map(Object.entries(blocks));
  const pattern = config.text(key) ?? config.refuse(key, "it is missing");
  const found = [...pattern].map((letter) => known.get(letter) ?? config.refuse(key, `unknown block ${letter}`));
  const layers = config.count("num_hidden_layers");
  return found.length === layers ? found : config.refuse(key, `it has ${found.length} of ${layers} blocks`);
};

const nemotronExperts = (config: ConfigReader, layers: number): PlainFeedForward => ({
  kind: "experts",
  layers,
  experts: config.count("n_routed_experts"),
  expertsPerToken: config.count("num_experts_per_tok"),
  expertSize: config.count("moe_intermediate_size"),
  ...(config.has("moe_latent_size") ? { latentSize: config.count("moe_latent_size") } : {}),
  matrices: 2,
  sharedExperts: config.countOr("n_shared_experts", 0, "no shared expert"),
  sharedExpertSize: config.has("n_shared_experts") ? config.count("moe_shared_expert_intermediate_size") : 0,
});

/** Each layer is one block: state space, attention, or feed-forward without a gate. */
const readNemotronH: ArchitectureReader = (config) => {
  const found = nemotronBlocks(config);
  const linear = mamba2(config, nemotronKeys);
  const attending = found.map((block) => (block === "linear" || block === "full" ? block : "none"));
  const forward = found.map((block) => (block === "dense" || block === "experts" ? block : "none"));
  return decoder(config, {
    family: "nemotron-h",
    norms: 1,
    attention: mixedAttention(config, attending, linear),
    feedForward: countKinds(forward).map(([kind, layers]): PlainFeedForward => {
      if (kind === "experts") return nemotronExperts(config, layers);
      return kind === "dense"
        ? { kind, layers, size: config.count("intermediate_size"), matrices: 2 }
        : { kind, layers };
    }),
    others: layersOfKind(found, "linear") * mamba2Others(config, linear),
  });
};

/** Falcon H1: in every layer attention and a Mamba 2 mixer read the same input beside each other. */
const readFalconH1: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const linear = mamba2(config, hybridKeys);
  if (config.has("mamba_d_ssm") && config.count("mamba_d_ssm") !== innerSize(linear))
    config.refuse("mamba_d_ssm", `${config.count("mamba_d_ssm")} is not mamba_n_heads × mamba_d_head`);
  const gatedNorm = config.flag("mamba_rms_norm", false) ? 0 : innerSize(linear);
  return decoder(config, {
    family: "falcon-h1",
    attention: [
      { kind: "full", layers, ...headsOf(config) },
      { ...linear, layers, beside: true },
    ],
    feedForward: dense(config, layers),
    others: layers * (mamba2Others(config, linear) - gatedNorm),
  });
};

export const stateSpaceDecoders: Readers = {
  mamba: readMamba1,
  falcon_mamba: readMamba1,
  mamba2: readMamba2,
  jamba: readJamba,
  nemotron_h: readNemotronH,
  bamba: mamba2Hybrid("bamba", dense),
  granitemoehybrid: mamba2Hybrid("granite-hybrid", graniteFeedForward),
  falcon_h1: readFalconH1,
};
