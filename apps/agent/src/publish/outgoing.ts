import type { GapReason } from "@loadline/wire";

/** Names one sample for good. */
export interface SampleKey {
  readonly bootId: string;
  readonly seq: number;
}

/** One message on its way to the broker, without its content. Ids grow in the order of making. */
export interface Pending {
  readonly id: number;
  readonly kind: "telemetry" | "inventory" | "health";
  readonly subject: string;
  /** Which sample it is, where it is one. */
  readonly sample?: SampleKey;
}

export interface Outgoing extends Pending {
  readonly payload: Uint8Array;
}

/** A message that was given up. The reason is a label of `loadline_samples_dropped_total`; `damaged` is a stored one that cannot be read. */
export interface Lost {
  readonly message: Pending;
  readonly reason: GapReason;
}
