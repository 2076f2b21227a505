import { z } from "zod";
import { sourced, sourcedCount } from "./sourced.ts";

const count = (max: number) => sourcedCount({ min: 1, max });

const expertsSchema = z.strictObject({
  experts: count(4096),
  expertsPerToken: count(256),
  expertSize: count(1e6),
  sharedExperts: sourcedCount({ min: 0, max: 64 }),
  /** Leading layers with an ordinary feed-forward block. */
  denseLayers: sourcedCount({ min: 0, max: 1000 }),
});

const transformerSchema = z.strictObject({
  layers: count(1000),
  hiddenSize: count(1e5),
  attentionHeads: count(1024),
  kvHeads: count(1024),
  headDimension: count(1024),
  feedForwardSize: count(1e6),
  /** Weight matrices of a feed-forward block: 3 with a gate, 2 without. */
  feedForwardMatrices: count(3),
  vocabularySize: count(1e7),
  /** Input and output embedding share one matrix, or there is no output one. */
  tiedEmbeddings: z.boolean(),
  mixtureOfExperts: expertsSchema.nullable(),
});

const named = {
  id: z.string().regex(/^[a-z0-9.-]+$/),
  name: z.string().min(1),
  /** Picks the measured activation reserve. */
  family: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  parameters: sourced("1", { min: 1e6, max: 1e14 }),
};

const contextLength = sourced("token", { min: 16, max: 1e8 });

/** One model of data/models. Only a decoder produces tokens. */
export const modelSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("decoder"), ...named, contextLength, transformer: transformerSchema }),
  z.strictObject({ kind: z.literal("encoder"), ...named, contextLength, transformer: transformerSchema }),
  z.strictObject({ kind: z.literal("diffusion"), ...named }),
]);

export type Model = z.infer<typeof modelSchema>;
export type Transformer = z.infer<typeof transformerSchema>;
export type DecoderModel = Extract<Model, { kind: "decoder" }>;
