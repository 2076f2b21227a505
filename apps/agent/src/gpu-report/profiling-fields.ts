type ProfilingKey =
  | "graphicsActiveRatio"
  | "smActiveRatio"
  | "smOccupancyRatio"
  | "tensorActiveRatio"
  | "dramActiveRatio";

/**
 * DCGM's profiling counters that are read, as shares 0…1: their names in the exporter's page without `DCGM_FI_`, the
 * classic one, then those since DCGM 4.6.
 * @source https://github.com/NVIDIA/DCGM/blob/master/dcgmlib/dcgm_fields.h
 */
export const profilingFields: Readonly<Record<ProfilingKey, readonly string[]>> = {
  graphicsActiveRatio: ["PROF_GR_ENGINE_ACTIVE", "PROF_GR_ENGINE_UTIL_RATIO"],
  smActiveRatio: ["PROF_SM_ACTIVE", "PROF_SM_UTIL_RATIO", "SM_UTIL_RATIO"],
  smOccupancyRatio: ["PROF_SM_OCCUPANCY", "PROF_SM_OCCUPANCY_RATIO", "SM_OCCUPANCY_RATIO"],
  tensorActiveRatio: ["PROF_PIPE_TENSOR_ACTIVE", "PROF_TENSOR_UTIL_RATIO", "TENSOR_UTIL_RATIO"],
  dramActiveRatio: ["PROF_DRAM_ACTIVE", "PROF_DRAM_UTIL_RATIO", "DRAM_UTIL_RATIO"],
};

/** Shares of time 0…1; null is unknown. */
export type ProfilingShares = Readonly<Record<ProfilingKey, number | null>>;

/** The shares of one GPU. At least one of UUID and index is known. */
export interface ProfilingReading extends ProfilingShares {
  readonly uuid: string | null;
  readonly index: number | null;
}
