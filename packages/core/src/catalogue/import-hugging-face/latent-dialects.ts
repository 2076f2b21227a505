import type { ArchitectureReader } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";
import { latentGroup, normsPerLayer } from "./latent-decoders.ts";

/** MiniCPM 3: latent attention and one dense block per layer. */
const miniCpm3: ArchitectureReader = (config) => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const heads = config.count("num_attention_heads");
  const valueDimension = config.countOr("v_head_dim", Math.floor(hidden / heads), "hidden size over attention heads");
  const group = { ...latentGroup(config.renamed({ v_head_dim: "qk_nope_head_dim" }), null), valueDimension };
  return {
    kind: "decoder",
    family: "minicpm3",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", true),
      attention: [group],
      feedForward: [{ kind: "dense", layers, size: config.count("intermediate_size"), matrices: 3 }],
    },
    otherParameters: layers * normsPerLayer(config, group) + hidden,
    contextLength: config.count("max_position_embeddings"),
  };
};

/** Of a token's choices those that fall on experts which compute something; the others pass it on. */
const chosenExperts = (config: ConfigReader, experts: number): number => {
  const idle = config.countOr("zero_expert_num", 0, "every expert computes");
  return Math.max(1, Math.round((config.count("moe_topk") * experts) / (experts + idle)));
};

/**
 * LongCat Flash: a layer of the file is two of attention and dense feed-forward with one block of experts beside
 * them; the dense block of every second layer stands as the shared expert of that block.
 */
const longcatFlash: ArchitectureReader = (config) => {
  const blocks = config.has("num_layers") ? config.count("num_layers") : config.count("num_hidden_layers");
  const layers = 2 * blocks;
  const hidden = config.count("hidden_size");
  const size = config.count("ffn_hidden_size");
  const experts = config.count("n_routed_experts");
  const group = { ...latentGroup(config.overridden({ num_hidden_layers: "num_layers" }), null), layers };
  const routed = experts + (config.has("zero_expert_num") ? config.count("zero_expert_num") : 0);
  return {
    kind: "decoder",
    family: "longcat",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention: [group],
      feedForward: [
        {
          kind: "experts",
          layers: blocks,
          experts,
          expertsPerToken: chosenExperts(config, experts),
          expertSize: config.count("expert_ffn_hidden_size"),
          matrices: 3,
          sharedExperts: 1,
          sharedExpertSize: size,
        },
        { kind: "dense", layers: blocks, size, matrices: 3 },
      ],
    },
    otherParameters: layers * normsPerLayer(config, group) + hidden + blocks * (routed + (routed - experts) * hidden),
    contextLength: config.count("max_position_embeddings"),
  };
};

/** Readers of more decoders with latent attention, by model_type. */
export const latentDialects: ReadonlyMap<string, ArchitectureReader> = new Map([
  ["minicpm3", miniCpm3],
  ["longcat_flash", longcatFlash],
]);
