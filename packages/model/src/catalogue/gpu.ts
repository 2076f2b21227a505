import { z } from "zod";
import { sourced, sourcedCount } from "./sourced.ts";

export const generations = [
  "volta",
  "turing",
  "ampere",
  "ada",
  "hopper",
  "blackwell",
  "cdna2",
  "cdna3",
  "cdna4",
  "xe2",
  "other",
] as const;

const gpuFlops = sourced("FLOP/s", { min: 1e9, max: 1e17 });

/** Peak arithmetic per operand type. null: the GPU has no such units. */
const peakSchema = z.strictObject({
  fp32: gpuFlops.nullable(),
  fp16: gpuFlops.nullable(),
  bf16: gpuFlops.nullable(),
  fp8: gpuFlops.nullable(),
  int8: gpuFlops.nullable(),
  fp4: gpuFlops.nullable(),
});

/** A hardware partition of one GPU. Its shares of arithmetic and bandwidth are fractions of the whole part's. */
const partitionSchema = z.strictObject({
  name: z.string().regex(/^[0-9]g\.[0-9]+gb$/),
  computeShare: sourced("1", { min: 0.05, max: 1 }),
  bandwidthShare: sourced("1", { min: 0.05, max: 1 }),
  memory: sourced("B", { min: 1e9, max: 1e12 }),
  /** Most of them on one GPU at a time. */
  most: sourcedCount({ min: 1, max: 7 }),
});

/**
 * What large matrix products and large reads attain of the peak, of GPUs that attain less than those behind the speed
 * coefficients.
 */
const attainedSchema = z.strictObject({
  matrix: sourced("1", { min: 0.1, max: 1 }),
  bandwidth: sourced("1", { min: 0.1, max: 1 }),
});

/** One device: a GPU type of data/gpus, or one of the user's own. Memory as sold and memory as the driver offers it are two numbers. */
export const gpuSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  /** The maker's architecture name; calibration borrows between GPUs of one generation first. */
  generation: z.enum(generations),
  memoryCapacity: sourced("B", { min: 1e9, max: 1e12 }),
  physicalMemory: sourced("B", { min: 1e9, max: 1e12 }),
  memoryBandwidth: sourced("B/s", { min: 1e9, max: 3e13 }),
  /** Without structured sparsity; the only ones the model uses. */
  denseFlops: peakSchema,
  /** With 2:4 sparsity, as data sheets like to print them. */
  sparseFlops: peakSchema,
  link: z.strictObject({
    kind: z.enum(["nvlink", "pcie", "xgmi", "other"]),
    bandwidthPerDirection: sourced("B/s", { min: 1e8, max: 3e12 }),
    /** GPUs of a typical node. */
    gpusPerNode: sourcedCount({ min: 1, max: 128 }),
    /** GPUs that reach each other over this link: the node, or the rack where the link spans it. */
    gpusPerDomain: sourcedCount({ min: 1, max: 1024 }),
  }),
  attained: attainedSchema.optional(),
  /** The module that has the same die at more power: what a card's matrix products attain follows from the module's. */
  module: z
    .strictObject({
      gpu: z.string().min(1),
      /** Share of the module's matrix units that are in use. */
      units: sourced("1", { min: 0.05, max: 1 }),
    })
    .optional(),
  /**
   * How fast engines serve models with experts on it, decodes' arithmetic aside, as a share of what its peaks and the GPUs behind
   * the speed coefficients let expect: kernels that read experts are tuned later than matrix products.
   */
  expertServingShare: sourced("1", { min: 0.1, max: 1 }).optional(),
  power: sourced("W", { min: 1, max: 5e4 }),
  /** Partitions that the hardware can be cut into; none where it cannot. */
  partitions: z.array(partitionSchema),
});

export type Gpu = z.infer<typeof gpuSchema>;
export type GpuPartition = z.infer<typeof partitionSchema>;
