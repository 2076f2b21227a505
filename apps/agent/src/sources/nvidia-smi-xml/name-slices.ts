import { runBounded } from "../../child-process/run-bounded.ts";
import type { GpuReading, GpuReport, SliceReading } from "./gpu-report.ts";
import { type ListedSlice, parseNvidiaSmiList } from "./parse-nvidia-smi-list.ts";
import { killGraceSeconds } from "./read-nvidia-smi.ts";

const maxListBytes = 2 ** 20;
/** A layout that looks the same may have been made anew; so many reads later the names are asked for again. */
const readsPerList = 60;

const withNames = (gpu: GpuReading, listed: readonly ListedSlice[]): GpuReading => {
  const own = listed.filter(({ parentUuid }) => parentUuid === gpu.uuid);
  const slices = gpu.slices.map((slice) => {
    const found = own.find(({ index }) => index === slice.index);
    return found === undefined ? slice : { ...slice, uuid: found.uuid, profile: slice.profile ?? found.profile };
  });
  return { ...gpu, slices: slices.length > 0 ? slices : own.map(ofList) };
};

/** A slice of which only its name is known: the table of a query has no slices. */
const ofList = ({ uuid, index, profile }: ListedSlice): SliceReading => ({
  uuid,
  index,
  profile,
  gpuInstanceId: null,
  computeInstanceId: null,
  memoryTotalBytes: null,
  memoryUsedBytes: null,
});

/** The report with the slices named as a list of the driver names them. */
export const nameSlices = (report: GpuReport, listed: readonly ListedSlice[]): GpuReport => ({
  ...report,
  gpus: report.gpus.map((gpu) => (gpu.migEnabled === true ? withNames(gpu, listed) : gpu)),
});

const isNamed = ({ uuid, profile }: SliceReading): boolean => uuid.startsWith("MIG-") && profile !== null;

const layoutOf = ({ gpus }: GpuReport): string =>
  gpus
    .filter(({ migEnabled, slices }) => migEnabled === true && (slices.length === 0 || !slices.every(isNamed)))
    .map(({ uuid, slices }) => [uuid, ...slices.map((slice) => slice.uuid)].join())
    .join(";");

/** Names slices by `nvidia-smi -L` where a report lacks their names; asks once per layout, and again once in a while. */
export const sliceNamer = (command: string): ((report: GpuReport, signal: AbortSignal) => Promise<GpuReport>) => {
  let known: { readonly layout: string; readonly listed: readonly ListedSlice[] } | null = null;
  let reads = 0;
  return async (report, signal) => {
    const layout = layoutOf(report);
    if (layout === "" || signal.aborted) return report;
    reads += 1;
    if (known?.layout !== layout || reads >= readsPerList) {
      reads = 0;
      const result = await runBounded({
        command,
        args: ["-L"],
        signal,
        maxOutputBytes: maxListBytes,
        killGraceSeconds,
      });
      known = { layout, listed: result.kind === "exited" ? parseNvidiaSmiList(result.stdout) : [] };
    }
    return nameSlices(report, known.listed);
  };
};
