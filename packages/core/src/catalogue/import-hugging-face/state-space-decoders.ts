import {
  type ArchitectureReader,
  countKinds,
  headsOf,
  layerKinds,
  type PlainAttention,
  type PlainFeedForward,
  type ReadArchitecture,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

type Linear = Omit<Extract<PlainAttention, { kind: "linear" }>, "layers">;

/** Words in which one family tells its Mamba 2 layers. */
interface MambaWords {
  readonly heads: string;
  readonly headDimension: string;
  readonly state: string;
  readonly groups: string;
}

const mamba2 = (config: ConfigReader, words: MambaWords): Linear => ({
  kind: "linear",
  keyHeads: config.count(words.groups),
  keyDimension: config.count(words.state),
  valueHeads: config.count(words.heads),
  valueDimension: config.count(words.headDimension),
  convolutionWidth: config.count("conv_kernel"),
});

const innerSize = ({ valueHeads, valueDimension }: Linear): number => valueHeads * valueDimension;

/** What a Mamba 2 layer has beside its in- and out-projection: convolution, step, decay, skip and the gated norm. */
const mamba2Others = (config: ConfigReader, linear: Linear, hidden: number): number => {
  const channels = innerSize(linear) + 2 * linear.keyHeads * linear.keyDimension;
  const convolution = channels * (linear.convolutionWidth + (config.flag("use_conv_bias", true) ? 1 : 0));
  return convolution + linear.valueHeads * hidden + 3 * linear.valueHeads + innerSize(linear);
};

const readMamba2: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const words = { heads: "num_heads", headDimension: "head_dim", state: "state_size", groups: "n_groups" };
  const linear = mamba2(config, words);
  return {
    kind: "decoder",
    family: "mamba2",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention: [{ ...linear, layers }],
      feedForward: [{ kind: "none", layers }],
    },
    otherParameters: layers * (hidden + mamba2Others(config, linear, hidden)) + hidden,
    // A state space has no longest context of its own.
    contextLength: config.countOr("max_position_embeddings", 1_048_576, "a state space sets no limit"),
  };
};

const blockOf: ReadonlyMap<string, "mamba" | "attention" | "dense" | "experts"> = new Map([
  ["M", "mamba"],
  ["*", "attention"],
  ["-", "dense"],
  ["E", "experts"],
]);

type Block = "mamba" | "attention" | "dense" | "experts";

const nemotronBlocks = (config: ConfigReader): readonly Block[] => {
  const pattern = config.text("hybrid_override_pattern") ?? config.refuse("hybrid_override_pattern", "it is missing");
  const blocks = [...pattern].map(
    (letter) => blockOf.get(letter) ?? config.refuse("hybrid_override_pattern", `unknown block ${letter}`),
  );
  const layers = config.count("num_hidden_layers");
  if (blocks.length !== layers) config.refuse("hybrid_override_pattern", `it has ${blocks.length} of ${layers} blocks`);
  return blocks;
};

const nemotronExperts = (config: ConfigReader, layers: number): PlainFeedForward => ({
  kind: "experts",
  layers,
  experts: config.count("n_routed_experts"),
  expertsPerToken: config.count("num_experts_per_tok"),
  expertSize: config.count("moe_intermediate_size"),
  matrices: 2,
  sharedExperts: config.countOr("n_shared_experts", 0, "no shared expert"),
  sharedExpertSize: config.has("n_shared_experts") ? config.count("moe_shared_expert_intermediate_size") : 0,
});

