/** What of DCGM's counters is read. Shares 0…1. */
export const profilingKeys = [
  "graphicsActiveRatio",
  "smActiveRatio",
  "smOccupancyRatio",
  "tensorActiveRatio",
  "dramActiveRatio",
] as const;
export type ProfilingKey = (typeof profilingKeys)[number];

interface ProfilingField {
  /** Field id of DCGM; names changed with 4.6, ids did not. */
  readonly id: number;
  /** Names in the exporter's text without `DCGM_FI_`: the classic one, then those since 4.6. */
  readonly names: readonly string[];
  /** Title of the column of `dcgmi dmon`. */
  readonly column: string;
}

/** @source https://github.com/NVIDIA/DCGM/blob/master/dcgmlib/dcgm_fields.h */
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

/** One GPU as a profiling source sees it. At least one of UUID and index is known. */
export interface ProfilingReading extends Readonly<Record<ProfilingKey, number | null>> {
  readonly uuid: string | null;
  readonly index: number | null;
}

export interface ProfilingReport {
  readonly gpus: readonly ProfilingReading[];
  /** Entities of a GPU that are not read: MIG slices and links. */
  readonly partsIgnored: number;
  readonly rejectedLines: number;
}
