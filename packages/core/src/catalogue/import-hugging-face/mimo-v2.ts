import { type ArchitectureReader, countKinds, headsOf, layerKinds, type PlainAttention } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { expertGroups, routedExperts } from "./expert-shapes.ts";

/** One number per layer: 0 or 1. */
const switches = (config: ConfigReader, key: string, layers: number): readonly boolean[] => {
  const listed = config.list(key) ?? config.refuse(key, "it is missing");
  if (listed.length !== layers) config.refuse(key, `it lists ${listed.length} of ${layers} layers`);
  return listed.map((value) => {
    if (value !== 0 && value !== 1) config.refuse(key, `${JSON.stringify(value)} is neither 0 nor 1`);
    return value === 1;
  });
};

const slidingWords = {
  num_attention_heads: "swa_num_attention_heads",
  num_key_value_heads: "swa_num_key_value_heads",
  head_dim: "swa_head_dim",
  v_head_dim: "swa_v_head_dim",
};

/** The words of the window layers where they stand beside the usual ones. */
const slidingConfig = (config: ConfigReader): ConfigReader => {
  const stated = Object.entries(slidingWords).filter(([, word]) => config.has(word));
  return config.overridden(Object.fromEntries(stated));
};

/** MiMo V2: full and window layers with heads of their own, values narrower than keys, experts in most layers. */
export const mimoV2: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const windows = switches(config, "hybrid_layer_pattern", layers);
  const experts = switches(config, "moe_layer_freq", layers);
  const kinds = layerKinds(layers, (layer) => (experts[layer] === true ? "experts" : "dense"));
  const shape = routedExperts(config);
  const headed = (of: ConfigReader) => ({ ...headsOf(of), valueDimension: of.count("v_head_dim") });
  const attention = countKinds(windows).map(
    ([isWindow, count]): PlainAttention =>
      isWindow
        ? { kind: "window", layers: count, ...headed(slidingConfig(config)), window: config.count("sliding_window") }
        : { kind: "full", layers: count, ...headed(config) },
  );
  const expertLayers = kinds.filter((kind) => kind === "experts").length;
  return {
    kind: "decoder",
    family: "mimo-v2",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention,
      feedForward: expertGroups(config, kinds, shape),
    },
    otherParameters: (2 * layers + 1) * hidden + expertLayers * shape.experts,
    contextLength: config.count("max_position_embeddings"),
  };
};
