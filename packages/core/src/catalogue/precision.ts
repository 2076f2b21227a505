import { LoadlineError } from "../errors.ts";
import { type Precision, precisions } from "../performance/types.ts";
import { type FlopsPerSecond, flopsPerSecond } from "../units.ts";
import type { Gpu } from "./gpu.ts";
import { nearestNames } from "./nearest-names.ts";

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

const aliases: ReadonlyMap<string, Precision> = new Map([
  ...precisions.map((precision) => [precision, precision] as const),
  ["float32", "fp32"],
  ["bfloat16", "bf16"],
  ["float16", "fp16"],
  ["half", "fp16"],
  ["fp8block", "fp8"],
  ["fp8e4m3", "fp8"],
  ["float8", "fp8"],
  ["w8a8", "int8"],
  ["fp4", "nvfp4"],
  ["w4a16", "int4"],
  ["w4a8", "int4"],
  ["w4afp8", "int4"],
  ["int4wo", "int4"],
  ["4bit", "int4"],
  ["bnb4bit", "int4"],
  ["w8a16", "int8"],
  ["int8wo", "int8"],
  ["8bit", "int8"],
  ["fp8e5m2", "fp8"],
  ["fp8dynamic", "fp8"],
  ["fp8static", "fp8"],
  ["e4m3", "fp8"],
  ["e5m2", "fp8"],
  ["fp8pertensor", "fp8"],
  ["nvfp4a16", "nvfp4"],
  ["w4a16mxfp4", "mxfp4"],
  ["w4a8mxfp4mxfp8", "mxfp4"],
  ["awq", "int4"],
  ["gptq", "int4"],
]);

const precisionKey = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** The number format that `name` means. @throws LL_UNKNOWN_PRECISION with the nearest known names */
export const precisionByName = (name: string): Precision => {
  const key = precisionKey(name);
  const precision = aliases.get(key);
  if (precision === undefined) {
    const names = precisions.map((known) => ({ key: known, id: known }));
    throw new LoadlineError("LL_UNKNOWN_PRECISION", { name, nearest: nearestNames(key, names, names.length) });
  }
  return precision;
};

/** The format that the name of a checkpoint ends in, such as "…-FP8"; null when it says none. */
export const precisionInName = (modelName: string): Precision | null => {
  const words = modelName.toLowerCase().split(/[-_./ ]/);
  const found = words.findLast((word) => aliases.has(word));
  return found === undefined ? null : (aliases.get(found) ?? null);
};

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
