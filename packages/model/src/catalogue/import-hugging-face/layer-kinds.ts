/** Kinds of a model's layers, which a config.json states by names, numbers, patterns or steps. */
import type { ConfigReader } from "./config-reader.ts";

type Headed = "full" | "window";
/** What mixes the tokens of a layer; shared: by the cache of a lower layer, image: of an image. */
export type Mixer = Headed | `${Headed} shared` | "image" | "latent" | "linear" | "full beside linear" | "none";
export type FeedForwardKind = "dense" | "experts" | "none";

/** The kinds of all layers. */
export type KindsOf<K> = (config: ConfigReader, layers: number) => readonly K[];

/** How often each kind of layer occurs, in the order of first occurrence. */
export const countKinds = <K>(kinds: readonly K[]): readonly (readonly [K, number])[] =>
  [...new Set(kinds)].map((kind) => [kind, kinds.filter((each) => each === kind).length]);

export const layerKinds = <K>(layers: number, kindOf: (layer: number) => K): readonly K[] =>
  Array.from({ length: layers }, (_, layer) => kindOf(layer));

export const everywhere =
  <K>(kind: K): KindsOf<K> =>
  (_, layers) =>
    layerKinds(layers, () => kind);

/** A list with one item per layer; it must be there, and may go on over layers that only draft. */
export const listedLayers = (config: ConfigReader, key: string): readonly unknown[] => {
  const layers = config.count("num_hidden_layers");
  const listed = config.requiredList(key);
  return listed.length >= layers
    ? listed.slice(0, layers)
    : config.refuse(key, `it lists ${listed.length} of ${layers} layers`);
};

const mixersByName: Readonly<Record<Extract<Mixer, "full" | "window" | "linear">, readonly unknown[]>> = {
  full: ["full_attention", "attention", "global"],
  window: ["sliding_attention", "chunked_attention", "local"],
  linear: ["linear_attention", "mamba", "mamba2", "conv", "short_conv"],
};

export const mixerOf = (config: ConfigReader, key: string, name: unknown): Mixer =>
  (["full", "window", "linear"] as const).find((mixer) => mixersByName[mixer].includes(name)) ??
  config.refuse(key, `unknown layer type ${String(name)}`);

/** Kinds of the layers by a list of names; by another rule where there is no list. */
export const named =
  (otherwise: KindsOf<Mixer>): KindsOf<Mixer> =>
  (config, layers) =>
    config.has("layer_types")
      ? listedLayers(config, "layer_types").map((name) => mixerOf(config, "layer_types", name))
      : otherwise(config, layers);

/** One kind in the layers whose numbers a list gives, another in the others. */
export const numbered =
  (key: string, those: Mixer, others: Mixer): KindsOf<Mixer> =>
  (config, layers) => {
    const numbers = config.requiredList(key);
    return layerKinds(layers, (layer) => (numbers.includes(layer) ? those : others));
  };

/** Unless they are listed: of so many layers the last, or that at the offset, sees everything. */
export const fullEvery = (
  period: number | ((config: ConfigReader) => number),
  others: Mixer = "window",
  offset?: (config: ConfigReader) => number,
) =>
  named((config, layers) => {
    const every = typeof period === "number" ? period : period(config);
    const place = offset?.(config) ?? every - 1;
    return layerKinds(layers, (layer) => (layer % every === place ? "full" : others));
  });

/** A window where the file has one and does not switch it off, from max_window_layers on. */
export const windows =
  (isOn: boolean): KindsOf<Mixer> =>
  (config, layers) => {
    const isUsed = config.has("sliding_window") && config.flag("use_sliding_window", isOn);
    const from = isUsed ? config.count("max_window_layers?") : layers;
    return layerKinds(layers, (layer) => (layer < from ? "full" : "window"));
  };

/** A text such as "LLLG", repeated: L sees a window, G everything. Left out: G. */
export const lettered = named((config, layers) => {
  const pattern = config.text("sliding_window_pattern") ?? "G";
  if (!/^[LG]+$/.test(pattern)) config.refuse("sliding_window_pattern", `"${pattern}" is not made of L and G`);
  return layerKinds(layers, (layer) => (pattern[layer % pattern.length] === "G" ? "full" : "window"));
});

/** One number per layer: 0 or 1. */
export const switched =
  <K>(key: string, off: K, on: K): KindsOf<K> =>
  (config) =>
    listedLayers(config, key).map((value) => {
      if (value !== 0 && value !== 1) config.refuse(key, `${JSON.stringify(value)} is neither 0 nor 1`);
      return value === 1 ? on : off;
    });

/** Numbers of the layers with experts, as the text "3,4,5" or as a list. */
const enumeratedLayers = (config: ConfigReader): readonly unknown[] | null => {
  const key = "moe_layers_enum";
  const value = config.raw(key);
  const numbers = typeof value === "string" ? value.split(",").map(Number) : config.list(key);
  const odd = numbers?.find((layer) => !Number.isInteger(layer));
  return odd === undefined ? numbers : config.refuse(key, `${JSON.stringify(odd)} is not the number of a layer`);
};

const firstLayer = "first_last_k_dense_replace|first_k_dense_replace|num_dense_layers|moe_layer_start_index";
const periods =
  "decoder_sparse_step|expert_layer_period|interleave_moe_layer_step|moe_every_n_layers|moe_layer_interval";

/**
 * Layers with experts, by whichever key a file has: numbers, switches, or from a first to a last
 * layer in steps, without those of mlp_only_layers. ERNIE states the last of all layers as -1.
 */
export const expertLayers: KindsOf<FeedForwardKind> = (config, layers) => {
  const frequency = "moe_layer_freq";
  if (Array.isArray(config.raw(frequency)))
    return switched<FeedForwardKind>(frequency, "dense", "experts")(config, layers);
  if (config.has(frequency) && config.count(frequency) !== 1) config.refuse(frequency, "only 1 is understood");
  const numbers = enumeratedLayers(config);
  const end = "moe_layer_end_index";
  const last = (config.raw(end) ?? -1) === -1 ? layers : config.count(end);
  const first = config.count(`${firstLayer}?`);
  const period = config.count(`${periods}?`) || 1;
  const offset = config.has("expert_layer_offset") ? config.count("expert_layer_offset") : period - 1;
  const dense = config.list("mlp_only_layers") ?? [];
  const isInSteps = (layer: number): boolean =>
    layer >= first && layer <= last && layer % period === offset && !dense.includes(layer);
  return layerKinds(layers, (layer) => ((numbers?.includes(layer) ?? isInSteps(layer)) ? "experts" : "dense"));
};
