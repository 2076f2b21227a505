import type { UnknownReason } from "@loadline/protocol";

/**
 * DCGM's numbers for no value: blank, not found, not supported, not permitted, in this order from the first.
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

/** The reason of a number, as written, that means no value; null for a value. Exact at every width. */
export const sentinelText = (text: string): UnknownReason | null => {
  const [, digits] = /^(\d+)(?:\.0*)?$/.exec(text.length > longestInteger ? "" : text) ?? [];
  return digits === undefined ? null : ofInteger(BigInt(digits));
};

/** The same for a number that was read already; the kind of a 64-bit blank is lost, so it is `missing`. */
export const sentinelNumber = (value: number): UnknownReason | null => {
  if (value >= int64AsDouble) return "missing";
  return Number.isSafeInteger(value) && value >= 0 ? ofInteger(BigInt(value)) : null;
};

/**
 * Tokens of drivers and DCGM in place of a value, in lower case and without brackets.
 * @source https://docs.nvidia.com/deploy/nvml-api/ (nvmlReturn_t and nvmlErrorString),
 * https://docs.nvidia.com/deploy/nvidia-smi/ and https://github.com/NVIDIA/DCGM/blob/master/dcgmlib/dcgm_structs.h
 */
const tokens: Readonly<Record<UnknownReason, readonly string[]>> = {
  missing: ["", "no data", "null", "<<<null>>>", "n/d"],
  unsupported: [
    "n/a",
    "na",
    "-",
    "--",
    "not supported",
    "not found",
    "not available",
    "not applicable",
    "function not found",
    "requested functionality has been deprecated",
    "deprecated",
    "<<<not_found>>>",
    "<<<not_supported>>>",
  ],
  "not-permitted": [
    "insufficient permissions",
    "insufficient permission",
    "no permission",
    "not permitted",
    "permission denied",
    "gpu access blocked by the operating system",
    "<<<not_perm>>>",
  ],
  failed: [
    "unknown error",
    "unknown",
    "err!",
    "err",
    "error",
    "failed",
    "gpu is lost",
    "gpu is lost. reboot the system to recover this gpu",
    "gpu requires reset",
    "gpu reset required",
    "requires reset",
    "uninitialized",
    "invalid argument",
    "insufficient size",
    "insufficient memory",
    "insufficient external power",
    "driver not loaded",
    "driver/library version mismatch",
    "timeout",
    "interrupt request issue",
    "nvml shared library not found",
    "corrupted inforom",
    "in use by another client",
    "reset required",
  ],
  stale: ["stale"],
  unreadable: ["nan", "-nan", "inf", "+inf", "-inf", "infinity", "-infinity"],
};

const reasonByToken: ReadonlyMap<string, UnknownReason> = new Map(
  Object.entries(tokens).flatMap(([why, list]) => list.map((token) => [token, why as UnknownReason] as const)),
);

/** No token does, and most cells do. */
const beginsWithDigit = /^\d/;
const bracketed = /^\[(.*)\]$/s;

/** The reason of a text that means no value; null when it may be a value. A text in brackets is a driver's token for no value, listed or not. */
export const absentReason = (text: string): UnknownReason | null => {
  if (beginsWithDigit.test(text)) return null;
  const inner = bracketed.exec(text)?.[1];
  const bare = (inner ?? text).trim().replace(/\.$/, "").toLowerCase();
  const listed = reasonByToken.get(bare);
  if (listed !== undefined) return listed;
  return inner === undefined ? null : "failed";
};
