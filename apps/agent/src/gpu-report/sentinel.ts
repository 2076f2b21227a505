import type { UnknownReason } from "@loadline/wire";

/**
 * DCGM's numbers that stand for no value: blank, not found, not supported, not permitted, in this order from the first.
 * @source https://github.com/NVIDIA/DCGM/blob/master/dcgmlib/dcgm_structs.h
 */
const kinds: readonly UnknownReason[] = ["missing", "missing", "unsupported", "not-permitted"];
const int32Blank = 0x7ffffff0n;
const int64Blank = 0x7ffffffffffffff0n;
const fp64Blank = 2n ** 47n;
/** NVML's "value not available" of either width. */
const notAvailable: readonly bigint[] = [2n ** 32n - 1n, 2n ** 64n - 1n];
/** From here on a double cannot represent the kinds separately; no true count reaches it. */
const int64AsDouble = 2 ** 63 - 32;

const ofInteger = (value: bigint): UnknownReason | null => {
  if (notAvailable.includes(value)) return "unsupported";
  for (const first of [int32Blank, int64Blank, fp64Blank]) {
    const kind = kinds[Number(value - first)];
    if (value >= first && kind !== undefined) return kind;
  }
  return null;
};

const longestInteger = 25;

/** Why a number as it is written stands for no value; null for a value. Exact at every width. */
export const sentinelText = (text: string): UnknownReason | null => {
  const [, digits] = /^(\d+)(?:\.0*)?$/.exec(text.length > longestInteger ? "" : text) ?? [];
  return digits === undefined ? null : ofInteger(BigInt(digits));
};

/** The same for a number that was read already; the kind of a 64-bit blank is lost, so it is `missing`. */
export const sentinelNumber = (value: number): UnknownReason | null => {
  if (value >= int64AsDouble) return "missing";
  return Number.isSafeInteger(value) && value >= 0 ? ofInteger(BigInt(value)) : null;
};
