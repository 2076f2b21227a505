/** One encoded message on its way to the broker. Ids grow in the order of making. */
export interface Outgoing {
  readonly id: number;
  readonly kind: "telemetry" | "inventory";
  readonly subject: string;
  readonly payload: Uint8Array;
}

/** Why a message was given up. A label of `loadline_samples_dropped_total`. */
export type DropReason = "ring-full" | "too-large" | "shutdown";
