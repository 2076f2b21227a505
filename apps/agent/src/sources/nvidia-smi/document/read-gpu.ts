import { isRecord } from "@loadline/model";
import {
  activeCell,
  asUnknown,
  bytesCell,
  type Cell,
  celsiusCell,
  countCell,
  enabledCell,
  firstKnown,
  hertzCell,
  known,
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
import { gpuReadingOf } from "../../../gpu-report/gpu-cells.ts";
import {
  type GpuCells,
  type GpuReading,
  type GpuValueName,
  type SliceReading,
  sliceKey,
} from "../../../gpu-report/gpu-report.ts";
import { processesCell } from "./sections.ts";
import { at, listAt, type XmlNode } from "./xml-tree.ts";

interface Field {
  /** Places below `<gpu>`; the first with a known value counts. */
  readonly paths: readonly string[];
  readonly read: ReadCell<unknown>;
}

const field = (read: ReadCell<unknown>, ...paths: readonly string[]): Field => ({ paths, read });

/** Values of one cell. Releases rename and move elements, also within a schema version: older places come last. */
const fields: Readonly<Partial<Record<GpuValueName, Field>>> = {
  name: field(textCell, "product_name"),
  pciBusId: field(textCell, "pci/pci_bus_id", "@id"),
  serial: field(textCell, "serial"),
  vbiosVersion: field(textCell, "vbios_version"),
  utilizationRatio: field(ratioCell, "utilization/gpu_util"),
  memoryUtilizationRatio: field(ratioCell, "utilization/memory_util"),
  memoryTotalBytes: field(bytesCell, "fb_memory_usage/total"),
  memoryUsedBytes: field(bytesCell, "fb_memory_usage/used"),
  memoryReservedBytes: field(bytesCell, "fb_memory_usage/reserved"),
  powerDrawWatts: field(
    wattsCell,
    "gpu_power_readings/power_draw",
    "gpu_power_readings/average_power_draw",
    "gpu_power_readings/instant_power_draw",
    "power_readings/power_draw",
  ),
  powerLimitWatts: field(
    wattsCell,
    "gpu_power_readings/current_power_limit",
    "gpu_power_readings/enforced_power_limit",
    "power_readings/enforced_power_limit",
    "power_readings/power_limit",
  ),
  powerLimitDefaultWatts: field(
    wattsCell,
    "gpu_power_readings/default_power_limit",
    "power_readings/default_power_limit",
  ),
  temperatureCelsius: field(celsiusCell, "temperature/gpu_temp"),
  memoryTemperatureCelsius: field(celsiusCell, "temperature/memory_temp"),
  smClockHertz: field(hertzCell, "clocks/sm_clock"),
  memoryClockHertz: field(hertzCell, "clocks/mem_clock"),
  eccEnabled: field(enabledCell, "ecc_mode/current_ecc"),
  eccSramThresholdExceeded: field(
    yesNoCell,
    "ecc_errors/aggregate/sram_threshold_exceeded",
    "ecc_errors/sram_threshold_exceeded",
  ),
  pageRetirementPending: field(yesNoCell, "retired_pages/pending_retirement", "retired_pages/pending_blacklist"),
  memoryUnrepairable: field(yesNoCell, "ecc_errors/unrepairable_memory"),
  rowRemapPending: field(yesNoCell, "remapped_rows/remapped_row_pending"),
  rowRemapFailed: field(yesNoCell, "remapped_rows/remapped_row_failure"),
  migEnabled: field(enabledCell, "mig_mode/current_mig"),
};

/** Counters that together are the uncorrected errors; the first list whose first counter exists is summed. */
const eccCounters = [
  ["sram_uncorrectable_parity", "sram_uncorrectable_secded", "dram_uncorrectable"],
  ["double_bit/total"],
  ["sram_uncorrectable", "dram_uncorrectable"],
] as const;

/** A cell at a place; a section that is only a token, such as `N/A`, is the reason of each of its cells. */
const cellAt = <T>(node: XmlNode, path: string, read: ReadCell<T>): Cell<T> => {
  const raw = at(node, path);
  if (raw !== undefined) return read(raw);
  const section = at(node, path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  return typeof section === "string" && section !== "" ? asUnknown(textCell(section)) : unknown("missing");
};

/** Known only when every counter is. */
const eccSum = (node: XmlNode): Cell<number> => {
  const path = (name: string): string => `ecc_errors/volatile/${name}`;
  const names = eccCounters.find(([first]) => at(node, path(first)) !== undefined);
  const cells = names?.map((name) => countCell(at(node, path(name)))) ?? [unknown("missing")];
  return (
    cells.find(({ kind }) => kind === "unknown") ?? known(cells.reduce((sum, cell) => sum + (orNull(cell) ?? 0), 0))
  );
};

/** The cells of a section whose names match, without what matched; the reason when there is no such section. */
const sectionCells = <T>(section: unknown, prefix: RegExp, read: ReadCell<T>) =>
  isRecord(section)
    ? Object.entries(section)
        .filter(([name]) => prefix.test(name))
        .map(([name, raw]) => ({ name: name.replace(prefix, ""), cell: read(raw) }))
    : section === undefined
      ? unknown("missing")
      : asUnknown(textCell(section));

/** Names of the active reasons. Unknown when one of them failed: a shorter list would claim more than is known. */
const activeReasons = (node: XmlNode): Cell<readonly string[]> => {
  const section = at(node, "clocks_event_reasons") ?? at(node, "clocks_throttle_reasons");
  const cells = sectionCells(section, /^clocks_(?:event|throttle)_reason_/, activeCell);
  if ("kind" in cells) return cells;
  const failed = cells.find(({ cell }) => cell.kind === "unknown" && cell.why !== "unsupported");
  if (failed?.cell.kind === "unknown") return failed.cell;
  if (cells.every(({ cell }) => cell.kind === "unknown"))
    return unknown(cells.length === 0 ? "missing" : "unsupported");
  return known(cells.filter(({ cell }) => orNull(cell) === true).map(({ name }) => name.replaceAll("_", "-")));
};

/** The counters spell two reasons shorter than the list of the active ones does. */
const reasonOfCounter = (name: string): string =>
  name
    .replace(/therm_/, "thermal_")
    .replace(/power_brake$/, "power_brake_slowdown")
    .replaceAll("_", "-");

const throttleSeconds = (node: XmlNode): Cell<Readonly<Record<string, number>>> => {
  const section = at(node, "clocks_event_reasons_counters");
  const cells = sectionCells(section, /^clocks_event_reasons_counters_/, secondsCell);
  if ("kind" in cells) return cells;
  const counted = cells.flatMap(({ name, cell }) =>
    cell.kind === "known" ? [[reasonOfCounter(name), cell.value] as const] : [],
  );
  return counted.length === 0 ? unknown("unsupported") : known(Object.fromEntries(counted));
};

/** The action of older drivers, in two flags; neither of them means that no action is needed. */
const resetStatus = (node: XmlNode): Cell<string> => {
  const needs = (name: string): boolean => orNull(yesNoCell(at(node, `gpu_reset_status/${name}`))) === true;
  if (needs("reset_required")) return known("reset");
  return needs("drain_and_reset_recommended") ? known("drain-and-reset") : unknown("missing");
};

const cellsOf = (node: XmlNode): Partial<GpuCells> => {
  const single = Object.fromEntries(
    Object.entries(fields).map(([name, each]) => [
      name,
      firstKnown(each.paths.map((path) => cellAt(node, path, each.read))),
    ]),
  );
  const { memoryUsedBytes } = single as unknown as GpuCells;
  const repairs = ["channel", "tpc"].map((part) => cellAt(node, `ecc_errors/${part}_repair_pending`, yesNoCell));
  return {
    ...(single as Partial<GpuCells>),
    clockEventReasons: activeReasons(node),
    throttleSeconds: throttleSeconds(node),
    eccUncorrectedVolatile: eccSum(node),
    repairPending: repairs.find((cell) => orNull(cell) === true) ?? firstKnown(repairs),
    recoveryAction: firstKnown([cellAt(node, "gpu_recovery_action", recoveryActionCell), resetStatus(node)]),
    processes: processesCell(at(node, "processes"), orNull(memoryUsedBytes)),
  };
};

const readSlice = (node: XmlNode, parentUuid: string): SliceReading => {
  const count = (path: string): number | null => orNull(countCell(at(node, path)));
  const gpuInstanceId = count("gpu_instance_id");
  const computeInstanceId = count("compute_instance_id");
  return {
    uuid: orNull(textCell(at(node, "uuid"))) ?? sliceKey(parentUuid, gpuInstanceId, computeInstanceId),
    index: count("index"),
    gpuInstanceId,
    computeInstanceId,
    profile: orNull(textCell(at(node, "profile"))),
    memoryTotalBytes: orNull(bytesCell(at(node, "fb_memory_usage/total"))),
    memoryUsedBytes: orNull(bytesCell(at(node, "fb_memory_usage/used"))),
  };
};

/** The readings of one `<gpu>` element; null when it has no UUID. */
export const readGpu = (node: XmlNode, index: number): GpuReading | null => {
  const uuid = orNull(textCell(at(node, "uuid")));
  if (uuid === null) return null;
  // None where the list of MIG slices is the text `None`. Of a key that occurs twice the first counts.
  const listed = listAt(node, "mig_devices/mig_device")
    .filter(isRecord)
    .map((slice) => readSlice(slice, uuid));
  const slices = [...new Map(listed.toReversed().map((slice) => [slice.uuid, slice])).values()].toReversed();
  return gpuReadingOf({ uuid, index, slices }, cellsOf(node));
};

/** Bus id of a `<gpu>` element: the element's own, else the attribute's. */
export const pciBusIdOf = (node: XmlNode): string | null =>
  orNull(firstKnown(["pci/pci_bus_id", "@id"].map((path) => cellAt(node, path, textCell))));
