import {
  bytesCell,
  type Cell,
  celsiusCell,
  countCell,
  enabledCell,
  hertzCell,
  orNull,
  ratioCell,
  textCell,
  wattsCell,
  yesNoCell,
} from "../nvidia-smi-xml/cell.ts";
import type { GpuReading } from "../nvidia-smi-xml/gpu-report.ts";
import { recoveryAction } from "../nvidia-smi-xml/read-gpu.ts";
import { clockEventReasons } from "./clock-event-reasons.ts";

type Read<T> = (text: string) => T | null;

const known =
  <T>(cell: (raw: unknown) => Cell<T>): Read<T> =>
  (text) =>
    orNull(cell(text));

/** Where one value stands: names of the query, the first with a known value counts; drivers rename and remove them. */
interface Field<T> {
  readonly names: readonly string[];
  readonly read: Read<T>;
  /** Unit of a number that comes without one. */
  readonly unit?: string;
}

const field = <T>(read: Read<T>, ...names: readonly string[]): Field<T> => ({ names, read });

/** Every value that is read, and how. */
export const fields: { readonly [K in keyof GpuReading]: Field<NonNullable<GpuReading[K]>> } = {
  uuid: field(known(textCell), "uuid"),
  index: field(known(countCell), "index"),
  name: field(known(textCell), "name"),
  pciBusId: field(known(textCell), "pci.bus_id"),
  serial: field(known(textCell), "serial"),
  vbiosVersion: field(known(textCell), "vbios_version"),
  utilizationRatio: field(known(ratioCell), "utilization.gpu"),
  memoryUtilizationRatio: field(known(ratioCell), "utilization.memory"),
  memoryTotalBytes: field(known(bytesCell), "memory.total"),
  memoryUsedBytes: field(known(bytesCell), "memory.used"),
  memoryReservedBytes: field(known(bytesCell), "memory.reserved"),
  powerDrawWatts: field(known(wattsCell), "power.draw", "power.draw.average", "power.draw.instant"),
  powerLimitWatts: field(known(wattsCell), "enforced.power.limit", "power.limit"),
  powerLimitDefaultWatts: field(known(wattsCell), "power.default_limit"),
  temperatureCelsius: { names: ["temperature.gpu"], read: known(celsiusCell), unit: "C" },
  smClockHertz: field(known(hertzCell), "clocks.current.sm", "clocks.sm"),
  memoryClockHertz: field(known(hertzCell), "clocks.current.memory", "clocks.mem"),
  clockEventReasons: field(clockEventReasons, "clocks_event_reasons.active", "clocks_throttle_reasons.active"),
  eccEnabled: field(known(enabledCell), "ecc.mode.current"),
  eccUncorrectedVolatile: field(known(countCell), "ecc.errors.uncorrected.volatile.total"),
  rowRemapPending: field(known(yesNoCell), "remapped_rows.pending"),
  rowRemapFailed: field(known(yesNoCell), "remapped_rows.failure"),
  recoveryAction: field(recoveryAction, "gpu_recovery_action"),
  migEnabled: field(known(enabledCell), "mig.mode.current"),
};

/** Facts of the node, which the driver repeats in every row. */
export const nodeFields = { driverVersion: "driver_version", attachedGpus: "count" } as const;

/** Every name that may be asked for; the UUID first, by which the header is found. */
export const wantedNames: readonly string[] = [
  ...Object.values(fields).flatMap(({ names }) => names),
  ...Object.values(nodeFields),
];
