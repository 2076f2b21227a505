import type { GpuCells } from "../nvidia-smi-xml/gpu-reading.ts";
import { unknown } from "../values/unknown.ts";

const missing = unknown("missing");

/** Cells of a GPU of which nothing is told. */
export const missingCells: GpuCells = {
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
