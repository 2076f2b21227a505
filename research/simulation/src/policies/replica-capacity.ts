import type { ServiceCurve } from "@loadline/model";

/** Work per second of each replica: as much at any count, or by how many serve together behind a router. */
export type ReplicaCapacity = number | ServiceCurve;

export const capacityOfEach = (capacity: ReplicaCapacity, replicas: number): number =>
  typeof capacity === "number" ? capacity : capacity.each(Math.max(1, replicas));

/** What a policy sees of it while so many replicas are ready. */
export const seenCapacity = (capacity: ReplicaCapacity, ready: number) => ({
  capacity: capacityOfEach(capacity, ready),
  service: typeof capacity === "number" ? undefined : capacity,
});

/** Fewest replicas that carry a demand, at least one. */
export const leastReplicas = (capacity: ReplicaCapacity, demand: number): number => {
  const needed = typeof capacity === "number" ? Math.ceil(demand / capacity) : capacity.replicasFor(demand);
  return Math.max(1, needed ?? Number.POSITIVE_INFINITY);
};

/** A demand in replicas, the last of them in part. */
export const demandInReplicas = (capacity: ReplicaCapacity, demand: number): number => {
  if (typeof capacity === "number") return demand / capacity;
  if (demand <= 0) return 0;
  const needed = leastReplicas(capacity, demand);
  const carried = (needed - 1) * capacity.each(needed - 1);
  return needed - 1 + (demand - carried) / (needed * capacity.each(needed) - carried);
};
