import {
  type ArchitectureReader,
  countKinds,
  headsOf,
  type PlainAttention,
  type PlainFeedForward,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { mamba2, mamba2Others } from "./mamba-layers.ts";

const readMamba2: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const words = {
    heads: "num_heads",
    headDimension: "head_dim",
    state: "state_size",
    groups: "n_groups",
    convolution: "conv_kernel",
  };
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
  ...(config.has("moe_latent_size") ? { latentSize: config.count("moe_latent_size") } : {}),
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
    convolution: "conv_kernel",
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

/** Readers of decoders of Mamba 2 blocks, by model_type. */
export const stateSpaceDecoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["mamba2", readMamba2],
  ["nemotron_h", readNemotronH],
]);
