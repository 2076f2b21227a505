import type { EngineColumns, GpuColumns, Telemetry, UnknownReason } from "@loadline/wire";
import type { ProfilingKey, ProfilingReading } from "./profiling/profiling-fields.ts";
import { podColumns } from "./sample-pods.ts";
import { sliceColumns } from "./sample-slices.ts";
import type { EngineReport, EngineRow, nothingKnown } from "./sources/engines/engine-report.ts";
import type { LatencyName } from "./sources/engines/latency-buckets.ts";
import type { Snapshots } from "./sources/index.ts";
import type { GpuReading, GpuReport, GpuValueName } from "./sources/nvidia-smi-xml/gpu-report.ts";
import type { PodDevice } from "./sources/pod-resources/pod-report.ts";

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

/** Columns whose nulls have a reason. */
const gpuValueColumns = [
  "utilizationRatio",
  "memoryUtilizationRatio",
  "memoryTotalBytes",
  "memoryUsedBytes",
  "memoryReservedBytes",
  "powerDrawWatts",
  "powerLimitWatts",
  "temperatureCelsius",
  "smClockHertz",
  "memoryClockHertz",
  "clockEventReasons",
  "eccUncorrectedVolatile",
  "rowRemapPending",
  "rowRemapFailed",
  "recoveryAction",
] as const satisfies readonly GpuValueName[];

type ReasonColumn = UnknownReason | (UnknownReason | null)[];

const reasonColumn = (gpus: readonly GpuReading[], name: GpuValueName): ReasonColumn | null => {
  const reasons = gpus.map(({ unknown }) => unknown[name] ?? null);
  const different = new Set(reasons.filter((reason) => reason !== null));
  const [only] = different;
  if (only === undefined) return null;
  return different.size === 1 ? only : reasons;
};

/** Why values are null; left out where none is. */
const unknownOf = (gpus: readonly GpuReading[], fresh: boolean): Partial<GpuColumns> => {
  if (gpus.length === 0) return {};
  if (!fresh) return { unknown: { "*": "stale" } };
  const reasons = gpuValueColumns.flatMap((name) => {
    const reason = reasonColumn(gpus, name);
    return reason === null ? [] : [[name, reason] as const];
  });
  return reasons.length === 0 ? {} : { unknown: Object.fromEntries(reasons) };
};

/** Left out where no GPU shows its processes. */
const processesColumn = (gpus: readonly GpuReading[], fresh: boolean): Partial<GpuColumns> =>
  fresh && gpus.some(({ processes }) => processes !== null)
    ? { processes: gpus.map(({ processes }) => processes) }
    : {};

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
    ...processesColumn(gpus, fresh),
    ...profilingColumns(
      gpus.map(({ uuid }) => uuid),
      profiling,
    ),
    ...unknownOf(gpus, fresh),
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

/** Left out where no engine has histograms. */
const latencyColumns = (rows: readonly EngineRow[], fresh: boolean): Partial<EngineColumns> => {
  if (!fresh || rows.every(({ latencies }) => latencies === undefined)) return {};
  const column = (name: LatencyName) =>
    rows.map(
      ({ latencies }) => latencies?.[name]?.map(([bound, count]): [number | null, number] => [bound, count]) ?? null,
    );
  return { timeToFirstTokenBuckets: column("timeToFirstToken"), interTokenLatencyBuckets: column("interTokenLatency") };
};

/** Devices of a pod as UUIDs; a plugin of a cloud names whole GPUs by their number. Null when the kubelet did not say. */
const gpuUuidsOfPod = (
  pod: string | undefined,
  devices: readonly PodDevice[],
  gpus: readonly GpuReading[],
): string[] | null => {
  const own = devices.filter((device) => `${device.namespace}/${device.pod}` === pod);
  if (own.length === 0) return null;
  const names = own.map(({ device }) => device.replace(/^nvidia(\d+)$/, "$1"));
  return gpuUuidsOf([...new Set(names)], gpus);
};

interface Node {
  readonly gpus: readonly GpuReading[];
  readonly devices: readonly PodDevice[];
}

const engineColumns = ({ value, fresh }: Usable<EngineReport>, { gpus, devices }: Node): EngineColumns => {
  const rows = value?.rows ?? [];
  const readingOf = ({ reading }: EngineRow) => (fresh ? reading : null);
  const column = (key: keyof typeof nothingKnown): (number | null)[] =>
    rows.map((row) => readingOf(row)?.numbers[key] ?? null);
  return {
    id: rows.map(({ target }) => target.id),
    deployment: rows.map(({ target }) => target.deployment),
    engine: rows.map(({ target, detected }) => target.engine ?? detected ?? null),
    model: rows.map((row) => readingOf(row)?.model ?? null),
    gpuUuids: rows.map(({ target }) => gpuUuidsOf(target.gpus, gpus) ?? gpuUuidsOfPod(target.pod, devices, gpus)),
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
    ...latencyColumns(rows, fresh),
  };
};

/** One sample of the node from what its sources say at this moment. */
export const buildSample = (
  snapshots: Snapshots,
  identity: SampleIdentity,
  profiling: Profiling | null = null,
): Telemetry => {
  const { "nvidia-smi": gpus, vllm: engines, "dcgm-exporter": dcgm, "pod-resources": pods } = snapshots;
  return {
    v: 1,
    ...identity,
    gpus: gpuColumns(gpus, profiling),
    engines: engineColumns(engines, {
      gpus: gpus.value?.gpus ?? [],
      devices: pods?.fresh ? (pods.value?.devices ?? []) : [],
    }),
    ...sliceColumns(gpus, dcgm?.fresh ? (dcgm.value?.slices ?? []) : []),
    ...podColumns(pods),
    sources: Object.fromEntries(Object.entries(snapshots).map(([name, { status }]) => [name, status])),
  };
};

/** Builds samples one after another: what came since the sample before is told once, however often a report is shown. */
export const sampleBuilder = (): typeof buildSample => {
  let told: EngineReport | null = null;
  return (snapshots, identity, profiling) => {
    const { vllm } = snapshots;
    const again = vllm.value !== null && vllm.value === told;
    told = vllm.value;
    const value = again ? { rows: (vllm.value?.rows ?? []).map(withoutLatencies) } : vllm.value;
    return buildSample({ ...snapshots, vllm: { ...vllm, value } }, identity, profiling);
  };
};

const nothingNew = { timeToFirstToken: [], interTokenLatency: [] };
const withoutLatencies = (row: EngineRow): EngineRow =>
  row.latencies === undefined ? row : { ...row, latencies: nothingNew };
