/**
 * Bits of the driver's mask of clock event reasons, with the names that its XML document uses.
 * @source https://docs.nvidia.com/deploy/nvml-api/group__nvmlClocksEventReasons.html
 */
export const clockEventBits = [
  [0x1n, "gpu-idle"],
  [0x2n, "applications-clocks-setting"],
  [0x4n, "sw-power-cap"],
  [0x8n, "hw-slowdown"],
  [0x10n, "sync-boost"],
  [0x20n, "sw-thermal-slowdown"],
  [0x40n, "hw-thermal-slowdown"],
  [0x80n, "hw-power-brake-slowdown"],
  [0x100n, "display-clocks-setting"],
] as const;

const maskPattern = /^0x[0-9a-fA-F]{1,16}$/;

/** Names of the bits that are set; a bit without a name is given by its value. */
export const reasonsOfMask = (mask: bigint): readonly string[] => {
  const named = clockEventBits.filter(([bit]) => (mask & bit) !== 0n).map(([, name]) => name);
  const rest = clockEventBits.reduce((left, [bit]) => left & ~bit, mask);
  return rest === 0n ? named : [...named, `0x${rest.toString(16)}`];
};

/** Reads a mask as the driver prints it; null when it is none. */
export const clockEventReasons = (text: string): readonly string[] | null =>
  maskPattern.test(text.trim()) ? reasonsOfMask(BigInt(text.trim())) : null;
