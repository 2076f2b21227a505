import {
  type ArchitectureReader,
  countKinds,
  type Heads,
  type PlainAttention,
  type PlainFeedForward,
} from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

/** What a searched layer does for one of its two blocks. */
type Block = { readonly kind: "none" | "matrix" } | { readonly kind: "usual"; readonly size: number };

/** The search cut a block out, put one square matrix in its place, or gave it a size of its own. */
const blockOf = (config: ConfigReader, sizeOf: (section: ConfigReader) => number): Block => {
  if (config.flag("no_op", false)) return { kind: "none" };
  if (config.flag("replace_with_linear", false)) return { kind: "matrix" };
  return { kind: "usual", size: sizeOf(config) };
};

const sizeStep = 256;

/** Two thirds of twice the multiple of the hidden size, rounded up to whole steps of 256. */
const feedForwardSize =
  (hidden: number) =>
  (section: ConfigReader): number =>
    Math.ceil(Math.floor((2 * section.ratio("ffn_mult") * hidden) / 3) / sizeStep) * sizeStep;

const key = (block: Block): string => (block.kind === "usual" ? String(block.size) : block.kind);

const grouped = (blocks: readonly Block[]): readonly (readonly [Block, number])[] => {
  const byKey = new Map(blocks.map((block) => [key(block), block]));
  return countKinds(blocks.map(key)).map(([name, layers]) => [byKey.get(name) ?? { kind: "none" }, layers]);
};

const attentionGroup = ([block, layers]: readonly [Block, number], heads: Omit<Heads, "kvHeads">): PlainAttention =>
  block.kind === "usual" ? { kind: "full", layers, ...heads, kvHeads: block.size } : { kind: "none", layers };

const feedForwardGroup = ([block, layers]: readonly [Block, number], hidden: number): PlainFeedForward => {
  switch (block.kind) {
    case "usual":
      return { kind: "dense", layers, size: block.size, matrices: 3 };
    case "matrix":
      return { kind: "dense", layers, size: hidden, matrices: 1 };
    case "none":
      return { kind: "none", layers };
  }
};

const blockSections = (config: ConfigReader): readonly ConfigReader[] => {
  const layers = config.count("num_hidden_layers");
  const blocks = config.sections("block_configs");
  if (blocks.length !== layers) config.refuse("block_configs", `it lists ${blocks.length} of ${layers} layers`);
  return blocks;
};

const part = (block: ConfigReader, name: string): ConfigReader =>
  block.section(name) ?? block.refuse(`block_configs.${name}`, "it is missing");

/** Llama layers that a search made uneven: each has heads, a feed-forward size, or neither, of its own. */
export const nemotronNas: ArchitectureReader = (config) => {
  const blocks = blockSections(config);
  const hidden = config.count("hidden_size");
  const heads = config.count("num_attention_heads");
  const kvHeads = (section: ConfigReader): number => heads / Math.max(1, section.count("n_heads_in_group"));
  const attending = grouped(blocks.map((block) => blockOf(part(block, "attention"), kvHeads)));
  const forward = grouped(blocks.map((block) => blockOf(part(block, "ffn"), feedForwardSize(hidden))));
  const matrices = attending.find(([{ kind }]) => kind === "matrix")?.[1] ?? 0;
  const headDimension = config.countOr("head_dim", hidden / heads, "hidden size over attention heads");
  return {
    kind: "decoder",
    family: "nemotron-nas",
    transformer: {
      layers: blocks.length,
      hiddenSize: hidden,
      vocabularySize: config.count("vocab_size"),
      tiedEmbeddings: config.flag("tie_word_embeddings", false),
      attention: attending.map((entry) => attentionGroup(entry, { heads, headDimension })),
      feedForward: forward.map((entry) => feedForwardGroup(entry, hidden)),
    },
    otherParameters: (2 * blocks.length + 1) * hidden + matrices * hidden * hidden,
    contextLength: config.count("max_position_embeddings"),
  };
};
