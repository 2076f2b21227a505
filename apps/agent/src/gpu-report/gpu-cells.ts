import type { UnknownReason } from "@loadline/wire";
import { type Cell, orNull, unknown } from "./cell.ts";
import { type GpuCells, type GpuReading, type GpuValueName, missingCells } from "./gpu-report.ts";

type GpuIdentity = Pick<GpuReading, "uuid" | "index" | "slices">;

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
  return { ...(values as Pick<GpuReading, GpuValueName>), ...identity, unknown: reasons };
};
