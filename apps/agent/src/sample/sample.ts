import type { EngineColumns, GpuColumns, PodColumns, SliceColumns, Telemetry } from "@loadline/protocol";
import {
  type EngineReading,
  type EngineReport,
  type EngineRow,
  type EngineTarget,
  engineNumberNames,
  type LatencyName,
  rareNumberNames,
} from "../engine-report/engine-report.ts";
import type { GpuReading, GpuReport, GpuValueName } from "../gpu-report/gpu-report.ts";
import type { PodDevice, PodReport } from "../gpu-report/pod-report.ts";
import type { Snapshot } from "../source/source.ts";
import { engineName } from "../sources/engines/adapters/index.ts";
import type { NodeSnapshot } from "../sources/index.ts";

type SampleIdentity = Pick<Telemetry, "bootId" | "seq" | "sampledAt" | "intervalSeconds" | "inventoryHash">;

/** The columns of these names, one value per row each. */
const columnsOf = <const N extends string, V>(names: readonly N[], column: (name: N) => V): Readonly<Record<N, V>> =>
  Object.fromEntries(names.map((name) => [name, column(name)])) as Record<N, V>;

/** Columns of a GPU whose nulls have a reason. */
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

/** One reason for all nulls of a column, or one per row; null when none has a reason. */
const reasonColumn = (gpus: readonly GpuReading[], name: GpuValueName) => {
  const reasons = gpus.map(({ unknown }) => unknown[name] ?? null);
  const [only, ...others] = new Set(reasons.filter((reason) => reason !== null));
  if (only === undefined) return null;
  return others.length === 0 ? only : reasons;
};

const unknownColumns = (gpus: readonly GpuReading[], fresh: boolean): Partial<GpuColumns> => {
  if (gpus.length === 0) return {};
  if (!fresh) return { unknown: { "*": "stale" } };
  const reasons = gpuValueColumns.flatMap((name) => {
    const reason = reasonColumn(gpus, name);
    return reason === null ? [] : [[name, reason] as const];
  });
  return reasons.length === 0 ? {} : { unknown: Object.fromEntries(reasons) };
};

/** Values beyond the freshness limit are unknown, their rows stay. Columns that no GPU has are left out. */
const gpuColumns = ({ value, fresh }: Snapshot<GpuReport>): GpuColumns => {
  const gpus = value?.gpus ?? [];
  const optional = (name: "processes" | "memoryTemperatureCelsius"): Partial<GpuColumns> => {
    const column = gpus.map((gpu) => gpu[name]);
    return fresh && column.some((value) => value !== null) ? { [name]: column } : {};
  };
  const values = columnsOf(gpuValueColumns, (name) => gpus.map((gpu) => (fresh ? gpu[name] : null)));
  return {
    uuid: gpus.map(({ uuid }) => uuid),
    index: gpus.map(({ index }) => index),
    ...(values as Pick<GpuColumns, (typeof gpuValueColumns)[number]>),
    ...optional("memoryTemperatureCelsius"),
    ...optional("processes"),
    ...unknownColumns(gpus, fresh),
  };
};

/** Rows of MIG slices, each with its GPU; left out where no GPU is divided. */
const sliceColumns = ({ value, fresh }: Snapshot<GpuReport>): { readonly slices?: SliceColumns } => {
  const rows = (value?.gpus ?? []).flatMap(({ uuid: parentUuid, slices }) =>
    slices.map((slice) => ({ ...slice, parentUuid })),
  );
  if (rows.length === 0) return {};
  const facts = columnsOf(["profile", "gpuInstanceId", "computeInstanceId"], (name) => rows.map((row) => row[name]));
  const memory = columnsOf(["memoryTotalBytes", "memoryUsedBytes"], (name) =>
    rows.map((row) => (fresh ? row[name] : null)),
  );
  const [uuid, parentUuid] = [rows.map((row) => row.uuid), rows.map((row) => row.parentUuid)];
  return { slices: { uuid, parentUuid, ...facts, ...memory } as SliceColumns };
};

