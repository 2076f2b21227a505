import type { UnknownReason } from "@loadline/wire";

/**
 * What drivers and DCGM write instead of a value, in lower case and without brackets.
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

/** Why a text is no value; null when it may be one. A text in brackets is a driver's token for no value, listed or not. */
export const absentReason = (text: string): UnknownReason | null => {
  if (beginsWithDigit.test(text)) return null;
  const inner = bracketed.exec(text)?.[1];
  const bare = (inner ?? text).trim().replace(/\.$/, "").toLowerCase();
  const listed = reasonByToken.get(bare);
  if (listed !== undefined) return listed;
  return inner === undefined ? null : "failed";
};
