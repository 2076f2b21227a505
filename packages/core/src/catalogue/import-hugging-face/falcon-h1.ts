import { type ArchitectureReader, headsOf } from "./architecture.ts";
import { innerSize, mamba2, mamba2Others } from "./mamba-layers.ts";

/** Falcon H1: in every layer attention and a Mamba 2 mixer read the same input beside each other. */
export const falconH1: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const linear = mamba2(config, {
    heads: "mamba_n_heads",
    headDimension: "mamba_d_head",
    state: "mamba_d_state",
    groups: "mamba_n_groups",
    convolution: "mamba_d_conv",
  });
  if (config.has("mamba_d_ssm") && config.count("mamba_d_ssm") !== innerSize(linear)) {
    config.refuse("mamba_d_ssm", `${config.count("mamba_d_ssm")} is not mamba_n_heads × mamba_d_head`);
  }
  const gatedNorm = config.flag("mamba_rms_norm", false) ? 0 : innerSize(linear);
  return {
    kind: "decoder",
    family: "falcon-h1",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention: [
        { kind: "full", layers, ...headsOf(config) },
        { ...linear, layers, beside: true },
      ],
      feedForward: [{ kind: "dense", layers, size: config.count("intermediate_size"), matrices: 3 }],
    },
    otherParameters: (2 * layers + 1) * hidden + layers * (mamba2Others(config, linear, hidden) - gatedNorm),
    contextLength: config.count("max_position_embeddings"),
  };
};
