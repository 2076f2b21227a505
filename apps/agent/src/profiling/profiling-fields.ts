import { sentinelNumber } from "../gpu-report/no-value.ts";

interface ProfilingField {
  /** Field id of DCGM; names changed with 4.6, ids did not. */
  readonly id: number;
  /** Names in the exporter's page without `DCGM_FI_`: the classic one, then those since 4.6. */
  readonly names: readonly string[];
  /** Title of the column of `dcgmi dmon`. */
  readonly column: string;
}

export type ProfilingKey =
  | "graphicsActiveRatio"
  | "smActiveRatio"
  | "smOccupancyRatio"
  | "tensorActiveRatio"
  | "dramActiveRatio";

/**
 * DCGM's profiling counters that are read, as shares 0…1.
 * @source https://github.com/NVIDIA/DCGM/blob/master/dcgmlib/dcgm_fields.h
 */
export const profilingFields: Readonly<Record<ProfilingKey, ProfilingField>> = {
  graphicsActiveRatio: { id: 1001, names: ["PROF_GR_ENGINE_ACTIVE", "PROF_GR_ENGINE_UTIL_RATIO"], column: "GRACT" },
  smActiveRatio: { id: 1002, names: ["PROF_SM_ACTIVE", "PROF_SM_UTIL_RATIO", "SM_UTIL_RATIO"], column: "SMACT" },
  smOccupancyRatio: {
    id: 1003,
    names: ["PROF_SM_OCCUPANCY", "PROF_SM_OCCUPANCY_RATIO", "SM_OCCUPANCY_RATIO"],
    column: "SMOCC",
  },
  tensorActiveRatio: {
    id: 1004,
    names: ["PROF_PIPE_TENSOR_ACTIVE", "PROF_TENSOR_UTIL_RATIO", "TENSOR_UTIL_RATIO"],
    column: "TENSO",
  },
  dramActiveRatio: {
    id: 1005,
    names: ["PROF_DRAM_ACTIVE", "PROF_DRAM_UTIL_RATIO", "DRAM_UTIL_RATIO"],
    column: "DRAMA",
  },
};
export const profilingKeys = Object.keys(profilingFields) as readonly ProfilingKey[];

/** Shares of time 0…1; null is unknown. */
export type ProfilingShares = Readonly<Record<ProfilingKey, number | null>>;

/** One GPU of a profiling source. At least one of UUID and index is known. */
export interface ProfilingReading extends ProfilingShares {
  readonly uuid: string | null;
  readonly index: number | null;
}

export interface ProfilingReport {
  readonly gpus: readonly ProfilingReading[];
}

/** A share of DCGM; null when it is none, such as the values above 1 that slices of a GPU have been seen to have. */
export const dcgmShare = (value: number): number | null =>
  sentinelNumber(value) !== null || !(value >= 0 && value <= 1) ? null : value;
