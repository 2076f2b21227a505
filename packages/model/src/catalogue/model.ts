import { z } from "zod";
import { precisions } from "../base/precisions.ts";
import { denoiserSchema } from "./denoiser.ts";
import { sourced, sourcedCount } from "./sourced.ts";
import { transformerSchema } from "./transformer.ts";

/** Parts of a transformer that a quantised checkpoint may leave in 16 bits. */
const weightParts = [
  "attention",
  "latent-projections",
  "linear-attention",
  "dense-feed-forward",
  "shared-experts",
  "router",
  "embeddings",
] as const;
export type WeightPart = (typeof weightParts)[number];

/** A published checkpoint in a quantised format, with what it leaves in 16 bits. */
export const checkpointSchema = z.strictObject({
  precision: z.enum(precisions),
  keptInNative: z.array(z.enum(weightParts)),
  /** Format of the cache that the checkpoint asks for; left out where it states none. */
  kvCache: z.enum(precisions).optional(),
  /** Weights in a row that share a scale, where scales are those of blocks. */
  blockSize: z.number().int().positive().optional(),
  ref: z.string().min(1),
});

/** "organisation/name". */
export const repositorySchema = z.string().regex(/^[\w.-]+\/[\w.-]+$/);

const named = {
  id: z.string().regex(/^[a-z0-9.-]+$/),
  name: z.string().min(1),
  /** Picks the measured activation reserve. */
  family: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  /** Names of other models with this architecture, which run equally fast, and the repository of each. */
  twins: z.record(z.string().min(1), repositorySchema).optional(),
  /** On Hugging Face; left out where none is known. */
  repository: repositorySchema.optional(),
  /** Of the served network: without drafting heads, and without the vision tower of a multimodal model. */
  parameters: sourced("1", { min: 1e6, max: 1e14 }),
  /** Format that the maker publishes the weights in. */
  publishedIn: z.enum(precisions),
};

const contextLength = sourced("token", { min: 16, max: 1e8 });

const transformerModel = {
  ...named,
  /** The model whose architecture it has, where they differ in nothing but what an entry of data/models states. */
  releaseOf: z.string().optional(),
  contextLength,
  transformer: transformerSchema,
  /** Formats of published checkpoints whose mixed precision is known; others keep router and embeddings in 16 bits. */
  checkpoints: z.array(checkpointSchema),
};

/** One model of data/models. Decoders and encoder-decoders produce tokens. */
export const modelSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("decoder"), ...transformerModel }),
  z.strictObject({ kind: z.literal("encoder"), ...transformerModel }),
  z.strictObject({
    kind: z.literal("encoder-decoder"),
    /** `transformer` is the decoder; it also attends to every position of the encoder. */
    ...transformerModel,
    encoder: transformerSchema,
    /** Positions that the encoder hands over per request; their keys and values stay for the whole request. */
    encoderPositions: sourcedCount({ min: 1, max: 1e6 }),
  }),
  z.strictObject({
    kind: z.literal("diffusion"),
    ...named,
    /** Left out where the architecture is not typed in: memory is known then, speed is not. */
    denoiser: denoiserSchema.optional(),
  }),
  /** One pass per sample, no tokens: vision and recommendation. */
  z.strictObject({ kind: z.literal("single-pass"), ...named }),
]);

export type Model = z.infer<typeof modelSchema>;
export type Checkpoint = z.infer<typeof checkpointSchema>;
export type DecoderModel = Extract<Model, { kind: "decoder" }>;
export type EncoderDecoderModel = Extract<Model, { kind: "encoder-decoder" }>;
export type TransformerModel = Extract<Model, { transformer: object }>;

/** The entry that stands for all releases of one architecture, which run equally fast. */
export const architectureId = (model: Model): string =>
  ("releaseOf" in model ? model.releaseOf : undefined) ?? model.id;

/** The model's transformer, the decoder where there are two; null for models that are none. */
export const hasTransformer = (model: Model): model is TransformerModel => "transformer" in model;
