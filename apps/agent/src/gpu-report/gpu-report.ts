import type { UnknownReason } from "@loadline/wire";
import type { PodDevice } from "../sources/pod-resources/pod-report.ts";

/** One key for every spelling of a device: `00000000:9B:00.0` and `0000:9b:00` are `0000:9b:00`. Null for anything else. */
export const busIdKey = (busId: string): string | null => {
  const [, domain, bus, device] =
    /^(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([0-9a-f]{2})(?:\.[0-9a-f])?$/i.exec(busId) ?? [];
  if (bus === undefined || device === undefined) return null;
  return `${(domain ?? "0").slice(-4).padStart(4, "0")}:${bus}:${device}`.toLowerCase();
};

/** The values of one GPU, in base units, whichever source they come from. */
export interface GpuValues {
  readonly name: string;
  readonly pciBusId: string;
  readonly serial: string;
  readonly vbiosVersion: string;
  readonly utilizationRatio: number;
  readonly memoryUtilizationRatio: number;
  readonly memoryTotalBytes: number;
  readonly memoryUsedBytes: number;
  readonly memoryReservedBytes: number;
  readonly powerDrawWatts: number;
  readonly powerLimitWatts: number;
  readonly powerLimitDefaultWatts: number;
  readonly temperatureCelsius: number;
  readonly memoryTemperatureCelsius: number;
  readonly smClockHertz: number;
  readonly memoryClockHertz: number;
  readonly clockEventReasons: readonly string[];
  /** Seconds since the driver was loaded in which a reason held the clocks down, by reason. */
  readonly throttleSeconds: Readonly<Record<string, number>>;
  readonly eccEnabled: boolean;
  readonly eccUncorrectedVolatile: number;
  readonly eccSramThresholdExceeded: boolean;
  readonly pageRetirementPending: boolean;
  /** A channel or a processing cluster is to be repaired, which a reset does. */
  readonly repairPending: boolean;
  readonly memoryUnrepairable: boolean;
  readonly rowRemapPending: boolean;
  readonly rowRemapFailed: boolean;
  readonly recoveryAction: string;
  readonly migEnabled: boolean;
  /** Processes that hold memory of the GPU. */
  readonly processes: number;
}
export type GpuValueName = keyof GpuValues;

/** Why values are null, by name. */
export type UnknownReasons = Readonly<Partial<Record<GpuValueName, UnknownReason>>>;

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
export type GpuReading = { readonly [K in GpuValueName]: GpuValues[K] | null } & {
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
