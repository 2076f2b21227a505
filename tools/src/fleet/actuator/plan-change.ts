/** What choosing replicas reads of one. */
export interface ReplicaView {
  readonly id: string;
  readonly ordinal: number;
  readonly state: "pending" | "ready" | "draining";
  readonly outstanding: number;
}

/** Steps from the present replicas to the desired count. */
export interface Change {
  /** Replicas to add. */
  readonly start: number;
  /** Pending replicas that are given up. */
  readonly cancel: readonly string[];
  /** Ready replicas that take no more requests. */
  readonly drain: readonly string[];
}

const newestFirst = (a: ReplicaView, b: ReplicaView): number => b.ordinal - a.ordinal;

const leastLoadedFirst = (a: ReplicaView, b: ReplicaView): number => a.outstanding - b.outstanding || newestFirst(a, b);

/**
 * The change that leads to `desired` replicas. Pending ones count as supply, draining ones are on their way out and do
 * not. A smaller count gives up pending replicas first (newest first), then drains the least loaded, the newest of
 * equals.
 */
export const planChange = (replicas: readonly ReplicaView[], desired: number): Change => {
  const pending = replicas.filter(({ state }) => state === "pending");
  const ready = replicas.filter(({ state }) => state === "ready");
  const surplus = pending.length + ready.length - desired;
  const cancelled = Math.max(0, Math.min(surplus, pending.length));
  const drained = Math.max(0, surplus - cancelled);
  return {
    start: Math.max(0, -surplus),
    cancel: pending
      .toSorted(newestFirst)
      .slice(0, cancelled)
      .map(({ id }) => id),
    drain: ready
      .toSorted(leastLoadedFirst)
      .slice(0, drained)
      .map(({ id }) => id),
  };
};
