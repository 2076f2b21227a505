import {
  celsius,
  count,
  flag,
  labelCell,
  type MetricField,
  type MetricRow,
  mebibyteCount,
  megahertz,
  metricCell,
  metricCells,
  podsIn,
  ratioOfPercent,
  rowsBy,
  watts,
} from "../../exporter/metric-rows.ts";
import type { MetricSample } from "../../exporter/parse-prometheus-text.ts";
import { known, orNull, reasonsOfMask } from "../../gpu-report/cell.ts";
import { gpuReadingOf } from "../../gpu-report/gpu-cells.ts";
import {
  type GpuReading,
  type GpuReport,
  gpuReport,
  type SliceReading,
  sliceKey,
} from "../../gpu-report/gpu-report.ts";

/** Beginning of the names of all its metrics. */
export const prefix = "DCGM_FI_";

/** The first of these labels that is not empty. */
const label = ({ labels }: MetricSample, ...names: readonly string[]): string | null =>
  names.map((name) => labels.get(name)).find((value) => value !== undefined && value !== "") ?? null;

/** UUID of the slice, or of the GPU, that a series is of. */
const deviceOf = (sample: MetricSample): string | null => {
  const uuid = gpuUuid(sample);
  return uuid === null || !isSlice(sample) || isSliceUuid(sample) ? uuid : sliceKey(uuid, gpuInstanceId(sample), 0);
};

const longestUuid = 100;

const gpuUuid = (sample: MetricSample): string | null => {
  const uuid = label(sample, "UUID", "uuid", "gpu_uuid");
  return uuid !== null && uuid.length <= longestUuid ? uuid : null;
};

const shortNumber = (text: string | null) => (text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null);

const gpuIndex = (sample: MetricSample): number | null => shortNumber(label(sample, "gpu"));
const gpuInstanceId = (sample: MetricSample): number | null => shortNumber(label(sample, "GPU_I_ID"));

const isSliceUuid = (sample: MetricSample): boolean => gpuUuid(sample)?.startsWith("MIG-") ?? false;

/** The series of a slice is not a value of the GPU. */
const isSlice = (sample: MetricSample): boolean =>
  label(sample, "GPU_I_ID", "GPU_I_PROFILE") !== null || isSliceUuid(sample);

/** A value of the device by its metrics without prefix: `DCGM_FI_DEV_…` before DCGM 4.6, and also `DCGM_FI_…` since. */
const deviceField = <T>(read: (value: number) => T | null, ...names: readonly string[]): MetricField<T> => ({
  names: names.flatMap((name) => [`${prefix}DEV_${name}`, prefix + name]),
  read,
});

const mask = (value: number): readonly string[] | null => (count(value) === null ? null : reasonsOfMask(BigInt(value)));

/**
 * Names before and since DCGM 4.6.
 * @source https://github.com/NVIDIA/DCGM/blob/master/dcgmlib/dcgm_fields.h
 */
const fields = {
  utilizationRatio: deviceField(ratioOfPercent, "GPU_UTIL", "GPU_UTIL_RATIO"),
  memoryUtilizationRatio: deviceField(ratioOfPercent, "MEM_COPY_UTIL", "MEM_COPY_UTIL_RATIO"),
  memoryTotalBytes: deviceField(mebibyteCount, "FB_TOTAL"),
  memoryUsedBytes: deviceField(mebibyteCount, "FB_USED"),
  memoryReservedBytes: deviceField(mebibyteCount, "FB_RESERVED"),
  powerDrawWatts: deviceField(
    watts,
    "POWER_USAGE",
    "BOARD_POWER_WATTS",
    "POWER_USAGE_INSTANT",
    "BOARD_POWER_RAW_WATTS",
  ),
  powerLimitWatts: deviceField(
    watts,
    "ENFORCED_POWER_LIMIT",
    "POWER_LIMIT_ENFORCED_WATTS",
    "BOARD_POWER_LIMIT_ENFORCED_WATTS",
    "POWER_MGMT_LIMIT",
  ),
  powerLimitDefaultWatts: deviceField(watts, "POWER_MGMT_LIMIT_DEF"),
  temperatureCelsius: deviceField(celsius, "GPU_TEMP", "GPU_TEMP_CELSIUS"),
  memoryTemperatureCelsius: deviceField(celsius, "MEMORY_TEMP", "MEMORY_TEMP_CELSIUS"),
  smClockHertz: deviceField(megahertz, "SM_CLOCK"),
  memoryClockHertz: deviceField(megahertz, "MEM_CLOCK"),
  clockEventReasons: deviceField(mask, "CLOCK_THROTTLE_REASONS", "CLOCKS_EVENT_REASONS", "CLOCKS_EVENT_REASON"),
  eccUncorrectedVolatile: deviceField(count, "ECC_DBE_VOL_TOTAL"),
  pageRetirementPending: deviceField(flag, "RETIRED_PENDING", "PAGE_RETIRED_PENDING"),
  rowRemapPending: deviceField(flag, "ROW_REMAP_PENDING"),
  rowRemapFailed: deviceField(flag, "ROW_REMAP_FAILURE", "ROW_REMAP_FAILED"),
};
/** Of the board: the slices of a divided GPU each repeat them. */
const boardNames: ReadonlySet<string> = new Set(
  Object.entries(fields).flatMap(([name, { names }]) =>
    /^(?:memory.*(?:Bytes|Ratio)|utilizationRatio)$/.test(name) ? [] : names,
  ),
);
const freeBytes = deviceField(mebibyteCount, "FB_FREE");
const lastXid = deviceField(count, "XID_ERRORS", "XID_ERROR");
/** No catalogue goes as far. */
const largestXid = 100_000;

