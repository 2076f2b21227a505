import type { GpuValueName, GpuValues } from "../nvidia-smi-xml/gpu-report.ts";
import { recoveryActionCell } from "../nvidia-smi-xml/read-gpu.ts";
import {
  bytesCell,
  celsiusCell,
  countCell,
  enabledCell,
  hertzCell,
  ratioCell,
  secondsCell,
  textCell,
  wattsCell,
  yesNoCell,
} from "../values/cell.ts";
import { type Cell, mapCell, orNull, unknown } from "../values/unknown.ts";
import { clockEventReasons } from "./clock-event-reasons.ts";

/** Where one value stands: names of the query, the first with a known value counts; drivers rename and remove them. */
interface Field<T> {
  readonly names: readonly string[];
  readonly read: (text: string) => Cell<T>;
  /** Unit of a number that comes without one, in its cell and in the title of its column. */
  readonly unit: string;
}

const field = <T>(read: (raw: unknown) => Cell<T>, unit: string, ...names: readonly string[]): Field<T> => ({
  names,
  read,
  unit,
});

const reasonsCell = (raw: unknown): Cell<readonly string[]> => mapCell(textCell(raw), clockEventReasons);

/** Values that stand in one cell each. */
type SingleValueName = Exclude<GpuValueName, "throttleSeconds" | "processes" | "repairPending" | "memoryUnrepairable">;

/** Every value of one cell, and how it is read. */
export const fields: { readonly [K in SingleValueName]: Field<GpuValues[K]> } = {
  name: field(textCell, "", "name"),
  pciBusId: field(textCell, "", "pci.bus_id"),
  serial: field(textCell, "", "serial"),
  vbiosVersion: field(textCell, "", "vbios_version"),
  utilizationRatio: field(ratioCell, "%", "utilization.gpu"),
  memoryUtilizationRatio: field(ratioCell, "%", "utilization.memory"),
  memoryTotalBytes: field(bytesCell, "MiB", "memory.total"),
  memoryUsedBytes: field(bytesCell, "MiB", "memory.used"),
  memoryReservedBytes: field(bytesCell, "MiB", "memory.reserved"),
  powerDrawWatts: field(wattsCell, "W", "power.draw", "power.draw.average", "power.draw.instant"),
  powerLimitWatts: field(wattsCell, "W", "enforced.power.limit", "power.limit"),
  powerLimitDefaultWatts: field(wattsCell, "W", "power.default_limit"),
  temperatureCelsius: field(celsiusCell, "C", "temperature.gpu"),
  smClockHertz: field(hertzCell, "MHz", "clocks.current.sm", "clocks.sm"),
  memoryClockHertz: field(hertzCell, "MHz", "clocks.current.memory", "clocks.mem"),
  clockEventReasons: field(reasonsCell, "", "clocks_event_reasons.active", "clocks_throttle_reasons.active"),
  eccEnabled: field(enabledCell, "", "ecc.mode.current"),
  eccUncorrectedVolatile: field(countCell, "", "ecc.errors.uncorrected.volatile.total"),
  eccSramThresholdExceeded: field(yesNoCell, "", "ecc.errors.uncorrected.aggregate.sram.thresholdExceeded"),
  pageRetirementPending: field(yesNoCell, "", "retired_pages.pending"),
  rowRemapPending: field(yesNoCell, "", "remapped_rows.pending"),
  rowRemapFailed: field(yesNoCell, "", "remapped_rows.failure"),
  recoveryAction: field(recoveryActionCell, "", "gpu_recovery_action"),
  migEnabled: field(enabledCell, "", "mig.mode.current"),
};

/** Time counters of the reasons that hold clocks down, by reason. */
const throttleReasons = [
  "sw_power_cap",
  "sync_boost",
  "sw_thermal_slowdown",
  "hw_thermal_slowdown",
  "hw_power_brake_slowdown",
] as const;
const throttleNames = throttleReasons.map(
  (reason) => [`clocks_event_reasons_counters.${reason}`, reason.replaceAll("_", "-")] as const,
);

/** Identity of the row. */
export const identityFields = { uuid: "uuid", index: "index" } as const;

/** Facts of the node, which the driver repeats in every row. */
export const nodeFields = { driverVersion: "driver_version", attachedGpus: "count" } as const;

/** Before drivers had a recovery action of their own they said what a card needs in two words. */
const resetFields = {
  "reset_status.reset_required": "reset",
  "reset_status.drain_and_reset_recommended": "drain-and-reset",
} as const;

/** Other names under which a query gives a field. */
export const fieldAliases: Readonly<Record<string, string>> = {
  gpu_uuid: "uuid",
  gpu_name: "name",
  gpu_serial: "serial",
  gpu_bus_id: "pci.bus_id",
};

/** Every name that may be asked for; the UUID first, by which the header is found. */
export const wantedNames: readonly string[] = [
  ...Object.values(identityFields),
  ...Object.values(fields).flatMap(({ names }) => names),
  ...throttleNames.map(([name]) => name),
  ...Object.keys(resetFields),
  ...Object.values(nodeFields),
];

/** Cells of a row by the name that was asked for. */
export interface Row {
  get(name: string): string | undefined;
}

/** Seconds of each counter that can be read. */
export const throttleCell = (
  row: Row,
  withUnit: (cell: string, unit: string) => string,
): Cell<Record<string, number>> => {
  const counted: Record<string, number> = {};
  let seen = false;
  for (const [name, reason] of throttleNames) {
    const text = row.get(name);
    if (text === undefined) continue;
    seen = true;
    const cell = secondsCell(withUnit(text, "us"));
    if (cell.kind === "known") counted[reason] = cell.value;
  }
  if (Object.keys(counted).length > 0) return { kind: "known", value: counted };
  return unknown(seen ? "unsupported" : "missing");
};

/** The action that the older two fields tell; that neither is needed does not say that nothing is. */
export const resetCell = (row: Row): Cell<string> => {
  const needed = Object.entries(resetFields).find(([name]) => orNull(yesNoCell(row.get(name))) === true);
  return needed === undefined ? unknown("missing") : { kind: "known", value: needed[1] };
};
