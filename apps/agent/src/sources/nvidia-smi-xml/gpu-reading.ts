import { type Cell, orNull, type UnknownReason, unknown } from "../values/unknown.ts";
import type { GpuReading, GpuValueName, GpuValues, SliceReading } from "./gpu-report.ts";

/** One cell per value of a GPU. */
export type GpuCells = { readonly [K in GpuValueName]: Cell<GpuValues[K]> };

interface GpuIdentity {
  readonly uuid: string;
  readonly index: number;
  readonly slices: readonly SliceReading[];
}

/** A divided GPU has no utilisation of its own, whatever number a driver puts there. */
const ofDivided = (cells: GpuCells): GpuCells => ({
  ...cells,
  utilizationRatio: unknown("unsupported"),
  memoryUtilizationRatio: unknown("unsupported"),
});

/** A reading from its cells: the values, null where there is none, and the reasons of the nulls. */
export const gpuReadingOf = (identity: GpuIdentity, cells: GpuCells): GpuReading => {
  const sound = orNull(cells.migEnabled) === true ? ofDivided(cells) : cells;
  const reasons: Partial<Record<GpuValueName, UnknownReason>> = {};
  const values: Partial<Record<GpuValueName, unknown>> = {};
  for (const name of Object.keys(sound) as GpuValueName[]) {
    const cell: Cell<unknown> = sound[name];
    values[name] = cell.kind === "known" ? cell.value : null;
    if (cell.kind === "unknown") reasons[name] = cell.why;
  }
  return { ...(values as { readonly [K in GpuValueName]: GpuValues[K] | null }), ...identity, unknown: reasons };
};
