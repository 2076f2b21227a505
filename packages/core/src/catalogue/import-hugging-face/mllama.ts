import { type ArchitectureReader, headsOf, type ReadArchitecture } from "./architecture.ts";

/** Eight rows behind the vocabulary stand for images. */
const imageRows = 8;

/**
 * The language model of Llama 3.2 Vision: some layers attend to the image instead of the text, with keys and values
 * that are not text's; a request without an image does not run them over anything cached.
 */
export const mllama: ArchitectureReader = (config): ReadArchitecture => {
  const layers = config.count("num_hidden_layers");
  const hidden = config.count("hidden_size");
  const crossing = config.list("cross_attention_layers") ?? config.refuse("cross_attention_layers", "it is missing");
  const heads = headsOf(config);
  const image = crossing.length;
  // Two gates, and norms of queries and keys, in each layer that looks at the image.
  const perImageLayer = 2 + 2 * heads.headDimension;
  return {
    kind: "decoder",
    family: "mllama",
    transformer: {
      layers,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention: [
        { kind: "full", layers: layers - image, ...heads },
        ...(image === 0 ? [] : [{ kind: "full", layers: image, ...heads, cachedBy: "image" } as const]),
      ],
      feedForward: [{ kind: "dense", layers, size: config.count("intermediate_size"), matrices: 3 }],
    },
    otherParameters: (2 * layers + 1) * hidden + image * perImageLayer + imageRows * hidden,
    contextLength: config.count("max_position_embeddings"),
  };
};
