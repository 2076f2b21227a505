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
import { expertGroups, qwenExperts, sparseSteps } from "./expert-shapes.ts";

type Linear = Extract<PlainAttention, { kind: "linear" }>;
type Mixer = "linear" | "full";

const listedMixers = (config: ConfigReader, layers: number): readonly Mixer[] => {
  const listed = config.list("layer_types");
  if (listed === null) {
    const interval = config.countOr("full_attention_interval", 4, "three linear layers to one full layer");
    return layerKinds(layers, (layer) => ((layer + 1) % interval === 0 ? "full" : "linear"));
  }
  if (listed.length !== layers) config.refuse("layer_types", `it lists ${listed.length} of ${layers} layers`);
  const mixers: ReadonlyMap<unknown, Mixer> = new Map([
    ["linear_attention", "linear"],
    ["full_attention", "full"],
  ]);
  return listed.map((name) => mixers.get(name) ?? config.refuse("layer_types", `unknown layer type ${name}`));
};

const layersOfKind = (mixers: readonly Mixer[], kind: Mixer): number => mixers.filter((mixer) => mixer === kind).length;

/** The fields of a gated delta rule, without its layers. */
const deltaRule = (config: ConfigReader) => ({
  keyHeads: config.count("linear_num_key_heads"),
  valueHeads: config.count("linear_num_value_heads"),
  keyDimension: config.count("linear_key_head_dim"),
  valueDimension: config.count("linear_value_head_dim"),
  convolutionWidth: config.count("linear_conv_kernel_dim"),
});

/** Two gates per value head, the convolution, decay and step of each head, and the output norm. */
const deltaRuleOthers = (config: ConfigReader, rule: Omit<Linear, "kind" | "layers">): number => {
  const channels = 2 * rule.keyHeads * rule.keyDimension + rule.valueHeads * rule.valueDimension;
  const gates = 2 * rule.valueHeads * config.count("hidden_size");
  return gates + channels * rule.convolutionWidth + 2 * rule.valueHeads + rule.valueDimension;
};

interface Hybrid {
  readonly mixers: readonly Mixer[];
  readonly feedForward: readonly PlainFeedForward[];
  readonly family: string;
  /** Of all layers together, beside the two norms of each. */
  readonly others: number;
  readonly linear: Omit<Linear, "kind" | "layers">;
  readonly outputGate: boolean;
}

const attentionGroups = (config: ConfigReader, { mixers, linear, outputGate }: Hybrid): readonly PlainAttention[] =>
  countKinds(mixers).map(([kind, layers]) =>
    kind === "linear"
      ? { kind, layers, ...linear }
      : { kind, layers, ...headsOf(config), ...(outputGate ? { outputGate } : {}) },
  );

const hybrid = (config: ConfigReader, parts: Hybrid): ReadArchitecture => {
  const layers = parts.mixers.length;
  const hidden = config.count("hidden_size");
  return {
    kind: "decoder",
    family: parts.family,
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention: attentionGroups(config, parts),
      feedForward: parts.feedForward,
    },
    otherParameters: (2 * layers + 1) * hidden + parts.others,
    contextLength: config.count("max_position_embeddings"),
  };
};

const qwenMixers = (config: ConfigReader) => {
  const mixers = listedMixers(config, config.count("num_hidden_layers"));
  const linear = deltaRule(config);
  const queryKeyNorms = layersOfKind(mixers, "full") * 2 * headsOf(config).headDimension;
  const others = layersOfKind(mixers, "linear") * deltaRuleOthers(config, linear) + queryKeyNorms;
  return { mixers, linear, others, outputGate: config.flag("attn_output_gate", true) };
};

const qwenExpertHybrid =
  (family: string): ArchitectureReader =>
  (config) => {
    const parts = qwenMixers(config);
    const kinds = sparseSteps(config, parts.mixers.length);
    const gates = kinds.filter((kind) => kind === "experts").length * config.count("hidden_size");
    const feedForward = expertGroups(config, kinds, qwenExperts(config));
    return hybrid(config, { ...parts, family, feedForward, others: parts.others + gates });
  };

const qwenDenseHybrid: ArchitectureReader = (config) => {
  const parts = qwenMixers(config);
  const size = config.count("intermediate_size");
  const feedForward = [{ kind: "dense", layers: parts.mixers.length, size, matrices: 3 } as const];
  return hybrid(config, { ...parts, family: "qwen3.5", feedForward });
};

/** Lightning attention keeps one state per head, 0 in attn_type_list; 1 is full attention. */
const minimaxHybrid: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const listed = config.list("attn_type_list") ?? config.refuse("attn_type_list", "it is missing");
  if (listed.length !== layers) config.refuse("attn_type_list", `it lists ${listed.length} of ${layers} layers`);
  const { heads, headDimension } = headsOf(config);
  const kinds = layerKinds(layers, () => "experts" as const);
  const mixers = listed.map((kind) => (kind === 0 ? "linear" : "full") as Mixer);
  const shape = {
    experts: config.count("num_local_experts"),
    expertSize: config.count("intermediate_size"),
    ...{ sharedExperts: 0, sharedExpertSize: 0, denseSize: 0 },
  };
  return hybrid(config, {
    family: "minimax",
    mixers,
    linear: {
      keyHeads: heads,
      valueHeads: heads,
      keyDimension: headDimension,
      valueDimension: headDimension,
      convolutionWidth: 0,
    },
    outputGate: false,
    others: layersOfKind(mixers, "linear") * heads * headDimension,
    feedForward: expertGroups(config, kinds, shape),
  });
};

/** Readers of hybrids of linear and full attention, by model_type. */
export const linearHybrids: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["qwen3_next", qwenExpertHybrid("qwen3-next")],
  ["qwen3_5_moe", qwenExpertHybrid("qwen3.5-moe")],
  ["qwen3_5", qwenDenseHybrid],
  ["minimax_m1", minimaxHybrid],
  ["minimax_text_01", minimaxHybrid],
  ["minimax", minimaxHybrid],
]);
