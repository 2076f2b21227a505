import type { ArchitectureReader, PlainTransformer } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

const convolutionWidth = 3;

const side = (config: ConfigReader, which: "encoder" | "decoder"): PlainTransformer => {
  const layers = config.count(`${which}_layers`);
  const hidden = config.count("d_model");
  const heads = config.count(`${which}_attention_heads`);
  if (hidden % heads !== 0) config.refuse(`${which}_attention_heads`, `${heads} do not divide ${hidden}`);
  return {
    layers,
    hiddenSize: hidden,
    vocabularySize: config.count("vocab_size"),
    tiedEmbeddings: true,
    attention: [{ kind: "full", layers, heads, kvHeads: heads, headDimension: hidden / heads }],
    feedForward: [{ kind: "dense", layers, size: config.count(`${which}_ffn_dim`), matrices: 2 }],
  };
};

/** Bias of query, value and output: keys have none. */
const attentionBias = (hidden: number): number => 3 * hidden;

const othersOf = (config: ConfigReader): number => {
  const hidden = config.count("d_model");
  const norm = 2 * hidden;
  const encoderLayer = attentionBias(hidden) + 2 * norm + config.count("encoder_ffn_dim") + hidden;
  const decoderLayer = 2 * attentionBias(hidden) + 3 * norm + config.count("decoder_ffn_dim") + hidden;
  const positions = config.count("max_source_positions") + config.count("max_target_positions");
  const convolutions = (config.count("num_mel_bins") + hidden) * hidden * convolutionWidth + 2 * hidden;
  return (
    config.count("encoder_layers") * encoderLayer +
    config.count("decoder_layers") * decoderLayer +
    positions * hidden +
    convolutions +
    2 * norm
  );
};

/** Whisper: an encoder of audio frames and a decoder that attends to them. */
export const whisper: ArchitectureReader = (config) => ({
  kind: "encoder-decoder",
  family: "whisper",
  transformer: side(config, "decoder"),
  encoder: side(config, "encoder"),
  encoderPositions: config.count("max_source_positions"),
  otherParameters: othersOf(config),
  contextLength: config.count("max_target_positions"),
});
