import type { CapacityInterval } from "@loadline/control";
import { capacitiesInService, defaultRouter, slowedCurve } from "@loadline/model";
import { plannedReplica, plannedShape, plannedSlo } from "@loadline/plan";
import type { ReplicaCapacity } from "@loadline/simulation";
import type { AdviseOne } from "./question.ts";

/**
 * What replicas carry by how many serve together: the model's curve, through what each of those that run was measured to
 * carry; without a model as much each at any count.
 */
export const observedService = (
  { plan, deployment, observed, size }: AdviseOne,
  {
    requestsPerSecond: measured,
    basis,
  }: { readonly requestsPerSecond: number; readonly basis: CapacityInterval["basis"] },
): ReplicaCapacity => {
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  if (pool === undefined || size.required === null) return measured;
  const shape = plannedShape(deployment);
  const routing = { router: defaultRouter } as const;
  const capacities = capacitiesInService(plannedReplica(deployment, pool), shape, routing);
  const slo = plannedSlo(deployment);
  const curve = slowedCurve(capacities, slo, { slowdown: 1 });
  const modelled = curve.each(Math.max(1, observed.engines.length));
  if (curve.each(1) === 0) return measured;
  const ratio = basis === "modelled" ? 1 : measured / modelled;
  return {
    each: (replicas) => ratio * curve.each(replicas),
    replicasFor: (rate) => curve.replicasFor(rate / ratio),
  };
};
