import type { SourceStatus } from "@loadline/protocol";
import { type EngineRow, unknownNumbers } from "../src/engine-report/engine-report.ts";
import { type GpuReading, type GpuReport, gpuReport as reportOf } from "../src/gpu-report/gpu-report.ts";
import type { NodeSnapshot } from "../src/sources/index.ts";

const status = (over: Partial<SourceStatus>): SourceStatus => ({
  state: "ok",
  ageSeconds: 0.1,
  durationSeconds: 0.05,
  detail: null,
  ...over,
});

export const gpuReading = (index: number, over: Partial<GpuReading> = {}): GpuReading => ({
  uuid: `GPU-${index}`,
  index,
  name: "Example GPU",
  pciBusId: `00000000:0${index}:00.0`,
  serial: null,
  vbiosVersion: null,
  utilizationRatio: 0.5,
  memoryUtilizationRatio: 0.25,
  memoryTotalBytes: 80e9,
  memoryUsedBytes: 40e9,
  memoryReservedBytes: null,
  powerDrawWatts: 300,
  powerLimitWatts: 700,
  powerLimitDefaultWatts: 700,
  temperatureCelsius: 50,
  memoryTemperatureCelsius: null,
  smClockHertz: 1.5e9,
  memoryClockHertz: 2.5e9,
  clockEventReasons: [],
  eccEnabled: true,
  eccUncorrectedVolatile: 0,
  eccSramThresholdExceeded: false,
  pageRetirementPending: false,
  repairPending: null,
  memoryUnrepairable: null,
  throttleSeconds: null,
  rowRemapPending: false,
  rowRemapFailed: false,
  recoveryAction: "none",
  migEnabled: false,
  processes: null,
  unknown: {},
  slices: [],
  ...over,
});

export const gpuReport = (gpus: readonly GpuReading[]): GpuReport =>
  reportOf({
    schemaVersion: 13,
    driverVersion: "580.65.06",
    cudaVersion: "13.0",
    attachedGpus: gpus.length,
    gpus,
  });

export const engineRow = (
  id: string,
  over: Partial<EngineRow["target"]> = {},
  running: number | null = 2,
): EngineRow => ({
  target: { id, url: `http://${id}/metrics`, deployment: "chat", engine: "vllm", gpus: null, draining: false, ...over },
  reading: running === null ? null : { model: "m", numbers: { ...unknownNumbers, running } },
});

/** A snapshot of these GPUs and engines; fresh unless stated otherwise. */
export const snapshots = (
  gpus: readonly GpuReading[],
  rows: readonly EngineRow[],
  { gpusFresh = true, enginesFresh = true } = {},
): NodeSnapshot => {
  const gpuStatus = status(gpusFresh ? {} : { state: "stalled", ageSeconds: 99, detail: "a read hangs" });
  const engineStatus = status(enginesFresh ? {} : { state: "stalled", ageSeconds: 99 });
  return {
    gpus: { value: gpuReport(gpus), fresh: gpusFresh, status: gpuStatus },
    engines: { value: { rows }, fresh: enginesFresh, status: engineStatus },
    statuses: { "nvidia-smi": gpuStatus, engines: engineStatus },
  };
};
