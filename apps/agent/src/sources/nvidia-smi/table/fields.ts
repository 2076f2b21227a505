import {
  bytesCell,
  type Cell,
  celsiusCell,
  clockEventReasons,
  countCell,
  enabledCell,
  hertzCell,
  known,
  mapCell,
  orNull,
  type ReadCell,
  ratioCell,
  recoveryActionCell,
  secondsCell,
  textCell,
  unknown,
  wattsCell,
  yesNoCell,
} from "../../../gpu-report/cell.ts";
import type { GpuValueName } from "../../../gpu-report/gpu-report.ts";

export interface Field {
  /** Fields of the query; drivers rename and remove them, and the first with a known value counts. */
  readonly names: readonly string[];
  readonly read: ReadCell<unknown>;
  /** Unit of a number without one. */
  readonly unit: string;
}

const field = (read: ReadCell<unknown>, unit: string, ...names: readonly string[]): Field => ({ names, read, unit });

const reasonsCell: ReadCell<readonly string[]> = (raw) => mapCell(textCell(raw), clockEventReasons);

/** Values of one cell. */
export const fields: Readonly<Partial<Record<GpuValueName, Field>>> = {
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
  memoryTemperatureCelsius: field(celsiusCell, "C", "temperature.memory"),
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

/** Time counters of the reasons that hold clocks down. */
const throttleReasons = [
  "sw_power_cap",
  "sync_boost",
  "sw_thermal_slowdown",
  "hw_thermal_slowdown",
  "hw_power_brake_slowdown",
];
const counterName = (reason: string): string => `clocks_event_reasons_counters.${reason}`;

/** Before drivers had a recovery action they had these two flags. */
const resetFields = {
  "reset_status.reset_required": "reset",
  "reset_status.drain_and_reset_recommended": "drain-and-reset",
} as const;

/** Every field that is queried; the UUID first, by which the header is found. Version and count are of the node. */
export const wantedNames: readonly string[] = [
  "uuid",
  "index",
  ...Object.values(fields).flatMap(({ names }) => names),
  ...throttleReasons.map(counterName),
  ...Object.keys(resetFields),
  "driver_version",
  "count",
];

/** Cells of a row by the name of the field. */
export interface Row {
  /** A cell reports that the GPU does not answer. */
  readonly lost: boolean;
  get(name: string): string | undefined;
}

/** A number takes this unit where it has none itself. */
export const withUnit = (cell: string, unit: string): string =>
  unit !== "" && /^-?\d+(?:\.\d+)?$/.test(cell) ? `${cell} ${unit}` : cell;

/** Seconds of each counter that can be read, by reason. */
export const throttleCell = (row: Row): Cell<Readonly<Record<string, number>>> => {
  const texts = throttleReasons.map((reason) => [reason, row.get(counterName(reason))] as const);
  const counted = texts.flatMap(([reason, text]) => {
    const cell = text === undefined ? unknown("missing") : secondsCell(withUnit(text, "us"));
    return cell.kind === "known" ? [[reason.replaceAll("_", "-"), cell.value] as const] : [];
  });
  if (counted.length > 0) return known(Object.fromEntries(counted));
  return unknown(texts.some(([, text]) => text !== undefined) ? "unsupported" : "missing");
};

/** The action of the two flags; neither of them means that no action is needed. */
export const resetCell = (row: Row): Cell<string> => {
  const needed = Object.entries(resetFields).find(([name]) => orNull(yesNoCell(row.get(name))) === true);
  return needed === undefined ? unknown("missing") : known(needed[1]);
};

/** An entry of the help has a field and its aliases: `"clocks.sm"`, or `"clocks.current.sm" or "clocks.sm"`. */
const entryPattern = /^\s*"[a-zA-Z0-9_.]{1,100}"(?:\s+or\s+"[a-zA-Z0-9_.]{1,100}")*\s*$/;

/** Fields that `nvidia-smi --help-query-gpu` lists. Never throws. */
export const listedFields = (help: string): ReadonlySet<string> =>
  new Set(
    help
      .split("\n")
      .filter((line) => line.length <= 1000 && entryPattern.test(line))
      .flatMap((line) => [...line.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name)),
  );

/** The wanted fields that are listed; a list without the UUID cannot be trusted, and all are tried. */
export const chooseFields = (listed: ReadonlySet<string>): readonly string[] =>
  listed.has("uuid") ? wantedNames.filter((name) => listed.has(name)) : wantedNames;

/** The field that a driver rejects; one unknown field makes the whole query fail. */
export const unknownField = (output: string): string | null => {
  const [, name] = /Field "([^"\n]{1,100})" is not a valid field/.exec(output) ?? [];
  return name ?? null;
};
