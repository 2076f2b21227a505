import { z } from "zod";
import { generations } from "./gpu.ts";
import { openLoopSchema } from "./open-loop-schema.ts";
import { pictureEncodersSchema } from "./picture-encoders.ts";
import { sourced, sourcedCount } from "./sourced.ts";
import { speedCoefficientsSchema, speedPriorsSchema } from "./speed-schema.ts";

const hostLink = sourced("B/s", { min: 1e9, max: 1e12 });
const reserve = sourced("B", { min: 1e6, max: 1e11 });

/** What an engine takes beside weights and KV cache, per GPU. */
const servingMemorySchema = z.strictObject({
  kind: z.literal("serving-memory"),
  id: z.string(),
  /** Activation peak of models that are no transformers. */
  activationOther: reserve,
  /** Bytes that sampling takes at its peak per sequence and vocabulary entry. */
  samplerBytesPerLogit: sourced("B", { min: 1, max: 100 }),
  /** Peak of a step over the tensors of one layer. */
  forwardShare: sourced("1", { min: 0.5, max: 5 }),
  /** GPUs with at least this memory start with more sequences and a larger step. */
  largeGpuMemory: sourced("B", { min: 1e10, max: 1e12 }),
  stepTokensOnLargeGpu: sourced("token", { min: 1, max: 1e6 }),
  stepTokensOnSmallGpu: sourced("token", { min: 1, max: 1e6 }),
  /** CUDA graphs, and the minor version of 0.x from which they are counted before the cache is sized. */
  graphs: reserve,
  graphsCountedFrom: sourcedCount({ min: 1, max: 1000 }),
  /** Share of the activation peak that every pipeline stage has in full; the rest divides among them. */
  activationOnEveryStage: sourced("1", { min: 0, max: 1 }),
  frameworkSingle: reserve,
  frameworkPipeline: reserve,
  frameworkTensor: reserve,
  kvBlock: sourced("token", { min: 1, max: 1024 }),
  /** Links of a GPU to its host, one direction, by the generation of the GPU, and what copies of the cache reach of them. */
  hostLinks: z.strictObject({ pcie3: hostLink, pcie4: hostLink, pcie5: hostLink }),
  hostLinkOf: z.partialRecord(z.enum(generations), z.enum(["pcie3", "pcie4", "pcie5"])),
  hostLinkShare: sourced("1", { min: 0.1, max: 1 }),
});
export type ServingMemory = z.infer<typeof servingMemorySchema>;

const errorBandsSchema = z.strictObject({
  kind: z.literal("error-bands"),
  id: z.string(),
  calibrated: sourced("1", { min: 0.01, max: 2 }),
  transferred: sourced("1", { min: 0.01, max: 2 }),
  assumed: sourced("1", { min: 0.01, max: 2 }),
});
export type ErrorBands = z.infer<typeof errorBandsSchema>;

/** Any file of data/calibration. */
export const calibrationSchema = z.discriminatedUnion("kind", [
  servingMemorySchema,
  errorBandsSchema,
  openLoopSchema,
  speedPriorsSchema,
  speedCoefficientsSchema,
  pictureEncodersSchema,
]);
