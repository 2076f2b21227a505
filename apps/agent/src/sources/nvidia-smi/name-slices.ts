import type { GpuReading, GpuReport, SliceReading } from "../../gpu-report/gpu-report.ts";
import { runBounded } from "../../source/run-bounded.ts";

/** A MIG slice as `nvidia-smi -L` names it. */
interface ListedSlice {
  readonly parentUuid: string;
  /** Number of the device within its GPU. */
  readonly index: number;
  readonly uuid: string;
  /** e.g. `1g.10gb`, `1c.3g.40gb`, `1g.10gb+me`. */
  readonly profile: string;
}

const gpuPattern = /^GPU \d{1,4}: .{0,200}\(UUID: (GPU-[0-9a-zA-Z-]{1,64})\)$/;
const slicePattern = /^\s+MIG (\S{1,40})\s+Device\s+(\d{1,4}): \(UUID: (MIG-[0-9a-zA-Z/-]{1,100})\)$/;
const longestLine = 500;

/** MIG slices in the output of `nvidia-smi -L`. A line that cannot be read costs itself. Never throws. */
export const parseNvidiaSmiList = (text: string): readonly ListedSlice[] => {
  const slices: ListedSlice[] = [];
  let parentUuid: string | null = null;
  for (const line of text.split("\n").map((raw) => raw.trimEnd())) {
    if (line.length > longestLine) continue;
    const [, profile, index, uuid] = slicePattern.exec(line) ?? [];
    // Slices of a GPU that cannot be read do not belong to the one before.
    if (/^GPU\b/.test(line)) parentUuid = gpuPattern.exec(line)?.[1] ?? null;
    else if (parentUuid !== null && profile !== undefined && uuid !== undefined) {
      slices.push({ parentUuid, index: Number(index), uuid, profile });
    }
  }
  return slices;
};

/** A slice of which only its name is known: a table has no slices. */
const ofList = ({ uuid, index, profile }: ListedSlice): SliceReading => ({
  uuid,
  index,
  profile,
  gpuInstanceId: null,
  computeInstanceId: null,
  memoryTotalBytes: null,
  memoryUsedBytes: null,
});

const withNames = (gpu: GpuReading, listed: readonly ListedSlice[]): GpuReading => {
  const own = listed.filter(({ parentUuid }) => parentUuid === gpu.uuid);
  const slices = gpu.slices.map((slice) => {
    const found = own.find(({ index }) => index === slice.index);
    return found === undefined ? slice : { ...slice, uuid: found.uuid, profile: slice.profile ?? found.profile };
  });
  return { ...gpu, slices: slices.length > 0 ? slices : own.map(ofList) };
};

/** The report with the slices of its divided GPUs named as in the list. */
export const nameSlices = (report: GpuReport, listed: readonly ListedSlice[]): GpuReport => ({
  ...report,
  gpus: report.gpus.map((gpu) => (gpu.migEnabled === true ? withNames(gpu, listed) : gpu)),
});

const isNamed = ({ uuid, profile }: SliceReading): boolean => uuid.startsWith("MIG-") && profile !== null;

const maxListBytes = 2 ** 20;
/** A layout that looks the same may be a new one; after so many reads the names are read again. */
const readsPerList = 60;

/** Names slices by `nvidia-smi -L` where a report lacks their names: once per layout, and again once in a while. */
export const sliceNamer = (command: string): ((report: GpuReport, signal: AbortSignal) => Promise<GpuReport>) => {
  let last: { readonly layout: string; readonly listed: readonly ListedSlice[] } | null = null;
  let reads = 0;
  return async (report, signal) => {
    // The divided GPUs that lack names, with their slices; empty when there is none.
    const layout = report.gpus
      .filter(({ migEnabled, slices }) => migEnabled === true && (slices.length === 0 || !slices.every(isNamed)))
      .map(({ uuid, slices }) => [uuid, ...slices.map((slice) => slice.uuid)].join())
      .join(";");
    if (layout === "" || signal.aborted) return report;
    reads += 1;
    if (last?.layout !== layout || reads >= readsPerList) {
      reads = 0;
      const result = await runBounded({ command, args: ["-L"], signal, maxOutputBytes: maxListBytes });
      last = { layout, listed: result.kind === "exited" ? parseNvidiaSmiList(result.stdout) : [] };
    }
    return nameSlices(report, last.listed);
  };
};
