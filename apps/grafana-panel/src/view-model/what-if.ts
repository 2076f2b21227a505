import { capacityPerReplica } from "./deployment-lines.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { knownNumber } from "./frame.ts";

/** A change that a reader tries out: so many replicas more or less, and traffic times a factor. */
export interface WhatIf {
  readonly replicas: number;
  readonly traffic: number;
}

export const noChange: WhatIf = { replicas: 0, traffic: 1 };

export const isChange = ({ replicas, traffic }: WhatIf): boolean => replicas !== 0 || traffic !== 1;

// As in the recommender: a load that fills n replicas exactly needs n, whatever the division rounds to.
const roundingTolerance = 2 ** -40;

/**
 * Headroom and replicas after the change, at the present capacity of a replica and with the present reserve;
 * null where capacity, demand or the ready count is unknown.
 */
export const whatIf = ({ current, forecast }: DeploymentView, change: WhatIf) => {
  const { readyReplicas: ready, capacity, loadLine, demand } = current;
  const each = capacityPerReplica(current);
  if (ready === null || capacity === null || loadLine === null || demand === null || each === null || each <= 0)
    return null;
  const reserve = Math.max(0, Math.round((capacity - loadLine) / each));
  const readyReplicas = Math.max(0, ready + change.replicas);
  const changedLoadLine = Math.max(0, readyReplicas - reserve) * each;
  const load = Math.max(0, demand, forecast?.upper ?? demand) * change.traffic;
  return {
    readyReplicas,
    headroomRatio: changedLoadLine > 0 ? knownNumber(1 - (demand * change.traffic) / changedLoadLine) : null,
    // What carries the highest forecast quantile with the reserve, without the plan's bounds and the pool.
    neededReplicas: knownNumber(
      Math.max(load > 0 ? 1 : 0, Math.ceil((load / each) * (1 - roundingTolerance))) + reserve,
    ),
  };
};
