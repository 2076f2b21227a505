import type { Denoiser } from "../catalogue/denoiser.ts";

/** Arithmetic of one pass, and the weights it reads. */
interface PassWork {
  readonly flops: number;
  readonly parameters: number;
}

const none: PassWork = { flops: 0, parameters: 0 };

const sum = (parts: readonly PassWork[]): PassWork =>
  parts.reduce(
    (total, part) => ({ flops: total.flops + part.flops, parameters: total.parameters + part.parameters }),
    none,
  );

const times = ({ flops, parameters }: PassWork, count: number): PassWork => ({
  flops: flops * count,
  parameters: parameters * count,
});

/** A matrix applied at `positions` places; a multiplication and an addition count as two. */
const matrix = (parameters: number, positions: number): PassWork => ({ flops: 2 * parameters * positions, parameters });

const kernel = 9; // 3 × 3

const residual = (from: number, to: number, positions: number): PassWork =>
  matrix(kernel * from * to + kernel * to * to + (from === to ? 0 : from * to), positions);

/** Scores and weighted values: every position with every key. */
const attending = (width: number, positions: number, keys: number): PassWork => ({
  flops: 4 * width * positions * keys,
  parameters: 0,
});

/** Self-attention, attention to the text, and a gated feed-forward block of four times the width. */
const transformerLayer = (width: number, positions: number, { textTokens, textWidth }: Text): PassWork =>
  sum([
    matrix(4 * width * width, positions),
    attending(width, positions, positions),
    matrix(2 * width * width, positions),
    matrix(2 * textWidth * width, textTokens),
    attending(width, positions, textTokens),
    matrix(12 * width * width, positions),
  ]);

interface Text {
  readonly textTokens: number;
  readonly textWidth: number;
}

const attentionBlock = (width: number, depth: number, place: { positions: number; text: Text }): PassWork =>
  depth === 0
    ? none
    : sum([
        matrix(2 * width * width, place.positions),
        times(transformerLayer(width, place.positions, place.text), depth),
      ]);

type Unet = Extract<Denoiser, { kind: "unet" }>;

interface Level {
  readonly width: number;
  readonly depth: number;
  readonly positions: number;
}

const downLevel = (
  level: Level,
  from: number,
  { blocks, text, last }: { blocks: number; text: Text; last: boolean },
): PassWork => {
  const { width, depth, positions } = level;
  const residuals = Array.from({ length: blocks }, (_, index) =>
    residual(index === 0 ? from : width, width, positions),
  );
  const shrink = last ? none : matrix(kernel * width * width, positions / 4);
  return sum([...residuals, times(attentionBlock(width, depth, { positions, text }), blocks), shrink]);
};

const upLevels = (levels: readonly Level[], blocks: number, text: Text): PassWork => {
  // Channels that each block of the way down hands over to the way up, the first convolution's in front.
  const skips = [
    levels[0]?.width ?? 0,
    ...levels.flatMap(({ width }, index) =>
      Array.from({ length: index === levels.length - 1 ? blocks : blocks + 1 }, () => width),
    ),
  ];
  let from = levels.at(-1)?.width ?? 0;
  const parts: PassWork[] = [];
  for (const [index, { width, depth, positions }] of levels.toReversed().entries()) {
    for (let block = 0; block <= blocks; block++) {
      parts.push(residual(from + (skips.pop() ?? 0), width, positions));
      from = width;
    }
    parts.push(times(attentionBlock(width, depth, { positions, text }), blocks + 1));
    if (index < levels.length - 1) parts.push(matrix(kernel * width * width, positions * 4));
  }
  return sum(parts);
};

const unetPass = (unet: Unet, side: number): PassWork => {
  const levels = unet.channels.map(({ value: width }, index) => ({
    width,
    depth: unet.depths[index]?.value ?? 0,
    positions: (side / unet.downscale.value / 2 ** index) ** 2,
  }));
  const blocks = unet.blocksPerLevel.value;
  const text = { textTokens: unet.textTokens.value, textWidth: unet.textWidth.value };
  const [top, bottom] = [levels[0], levels.at(-1)];
  if (top === undefined || bottom === undefined) return none;
  const ends = matrix(2 * kernel * unet.latentChannels.value * top.width, top.positions);
  const middle = sum([
    times(residual(bottom.width, bottom.width, bottom.positions), 2),
    attentionBlock(bottom.width, bottom.depth, { positions: bottom.positions, text }),
  ]);
  const down = levels.map((level, index) =>
    downLevel(level, levels[index - 1]?.width ?? top.width, { blocks, text, last: index === levels.length - 1 }),
  );
  return sum([ends, ...down, middle, upLevels(levels, blocks, text)]);
};

const transformerPass = (model: Extract<Denoiser, { kind: "transformer" }>, side: number): PassWork => {
  const { hiddenSize, doubleLayers, singleLayers, feedForwardRatio, pixelsPerToken, textTokens } = model;
  const picture = (side / pixelsPerToken.value) ** 2;
  const tokens = picture + textTokens.value;
  const width = hiddenSize.value;
  const weights = (4 + 2 * feedForwardRatio.value) * width * width;
  const attended = attending(width, tokens, tokens);
  const double = sum([matrix(weights, picture), matrix(weights, textTokens.value), attended]);
  const single = sum([matrix(weights, tokens), attended]);
  return sum([times(double, doubleLayers.value), times(single, singleLayers.value)]);
};

/** One pass of a denoiser over a square image of `side` pixels; norms, biases and time embeddings are left out. */
export const denoiserPass = (denoiser: Denoiser, side: number): PassWork =>
  denoiser.kind === "unet" ? unetPass(denoiser, side) : transformerPass(denoiser, side);
