import { z } from "zod";
import { sourced, sourcedCount } from "./sourced.ts";

const gpuFlops = sourced("FLOP/s", { min: 1e12, max: 1e17 });

/** Peak arithmetic per operand type. null: the GPU has no such units. */
const peakSchema = z.strictObject({
  fp32: gpuFlops.nullable(),
  fp16: gpuFlops.nullable(),
  bf16: gpuFlops.nullable(),
  fp8: gpuFlops.nullable(),
  int8: gpuFlops.nullable(),
  fp4: gpuFlops.nullable(),
});

/** One GPU type of data/gpus. Memory as sold and memory as the driver offers it are two numbers. */
export const gpuSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  memoryCapacity: sourced("B", { min: 1e9, max: 1e12 }),
  physicalMemory: sourced("B", { min: 1e9, max: 1e12 }),
  memoryBandwidth: sourced("B/s", { min: 1e11, max: 3e13 }),
  /** Without structured sparsity; the only ones the model uses. */
  denseFlops: peakSchema,
  /** With 2:4 sparsity, as data sheets like to print them. */
  sparseFlops: peakSchema,
  link: z.strictObject({
    kind: z.enum(["nvlink", "pcie"]),
    bandwidthPerDirection: sourced("B/s", { min: 1e9, max: 3e12 }),
    /** GPUs that reach each other over this link in the usual node. */
    gpusPerNode: sourcedCount({ min: 1, max: 128 }),
  }),
  power: sourced("W", { min: 10, max: 5e3 }),
});

export type Gpu = z.infer<typeof gpuSchema>;