/** Each layer is one block: state space, attention, or feed-forward without a gate. */
const readNemotronH: ArchitectureReader = (config) => {
  const blocks = nemotronBlocks(config);
  const hidden = config.count("hidden_size");
  const linear = mamba2(config, {
    heads: "mamba_num_heads",
    headDimension: "mamba_head_dim",
    state: "ssm_state_size",
    groups: "n_groups",
  });
  const counts = new Map(countKinds(blocks));
  const mambaLayers = counts.get("mamba") ?? 0;
  const attention = countKinds(
    blocks.map((block) => (block === "mamba" || block === "attention" ? block : ("none" as const))),
  ).map(([kind, layers]): PlainAttention => {
    if (kind === "mamba") return { ...linear, layers };
    return kind === "attention" ? { kind: "full", layers, ...headsOf(config) } : { kind, layers };
  });
  const feedForward = countKinds(
    blocks.map((block) => (block === "dense" || block === "experts" ? block : ("none" as const))),
  ).map(([kind, layers]): PlainFeedForward => {
    if (kind === "experts") return nemotronExperts(config, layers);
    return kind === "dense" ? { kind, layers, size: config.count("intermediate_size"), matrices: 2 } : { kind, layers };
  });
  return {
    kind: "decoder",
    family: "nemotron-h",
    transformer: {
      layers: blocks.length,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention,
      feedForward,
    },
    otherParameters: (blocks.length + 1) * hidden + mambaLayers * mamba2Others(config, linear, hidden),
    contextLength: config.count("max_position_embeddings"),
  };
};

const everyNth = (config: ConfigReader, what: "attn" | "expert", layers: number): readonly boolean[] => {
  const [period, offset] = [config.count(`${what}_layer_period`), config.count(`${what}_layer_offset`)];
  return layerKinds(layers, (layer) => layer % period === offset);
};

/** Mamba 1: one state per channel, and projections through a small rank to step, input and output of the state. */
const jambaLinear = (config: ConfigReader, hidden: number): Linear => ({
  kind: "linear",
  keyHeads: 1,
  keyDimension: config.count("mamba_d_state"),
  valueHeads: config.count("mamba_expand") * hidden,
  valueDimension: 1,
  convolutionWidth: config.count("mamba_d_conv"),
});

const jambaOthers = (config: ConfigReader, linear: Linear, hidden: number): number => {
  const inner = innerSize(linear);
  const state = linear.keyDimension;
  const rank = config.count("mamba_dt_rank");
  const projections = inner * (rank + 2 * state) + rank * inner + inner;
  const norms = rank + 2 * state;
  // The shape counts key-wide columns of the in-projection, which Mamba 1 has not.
  return projections + norms + inner * (linear.convolutionWidth + 1) + inner * (state + 1) - 2 * state * hidden;
};

const jambaFeedForward = (config: ConfigReader, withExperts: readonly boolean[]): readonly PlainFeedForward[] => {
  const size = config.count("intermediate_size");
  return countKinds(withExperts).map(([has, layers]) =>
    has
      ? {
          kind: "experts",
          layers,
          experts: config.count("num_experts"),
          expertsPerToken: config.count("num_experts_per_tok"),
          expertSize: size,
          matrices: 3,
          ...{ sharedExperts: 0, sharedExpertSize: 0 },
        }
      : { kind: "dense", layers, size, matrices: 3 },
  );
};

const readJamba: ArchitectureReader = (config): ReadArchitecture => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const linear = jambaLinear(config, hidden);
  const withAttention = everyNth(config, "attn", layers);
  const mambaLayers = withAttention.filter((attends) => !attends).length;
  return {
    kind: "decoder",
    family: "jamba",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention: countKinds(withAttention).map(([attends, count]) =>
        attends ? { kind: "full", layers: count, ...headsOf(config) } : { ...linear, layers: count },
      ),
      feedForward: jambaFeedForward(config, everyNth(config, "expert", layers)),
    },
    otherParameters: (2 * layers + 1) * hidden + mambaLayers * jambaOthers(config, linear, hidden),
    contextLength: config.count("max_position_embeddings"),
  };
};

/** Readers of state-space models and their hybrids, by model_type. */
export const stateSpaceDecoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["mamba2", readMamba2],
  ["nemotron_h", readNemotronH],
  ["jamba", readJamba],
]);
