import { knownNumber } from "./known-number.ts";

/** What one replica carries, from the two counts and capacities that are known at one time. */
export interface CapacityOfReplicas {
  readonly ready: number | null;
  readonly capacity: number | null;
  readonly planned: number | null;
  readonly plannedCapacity: number | null;
}

const perReplica = (capacity: number | null, replicas: number | null): number | null =>
  capacity === null || replicas === null || replicas <= 0 ? null : knownNumber(capacity / replicas);

/** Capacity of one replica in tokens per second; from the plan while none is ready; null: unknown. */
export const capacityPerReplica = ({ ready, capacity, planned, plannedCapacity }: CapacityOfReplicas): number | null =>
  perReplica(capacity, ready) ?? perReplica(plannedCapacity, planned);

/** Capacity of the recommended replicas in tokens per second; null: unknown. */
export const recommendedCapacity = (desired: number | null, replicas: CapacityOfReplicas): number | null => {
  const each = capacityPerReplica(replicas);
  return desired === null || each === null ? null : knownNumber(desired * each);
};
