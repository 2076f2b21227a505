/** A MIG slice as `nvidia-smi -L` names it. */
export interface ListedSlice {
  readonly parentUuid: string;
  /** Number of the device below its GPU. */
  readonly index: number;
  readonly uuid: string;
  /** e.g. `1g.10gb`, `1c.3g.40gb`, `1g.10gb+me`. */
  readonly profile: string;
}

const gpuPattern = /^GPU (\d{1,4}): .{0,200}\(UUID: (GPU-[0-9a-zA-Z-]{1,64})\)$/;
const slicePattern = /^\s+MIG (\S{1,40})\s+Device\s+(\d{1,4}): \(UUID: (MIG-[0-9a-zA-Z/-]{1,100})\)$/;
const longestLine = 500;

/** MIG slices in the output of `nvidia-smi -L`. A line that is not understood costs itself. Never throws. */
export const parseNvidiaSmiList = (text: string): readonly ListedSlice[] => {
  const slices: ListedSlice[] = [];
  let parentUuid: string | null = null;
  for (const line of text.split("\n").map((raw) => raw.trimEnd())) {
    if (line.length > longestLine) continue;
    const [, , gpu] = gpuPattern.exec(line) ?? [];
    const [, profile, index, uuid] = slicePattern.exec(line) ?? [];
    if (gpu !== undefined) parentUuid = gpu;
    // A GPU that is not understood must not lend its slices to the one before.
    else if (/^GPU\b/.test(line)) parentUuid = null;
    else if (parentUuid !== null && profile !== undefined && uuid !== undefined) {
      slices.push({ parentUuid, index: Number(index), uuid, profile });
    }
  }
  return slices;
};
