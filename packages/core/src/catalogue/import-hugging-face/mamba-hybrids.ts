import {
  type ArchitectureReader,
  countKinds,
  headsOf,
  layerKinds,
  type PlainFeedForward,
  type ReadArchitecture,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { type MambaWords, mamba2, mamba2Others } from "./mamba-layers.ts";

const hybridWords: MambaWords = {
  heads: "mamba_n_heads",
  headDimension: "mamba_d_head",
  state: "mamba_d_state",
  groups: "mamba_n_groups",
  convolution: "mamba_d_conv",
};

const mixersOf: ReadonlyMap<unknown, "mamba" | "attention"> = new Map([
  ["mamba", "mamba"],
  ["mamba2", "mamba"],
  ["attention", "attention"],
  ["full_attention", "attention"],
]);

/** What mixes the tokens of each layer: as listed, or attention in the layers whose numbers are. */
const hybridMixers = (config: ConfigReader, layers: number): readonly ("mamba" | "attention")[] => {
  const listed = config.list("layer_types") ?? config.list("layers_block_type");
  if (listed !== null) {
    if (listed.length !== layers) config.refuse("layer_types", `it lists ${listed.length} of ${layers} layers`);
    return listed.map((name) => mixersOf.get(name) ?? config.refuse("layer_types", `unknown layer type ${name}`));
  }
  const attending = config.list("attn_layer_indices") ?? config.refuse("attn_layer_indices", "it is missing");
  return layerKinds(layers, (layer) => (attending.includes(layer) ? "attention" : "mamba"));
};

/** Mamba 2 or attention in each layer, each followed by one kind of feed-forward block. */
const readMambaHybrid =
  (family: string, feedForwardOf: (config: ConfigReader, layers: number) => PlainFeedForward): ArchitectureReader =>
  (config): ReadArchitecture => {
    const layers = config.count("num_hidden_layers");
    const hidden = config.count("hidden_size");
    const mixers = hybridMixers(config, layers);
    const linear = mamba2(config, hybridWords);
    const mambaLayers = mixers.filter((mixer) => mixer === "mamba").length;
    return {
      kind: "decoder",
      family,
      transformer: {
        layers,
        hiddenSize: hidden,
        vocabularySize: config.count("vocab_size"),
        tiedEmbeddings: config.flag("tie_word_embeddings", false),
        attention: countKinds(mixers).map(([kind, count]) =>
          kind === "mamba" ? { ...linear, layers: count } : { kind: "full", layers: count, ...headsOf(config) },
        ),
        feedForward: [feedForwardOf(config, layers)],
      },
      otherParameters: (2 * layers + 1) * hidden + mambaLayers * mamba2Others(config, linear, hidden),
      contextLength: config.count("max_position_embeddings"),
    };
  };

const graniteFeedForward = (config: ConfigReader, layers: number): PlainFeedForward => {
  const experts = config.countOr("num_local_experts", 0, "no experts");
  const shared = config.count("shared_intermediate_size");
  if (experts === 0) return { kind: "dense", layers, size: shared, matrices: 3 };
  return {
    kind: "experts",
    layers,
    experts,
    expertsPerToken: config.count("num_experts_per_tok"),
    expertSize: config.count("intermediate_size"),
    matrices: 3,
    sharedExperts: 1,
    sharedExpertSize: shared,
  };
};

const denseFeedForward = (config: ConfigReader, layers: number): PlainFeedForward => ({
  kind: "dense",
  layers,
  size: config.count("intermediate_size"),
  matrices: 3,
});

/** Readers of hybrids of Mamba 2 and attention, by model_type. */
export const mambaHybrids: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["bamba", readMambaHybrid("bamba", denseFeedForward)],
  ["granitemoehybrid", readMambaHybrid("granite-hybrid", graniteFeedForward)],
]);
