import { type ParsedPage, pageOutcome } from "../../exporter/exporter-source.ts";
import {
  celsius,
  count,
  labelCell,
  type MetricRow,
  mebibyteCount,
  megahertz,
  metricCells,
  podsIn,
  ratioOfPercent,
  rowsBy,
  watts,
} from "../../exporter/metric-rows.ts";
import { type MetricSample, parsePrometheusText } from "../../exporter/parse-prometheus-text.ts";
import { type Cell, known, orNull, unknown } from "../../gpu-report/cell.ts";
import { gpuReadingOf } from "../../gpu-report/gpu-cells.ts";
import { type GpuReading, type GpuReport, gpuReport } from "../../gpu-report/gpu-report.ts";

/**
 * The exporter gives 0 for sensors that a card lacks; no card that runs draws no power or has the temperature of ice.
 * @source https://github.com/ROCm/device-metrics-exporter/issues/353
 */
const notZero = (read: (value: number) => number | null) => (value: number) => (value === 0 ? null : read(value));

/**
 * Of several names those of newer cards come first. Memory is in "MB" of 2^20 bytes, as in AMD SMI.
 * @source https://github.com/ROCm/device-metrics-exporter (list of metrics)
 */
const fields = {
  utilizationRatio: { names: ["gpu_gfx_activity", "gpu_gfx_busy_instantaneous"], read: ratioOfPercent },
  memoryUtilizationRatio: { names: ["gpu_umc_activity"], read: ratioOfPercent },
  memoryTotalBytes: { names: ["gpu_total_vram"], read: mebibyteCount },
  memoryUsedBytes: { names: ["gpu_used_vram"], read: mebibyteCount },
  powerDrawWatts: {
    names: ["gpu_package_power", "gpu_power_usage", "gpu_average_package_power"],
    read: notZero(watts),
  },
  temperatureCelsius: { names: ["gpu_junction_temperature", "gpu_edge_temperature"], read: notZero(celsius) },
  eccUncorrectedVolatile: { names: ["gpu_ecc_uncorrect_total"], read: count },
};

/** A card has several clocks of a domain and several stacks of memory: the largest value counts. */
const largest = (samples: readonly MetricSample[], read: (value: number) => number | null): Cell<number> => {
  const values = samples.map(({ value }) => read(value)).filter((value) => value !== null);
  return values.length === 0 ? unknown("missing") : known(Math.max(...values));
};

const clockOf = (row: MetricRow, domain: RegExp): Cell<number> =>
  largest(
    (row.get("gpu_clock") ?? []).filter(({ labels }) => domain.test(labels.get("clock_type") ?? "")),
    megahertz,
  );

const readGpu = (uuid: string, row: MetricRow, place: number): GpuReading => {
  const index = orNull(labelCell(row, "gpu_id"));
  const number = index !== null && /^\d{1,4}$/.test(index) ? Number(index) : place;
  return gpuReadingOf(
    { uuid, index: number, slices: [] },
    {
      ...metricCells(row, fields),
      name: labelCell(row, "card_series", "card_model"),
      pciBusId: labelCell(row, "pcie_bus_id", "pci_bus_id"),
      serial: labelCell(row, "serial_number"),
      vbiosVersion: labelCell(row, "vbios_version"),
      smClockHertz: clockOf(row, /SYSTEM|GFX/i),
      memoryClockHertz: clockOf(row, /MEM/i),
      memoryTemperatureCelsius: largest(
        row.get("gpu_memory_temperature") ?? row.get("gpu_hbm_temperature") ?? [],
        notZero(celsius),
      ),
    },
  );
};

const longestKey = 100;

/** UUID, else serial number; with neither, the number on its host is the only name there is. */
const keyOf = ({ labels }: MetricSample): string | null => {
  const label = (name: string): string => labels.get(name)?.trim() ?? "";
  const id = label("gpu_id");
  const unique = label("gpu_uuid") || (label("serial_number") && `${label("serial_number")}/${id}`);
  const key = unique || (id && `${label("hostname") || "host"}/${id}`);
  return key === "" || key.length > longestKey ? null : `AMD-${key}`;
};

/** Reads the page of AMD's device metrics exporter. Never throws. */
export const parseAmdExporter = (text: string): ParsedPage<GpuReport> => {
  const { samples, rejectedLines, tooMany } = parsePrometheusText(text);
  if (tooMany) return { kind: "too-many" };
  // Lower case since 1.0, upper case in the exporter's configuration, and with a prefix where the operator sets one.
  const own = samples
    .map((sample) => ({ ...sample, name: sample.name.toLowerCase().replace(/^amd_/, "") }))
    .filter(({ name, labels }) => name.startsWith("gpu_") && labels.has("gpu_id"));
  const rows = rowsBy(own, keyOf);
  const [first] = rows.values();
  if (first === undefined) return { kind: "no-known-metric", samples: samples.length, rejectedLines };
  const report = gpuReport({
    driverVersion: orNull(labelCell(first, "driver_version")),
    ...podsIn(own, keyOf),
    gpus: [...rows].map(([uuid, row], place) => readGpu(uuid, row, place)),
  });
  return { kind: "ok", report, rejectedLines };
};

export const interpretAmdExporter = (text: string) => pageOutcome(parseAmdExporter(text), "metric of an AMD GPU");
