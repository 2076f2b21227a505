/** One GPU as the driver describes it. Base units; null is unknown. */
export interface GpuReading {
  readonly uuid: string;
  readonly index: number;
  readonly name: string | null;
  readonly pciBusId: string | null;
  readonly serial: string | null;
  readonly vbiosVersion: string | null;
  readonly utilizationRatio: number | null;
  readonly memoryUtilizationRatio: number | null;
  readonly memoryTotalBytes: number | null;
  readonly memoryUsedBytes: number | null;
  readonly memoryReservedBytes: number | null;
  readonly powerDrawWatts: number | null;
  readonly powerLimitWatts: number | null;
  readonly powerLimitDefaultWatts: number | null;
  readonly temperatureCelsius: number | null;
  readonly smClockHertz: number | null;
  readonly memoryClockHertz: number | null;
  readonly clockEventReasons: readonly string[] | null;
  readonly eccEnabled: boolean | null;
  readonly eccUncorrectedVolatile: number | null;
  readonly rowRemapPending: boolean | null;
  readonly rowRemapFailed: boolean | null;
  readonly recoveryAction: string | null;
  readonly migEnabled: boolean | null;
}

/** A GPU of which too little is known to make a row. */
export interface RejectedGpu {
  readonly pciBusId: string | null;
  readonly reason: "uuid-missing" | "uuid-repeated" | "columns-differ";
}

/** What the driver says about the node. */
export interface GpuReport {
  /** Version of the XML schema that the document names; null when it names none. */
  readonly schemaVersion: number | null;
  readonly driverVersion: string | null;
  readonly cudaVersion: string | null;
  /** Number of GPUs that the driver says are attached. */
  readonly attachedGpus: number | null;
  readonly gpus: readonly GpuReading[];
  readonly rejected: readonly RejectedGpu[];
  readonly warnings: readonly string[];
}

export type ParsedGpuReport =
  | { readonly kind: "ok"; readonly report: GpuReport }
  | {
      readonly kind: "rejected";
      readonly reason: "too-large" | "incomplete" | "unreadable";
      readonly detail: string;
    };
