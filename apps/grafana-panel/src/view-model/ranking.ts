import type { DeploymentView } from "./deployment-view.ts";
import { compareText } from "./rank-deployments.ts";
import { capacityPerReplica } from "./recommended-capacity.ts";

/** More rows than this nobody reads; the worst are shown. */
export const mostRows = 200;

/** Whole percent, as the table shows it: rows that read the same keep the order of their names. */
const shownHeadroom = ({ headroomRatio }: DeploymentView): number => Math.round((headroomRatio ?? 0) * 100);

/** Deployments by headroom, the worst first; an unknown headroom ranks as none. */
export const worstFirst = (views: readonly DeploymentView[]): readonly DeploymentView[] =>
  [...views].sort(
    (a, b) =>
      shownHeadroom(a) - shownHeadroom(b) ||
      compareText(a.deployment, b.deployment) ||
      compareText(a.cluster, b.cluster),
  );

/**
 * How many more whole replicas' worth of demand fit under the load line:
 * ⌊(load line − demand) ÷ capacity of one replica⌋, at least 0; null: unknown.
 */
export const replicasThatFit = ({ current }: DeploymentView): number | null => {
  const each = capacityPerReplica({
    ready: current.readyReplicas,
    capacity: current.capacity,
    planned: current.plannedReplicas,
    plannedCapacity: current.plannedCapacity,
  });
  if (each === null || each <= 0 || current.loadLine === null || current.demand === null) return null;
  return Math.max(0, Math.floor((current.loadLine - current.demand) / each));
};