/** Sum of what is used, free and reserved; null while one of the first two is unknown. */
const memorySum = (row: MetricRow): number | null => {
  const value = (part: MetricField<number>): number | null => orNull(metricCell(row, part));
  const [used, free] = [value(fields.memoryUsedBytes), value(freeBytes)];
  return used === null || free === null ? null : used + free + (value(fields.memoryReservedBytes) ?? 0);
};

const firstSample = (row: MetricRow): MetricSample | undefined => [...row.values()].flat()[0];

/** The series of a GPU with those of the board that only its slices have. */
const withBoard = (row: MetricRow, slices: MetricRow): MetricRow =>
  new Map([...[...slices].filter(([name]) => boardNames.has(name)), ...row]);

const readGpu = (uuid: string, row: MetricRow, slices: readonly SliceReading[], position: number): GpuReading => {
  const first = firstSample(row);
  const index = (first === undefined ? null : gpuIndex(first)) ?? position;
  const cells = metricCells(row, fields);
  const sum = memorySum(row);
  return gpuReadingOf(
    { uuid, index, slices },
    {
      ...cells,
      name: labelCell(row, "modelName", "model_name"),
      pciBusId: labelCell(row, "pci_bus_id"),
      ...(cells.memoryTotalBytes.kind === "unknown" && sum !== null ? { memoryTotalBytes: known(sum) } : {}),
      ...(slices.length > 0 ? { migEnabled: known(true) } : {}),
    },
  );
};

const readSlice = (parentUuid: string, row: MetricRow, first: MetricSample): SliceReading => {
  const instance = gpuInstanceId(first);
  return {
    uuid: sliceKey(parentUuid, instance, 0),
    index: null,
    gpuInstanceId: instance,
    computeInstanceId: null,
    profile: orNull(labelCell(row, "GPU_I_PROFILE")),
    memoryTotalBytes: orNull(metricCell(row, fields.memoryTotalBytes)) ?? memorySum(row),
    memoryUsedBytes: orNull(metricCell(row, fields.memoryUsedBytes)),
  };
};

/** The MIG slices of a GPU by their instance; one that pods share occurs once. */
const slicesOf = (uuid: string, samples: readonly MetricSample[]): readonly SliceReading[] => {
  const rows = rowsBy(samples, (sample) =>
    isSlice(sample) && gpuUuid(sample) === uuid ? String(gpuInstanceId(sample)) : null,
  );
  return [...rows.values()].flatMap((row) => {
    const first = firstSample(row);
    return first === undefined ? [] : [readSlice(uuid, row, first)];
  });
};

/** The last Xid of each GPU by UUID, 0 for none; only those that the page has. */
export const readLastXids = (samples: readonly MetricSample[]): ReadonlyMap<string, number> => {
  const ofXids = samples.filter(({ name }) => lastXid.names.includes(name));
  const rows = [...rowsBy(ofXids, gpuUuid)].flatMap(([uuid, row]) => {
    const code = orNull(metricCell(row, lastXid));
    return code === null || code > largestXid ? [] : [[uuid, code] as const];
  });
  return new Map(rows);
};

/** The GPUs of an exporter's page; rows without UUID are left out. */
export const readDcgmGpus = (samples: readonly MetricSample[]): GpuReport => {
  const gpuRows = rowsBy(samples, (sample) => (isSlice(sample) ? null : gpuUuid(sample)));
  const sliceRows = rowsBy(samples, (sample) => (isSlice(sample) && !isSliceUuid(sample) ? gpuUuid(sample) : null));
  const rows = [...new Set([...sliceRows.keys(), ...gpuRows.keys()])].map(
    (uuid) => [uuid, withBoard(gpuRows.get(uuid) ?? new Map(), sliceRows.get(uuid) ?? new Map())] as const,
  );
  return gpuReport({
    driverVersion: samples[0]?.labels.get("DCGM_FI_DRIVER_VERSION") ?? null,
    ...podsIn(samples, deviceOf),
    gpus: rows.map(([uuid, row], position) => readGpu(uuid, row, slicesOf(uuid, samples), position)),
  });
};
