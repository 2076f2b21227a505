import { countKinds, layerKinds, type PlainFeedForward } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

/** The feed-forward side of a model with experts. */
export interface ExpertShape {
  readonly experts: number;
  readonly expertSize: number;
  readonly sharedExperts: number;
  readonly sharedExpertSize: number;
  /** Of the layers without experts. */
  readonly denseSize: number;
  /** Where the file has a word of its own for it; else num_experts_per_tok. */
  readonly expertsPerToken?: number;
}

/** Groups of layers with and without experts. */
export const expertGroups = (
  config: ConfigReader,
  kinds: readonly ("dense" | "experts")[],
  shape: ExpertShape,
): readonly PlainFeedForward[] =>
  countKinds(kinds).map(([kind, layers]) =>
    kind === "dense"
      ? { kind, layers, size: shape.denseSize, matrices: 3 }
      : {
          kind,
          layers,
          experts: shape.experts,
          expertsPerToken: shape.expertsPerToken ?? config.count("num_experts_per_tok"),
          expertSize: shape.expertSize,
          matrices: 3,
          sharedExperts: shape.sharedExperts,
          sharedExpertSize: shape.sharedExpertSize,
        },
  );

/** Qwen's rule: every decoder_sparse_step-th layer has experts, except those that mlp_only_layers lists. */
export const sparseSteps = (config: ConfigReader, layers: number): readonly ("dense" | "experts")[] => {
  const step = config.countOr("decoder_sparse_step", 1, "every layer has experts");
  const dense = new Set(config.list("mlp_only_layers") ?? []);
  return layerKinds(layers, (layer) => (!dense.has(layer) && (layer + 1) % step === 0 ? "experts" : "dense"));
};

/** DeepSeek's rule: the first layers are dense. */
export const denseFirst = (config: ConfigReader, layers: number): readonly ("dense" | "experts")[] => {
  if (config.has("moe_layer_freq") && config.count("moe_layer_freq") !== 1) {
    config.refuse("moe_layer_freq", "only 1 is understood");
  }
  const first = config.count("first_k_dense_replace");
  return layerKinds(layers, (layer) => (layer < first ? "dense" : "experts"));
};

/** Qwen's words; a shared expert has a gate of its own. */
export const qwenExperts = (config: ConfigReader): ExpertShape => {
  const shared = config.has("shared_expert_intermediate_size") ? config.count("shared_expert_intermediate_size") : 0;
  return {
    experts: config.count("num_experts"),
    expertSize: config.count("moe_intermediate_size"),
    sharedExperts: shared > 0 ? 1 : 0,
    sharedExpertSize: shared,
    denseSize: config.has("intermediate_size") ? config.count("intermediate_size") : 0,
  };
};
/** DeepSeek's words. */
export const routedExperts = (config: ConfigReader): ExpertShape => {
  const sharedExperts = config.countOr("n_shared_experts", 0, "no shared expert");
  const expertSize = config.count("moe_intermediate_size");
  return {
    experts: config.count("n_routed_experts"),
    expertSize,
    sharedExperts,
    sharedExpertSize: sharedExperts > 0 ? expertSize : 0,
    denseSize: config.count("intermediate_size"),
  };
};
