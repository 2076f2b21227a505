/** Which layers of a model are of which kind, as its config.json states it: by names, numbers, patterns or steps. */
import type { ConfigReader } from "./config-reader.ts";

/** What mixes the tokens of a layer; the shared ones read the cache of a lower layer, `image` that of an image. */
export type Mixer =
  | "full"
  | "window"
  | "latent"
  | "linear"
  | "full beside linear"
  | "image"
  | "full shared"
  | "window shared"
  | "none";
export type FeedForwardKind = "dense" | "experts" | "none";

/** The kinds of all layers. */
export type KindsOf<K> = (config: ConfigReader, layers: number) => readonly K[];

/** How often each kind of layer occurs, in the order of first occurrence. */
export const countKinds = <K>(kinds: readonly K[]): readonly (readonly [K, number])[] => {
  const counts = new Map<K, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
};

export const layerKinds = <K>(layers: number, kindOf: (layer: number) => K): readonly K[] =>
  Array.from({ length: layers }, (_, layer) => kindOf(layer));

/** A list with one item per layer; it must be there. */
export const listedLayers = (config: ConfigReader, key: string): readonly unknown[] => {
  const layers = config.count("num_hidden_layers");
  const listed = config.requiredList(key);
  return listed.length === layers ? listed : config.refuse(key, `it lists ${listed.length} of ${layers} layers`);
};

const mixerNames: ReadonlyMap<unknown, Mixer> = new Map([
  ["full_attention", "full"],
  ["attention", "full"],
  ["sliding_attention", "window"],
  ["chunked_attention", "window"],
  ["linear_attention", "linear"],
  ["mamba", "linear"],
  ["mamba2", "linear"],
  ["conv", "linear"],
  ["short_conv", "linear"],
]);

const mixerOf = (config: ConfigReader, key: string, name: unknown): Mixer =>
  mixerNames.get(name) ?? config.refuse(key, `unknown layer type ${name}`);

/** Kinds of the layers as a list of names gives them; as another rule has it where the key is left out. */
export const named =
  (otherwise: KindsOf<Mixer>, key = "layer_types"): KindsOf<Mixer> =>
  (config, layers) =>
    config.has(key) ? listedLayers(config, key).map((name) => mixerOf(config, key, name)) : otherwise(config, layers);

/** As `named`; the list goes on over layers that only draft. */
export const namedFirst: KindsOf<Mixer> = (config, layers) => {
  const [key, listed] = ["layer_types", config.requiredList("layer_types")];
  if (listed.length < layers) config.refuse(key, `it lists ${listed.length} of ${layers} layers`);
  return listed.slice(0, layers).map((name) => mixerOf(config, key, name));
};

/** Full attention in the layers whose numbers a list gives. */
export const numbered =
  (key: string): KindsOf<Mixer> =>
  (config, layers) => {
    const numbers = config.requiredList(key);
    return layerKinds(layers, (layer) => (numbers.includes(layer) ? "full" : "linear"));
  };

/** Every `period`-th layer sees everything, the others do not, where `layer_types` does not list them. */
export const fullEvery = (period: number | ((config: ConfigReader) => number), others: Mixer = "window") =>
  named((config, layers) => {
    const every = typeof period === "number" ? period : period(config);
    return layerKinds(layers, (layer) => ((layer + 1) % every === 0 ? "full" : others));
  });

export const windowEverywhere: KindsOf<Mixer> = (config, layers) =>
  layerKinds(layers, () => (config.has("sliding_window") ? "window" : "full"));

export const windowUnlessOff: KindsOf<Mixer> = (config, layers) =>
  config.has("sliding_window") && config.flag("use_sliding_window", true)
    ? layerKinds(layers, () => "window")
    : layerKinds(layers, () => "full");

/** With use_sliding_window, layers from max_window_layers on see a window. */
export const upperWindows: KindsOf<Mixer> = (config, layers) => {
  const from = config.flag("use_sliding_window", false) ? config.count("max_window_layers") : layers;
  return layerKinds(layers, (layer) => (layer < from ? "full" : "window"));
};

/** A text such as "LLLG", repeated: L sees a window, G everything. Left out: everything everywhere. */
export const lettered = named((config, layers) => {
  const pattern = config.text("sliding_window_pattern") ?? "G";
  if (!/^[LG]+$/.test(pattern)) config.refuse("sliding_window_pattern", `"${pattern}" is not made of L and G`);
  return layerKinds(layers, (layer) => (pattern[layer % pattern.length] === "G" ? "full" : "window"));
});

/** One kind in every so many layers, another in the others. */
export const everyNth =
  <K>(what: "attn" | "expert", those: K, others: K): KindsOf<K> =>
  (config, layers) => {
    const [period, offset] = [config.count(`${what}_layer_period`), config.count(`${what}_layer_offset`)];
    return layerKinds(layers, (layer) => (layer % period === offset ? those : others));
  };

/** One number per layer: 0 or 1. */
export const switched =
  <K>(key: string, off: K, on: K): KindsOf<K> =>
  (config) =>
    listedLayers(config, key).map((value) => {
      if (value !== 0 && value !== 1) config.refuse(key, `${JSON.stringify(value)} is neither 0 nor 1`);
      return value === 1 ? on : off;
    });

/** The first layers are dense, the others have experts. */
export const denseBefore =
  (first: (config: ConfigReader) => number): KindsOf<FeedForwardKind> =>
  (config, layers) => {
    const dense = first(config);
    return layerKinds(layers, (layer) => (layer < dense ? "dense" : "experts"));
  };

export const expertsEverywhere = denseBefore(() => 0);

/** DeepSeek's rule: first_k_dense_replace layers are dense. */
export const denseFirst = denseBefore((config) => {
  if (config.has("moe_layer_freq") && config.count("moe_layer_freq") !== 1)
    config.refuse("moe_layer_freq", "only 1 is understood");
  return config.count("first_k_dense_replace");
});

export const denseFirstOrNone = denseBefore((config) =>
  config.countOr("first_k_dense_replace", 0, "every layer has experts"),
);

/** Qwen's rule: every decoder_sparse_step-th layer has experts, except those that mlp_only_layers lists. */
export const sparseSteps: KindsOf<FeedForwardKind> = (config, layers) => {
  const step = config.countOr("decoder_sparse_step", 1, "every layer has experts");
  const dense = new Set(config.list("mlp_only_layers") ?? []);
  return layerKinds(layers, (layer) => (!dense.has(layer) && (layer + 1) % step === 0 ? "experts" : "dense"));
};

/** ERNIE counts the layers with experts from a first to a last one, in steps; -1 is the last of all. */
export const fromFirstToLast: KindsOf<FeedForwardKind> = (config, layers) => {
  const first = config.count("moe_layer_start_index");
  const end = "moe_layer_end_index";
  const last = !config.has(end) || config.json(end) === "-1" ? layers - 1 : config.count(end);
  const step = config.countOr("moe_layer_interval", 1, "every layer between the first and the last");
  return layerKinds(layers, (layer) =>
    layer >= first && layer <= last && (layer + 1) % step === 0 ? "experts" : "dense",
  );
};
