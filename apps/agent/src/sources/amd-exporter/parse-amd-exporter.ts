import { type MetricSample, parsePrometheusText } from "../../prometheus-text/parse-prometheus-text.ts";
import {
  celsius,
  count,
  labelCell,
  type MetricField,
  type MetricRow,
  megabyteCount,
  megahertz,
  metricCell,
  metricField,
  percent,
  rowsBy,
  watts,
} from "../gpu-metrics/metric-fields.ts";
import { missingCells } from "../gpu-metrics/missing-cells.ts";
import { gpuReadingOf } from "../nvidia-smi-xml/gpu-reading.ts";
import type { GpuReading, GpuReport } from "../nvidia-smi-xml/gpu-report.ts";
import { type Cell, firstKnown, known, orNull } from "../values/unknown.ts";

export type ParsedAmdExporter =
  | { readonly kind: "ok"; readonly report: GpuReport; readonly rejectedLines: number }
  | { readonly kind: "too-many" }
  | { readonly kind: "no-known-metric"; readonly samples: number; readonly rejectedLines: number };

/** Lower case since 1.0, upper case in its configuration, and with a prefix where the operator sets one. */
const normalName = (name: string): string => name.toLowerCase().replace(/^amd_/, "");

const field = <T>(read: (value: number) => T | null, ...names: readonly string[]): MetricField<T> =>
  metricField(read, ...names);

/**
 * The exporter gives 0 for sensors that a card lacks; no card that runs draws no power or has the temperature of ice.
 * @source https://github.com/ROCm/device-metrics-exporter/issues/353
 */
const measured =
  (read: (value: number) => number | null) =>
  (value: number): number | null =>
    value === 0 ? null : read(value);

/**
 * Of several names the ones of newer cards come first.
 * @source https://github.com/ROCm/device-metrics-exporter (list of metrics)
 */
const fields = {
  utilization: field(percent, "gpu_gfx_activity", "gpu_gfx_busy_instantaneous"),
  memoryUtilization: field(percent, "gpu_umc_activity"),
  memoryTotal: field(megabyteCount, "gpu_total_vram"),
  memoryUsed: field(megabyteCount, "gpu_used_vram"),
  power: field(measured(watts), "gpu_package_power", "gpu_power_usage", "gpu_average_package_power"),
  temperature: field(measured(celsius), "gpu_junction_temperature", "gpu_edge_temperature"),
  clock: field(megahertz, "gpu_clock"),
  eccUncorrected: field(count, "gpu_ecc_uncorrect_total"),
};

/** The clock of one domain; a card has several of each, of which the fastest counts. */
const clockOf = (row: MetricRow, type: RegExp): Cell<number> => {
  const clocks = (row.get("gpu_clock") ?? []).filter(({ labels }) => type.test(labels.get("clock_type") ?? ""));
  const hertz = clocks.map((sample) => orNull(metricCell(new Map([["gpu_clock", [sample]]]), fields.clock)));
  const told = hertz.filter((value) => value !== null);
  return told.length === 0 ? missingCells.smClockHertz : known(Math.max(...told));
};

const readGpu = (uuid: string, row: MetricRow, place: number): GpuReading => {
  const index = orNull(labelCell(row, "gpu_id"));
  const cells = {
    ...missingCells,
    name: labelCell(row, "card_series", "card_model"),
    pciBusId: labelCell(row, "pcie_bus_id", "pci_bus_id"),
    serial: labelCell(row, "serial_number"),
    vbiosVersion: labelCell(row, "vbios_version"),
    utilizationRatio: metricCell(row, fields.utilization),
    memoryUtilizationRatio: metricCell(row, fields.memoryUtilization),
    memoryTotalBytes: metricCell(row, fields.memoryTotal),
    memoryUsedBytes: metricCell(row, fields.memoryUsed),
    powerDrawWatts: metricCell(row, fields.power),
    temperatureCelsius: metricCell(row, fields.temperature),
    smClockHertz: firstKnown([clockOf(row, /SYSTEM|GFX/i)]),
    memoryClockHertz: clockOf(row, /MEM/i),
    eccUncorrectedVolatile: metricCell(row, fields.eccUncorrected),
  };
  const number = index !== null && /^\d{1,4}$/.test(index) ? Number(index) : place;
  return gpuReadingOf({ uuid, index: number, slices: [] }, cells);
};

const longestKey = 100;

/** UUID, else serial number; with neither, the number on its host is the only name there is. */
const keyOf = ({ labels }: MetricSample): string | null => {
  const said = (name: string): string => labels.get(name)?.trim() ?? "";
  const id = said("gpu_id");
  const unique = said("gpu_uuid") || (said("serial_number") && `${said("serial_number")}/${id}`);
  const key = unique || (id && `${said("hostname") || "host"}/${id}`);
  return key === "" || key.length > longestKey ? null : `AMD-${key}`;
};

/** Reads the text of AMD's device metrics exporter. Never throws. */
export const parseAmdExporter = (text: string): ParsedAmdExporter => {
  const { samples, rejectedLines, tooMany } = parsePrometheusText(text);
  if (tooMany) return { kind: "too-many" };
  const own = samples
    .map((sample) => ({ ...sample, name: normalName(sample.name) }))
    .filter(({ name, labels }) => name.startsWith("gpu_") && labels.has("gpu_id"));
  const rows = rowsBy(own, keyOf);
  if (rows.size === 0) return { kind: "no-known-metric", samples: samples.length, rejectedLines };
  const [first] = rows.values();
  const report: GpuReport = {
    schemaVersion: null,
    driverVersion: first === undefined ? null : orNull(labelCell(first, "driver_version")),
    cudaVersion: null,
    attachedGpus: null,
    gpus: [...rows].map(([uuid, row], place) => readGpu(uuid, row, place)),
    rejected: [],
    warnings: [],
  };
  return { kind: "ok", report, rejectedLines };
};
