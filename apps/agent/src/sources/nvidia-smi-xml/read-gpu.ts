import {
  activeCell,
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
} from "./cell.ts";
import type { GpuReading } from "./gpu-report.ts";
import type { Schema } from "./schemas.ts";
import { at, atFirst, isNode, type XmlNode } from "./xml-node.ts";

/** The first of the places whose cell has a value: drivers leave one of two power readings at N/A. */
const firstKnown = (node: XmlNode, paths: readonly string[], read: (raw: unknown) => Cell<number>): number | null =>
  paths.map((path) => orNull(read(at(node, path)))).find((value) => value !== null) ?? null;

/** The first list whose first part is there is summed; the sum is known only when every part of it is. */
const sumOf = (node: XmlNode, alternatives: readonly (readonly string[])[]): number | null => {
  const parts = alternatives.find(([first]) => first !== undefined && at(node, first) !== undefined);
  if (parts === undefined) return null;
  const values = parts.map((path) => orNull(countCell(at(node, path))));
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
};

const reasonPrefix = /^clocks_(?:event|throttle)_reason_/;

/**
 * Names of the active reasons. Null when no cell can be read, and when one of them failed: an empty list would then
 * claim more than is known.
 */
const activeReasons = (node: unknown): readonly string[] | null => {
  if (!isNode(node)) return null;
  const cells = Object.entries(node)
    .filter(([name]) => reasonPrefix.test(name))
    .map(([name, raw]) => ({ name: name.replace(reasonPrefix, "").replaceAll("_", "-"), cell: activeCell(raw) }));
  const failed = cells.some(({ cell }) => cell.kind === "unknown" && cell.why !== "unsupported");
  const readable = cells.filter(({ cell }) => cell.kind === "known");
  if (failed || readable.length === 0) return null;
  return readable.filter(({ cell }) => orNull(cell) === true).map(({ name }) => name);
};

/** Both spellings of drivers, `GPU Reset` and `Reset`, become `reset`. */
export const recoveryAction = (raw: unknown): string | null =>
  orNull(textCell(raw))
    ?.toLowerCase()
    .replace(/^(?:gpu|node) /, "")
    .replaceAll(" ", "-") ?? null;

/** The readings of one `<gpu>` element; null when it has no UUID. */
export const readGpu = (node: XmlNode, index: number, schema: Schema): GpuReading | null => {
  const text = (path: string): string | null => orNull(textCell(at(node, path)));
  const uuid = text("uuid");
  if (uuid === null) return null;
  return {
    uuid,
    index,
    name: text("product_name"),
    pciBusId: pciBusIdOf(node),
    serial: text("serial"),
    vbiosVersion: text("vbios_version"),
    utilizationRatio: orNull(ratioCell(at(node, "utilization/gpu_util"))),
    memoryUtilizationRatio: orNull(ratioCell(at(node, "utilization/memory_util"))),
    memoryTotalBytes: orNull(bytesCell(at(node, "fb_memory_usage/total"))),
    memoryUsedBytes: orNull(bytesCell(at(node, "fb_memory_usage/used"))),
    memoryReservedBytes: orNull(bytesCell(at(node, "fb_memory_usage/reserved"))),
    powerDrawWatts: firstKnown(node, schema.powerDraw, wattsCell),
    powerLimitWatts: firstKnown(node, schema.powerLimit, wattsCell),
    powerLimitDefaultWatts: firstKnown(node, schema.powerLimitDefault, wattsCell),
    temperatureCelsius: orNull(celsiusCell(at(node, "temperature/gpu_temp"))),
    smClockHertz: orNull(hertzCell(at(node, "clocks/sm_clock"))),
    memoryClockHertz: orNull(hertzCell(at(node, "clocks/mem_clock"))),
    clockEventReasons: activeReasons(atFirst(node, schema.clockEventReasons)),
    eccEnabled: orNull(enabledCell(at(node, "ecc_mode/current_ecc"))),
    eccUncorrectedVolatile: sumOf(node, schema.eccUncorrectedVolatile),
    rowRemapPending: orNull(yesNoCell(at(node, "remapped_rows/remapped_row_pending"))),
    rowRemapFailed: orNull(yesNoCell(at(node, "remapped_rows/remapped_row_failure"))),
    recoveryAction: recoveryAction(at(node, "gpu_recovery_action")),
    migEnabled: orNull(enabledCell(at(node, "mig_mode/current_mig"))),
  };
};

/** Bus id of a `<gpu>` element: the element's own, else the attribute's. */
export const pciBusIdOf = (node: XmlNode): string | null =>
  orNull(textCell(at(node, "pci/pci_bus_id"))) ?? orNull(textCell(at(node, "@id")));
