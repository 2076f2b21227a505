import { type ArchitectureReader, type Heads, layerKinds } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { type ExpertFamily, readExperts } from "./expert-decoders.ts";
import type { ExpertShape } from "./expert-shapes.ts";

/** A number, or a list that gives every layer the same one. */
const sameEverywhere = (config: ConfigReader, key: string): number => {
  const listed = config.listOr(key);
  if (listed === null) return config.count(key);
  const [first] = listed;
  if (typeof first !== "number" || !Number.isInteger(first) || first < 0) {
    return config.refuse(key, "it is no list of whole numbers");
  }
  return listed.every((value) => value === first) ? first : config.refuse(key, "its layers differ");
};

/** ERNIE counts the layers with experts from a first to a last one, in steps. */
const ernieKinds = (config: ConfigReader, layers: number) => {
  const first = config.count("moe_layer_start_index");
  const last = config.endOr("moe_layer_end_index", layers - 1);
  const step = config.countOr("moe_layer_interval", 1, "every layer between the first and the last");
  return layerKinds(layers, (layer) =>
    layer >= first && layer <= last && (layer + 1) % step === 0 ? ("experts" as const) : ("dense" as const),
  );
};

const ernieShape = (config: ConfigReader): ExpertShape => {
  const sharedExperts = config.countOr("moe_num_shared_experts", 0, "no shared expert");
  const expertSize = config.count("moe_intermediate_size");
  return {
    experts: config.count("moe_num_experts"),
    expertsPerToken: config.count("moe_k"),
    expertSize,
    sharedExperts,
    sharedExpertSize: sharedExperts > 0 ? expertSize : 0,
    denseSize: config.count("intermediate_size"),
  };
};

/** Ling and Ring: the first layers are dense. */
const bailingKinds = (config: ConfigReader, layers: number) => {
  const dense = config.countOr("first_k_dense_replace", 0, "every layer has experts");
  return layerKinds(layers, (layer) => (layer < dense ? ("dense" as const) : ("experts" as const)));
};

const bailingShape = (config: ConfigReader): ExpertShape => {
  const sharedExperts = config.countOr("num_shared_experts", 0, "no shared expert");
  const expertSize = config.count("moe_intermediate_size");
  const shared = config.has("moe_shared_expert_intermediate_size")
    ? config.count("moe_shared_expert_intermediate_size") / Math.max(1, sharedExperts)
    : expertSize;
  return {
    experts: config.count("num_experts"),
    expertSize,
    sharedExperts,
    sharedExpertSize: sharedExperts > 0 ? shared : 0,
    denseSize: config.has("intermediate_size") ? config.count("intermediate_size") : 0,
  };
};

const perHeadNorms = (_: ConfigReader, { headDimension }: Heads): number => 2 * headDimension;

const hunyuanShape = (config: ConfigReader): ExpertShape => {
  const expertSize = sameEverywhere(
    config,
    config.has("moe_intermediate_size") ? "moe_intermediate_size" : "intermediate_size",
  );
  const sharedExperts = config.has("num_shared_expert") ? sameEverywhere(config, "num_shared_expert") : 0;
  return {
    experts: sameEverywhere(config, "num_experts"),
    expertsPerToken: sameEverywhere(config, "moe_topk"),
    expertSize,
    sharedExperts,
    sharedExpertSize: sharedExperts > 0 ? expertSize : 0,
    denseSize: 0,
  };
};

/** Families whose config.json has words of its own for experts, by model_type. */
const dialects: Readonly<Record<string, ExpertFamily>> = {
  ernie4_5_moe: {
    family: "ernie-moe",
    kinds: ernieKinds,
    shape: ernieShape,
    tied: true,
    othersPerExpertLayer: (_, { experts }) => experts,
  },
  bailing_moe: { family: "bailing", kinds: bailingKinds, shape: bailingShape },
  bailing_moe_v2: {
    family: "bailing",
    kinds: bailingKinds,
    shape: bailingShape,
    othersPerLayer: perHeadNorms,
    othersPerExpertLayer: (_, { experts }) => experts,
  },
  hunyuan_v1_moe: {
    family: "hunyuan",
    kinds: (_, layers) => layerKinds(layers, () => "experts" as const),
    shape: hunyuanShape,
    tied: true,
    othersPerLayer: perHeadNorms,
  },
};

/** Readers of decoders with experts in words of their own, by model_type. */
export const expertDialects: ReadonlyMap<string, ArchitectureReader> = new Map(
  Object.entries(dialects).map(([type, family]) => [type, (config: ConfigReader) => readExperts(config, family)]),
);
