import type { ProfilingReport } from "../profiling/profiling-fields.ts";
import type { DcgmReport } from "./dcgm-exporter/parse-dcgm-exporter.ts";
import type { EngineReport } from "./engines/engine-report.ts";
import type { XidReport } from "./kmsg-xid/parse-kmsg.ts";
import type { GpuReport } from "./nvidia-smi-xml/gpu-report.ts";
import type { PodReport } from "./pod-resources/pod-report.ts";

/** Why a read brought nothing, or less than all. A label of `loadline_source_failures_total`. */
export type FailureReason =
  | "deadline"
  | "exit-code"
  | "not-started"
  | "too-large"
  | "unreadable"
  | "incomplete"
  | "no-known-metric"
  | "unreachable"
  | "unexpected";

/** How one read ended. Expected outcomes are values; what a source throws counts as `unexpected`. */
export type ReadOutcome<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "degraded"; readonly value: T; readonly reason: FailureReason; readonly detail: string }
  | { readonly kind: "failed"; readonly reason: FailureReason; readonly detail: string }
  | { readonly kind: "absent"; readonly detail: string };

/** One way to learn facts about the node. */
export interface Source<T> {
  readonly name: string;
  /** A read that takes longer is told to stop and counts as hanging. */
  readonly deadlineSeconds: number;
  /** Deadline until the first read succeeds; drivers without persistence mode start slowly. */
  readonly firstDeadlineSeconds: number;
  /** Resolves when the read has truly ended, even long after the signal; until then no other one starts. */
  read(signal: AbortSignal): Promise<ReadOutcome<T>>;
  /** Lets go of what is held between reads; resolves when that has ended. Only where something is held. */
  close?(): Promise<void>;
}

/** What each source brings that every agent has. */
export interface SourceValues {
  readonly "nvidia-smi": GpuReport;
  readonly vllm: EngineReport;
}

/** What each source brings that is there only where it was asked for. */
export interface OptionalSourceValues {
  readonly "dcgm-exporter": DcgmReport;
  readonly "dcgmi-dmon": ProfilingReport;
  readonly "kmsg-xid": XidReport;
  readonly "amd-exporter": GpuReport;
  readonly "pod-resources": PodReport;
}
