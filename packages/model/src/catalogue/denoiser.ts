import { z } from "zod";
import { sourced, sourcedCount } from "./sourced.ts";

const count = (max: number) => sourcedCount({ min: 1, max });

const common = {
  /** Text tokens that every step attends to. */
  textTokens: count(4096),
  textWidth: count(1e5),
  /** Denoising steps of a typical image. */
  usualSteps: count(1000),
  /** Passes per step: 2 where a step is also computed without the prompt. */
  passesPerStep: count(4),
  /** Pixels of a side of a typical image. */
  usualSide: count(65536),
};

/** The network that a diffusion model runs once or twice per step; it takes nearly all of the arithmetic. */
export const denoiserSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("unet"),
    ...common,
    /** Pixels of a side per latent. */
    downscale: count(64),
    latentChannels: count(256),
    /** Channels of each level, widest picture first. */
    channels: z.array(count(1e5)).min(1),
    /** Transformer layers in each attention block of a level; 0 where it has none. */
    depths: z.array(sourcedCount({ min: 0, max: 100 })).min(1),
    blocksPerLevel: count(16),
  }),
  z.strictObject({
    kind: z.literal("transformer"),
    ...common,
    /** Pixels of a side per token. */
    pixelsPerToken: count(256),
    hiddenSize: count(1e5),
    /** Layers with weights of their own for picture and text. */
    doubleLayers: sourcedCount({ min: 0, max: 1000 }),
    /** Layers with the same weights for both. */
    singleLayers: sourcedCount({ min: 0, max: 1000 }),
    feedForwardRatio: sourced("1", { min: 1, max: 16 }),
  }),
]);
export type Denoiser = z.infer<typeof denoiserSchema>;
