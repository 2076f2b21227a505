import { LoadlineError } from "../base/errors.ts";
import { type Precision, precisions } from "../base/precisions.ts";
import { nearestNames } from "./nearest-names.ts";

/** Parts of a name that are a number format. */
const formatNames: ReadonlyMap<string, Precision> = new Map([
  ...precisions.map((precision) => [precision, precision] as const),
  ["float32", "fp32"],
  ["tf32", "fp32"],
  ["bfloat16", "bf16"],
  ["bfp16", "bf16"],
  ["float16", "fp16"],
  ["half", "fp16"],
  ["float8", "fp8"],
  ["f8", "fp8"],
  ["mxfp8", "fp8"],
  ["e4m3", "fp8"],
  ["e4m3fn", "fp8"],
  ["e4m3fnuz", "fp8"],
  ["e5m2", "fp8"],
  ["fp8a16", "fp8"],
  ["fp4", "nvfp4"],
  ["nvfp4a16", "nvfp4"],
  ["mxfp4a16", "mxfp4"],
  ["nf4", "int4"],
  ["q4", "int4"],
  ["q8", "int8"],
  ["int4wo", "int4"],
  ["int8wo", "int8"],
  ["4bit", "int4"],
  ["8bit", "int8"],
]);

/** Quantisation methods, and the format of each where the name states none. */
const methodNames: ReadonlyMap<string, Precision> = new Map([
  ["awq", "int4"],
  ["gptq", "int4"],
  ["bnb", "int4"],
  ["bitsandbytes", "int4"],
  ["w4a16", "int4"],
  ["w4a8", "int4"],
  ["w4afp8", "int4"],
  ["w8a8", "int8"],
  ["w8a16", "int8"],
  ["sq", "int8"],
  ["smoothquant", "int8"],
  // The name that vLLM gives to ModelOpt's 8-bit floating point; 4 bits are named beside it.
  ["modelopt", "fp8"],
]);

/** Parts about scales or activations, not about the format of the weights. */
const remarkPart =
  /^(block|blockwise|wise|dynamic|static|per|tensor|channel|token|group|rowwise|scaled|weights?|only|wo|marlin|torch|quantized|kernel|ptpc|ocp|w4a4|k|m|s|l|[01])$/;

/** What follows is about the activations or the cache, not the weights. */
const otherOperand = /^(a|act|activations?|kv|cache|kvcache)$/;

const partsOf = (name: string): readonly string[] => name.toLowerCase().split(/[^a-z0-9]+/);

/** The parts about the weights alone: "w-mxfp4-a-fp8" is about MXFP4, "FP8-KV" about FP8. */
const partsAboutWeights = (parts: readonly string[]): readonly string[] => {
  const first = parts.findIndex((part) => formatNames.has(part) || methodNames.has(part));
  const end = parts.findIndex((part, index) => first >= 0 && index > first && otherOperand.test(part));
  return end < 0 ? parts : parts.slice(0, end);
};

/** A format that is named beats the habit of a method; of several formats the first is that of the weights. */
const formatOf = (parts: readonly string[]): Precision | null => {
  const named = parts.find((part) => formatNames.has(part)) ?? parts.find((part) => methodNames.has(part));
  return named === undefined ? null : (formatNames.get(named) ?? methodNames.get(named) ?? null);
};

const isKnownPart = (part: string): boolean =>
  part === "" || formatNames.has(part) || methodNames.has(part) || remarkPart.test(part);

/** Parts that may be written as one: "fp8block" is "fp8-block", "int4wo" is "int4-wo". */
const joined = /^(fp8|fp4|nvfp4|mxfp4|int4|int8)(block|blockwise|dynamic|static|pertensor|perchannel|awq|gptq|kv)$/;

/**
 * The number format that `name` means, as engines, checkpoints and tables write it: "fp8_e4m3", "W8A8-FP8",
 * "awq_marlin", "w4a8_mxfp4_mxfp8".
 * @throws LL_UNKNOWN_PRECISION with the nearest known names
 */
export const precisionByName = (name: string): Precision => {
  const parts = partsAboutWeights(partsOf(name.replace(/\bw(?=mxfp|nvfp|fp|int)/gi, "")).flatMap(splitJoined));
  const format = parts.every(isKnownPart) ? formatOf(parts) : null;
  if (format !== null) return format;
  const key = name.toLowerCase().replace(/[^a-z0-9]+/g, "");
  const names = precisions.map((known) => ({ key: known, id: known }));
  throw new LoadlineError("LL_UNKNOWN_PRECISION", { name, nearest: nearestNames(key, names, names.length) });
};

const splitJoined = (part: string): readonly string[] => joined.exec(part)?.slice(1) ?? [part];

/** "WMXFP4-AMXFP4-KVFP8": the operand stands before each format. */
const operandFormat = /^w((?:mx|nv)?fp[48]|int[48])$/;

/** The format in the name of a checkpoint, such as "…-FP8"; null where it has none. */
export const precisionInName = (modelName: string): Precision | null => {
  const parts = partsOf(modelName.split("/").at(-1) ?? modelName);
  const ofWeights = parts.map((part) => operandFormat.exec(part)?.[1]).find((part) => part !== undefined);
  return ofWeights === undefined ? formatOf(partsAboutWeights(parts)) : precisionByName(ofWeights);
};
