import type { EngineColumns, GpuColumns, Telemetry } from "@loadline/wire";
import type { ProfilingKey, ProfilingReading } from "./profiling/profiling-fields.ts";
import type { Snapshots } from "./sources/index.ts";
import type { GpuReading, GpuReport } from "./sources/nvidia-smi-xml/gpu-report.ts";
import type { EngineReport, EngineRow, nothingKnown } from "./sources/vllm/engine-report.ts";

export interface SampleIdentity {
  readonly bootId: string;
  readonly seq: number;
  /** Epoch seconds. */
  readonly sampledAt: number;
  readonly intervalSeconds: number;
  readonly inventoryHash: string | null;
}

/** What profiling tells, by UUID; null where no profiling source is in use. */
type Profiling = ReadonlyMap<string, ProfilingReading>;

/** What of a snapshot may be used: values beyond the freshness limit are unknown, their rows stay. */
interface Usable<T> {
  readonly value: T | null;
  readonly fresh: boolean;
}

/** The profiling columns; left out where no profiling source is in use, so that they cost nothing. */
const profilingColumns = (uuids: readonly string[], profiling: Profiling | null): Partial<GpuColumns> => {
  if (profiling === null) return {};
  const column = (key: ProfilingKey): (number | null)[] => uuids.map((uuid) => profiling.get(uuid)?.[key] ?? null);
  return {
    smActiveRatio: column("smActiveRatio"),
    smOccupancyRatio: column("smOccupancyRatio"),
    tensorActiveRatio: column("tensorActiveRatio"),
    dramActiveRatio: column("dramActiveRatio"),
  };
};

const gpuColumns = ({ value, fresh }: Usable<GpuReport>, profiling: Profiling | null): GpuColumns => {
  const gpus = value?.gpus ?? [];
  const column = <K extends keyof GpuReading>(key: K): (GpuReading[K] | null)[] =>
    gpus.map((gpu) => (fresh ? gpu[key] : null));
  return {
    uuid: gpus.map(({ uuid }) => uuid),
    index: gpus.map(({ index }) => index),
    utilizationRatio: column("utilizationRatio"),
    memoryUtilizationRatio: column("memoryUtilizationRatio"),
    memoryTotalBytes: column("memoryTotalBytes"),
    memoryUsedBytes: column("memoryUsedBytes"),
    memoryReservedBytes: column("memoryReservedBytes"),
    powerDrawWatts: column("powerDrawWatts"),
    powerLimitWatts: column("powerLimitWatts"),
    temperatureCelsius: column("temperatureCelsius"),
    smClockHertz: column("smClockHertz"),
    memoryClockHertz: column("memoryClockHertz"),
    clockEventReasons: column("clockEventReasons").map((reasons) => (reasons === null ? null : [...reasons])),
    eccUncorrectedVolatile: column("eccUncorrectedVolatile"),
    rowRemapPending: column("rowRemapPending"),
    rowRemapFailed: column("rowRemapFailed"),
    recoveryAction: column("recoveryAction"),
    ...profilingColumns(
      gpus.map(({ uuid }) => uuid),
      profiling,
    ),
  };
};

/** UUIDs of an engine's GPUs, given as UUIDs or indices; null when nobody said, or when one of them is not seen. */
const gpuUuidsOf = (names: readonly string[] | null, gpus: readonly GpuReading[]): string[] | null => {
  if (names === null) return null;
  const found = names.map((name) =>
    /^\d+$/.test(name) ? (gpus.find(({ index }) => index === Number(name))?.uuid ?? null) : name,
  );
  return found.every((uuid) => uuid !== null) ? found : null;
};

const engineColumns = ({ value, fresh }: Usable<EngineReport>, gpus: readonly GpuReading[]): EngineColumns => {
  const rows = value?.rows ?? [];
  const readingOf = ({ reading }: EngineRow) => (fresh ? reading : null);
  const column = (key: keyof typeof nothingKnown): (number | null)[] =>
    rows.map((row) => readingOf(row)?.numbers[key] ?? null);
  return {
    id: rows.map(({ target }) => target.id),
    deployment: rows.map(({ target }) => target.deployment),
    engine: rows.map(({ target, detected }) => target.engine ?? detected ?? null),
    model: rows.map((row) => readingOf(row)?.model ?? null),
    gpuUuids: rows.map(({ target }) => gpuUuidsOf(target.gpus, gpus)),
    reachable: rows.map((row) => readingOf(row) !== null),
    draining: rows.map(({ target }) => target.draining),
    startedAt: column("startedAt"),
    running: column("running"),
    waiting: column("waiting"),
    kvCacheUsageRatio: column("kvCacheUsageRatio"),
    kvCacheCapacityTokens: column("kvCacheCapacityTokens"),
    promptTokensTotal: column("promptTokensTotal"),
    generationTokensTotal: column("generationTokensTotal"),
    finishedRequestsTotal: column("finishedRequestsTotal"),
    finishedPromptTokensTotal: column("finishedPromptTokensTotal"),
    finishedGenerationTokensTotal: column("finishedGenerationTokensTotal"),
    preemptionsTotal: column("preemptionsTotal"),
    timeToFirstTokenSecondsSum: column("timeToFirstTokenSecondsSum"),
    timeToFirstTokenSecondsCount: column("timeToFirstTokenSecondsCount"),
    interTokenLatencySecondsSum: column("interTokenLatencySecondsSum"),
    interTokenLatencySecondsCount: column("interTokenLatencySecondsCount"),
    endToEndSecondsSum: column("endToEndSecondsSum"),
    endToEndSecondsCount: column("endToEndSecondsCount"),
    queueSecondsSum: column("queueSecondsSum"),
    queueSecondsCount: column("queueSecondsCount"),
  };
};

/** One sample of the node from what its sources say at this moment. */
export const buildSample = (
  snapshots: Snapshots,
  identity: SampleIdentity,
  profiling: Profiling | null = null,
): Telemetry => {
  const { "nvidia-smi": gpus, vllm: engines } = snapshots;
  return {
    v: 1,
    ...identity,
    gpus: gpuColumns(gpus, profiling),
    engines: engineColumns(engines, gpus.value?.gpus ?? []),
    sources: Object.fromEntries(Object.entries(snapshots).map(([name, { status }]) => [name, status])),
  };
};
