import type { Precision } from "../base/precisions.ts";
import { type FlopsPerSecond, flopsPerSecond } from "../base/units.ts";
import type { Gpu } from "./gpu.ts";

/** Bits of an element and of the scale that a group of elements shares, as each format defines them. */
const formats: { readonly [P in Precision]: { bits: number; scaleBits: number; group: number } } = {
  fp32: { bits: 32, scaleBits: 0, group: 1 },
  bf16: { bits: 16, scaleBits: 0, group: 1 },
  fp16: { bits: 16, scaleBits: 0, group: 1 },
  fp8: { bits: 8, scaleBits: 0, group: 1 },
  int8: { bits: 8, scaleBits: 0, group: 1 },
  nvfp4: { bits: 4, scaleBits: 8, group: 16 },
  mxfp4: { bits: 4, scaleBits: 8, group: 32 },
  int4: { bits: 4, scaleBits: 16, group: 32 },
};
const bitsPerByte = 8;

/** Bytes that one element takes on average, its share of the group's scale included. */
export const bytesPerElement = (precision: Precision): number => {
  const { bits, scaleBits, group } = formats[precision];
  return (bits + scaleBits / group) / bitsPerByte;
};

/** Bits of an element without its scale. */
export const elementBits = (precision: Precision): number => formats[precision].bits;

/** The 16-bit format a GPU computes in: bf16 where it has it. */
export const nativePrecision = (gpu: Gpu): Precision => (gpu.denseFlops.bf16 === null ? "fp16" : "bf16");

/**
 * Dense peak arithmetic that a GPU applies to weights of this format. Where it has no units for the format the
 * weights are widened to 16 bits first; int8 and fp8 rates are never taken for one another.
 */
export const peakFlops = ({ denseFlops }: Gpu, precision: Precision): FlopsPerSecond => {
  const own = {
    fp32: denseFlops.fp32,
    bf16: denseFlops.bf16,
    fp16: denseFlops.fp16,
    fp8: denseFlops.fp8,
    int8: denseFlops.int8,
    nvfp4: denseFlops.fp4,
    mxfp4: null,
    int4: null,
  }[precision];
  return flopsPerSecond((own ?? denseFlops.bf16 ?? denseFlops.fp16 ?? denseFlops.fp32)?.value ?? 0);
};
