/** Shapes of MoE blocks in families whose config.json has keys of its own. */
import { layerKinds } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { type FeedForwardKind, type MoeShape, routedExperts } from "./read-moe.ts";

/** A number, or a list that gives every layer the same one. */
const sameEverywhere = (config: ConfigReader, key: string): number => {
  const listed = config.listOr(key);
  if (listed === null) return config.count(key);
  const [first] = listed;
  if (typeof first !== "number" || !Number.isInteger(first) || first < 0)
    return config.refuse(key, "it is not a list of whole numbers");
  return listed.every((value) => value === first) ? first : config.refuse(key, "its layers differ");
};

/** ERNIE counts the layers with experts from a first to a last one, in steps. */
export const ernieKinds = (config: ConfigReader, layers: number): readonly FeedForwardKind[] => {
  const first = config.count("moe_layer_start_index");
  const last = config.endOr("moe_layer_end_index", layers - 1);
  const step = config.countOr("moe_layer_interval", 1, "every layer between the first and the last");
  return layerKinds(layers, (layer) =>
    layer >= first && layer <= last && (layer + 1) % step === 0 ? "experts" : "dense",
  );
};

export const ernieShape = (config: ConfigReader): MoeShape => {
  const shared = config.countOr("moe_num_shared_experts", 0, "no shared expert");
  const expertSize = config.count("moe_intermediate_size");
  return {
    experts: config.count("moe_num_experts"),
    expertsPerToken: config.count("moe_k"),
    expertSize,
    shared: [shared, shared > 0 ? expertSize : 0],
    denseSize: config.count("intermediate_size"),
  };
};

export const bailingShape = (config: ConfigReader): MoeShape => {
  const shared = config.countOr("num_shared_experts", 0, "no shared expert");
  const expertSize = config.count("moe_intermediate_size");
  const sharedSize = config.has("moe_shared_expert_intermediate_size")
    ? config.count("moe_shared_expert_intermediate_size") / Math.max(1, shared)
    : expertSize;
  return {
    experts: config.count("num_experts"),
    expertSize,
    shared: [shared, shared > 0 ? sharedSize : 0],
    denseSize: config.countOrZero("intermediate_size"),
  };
};

export const hunyuanShape = (config: ConfigReader): MoeShape => {
  const expertSize = sameEverywhere(
    config,
    config.has("moe_intermediate_size") ? "moe_intermediate_size" : "intermediate_size",
  );
  const shared = config.has("num_shared_expert") ? sameEverywhere(config, "num_shared_expert") : 0;
  return {
    experts: sameEverywhere(config, "num_experts"),
    expertsPerToken: sameEverywhere(config, "moe_topk"),
    expertSize,
    shared: [shared, shared > 0 ? expertSize : 0],
  };
};

/** EXAONE and Trinity count under DeepSeek's keys with other names. */
export const renamedRouted = (config: ConfigReader): MoeShape =>
  routedExperts(config.renamed({ n_routed_experts: "num_experts", n_shared_experts: "num_shared_experts" }));
