import { type ArchitectureReader, layerKinds, windowedAttention } from "./architecture.ts";
import { biased, headsOfClassic, readClassic } from "./classic-decoders.ts";
import type { ConfigReader } from "./config-reader.ts";

/** Kinds of the layers, one by one or as a pattern and how often it comes. */
const gptNeoKinds = (config: ConfigReader, layers: number): readonly ("full" | "window")[] => {
  const [first] = config.listOr("attention_types") ?? [];
  const [pattern] = Array.isArray(first) ? (first as readonly unknown[]) : [];
  const names = config.listOr("attention_layers") ?? pattern;
  if (!Array.isArray(names) || names.length === 0) return config.refuse("attention_types", "it is no list of layers");
  return layerKinds(layers, (layer) => {
    const name: unknown = names[layer % names.length];
    if (name === "global") return "full";
    return name === "local" ? "window" : config.refuse("attention_types", `unknown layer type ${String(name)}`);
  });
};

/** GPT-Neo: learned positions, every other layer local; only the output projection of attention has a bias. */
export const gptNeo: ArchitectureReader = (config) => {
  const hidden = config.count("hidden_size");
  const heads = config.count("num_heads");
  const context = config.count("max_position_embeddings");
  const layers = config.count("num_layers");
  const whole = readClassic(config, {
    ...{ ...biased, attentionBias: false, layers, hidden, heads, kvHeads: heads, context },
    family: "gpt-neo",
    size: config.countOr("intermediate_size", 4 * hidden, "four times the hidden size"),
    vocabulary: config.count("vocab_size"),
    tied: config.flag("tie_word_embeddings", true),
    extra: context * hidden + layers * hidden,
  });
  const own = headsOfClassic(config, { hidden, heads, kvHeads: heads });
  const attention = windowedAttention(own, gptNeoKinds(config, layers), config.count("window_size"));
  return { ...whole, transformer: { ...whole.transformer, attention } };
};
