import type { SliceColumns } from "@loadline/protocol";
import type { GpuReport, SliceReading } from "../gpu-report/gpu-report.ts";
import type { SliceMetrics } from "../sources/dcgm-exporter/read-dcgm-gpus.ts";

/** One slice by the driver and by the exporter. */
interface SliceRow {
  readonly parentUuid: string | null;
  readonly slice: SliceReading;
  readonly metrics: SliceMetrics | null;
}

/** By UUID, else by GPU and instance; an instance with several slices, as of two compute instances, matches none. */
const metricsOf = (
  parentUuid: string,
  slice: SliceReading,
  { metrics, all }: { readonly metrics: readonly SliceMetrics[]; readonly all: readonly SliceReading[] },
): SliceMetrics | null => {
  const byUuid = metrics.find((candidate) => candidate.slice.uuid === slice.uuid);
  if (byUuid !== undefined) return byUuid;
  const alone = all.filter(({ gpuInstanceId }) => gpuInstanceId === slice.gpuInstanceId).length === 1;
  const same = metrics.find(
    (candidate) => candidate.parentUuid === parentUuid && candidate.slice.gpuInstanceId === slice.gpuInstanceId,
  );
  return alone && slice.gpuInstanceId !== null ? (same ?? null) : null;
};

const rowsOf = (report: GpuReport | null, metrics: readonly SliceMetrics[]): readonly SliceRow[] => {
  const rows = (report?.gpus ?? []).flatMap(({ uuid: parentUuid, slices }) =>
    slices.map((slice) => ({ parentUuid, slice, metrics: metricsOf(parentUuid, slice, { metrics, all: slices }) })),
  );
  const joined = new Set(rows.flatMap((row) => (row.metrics === null ? [] : [row.metrics])));
  const divided = new Set(rows.map(({ parentUuid }) => parentUuid));
  const others = metrics
    .filter((candidate) => !joined.has(candidate) && !divided.has(candidate.parentUuid ?? ""))
    .map((candidate) => ({ parentUuid: candidate.parentUuid, slice: candidate.slice, metrics: candidate }));
  return [...rows, ...others];
};

const shareColumns = (rows: readonly SliceRow[]): Partial<SliceColumns> => {
  if (rows.every(({ metrics }) => metrics === null)) return {};
  const column = (key: keyof SliceMetrics["shares"]) => rows.map(({ metrics }) => metrics?.shares[key] ?? null);
  return {
    graphicsActiveRatio: column("graphicsActiveRatio"),
    smActiveRatio: column("smActiveRatio"),
    tensorActiveRatio: column("tensorActiveRatio"),
    dramActiveRatio: column("dramActiveRatio"),
  };
};

/** Rows of MIG slices, each with its GPU; left out where no GPU is divided. */
export const sliceColumns = (
  { value, fresh }: { readonly value: GpuReport | null; readonly fresh: boolean },
  metrics: readonly SliceMetrics[],
): { readonly slices?: SliceColumns } => {
  const rows = rowsOf(value, metrics);
  if (rows.length === 0) return {};
  const memory = (row: SliceRow, key: "memoryTotalBytes" | "memoryUsedBytes"): number | null =>
    (fresh ? row.slice[key] : null) ?? row.metrics?.slice[key] ?? null;
  return {
    slices: {
      uuid: rows.map(({ slice }) => slice.uuid),
      parentUuid: rows.map(({ parentUuid }) => parentUuid),
      profile: rows.map(({ slice, metrics: exported }) => slice.profile ?? exported?.slice.profile ?? null),
      gpuInstanceId: rows.map(({ slice }) => slice.gpuInstanceId),
      computeInstanceId: rows.map(({ slice }) => slice.computeInstanceId),
      memoryTotalBytes: rows.map((row) => memory(row, "memoryTotalBytes")),
      memoryUsedBytes: rows.map((row) => memory(row, "memoryUsedBytes")),
      ...shareColumns(rows),
    },
  };
};
