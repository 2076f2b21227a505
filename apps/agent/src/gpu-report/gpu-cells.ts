import type { UnknownReason } from "@loadline/wire";
import { type Cell, orNull, unknown } from "./cell.ts";
import type { GpuReading, GpuValueName, GpuValues, SliceReading } from "./gpu-report.ts";

export type GpuCells = { readonly [K in GpuValueName]: Cell<GpuValues[K]> };

interface GpuIdentity {
  readonly uuid: string;
  readonly index: number;
  readonly slices: readonly SliceReading[];
}

const missing = unknown("missing");

const missingCells: GpuCells = {
  name: missing,
  pciBusId: missing,
  serial: missing,
  vbiosVersion: missing,
  utilizationRatio: missing,
  memoryUtilizationRatio: missing,
  memoryTotalBytes: missing,
  memoryUsedBytes: missing,
  memoryReservedBytes: missing,
  powerDrawWatts: missing,
  powerLimitWatts: missing,
  powerLimitDefaultWatts: missing,
  temperatureCelsius: missing,
  memoryTemperatureCelsius: missing,
  smClockHertz: missing,
  memoryClockHertz: missing,
  clockEventReasons: missing,
  throttleSeconds: missing,
  eccEnabled: missing,
  eccUncorrectedVolatile: missing,
  eccSramThresholdExceeded: missing,
  pageRetirementPending: missing,
  repairPending: missing,
  memoryUnrepairable: missing,
  rowRemapPending: missing,
  rowRemapFailed: missing,
  recoveryAction: missing,
  migEnabled: missing,
  processes: missing,
};
const names = Object.keys(missingCells) as readonly GpuValueName[];

/** A divided GPU has no utilisation of its own, whatever number a driver reports for it. */
const ofDivided: Partial<GpuCells> = {
  utilizationRatio: unknown("unsupported"),
  memoryUtilizationRatio: unknown("unsupported"),
};

/** A reading from the cells that a source has: the values, null where there is none, and the reasons of the nulls. */
export const gpuReadingOf = (identity: GpuIdentity, own: Partial<GpuCells>): GpuReading => {
  const divided = own.migEnabled !== undefined && orNull(own.migEnabled) === true;
  const cells = { ...missingCells, ...own, ...(divided ? ofDivided : {}) };
  const reasons: Partial<Record<GpuValueName, UnknownReason>> = {};
  const values: Partial<Record<GpuValueName, unknown>> = {};
  for (const name of names) {
    const cell: Cell<unknown> = cells[name];
    values[name] = cell.kind === "known" ? cell.value : null;
    if (cell.kind === "unknown") reasons[name] = cell.why;
  }
  return { ...(values as { readonly [K in GpuValueName]: GpuValues[K] | null }), ...identity, unknown: reasons };
};
