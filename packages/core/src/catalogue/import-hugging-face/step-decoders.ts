import { type ArchitectureReader, countKinds, headsOf, layerKinds, type PlainAttention } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { type ExpertShape, expertGroups } from "./expert-shapes.ts";

/** Numbers of the layers with experts, as the text "3,4,5" or as a list. */
const expertLayersIn = (config: ConfigReader, layers: number): readonly ("dense" | "experts")[] => {
  const listed = config.listOr("moe_layers_enum") ?? config.text("moe_layers_enum")?.split(",").map(Number) ?? null;
  if (listed === null) {
    const dense = config.countOr("first_k_dense_replace", 0, "every layer has experts");
    return layerKinds(layers, (layer) => (layer < dense ? "dense" : "experts"));
  }
  const chosen = new Set(listed);
  for (const layer of chosen) {
    if (!Number.isInteger(layer)) config.refuse("moe_layers_enum", `${JSON.stringify(layer)} is no number of a layer`);
  }
  return layerKinds(layers, (layer) => (chosen.has(layer) ? "experts" : "dense"));
};

const stepShape = (config: ConfigReader): ExpertShape => {
  const shared = config.has("share_expert_dim") ? config.count("share_expert_dim") : 0;
  return {
    experts: config.has("moe_num_experts") ? config.count("moe_num_experts") : config.count("num_experts"),
    expertsPerToken: config.has("moe_top_k") ? config.count("moe_top_k") : config.count("num_experts_per_tok"),
    expertSize: config.count("moe_intermediate_size"),
    sharedExperts: shared > 0 ? 1 : 0,
    sharedExpertSize: shared,
    denseSize: config.count("intermediate_size"),
  };
};

/** What Step models share beside their attention. */
const read = (config: ConfigReader, attention: readonly PlainAttention[], others: number) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  return {
    kind: "decoder",
    family: "step",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention,
      feedForward: expertGroups(config, expertLayersIn(config, layers), stepShape(config)),
    },
    otherParameters: (2 * layers + 1) * hidden + others,
    contextLength: config.has("max_position_embeddings")
      ? config.count("max_position_embeddings")
      : config.count("max_seq_len"),
  } as const;
};

const groupWords = { num_key_value_heads: "num_attention_groups" };

/** Step 3: all queries pass through one narrow vector and share one head of keys and values. */
const step3: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const queryRank = config.count("share_q_dim");
  const heads = headsOf(config.renamed(groupWords));
  return read(config, [{ kind: "full", layers, ...heads, queryRank }], layers * queryRank);
};

const kindNames: ReadonlyMap<unknown, "full" | "window"> = new Map([
  ["full_attention", "full"],
  ["sliding_attention", "window"],
]);

/** Kinds of the layers; the list goes on over layers that only draft. */
const stepKinds = (config: ConfigReader, layers: number): readonly ("full" | "window")[] => {
  const listed = config.list("layer_types") ?? config.refuse("layer_types", "it is missing");
  if (listed.length < layers) config.refuse("layer_types", `it lists ${listed.length} of ${layers} layers`);
  return listed
    .slice(0, layers)
    .map((name) => kindNames.get(name) ?? config.refuse("layer_types", `unknown layer type ${name}`));
};

/** Step 3.5: window layers have heads of their own, and every head has a gate. */
const step3p5: ArchitectureReader = (config) => {
  const kinds = stepKinds(config, config.count("num_hidden_layers"));
  const full = headsOf(config.renamed(groupWords));
  const other = config.section("attention_other_setting");
  const window = other === null ? full : headsOf(other.renamed(groupWords));
  const hidden = config.count("hidden_size");
  const counts = countKinds(kinds);
  const attention = counts.map(
    ([kind, layers]): PlainAttention =>
      kind === "window"
        ? { kind, layers, ...window, window: config.count("sliding_window") }
        : { kind, layers, ...full },
  );
  const others = counts.reduce((sum, [kind, layers]) => {
    const { heads, headDimension } = kind === "window" ? window : full;
    return sum + layers * (heads * hidden + 2 * headDimension);
  }, 0);
  return read(config, attention, others);
};

/** Readers of Step decoders, by model_type. */
export const stepDecoders: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["step3", step3],
  ["step3p5", step3p5],
  ["step3p7", step3p5],
]);
