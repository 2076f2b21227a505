import type { UnknownReason } from "@loadline/protocol";
import { type Cell, unknown } from "./cell.ts";
import type { PodDevice } from "./pod-report.ts";

/** One key for every spelling of a device: `00000000:9B:00.0` and `0000:9b:00` are `0000:9b:00`. Null for anything else. */
export const busIdKey = (busId: string): string | null => {
  const [, domain, bus, device] =
    /^(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([0-9a-f]{2})(?:\.[0-9a-f])?$/i.exec(busId) ?? [];
  if (bus === undefined || device === undefined) return null;
  return `${(domain ?? "0").slice(-4).padStart(4, "0")}:${bus}:${device}`.toLowerCase();
};

const missing = <T>(): Cell<T> => unknown("missing");

/** A cell for each value of one GPU, in base units, as where a source has none of them. */
export const missingCells = {
  name: missing<string>(),
  pciBusId: missing<string>(),
  serial: missing<string>(),
  vbiosVersion: missing<string>(),
  utilizationRatio: missing<number>(),
  memoryUtilizationRatio: missing<number>(),
  memoryTotalBytes: missing<number>(),
  memoryUsedBytes: missing<number>(),
  memoryReservedBytes: missing<number>(),
  powerDrawWatts: missing<number>(),
  powerLimitWatts: missing<number>(),
  powerLimitDefaultWatts: missing<number>(),
  temperatureCelsius: missing<number>(),
  memoryTemperatureCelsius: missing<number>(),
  smClockHertz: missing<number>(),
  memoryClockHertz: missing<number>(),
  clockEventReasons: missing<readonly string[]>(),
  /** Seconds since the driver was loaded in which a reason held the clocks down, by reason. */
  throttleSeconds: missing<Readonly<Record<string, number>>>(),
  eccEnabled: missing<boolean>(),
  eccUncorrectedVolatile: missing<number>(),
  eccSramThresholdExceeded: missing<boolean>(),
  pageRetirementPending: missing<boolean>(),
  /** A channel or a processing cluster is to be repaired, which a reset does. */
  repairPending: missing<boolean>(),
  memoryUnrepairable: missing<boolean>(),
  rowRemapPending: missing<boolean>(),
  rowRemapFailed: missing<boolean>(),
  recoveryAction: missing<string>(),
  migEnabled: missing<boolean>(),
  /** Processes that hold memory of the GPU. */
  processes: missing<number>(),
};
export type GpuCells = Readonly<typeof missingCells>;
export type GpuValueName = keyof GpuCells;
type ValueOf<C> = C extends { readonly kind: "known"; readonly value: infer V } ? V : never;

/** Why values are null, by name. */
type UnknownReasons = Readonly<Partial<Record<GpuValueName, UnknownReason>>>;

/** A MIG slice: a unit of capacity of its own. Null is unknown. */
export interface SliceReading {
  /** `MIG-…`, or {@link sliceKey} where the source has no UUID. */
  readonly uuid: string;
  /** Number of the device within its GPU. */
  readonly index: number | null;
  readonly gpuInstanceId: number | null;
  readonly computeInstanceId: number | null;
  readonly profile: string | null;
  readonly memoryTotalBytes: number | null;
  readonly memoryUsedBytes: number | null;
}

/** One GPU. Null is unknown, and `unknown` has the reason. */
export type GpuReading = { readonly [K in GpuValueName]: ValueOf<GpuCells[K]> | null } & {
  readonly uuid: string;
  readonly index: number;
  readonly unknown: UnknownReasons;
  readonly slices: readonly SliceReading[];
};

/** A GPU that a source names without enough to make a row. */
export interface RejectedGpu {
  readonly pciBusId: string | null;
  readonly reason: "uuid-missing" | "uuid-repeated" | "columns-differ" | "cut" | "unreadable" | "lost";
}

export interface GpuReport {
  /** Version of the XML schema that a document of nvidia-smi names; else null. */
  readonly schemaVersion: number | null;
  readonly driverVersion: string | null;
  readonly cudaVersion: string | null;
  /** Number of GPUs that the driver counts. */
  readonly attachedGpus: number | null;
  readonly gpus: readonly GpuReading[];
  readonly rejected: readonly RejectedGpu[];
  readonly warnings: readonly string[];
  /** Containers that an exporter names beside its GPUs; absent where it names none. */
  readonly pods?: readonly PodDevice[];
}

export type ParsedGpuReport =
  | { readonly kind: "ok"; readonly report: GpuReport }
  | {
      readonly kind: "rejected";
      readonly reason: "too-large" | "incomplete" | "unreadable";
      readonly detail: string;
    };

/** A report of these facts; all others are unknown. */
export const gpuReport = (facts: Partial<GpuReport>): GpuReport => ({
  schemaVersion: null,
  driverVersion: null,
  cudaVersion: null,
  attachedGpus: null,
  gpus: [],
  rejected: [],
  warnings: [],
  ...facts,
});

/** The key of a slice without UUID; it stays the same while the layout of the GPU does. */
export const sliceKey = (parentUuid: string, gpuInstanceId: number | null, computeInstanceId: number | null): string =>
  `${parentUuid}/gi${gpuInstanceId ?? "?"}/ci${computeInstanceId ?? 0}`;
