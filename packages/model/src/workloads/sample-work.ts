import { LoadlineError } from "../base/errors.ts";
import type { Model } from "../catalogue/model.ts";
import type { Transformer } from "../catalogue/transformer.ts";
import { expertParameters, matrixParameters } from "../memory/rank-parameters.ts";
import { denoiserPass } from "./denoiser-work.ts";

/** The size of one sample; what is left out takes the model's default. */
export interface SampleShape {
  readonly inputTokens: number;
  /** Tokens that the decoder of an encoder-decoder writes. */
  readonly outputTokens?: number | undefined;
  readonly steps?: number | undefined;
  /** Pixels of a side. */
  readonly side?: number | undefined;
}

/** Work of one sample in one phase, which ends before the next begins. Weights are read once per pass, whatever the batch. */
export interface SampleWork {
  readonly flops: number;
  /** Parameters read, summed over the passes of a sample. */
  readonly parametersRead: number;
  /** Elements of the KV cache that each sample reads for itself, summed over its passes, and holds at the end. */
  readonly cacheRead: number;
  readonly cacheSize: number;
  /** Layers launched, summed over the passes of a sample. */
  readonly layerLaunches: number;
}

/** Parameters that each token is multiplied with, embeddings and routers left out. */
const parametersPerToken = (transformer: Transformer): number => {
  const parts = matrixParameters(transformer);
  const chosen = transformer.feedForward.reduce(
    (sum, group) =>
      group.kind === "experts"
        ? sum + group.layers.value * group.expertsPerToken.value * expertParameters(group, transformer)
        : sum,
    0,
  );
  return parts.attention + parts["dense-feed-forward"] + parts["shared-experts"] + chosen;
};

/** Scores and weighted values of `queries` tokens over `keys`; a window bounds what a token sees. */
const attentionFlops = ({ attention }: Transformer, queries: number, keys: number): number =>
  attention.reduce((sum, group) => {
    if (group.kind !== "full" && group.kind !== "window") return sum;
    const seen = group.kind === "window" ? Math.min(keys, group.window.value) : keys;
    return sum + 4 * group.layers.value * group.heads.value * group.headDimension.value * queries * seen;
  }, 0);

/** Keys and values of one position over all layers. */
const cacheElements = ({ attention }: Transformer): number =>
  attention.reduce(
    (sum, group) =>
      group.kind === "full" || group.kind === "window"
        ? sum + 2 * group.layers.value * group.kvHeads.value * group.headDimension.value
        : sum,
    0,
  );

const encoderWork = (transformer: Transformer, tokens: number): SampleWork => {
  const parameters = parametersPerToken(transformer);
  return {
    flops: 2 * parameters * tokens + attentionFlops(transformer, tokens, tokens),
    parametersRead: parameters,
    cacheRead: 0,
    cacheSize: 0,
    layerLaunches: transformer.layers.value,
  };
};

/** A decoder that writes `outputs` tokens one after the other, each also attending to the encoder's positions. */
const writingWork = (transformer: Transformer, outputs: number, positions: number): SampleWork => {
  const parameters = parametersPerToken(transformer);
  const perPosition = cacheElements(transformer);
  const crossing = attentionFlops(transformer, outputs, positions) + attentionFlops(transformer, outputs, outputs / 2);
  return {
    flops: 2 * parameters * outputs + crossing,
    parametersRead: parameters * outputs,
    cacheRead: perPosition * outputs * (positions + outputs / 2),
    cacheSize: perPosition * (positions + outputs),
    layerLaunches: transformer.layers.value * outputs,
  };
};

const unsupported = (model: Model, need: string): LoadlineError =>
  new LoadlineError("LL_WORKLOAD_UNSUPPORTED", { model: model.id, kind: model.kind, need });

const diffusionWork = (model: Extract<Model, { kind: "diffusion" }>, shape: SampleShape): SampleWork => {
  const { denoiser } = model;
  if (denoiser === undefined) throw unsupported(model, "the architecture of its denoiser");
  const pass = denoiserPass(denoiser, shape.side ?? denoiser.usualSide.value);
  const passes = (shape.steps ?? denoiser.usualSteps.value) * denoiser.passesPerStep.value;
  const layers =
    denoiser.kind === "unet"
      ? denoiser.depths.reduce((sum, { value }) => sum + value, 0)
      : denoiser.doubleLayers.value + denoiser.singleLayers.value;
  return {
    flops: pass.flops * passes,
    parametersRead: pass.parameters * passes,
    layerLaunches: layers * passes,
    cacheRead: 0,
    cacheSize: 0,
  };
};

/**
 * Arithmetic, weight and cache reads of one sample of a model that answers in one piece, phase by phase: a decoder behind
 * an encoder reads the keys and values of every position of the encoder for each token that it writes.
 * Embeddings, norms, text encoders of diffusion models and the decoding of latents (about 1 % for SDXL) are left out.
 * @throws LL_WORKLOAD_UNSUPPORTED for decoders and for models without typed-in architecture
 */
export const sampleWork = (model: Model, shape: SampleShape): readonly SampleWork[] => {
  switch (model.kind) {
    case "encoder":
      return [encoderWork(model.transformer, shape.inputTokens)];
    case "encoder-decoder": {
      const positions = model.encoderPositions.value;
      const writing = writingWork(model.transformer, shape.outputTokens ?? 1, positions);
      return [encoderWork(model.encoder, positions), writing];
    }
    case "diffusion":
      return [diffusionWork(model, shape)];
    default:
      throw unsupported(model, "an encoder, an encoder-decoder or a diffusion model");
  }
};
