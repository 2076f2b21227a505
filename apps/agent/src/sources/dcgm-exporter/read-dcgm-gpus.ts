import type { MetricSample } from "../../prometheus-text/parse-prometheus-text.ts";
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
  metricField,
  percent,
  rowsBy,
  watts,
} from "../gpu-metrics/metric-fields.ts";
import { missingCells } from "../gpu-metrics/missing-cells.ts";
import { reasonsOfMask } from "../nvidia-smi-csv/clock-event-reasons.ts";
import { type GpuCells, gpuReadingOf } from "../nvidia-smi-xml/gpu-reading.ts";
import type { GpuReading, GpuReport } from "../nvidia-smi-xml/gpu-report.ts";
import { type Cell, known, orNull } from "../values/unknown.ts";
import { gpuIndex, gpuUuid, isSlice } from "./dcgm-labels.ts";
import { readSliceMetrics, type SliceMetrics } from "./read-slice-metrics.ts";

const field = <T>(read: (value: number) => T | null, ...names: readonly string[]): MetricField<T> =>
  metricField(read, ...names.flatMap((name) => [`DCGM_FI_DEV_${name}`, `DCGM_FI_${name}`]));

const mask = (value: number): readonly string[] | null => (count(value) === null ? null : reasonsOfMask(BigInt(value)));

/**
 * Names before and since DCGM 4.6.
 * @source https://github.com/NVIDIA/DCGM/blob/master/dcgmlib/dcgm_fields.h
 */
const fields = {
  utilization: field(percent, "GPU_UTIL", "GPU_UTIL_RATIO"),
  memoryUtilization: field(percent, "MEM_COPY_UTIL", "MEM_COPY_UTIL_RATIO"),
  memoryTotal: field(mebibyteCount, "FB_TOTAL"),
  memoryUsed: field(mebibyteCount, "FB_USED"),
  memoryFree: field(mebibyteCount, "FB_FREE"),
  memoryReserved: field(mebibyteCount, "FB_RESERVED"),
  power: field(watts, "POWER_USAGE", "BOARD_POWER_WATTS", "POWER_USAGE_INSTANT", "BOARD_POWER_RAW_WATTS"),
  powerLimit: field(
    watts,
    "ENFORCED_POWER_LIMIT",
    "POWER_LIMIT_ENFORCED_WATTS",
    "BOARD_POWER_LIMIT_ENFORCED_WATTS",
    "POWER_MGMT_LIMIT",
  ),
  powerLimitDefault: field(watts, "POWER_MGMT_LIMIT_DEF"),
  temperature: field(celsius, "GPU_TEMP", "GPU_TEMP_CELSIUS"),
  smClock: field(megahertz, "SM_CLOCK"),
  memoryClock: field(megahertz, "MEM_CLOCK"),
  reasons: field(mask, "CLOCK_THROTTLE_REASONS", "CLOCKS_EVENT_REASONS", "CLOCKS_EVENT_REASON"),
  eccUncorrected: field(count, "ECC_DBE_VOL_TOTAL"),
  retirementPending: field(flag, "RETIRED_PENDING", "PAGE_RETIRED_PENDING"),
  remapPending: field(flag, "ROW_REMAP_PENDING"),
  remapFailed: field(flag, "ROW_REMAP_FAILURE", "ROW_REMAP_FAILED"),
};

/** No catalogue goes as far. */
const mostXid = 100_000;

const totalOf = (row: MetricRow): Cell<number> => {
  const total = metricCell(row, fields.memoryTotal);
  if (total.kind === "known") return total;
  const parts = [fields.memoryUsed, fields.memoryFree].map((part) => orNull(metricCell(row, part)));
  const reserved = orNull(metricCell(row, fields.memoryReserved)) ?? 0;
  const [used, free] = parts;
  return used == null || free == null ? total : known(used + free + reserved);
};

const cellsOf = (row: MetricRow, divided: boolean): GpuCells => ({
  ...missingCells,
  name: labelCell(row, "modelName", "model_name"),
  pciBusId: labelCell(row, "pci_bus_id"),
  utilizationRatio: metricCell(row, fields.utilization),
  memoryUtilizationRatio: metricCell(row, fields.memoryUtilization),
  memoryTotalBytes: totalOf(row),
  memoryUsedBytes: metricCell(row, fields.memoryUsed),
  memoryReservedBytes: metricCell(row, fields.memoryReserved),
  powerDrawWatts: metricCell(row, fields.power),
  powerLimitWatts: metricCell(row, fields.powerLimit),
  powerLimitDefaultWatts: metricCell(row, fields.powerLimitDefault),
  temperatureCelsius: metricCell(row, fields.temperature),
  smClockHertz: metricCell(row, fields.smClock),
  memoryClockHertz: metricCell(row, fields.memoryClock),
  clockEventReasons: metricCell(row, fields.reasons),
  eccUncorrectedVolatile: metricCell(row, fields.eccUncorrected),
  pageRetirementPending: metricCell(row, fields.retirementPending),
  rowRemapPending: metricCell(row, fields.remapPending),
  rowRemapFailed: metricCell(row, fields.remapFailed),
  ...(divided ? { migEnabled: known(true) } : {}),
});

const readGpu = (uuid: string, row: MetricRow, slices: readonly SliceMetrics[], place: number): GpuReading => {
  const own = slices.filter(({ parentUuid }) => parentUuid === uuid);
  const [first] = [...row.values()].flat();
  const index = (first === undefined ? null : gpuIndex(first)) ?? place;
  const identity = { uuid, index, slices: own.map(({ slice }) => slice) };
  return gpuReadingOf(identity, cellsOf(row, own.length > 0));
};

const lastXid = field(count, "XID_ERRORS", "XID_ERROR");

/** The last Xid of each GPU by UUID, 0 for none; only those that are told. */
export const readLastXids = (samples: readonly MetricSample[]): ReadonlyMap<string, number> => {
  const own = samples.filter(({ name }) => lastXid.names.includes(name));
  const rows = [...rowsBy(own, gpuUuid)].flatMap(([uuid, row]) => {
    const code = orNull(metricCell(row, lastXid));
    return code === null || code > mostXid ? [] : [[uuid, code] as const];
  });
  return new Map(rows);
};

/** The GPUs of an exporter's text as a driver's report would have them; rows without UUID are left out. */
export const readDcgmGpus = (samples: readonly MetricSample[]): GpuReport => {
  const slices = readSliceMetrics(samples);
  const named = samples.filter(({ name }) => name.startsWith("DCGM_FI_"));
  const parents = new Map(slices.map(({ parentUuid }) => [parentUuid, new Map() as MetricRow]));
  parents.delete(null);
  const whole = rowsBy(named, (sample) => (isSlice(sample) ? null : gpuUuid(sample)));
  const rows = new Map([...(parents as Map<string, MetricRow>), ...whole]);
  const [first] = named;
  return {
    schemaVersion: null,
    driverVersion: first === undefined ? null : (first.labels.get("DCGM_FI_DRIVER_VERSION") ?? null),
    cudaVersion: null,
    attachedGpus: null,
    gpus: [...rows].map(([uuid, row], place) => readGpu(uuid, row, slices, place)),
    rejected: [],
    warnings: [],
  };
};
