import { type ArchitectureReader, type Heads, layerKinds } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { type DenseFamily, fullEvery, gemma, plain, readDense } from "./dense-decoders.ts";
import { stableLmReader } from "./dense-dialects.ts";
import { type ExpertFamily, readExperts } from "./expert-decoders.ts";

const ownHeads = { headDimension: null, kvHeadsLikeHeads: true } as const;

const likeLlama =
  (family: string, differences: Partial<DenseFamily> = {}): ArchitectureReader =>
  (config) =>
    readDense(config, { ...plain, family, heads: ownHeads, ...differences });

/** Xverse has the shape of Llama; its models with experts have another one under the same type. */
const xverse: ArchitectureReader = (config) => {
  if (config.has("num_experts")) config.refuse("num_experts", "experts of this family are not understood");
  return likeLlama("xverse")(config);
};

const everyLayer = (_: ConfigReader, layers: number) => layerKinds(layers, () => "experts" as const);
const noShared = { sharedExperts: 0, sharedExpertSize: 0, denseSize: 0 } as const;

/** Beside its experts every layer runs a block as wide as the hidden state, with a norm of its own. */
const arctic: ExpertFamily = {
  family: "arctic",
  heads: ownHeads,
  kinds: (config, layers) => {
    const every = config.countOr("moe_layer_frequency", 2, "the default of the model's code");
    if (every !== 1) config.refuse("moe_layer_frequency", `every layer has experts, not every ${every}th one`);
    return everyLayer(config, layers);
  },
  shape: (config) => {
    const hasDense = config.flag("parallel_attn_mlp_res", false);
    return {
      ...noShared,
      experts: config.count("num_local_experts"),
      expertSize: config.count("intermediate_size"),
      ...(hasDense ? { sharedExperts: 1, sharedExpertSize: config.count("hidden_size") } : {}),
    };
  },
  othersPerLayer: (config) => config.count("hidden_size"),
};

const flexOlmo: ExpertFamily = {
  family: "olmoe",
  heads: ownHeads,
  kinds: everyLayer,
  shape: (config) => ({
    ...noShared,
    experts: config.count("num_experts"),
    expertSize: config.count("intermediate_size"),
  }),
  othersPerLayer: (_, { heads, kvHeads, headDimension }: Heads) => (heads + kvHeads) * headDimension,
};

const aria: ExpertFamily = {
  family: "aria",
  kinds: everyLayer,
  shape: (config) => {
    const expertSize = config.has("moe_intermediate_size")
      ? config.count("moe_intermediate_size")
      : config.count("intermediate_size");
    return {
      experts: config.count("moe_num_experts"),
      expertsPerToken: config.count("moe_topk"),
      expertSize,
      sharedExperts: config.count("moe_num_shared_experts"),
      sharedExpertSize: expertSize,
      denseSize: 0,
    };
  },
};

const graniteShared: ExpertFamily = {
  family: "granite-moe",
  heads: ownHeads,
  kinds: everyLayer,
  shape: (config) => {
    const shared = config.countOr("shared_intermediate_size", 0, "no shared expert");
    return {
      experts: config.count("num_local_experts"),
      expertSize: config.count("intermediate_size"),
      sharedExperts: shared > 0 ? 1 : 0,
      sharedExpertSize: shared,
      denseSize: 0,
    };
  },
};

const experts =
  (family: ExpertFamily): ArchitectureReader =>
  (config) =>
    readExperts(config, family);

/** Decoders that an earlier type already describes, or that differ from one by a word, by model_type. */
export const furtherDecoders: ReadonlyMap<string, ArchitectureReader> = new Map<string, ArchitectureReader>([
  ["Yi", likeLlama("yi")],
  ["aquila", likeLlama("aquila")],
  ["skywork", likeLlama("skywork")],
  ["xverse", xverse],
  ["orion", likeLlama("orion", { normParameters: 2 })],
  ["stablelm_epoch", stableLmReader],
  ["vaultgemma", (config) => readDense(config, { ...gemma, windows: fullEvery(() => 2) })],
  ["arctic", experts(arctic)],
  ["flex_olmo", experts(flexOlmo)],
  ["aria", experts(aria)],
  ["granitemoeshared", experts(graniteShared)],
]);
