/** Decoders whose layers are grouped attention and a mixture of experts (MoE) or a dense feed-forward block. */
import {
  countKinds,
  decoder,
  type HeadDefaults,
  type Heads,
  headsOf,
  layerKinds,
  layersOfKind,
  type PlainAttention,
  type PlainFeedForward,
  type ReadArchitecture,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

export type FeedForwardKind = "dense" | "experts";

/** Sizes of the feed-forward blocks of a MoE model. */
export interface MoeShape {
  readonly experts: number;
  readonly expertSize: number;
  /** Shared experts and the size of one; none where left out. */
  readonly shared?: readonly [count: number, size: number];
  /** Of the layers without experts; 0 where there are none. */
  readonly denseSize?: number;
  /** Else num_experts_per_tok. */
  readonly expertsPerToken?: number;
}

/** Groups of layers with and without experts. */
export const moeGroups = (
  config: ConfigReader,
  kinds: readonly FeedForwardKind[],
  { experts, expertSize, shared: [sharedExperts, sharedExpertSize] = [0, 0], ...shape }: MoeShape,
): readonly PlainFeedForward[] =>
  countKinds(kinds).map(([kind, layers]) =>
    kind === "dense"
      ? { kind, layers, size: shape.denseSize ?? 0, matrices: 3 }
      : {
          kind,
          layers,
          experts,
          expertsPerToken: shape.expertsPerToken ?? config.count("num_experts_per_tok"),
          expertSize,
          matrices: 3,
          sharedExperts,
          sharedExpertSize,
        },
  );

/** The first layers are dense, the others have experts. */
export const denseBefore = (first: number, layers: number): readonly FeedForwardKind[] =>
  layerKinds(layers, (layer) => (layer < first ? "dense" : "experts"));

/** DeepSeek's rule: first_k_dense_replace layers are dense. */
export const denseFirst = (config: ConfigReader, layers: number): readonly FeedForwardKind[] => {
  if (config.has("moe_layer_freq") && config.count("moe_layer_freq") !== 1)
    config.refuse("moe_layer_freq", "only 1 is understood");
  return denseBefore(config.count("first_k_dense_replace"), layers);
};

/** Qwen's rule: every decoder_sparse_step-th layer has experts, except those that mlp_only_layers lists. */
export const sparseSteps = (config: ConfigReader, layers: number): readonly FeedForwardKind[] => {
  const step = config.countOr("decoder_sparse_step", 1, "every layer has experts");
  const dense = new Set(config.list("mlp_only_layers") ?? []);
  return layerKinds(layers, (layer) => (!dense.has(layer) && (layer + 1) % step === 0 ? "experts" : "dense"));
};

/** Qwen's keys; a shared expert has a gate of its own. */
export const qwenExperts = (config: ConfigReader): MoeShape => {
  const shared = config.countOrZero("shared_expert_intermediate_size");
  return {
    experts: config.count("num_experts"),
    expertSize: config.count("moe_intermediate_size"),
    shared: [shared > 0 ? 1 : 0, shared],
    denseSize: config.countOrZero("intermediate_size"),
  };
};

/** DeepSeek's keys. */
export const routedExperts = (config: ConfigReader): MoeShape => {
  const sharedExperts = config.countOr("n_shared_experts", 0, "no shared expert");
  const expertSize = config.count("moe_intermediate_size");
  return {
    experts: config.count("n_routed_experts"),
    expertSize,
    shared: [sharedExperts, sharedExperts > 0 ? expertSize : 0],
    denseSize: config.count("intermediate_size"),
  };
};

/** What distinguishes one family of MoE decoders from another. */
export interface MoeFamily {
  readonly family: string;
  /** Left out: every layer has experts. */
  readonly kinds?: (config: ConfigReader, layers: number) => readonly FeedForwardKind[];
  readonly shape: (config: ConfigReader) => MoeShape;
  readonly attention?: (config: ConfigReader, heads: Heads, layers: number) => readonly PlainAttention[];
  readonly tied?: boolean;
  readonly heads?: HeadDefaults;
  /** Norms beside the two of a layer, biases and the like: per layer, and per layer with experts. */
  readonly othersPerLayer?: (heads: Heads, config: ConfigReader) => number;
  readonly othersPerExpertLayer?: (shape: MoeShape, config: ConfigReader) => number;
}

const plainAttention = (config: ConfigReader, heads: Heads, layers: number): readonly PlainAttention[] =>
  config.has("sliding_window") && config.flag("use_sliding_window", true)
    ? [{ kind: "window", layers, ...heads, window: config.count("sliding_window") }]
    : [{ kind: "full", layers, ...heads }];

export const readMoe = (config: ConfigReader, family: MoeFamily): ReadArchitecture => {
  const layers = config.count("num_hidden_layers");
  const heads = headsOf(config, family.heads);
  const kinds = family.kinds?.(config, layers) ?? denseBefore(0, layers);
  const shape = family.shape(config);
  const perLayer = family.othersPerLayer?.(heads, config) ?? 0;
  const perExpertLayer = family.othersPerExpertLayer?.(shape, config) ?? 0;
  return decoder(config, {
    family: family.family,
    tied: family.tied ?? false,
    attention: (family.attention ?? plainAttention)(config, heads, layers),
    feedForward: moeGroups(config, kinds, shape),
    others: layers * perLayer + layersOfKind(kinds, "experts") * perExpertLayer,
  });
};
