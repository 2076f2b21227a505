import type { UnknownReason } from "@loadline/protocol";
import { type Cell, unknown as noValue, orNull } from "./cell.ts";
import { type GpuCells, type GpuReading, type GpuValueName, missingCells } from "./gpu-report.ts";

type GpuIdentity = Pick<GpuReading, "uuid" | "index" | "slices">;

const names = Object.keys(missingCells) as readonly GpuValueName[];

/** A divided GPU has no utilisation of its own, whatever number a driver reports for it. */
const ofDivided: Partial<GpuCells> = {
  utilizationRatio: noValue("unsupported"),
  memoryUtilizationRatio: noValue("unsupported"),
};

/** Its copy has a place for every value: an object that grows by one after the other takes several times as long. */
const blank = { ...missingCells, uuid: null, index: null, slices: null, unknown: null };

/** A reading from the cells that a source has: the values, null where there is none, and the reasons of the nulls. */
export const gpuReadingOf = (identity: GpuIdentity, own: Partial<GpuCells>): GpuReading => {
  const divided = own.migEnabled !== undefined && orNull(own.migEnabled) === true ? ofDivided : {};
  const unknown: Partial<Record<GpuValueName, UnknownReason>> = {};
  const reading: Record<string, unknown> = { ...blank };
  Object.assign(reading, identity, { unknown });
  for (const name of names) {
    const cell: Cell<unknown> = divided[name] ?? own[name] ?? missingCells[name];
    reading[name] = cell.kind === "known" ? cell.value : null;
    if (cell.kind === "unknown") unknown[name] = cell.why;
  }
  return reading as unknown as GpuReading;
};
