import {
  type ArchitectureReader,
  countKinds,
  headsOf,
  layerKinds,
  type PlainFeedForward,
  type ReadArchitecture,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { type Linear, mamba1Others } from "./mamba-layers.ts";

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
  stepRank: config.count("mamba_dt_rank"),
});

const readMamba1: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const linear: Linear = {
    kind: "linear",
    keyHeads: 1,
    keyDimension: config.count("state_size"),
    valueHeads: config.count("intermediate_size"),
    valueDimension: 1,
    convolutionWidth: config.count("conv_kernel"),
    stepRank: config.count("time_step_rank"),
  };
  return {
    kind: "decoder",
    family: "mamba",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", true),
      attention: [{ ...linear, layers }],
      feedForward: [{ kind: "none", layers }],
    },
    otherParameters: layers * (hidden + mamba1Others(linear)) + hidden,
    // A state space has no longest context of its own.
    contextLength: config.countOr("max_position_embeddings", 1_048_576, "a state space sets no limit"),
  };
};

/** With norms of step, input and output of the state. */
const jambaOthers = (config: ConfigReader, linear: Linear): number =>
  mamba1Others(linear) + config.count("mamba_dt_rank") + 2 * linear.keyDimension;

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
    otherParameters: (2 * layers + 1) * hidden + mambaLayers * jambaOthers(config, linear),
    contextLength: config.count("max_position_embeddings"),
  };
};

/** Readers of decoders with Mamba 1 layers, by model_type. */
export const mamba1Decoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["mamba", readMamba1],
  ["falcon_mamba", readMamba1],
  ["jamba", readJamba],
]);
