import type { SourceStatus } from "@loadline/protocol";

/** Why a read failed or is incomplete. A label of `loadline_source_failures_total`. */
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

/** Result of one read. Expected outcomes are values; an exception of a source counts as `unexpected`. */
export type ReadOutcome<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "degraded"; readonly value: T; readonly reason: FailureReason; readonly detail: string }
  | { readonly kind: "failed"; readonly reason: FailureReason; readonly detail: string }
  | { readonly kind: "absent"; readonly detail: string };

/** One way to learn facts about the node. */
export interface Source<T> {
  readonly name: string;
  /** A read that takes longer is asked to stop and counts as hanging. */
  readonly deadlineSeconds: number;
  /** Deadline until the first read succeeds; drivers without persistence mode start slowly. */
  readonly firstDeadlineSeconds: number;
  /** Resolves when the read has truly ended, even long after the signal; until then no other one starts. */
  read(signal: AbortSignal): Promise<ReadOutcome<T>>;
  /** Releases what is kept open between reads; resolves when that has ended. */
  close?(): Promise<void>;
}

/** The state of a source at one moment. `value` is null when there never was one; `fresh`: it may be used. */
export interface Snapshot<T> {
  readonly value: T | null;
  readonly fresh: boolean;
  readonly status: SourceStatus;
}

export const freshValue = <T>(snapshot: Snapshot<T> | undefined) => (snapshot?.fresh === true ? snapshot.value : null);