/** UUIDs of GPUs that are given as UUIDs or indices; null when they are not given, or when an index is not seen. */
const gpuUuidsOf = (names: readonly string[] | null, gpus: readonly GpuReading[]): string[] | null => {
  if (names === null) return null;
  const found = names.map((name) =>
    /^\d+$/.test(name) ? (gpus.find(({ index }) => index === Number(name))?.uuid ?? null) : name,
  );
  return found.every((uuid) => uuid !== null) ? found : null;
};

interface Node extends Pick<SampleIdentity, "seq"> {
  readonly gpus: readonly GpuReading[];
  readonly devices: readonly PodDevice[];
}

/** UUIDs of the devices of an engine's pod or container; a plugin of a cloud names whole GPUs by number. Null when the kubelet has none. */
const gpuUuidsOfPod = ({ pod, container }: EngineTarget, { devices, gpus }: Node): string[] | null => {
  const own = devices.filter(
    (device) =>
      `${device.namespace}/${device.pod}` === pod && (container === undefined || device.container === container),
  );
  if (own.length === 0) return null;
  const names = own.map(({ device }) => device.replace(/^nvidia(\d+)$/, "$1"));
  return gpuUuidsOf([...new Set(names)], gpus);
};

/** Left out where no engine has histograms, and of every other sample: totals lose nothing by it, and have many digits. */
const latencyColumns = (rows: readonly EngineRow[], fresh: boolean): Partial<EngineColumns> => {
  if (!fresh || rows.every(({ latencies }) => latencies === undefined)) return {};
  const column = (name: LatencyName) => rows.map(({ latencies }) => latencies?.[name] ?? null);
  return { timeToFirstTokenTotals: column("timeToFirstToken"), interTokenLatencyTotals: column("interTokenLatency") };
};

/** Columns of what few engines report; left out where none does. */
const rareColumns = (readings: readonly (EngineReading | null)[]): Partial<EngineColumns> => {
  const columns = [
    ...rareNumberNames.map((name) => [name, readings.map((reading) => reading?.numbers[name] ?? null)] as const),
    ["finishReasons", readings.map((reading) => reading?.finishReasons ?? null)] as const,
    ["configuration", readings.map((reading) => reading?.configuration ?? null)] as const,
  ];
  return Object.fromEntries(columns.filter(([, column]) => column.some((value) => value !== null)));
};

const engineColumns = ({ value, fresh }: Snapshot<EngineReport>, node: Node): EngineColumns => {
  const rows = value?.rows ?? [];
  const readingOf = ({ reading }: EngineRow) => (fresh ? reading : null);
  const nameOf = ({ target, detected }: EngineRow) =>
    target.engine === null ? (detected ?? null) : engineName(target.engine);
  return {
    id: rows.map(({ target }) => target.id),
    deployment: rows.map(({ target }) => target.deployment),
    engine: rows.map(nameOf),
    model: rows.map((row) => readingOf(row)?.model ?? null),
    gpuUuids: rows.map(({ target }) => gpuUuidsOf(target.gpus, node.gpus) ?? gpuUuidsOfPod(target, node)),
    reachable: rows.map((row) => readingOf(row) !== null),
    draining: rows.map(({ target }) => target.draining),
    ...columnsOf(engineNumberNames, (name) => rows.map((row) => readingOf(row)?.numbers[name] ?? null)),
    ...rareColumns(rows.map(readingOf)),
    ...latencyColumns(rows, fresh && node.seq % 2 === 0),
  };
};

/** Rows of the devices of containers; left out without a fresh answer of the kubelet. */
const podColumns = (pods: PodReport | null): { readonly pods?: PodColumns } => {
  if (pods === null) return {};
  const { devices } = pods;
  const texts = columnsOf(["resource", "namespace", "pod", "container"], (name) =>
    devices.map((device) => device[name] || null),
  );
  return { pods: { device: devices.map(({ device }) => device), share: devices.map(({ share }) => share), ...texts } };
};

export const buildSample = ({ gpus, engines, pods, statuses }: NodeSnapshot, identity: SampleIdentity): Telemetry => ({
  v: 1,
  ...identity,
  gpus: gpuColumns(gpus),
  engines: engineColumns(engines, { ...identity, gpus: gpus.value?.gpus ?? [], devices: pods?.devices ?? [] }),
  ...sliceColumns(gpus),
  ...podColumns(pods ?? null),
  sources: { ...statuses },
});
