import {
  activeCell,
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
import { type Cell, firstKnown, known, mapCell, notEven, orNull, unknown } from "../values/unknown.ts";
import { processesCell } from "./count-processes.ts";
import { type GpuCells, gpuReadingOf } from "./gpu-reading.ts";
import type { GpuReading } from "./gpu-report.ts";
import { readSlices } from "./read-slices.ts";
import type { Schema } from "./schemas.ts";
import { at, atFirst, isNode, type XmlNode } from "./xml-node.ts";

/** A cell at a place; where a whole section is a word, as `N/A`, that is said of each of its cells. */
const cellAt = <T>(node: XmlNode, path: string, read: (raw: unknown) => Cell<T>): Cell<T> => {
  const raw = at(node, path);
  if (raw !== undefined) return read(raw);
  const section = at(node, path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  return typeof section === "string" && section !== "" ? notEven(textCell(section)) : unknown("missing");
};

/** The first of the places whose cell has a value: drivers leave one of two power readings at N/A. */
const firstOf = <T>(node: XmlNode, paths: readonly string[], read: (raw: unknown) => Cell<T>): Cell<T> =>
  firstKnown(paths.map((path) => cellAt(node, path, read)));

const sumCells = (cells: readonly Cell<number>[]): Cell<number> => {
  const failed = cells.find(({ kind }) => kind === "unknown");
  return failed ?? known(cells.reduce((sum, cell) => sum + (orNull(cell) ?? 0), 0));
};

/** The first list whose first part is there is summed; the sum is known only when every part of it is. */
const sumOf = (node: XmlNode, alternatives: readonly (readonly string[])[]): Cell<number> => {
  const parts = alternatives.find(([first]) => first !== undefined && at(node, first) !== undefined);
  return parts === undefined ? unknown("missing") : sumCells(parts.map((path) => countCell(at(node, path))));
};

const reasonPrefix = /^clocks_(?:event|throttle)_reason_/;

/**
 * Names of the active reasons. Unknown when no cell can be read, and when one of them failed: an empty list would then
 * claim more than is known.
 */
const activeReasons = (node: unknown): Cell<readonly string[]> => {
  if (!isNode(node)) return node === undefined ? unknown("missing") : notEven(textCell(node));
  const cells = Object.entries(node)
    .filter(([name]) => reasonPrefix.test(name))
    .map(([name, raw]) => ({ name: name.replace(reasonPrefix, "").replaceAll("_", "-"), cell: activeCell(raw) }));
  const failed = cells.find(({ cell }) => cell.kind === "unknown" && cell.why !== "unsupported");
  if (failed?.cell.kind === "unknown") return failed.cell;
  const readable = cells.filter(({ cell }) => cell.kind === "known");
  if (readable.length === 0) return unknown(cells.length === 0 ? "missing" : "unsupported");
  return known(readable.filter(({ cell }) => orNull(cell) === true).map(({ name }) => name));
};

const counterPrefix = /^clocks_event_reasons_counters_/;
/** The counters spell two reasons shorter than the list of the active ones does. */
const fullName = (name: string): string =>
  name
    .replace(/therm_/, "thermal_")
    .replace(/power_brake$/, "power_brake_slowdown")
    .replaceAll("_", "-");

const throttleSeconds = (node: unknown): Cell<Readonly<Record<string, number>>> => {
  if (!isNode(node)) return node === undefined ? unknown("missing") : notEven(textCell(node));
  const counted = Object.entries(node).flatMap(([name, raw]) => {
    const seconds = counterPrefix.test(name) ? orNull(secondsCell(raw)) : null;
    return seconds === null ? [] : [[fullName(name.replace(counterPrefix, "")), seconds] as const];
  });
  return counted.length === 0 ? unknown("unsupported") : known(Object.fromEntries(counted));
};

/** Both spellings of drivers, `GPU Reset` and `Reset`, become `reset`. */
export const recoveryActionCell = (raw: unknown): Cell<string> =>
  mapCell(textCell(raw), (text) =>
    text
      .toLowerCase()
      .replace(/^(?:gpu|node) /, "")
      .replaceAll(" ", "-"),
  );

/** The action of drivers that have none of their own: two words say what a card needs, and neither says that nothing is. */
const resetStatusCell = (node: XmlNode): Cell<string> => {
  const needs = (name: string): boolean => orNull(yesNoCell(at(node, `gpu_reset_status/${name}`))) === true;
  if (needs("reset_required")) return known("reset");
  return needs("drain_and_reset_recommended") ? known("drain-and-reset") : unknown("missing");
};

/** True when one of them is; else what is known of them. */
const eitherOf = (cells: readonly Cell<boolean>[]): Cell<boolean> =>
  cells.find((cell) => orNull(cell) === true) ?? firstKnown(cells);

const cellsOf = (node: XmlNode, schema: Schema): GpuCells => {
  const read = <T>(path: string, cell: (raw: unknown) => Cell<T>): Cell<T> => cellAt(node, path, cell);
  const text = (path: string): Cell<string> => read(path, textCell);
  const memoryUsedBytes = read("fb_memory_usage/used", bytesCell);
  return {
    name: text("product_name"),
    pciBusId: firstOf(node, ["pci/pci_bus_id", "@id"], textCell),
    serial: text("serial"),
    vbiosVersion: text("vbios_version"),
    utilizationRatio: read("utilization/gpu_util", ratioCell),
    memoryUtilizationRatio: read("utilization/memory_util", ratioCell),
    memoryTotalBytes: read("fb_memory_usage/total", bytesCell),
    memoryUsedBytes,
    memoryReservedBytes: read("fb_memory_usage/reserved", bytesCell),
    powerDrawWatts: firstOf(node, schema.powerDraw, wattsCell),
    powerLimitWatts: firstOf(node, schema.powerLimit, wattsCell),
    powerLimitDefaultWatts: firstOf(node, schema.powerLimitDefault, wattsCell),
    temperatureCelsius: read("temperature/gpu_temp", celsiusCell),
    smClockHertz: read("clocks/sm_clock", hertzCell),
    memoryClockHertz: read("clocks/mem_clock", hertzCell),
    clockEventReasons: activeReasons(atFirst(node, schema.clockEventReasons)),
    throttleSeconds: throttleSeconds(at(node, "clocks_event_reasons_counters")),
    eccEnabled: read("ecc_mode/current_ecc", enabledCell),
    eccUncorrectedVolatile: sumOf(node, schema.eccUncorrectedVolatile),
    eccSramThresholdExceeded: firstOf(node, schema.eccSramThresholdExceeded, yesNoCell),
    pageRetirementPending: firstOf(
      node,
      ["retired_pages/pending_retirement", "retired_pages/pending_blacklist"],
      yesNoCell,
    ),
    repairPending: eitherOf([
      read("ecc_errors/channel_repair_pending", yesNoCell),
      read("ecc_errors/tpc_repair_pending", yesNoCell),
    ]),
    memoryUnrepairable: read("ecc_errors/unrepairable_memory", yesNoCell),
    rowRemapPending: read("remapped_rows/remapped_row_pending", yesNoCell),
    rowRemapFailed: read("remapped_rows/remapped_row_failure", yesNoCell),
    recoveryAction: firstKnown([read("gpu_recovery_action", recoveryActionCell), resetStatusCell(node)]),
    migEnabled: read("mig_mode/current_mig", enabledCell),
    processes: processesCell(at(node, "processes"), orNull(memoryUsedBytes)),
  };
};

/** The readings of one `<gpu>` element; null when it has no UUID. */
export const readGpu = (node: XmlNode, index: number, schema: Schema): GpuReading | null => {
  const uuid = orNull(textCell(at(node, "uuid")));
  if (uuid === null) return null;
  return gpuReadingOf({ uuid, index, slices: readSlices(node, uuid) }, cellsOf(node, schema));
};

/** Bus id of a `<gpu>` element: the element's own, else the attribute's. */
export const pciBusIdOf = (node: XmlNode): string | null => orNull(firstOf(node, ["pci/pci_bus_id", "@id"], textCell));
