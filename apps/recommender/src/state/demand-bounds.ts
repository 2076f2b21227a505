import type { DeploymentView } from "./deployment-view.ts";

/** Requests/s between which the demand lies while some of it is not told. */
export interface DemandBounds {
  /** When both held, epoch seconds. */
  readonly at: number;
  /** What is told: the replicas that are not heard get nothing. */
  readonly least: number;
  /** Each replica that is not heard gets what those get that are. */
  readonly most: number;
}

/**
 * Bounds of a demand that is known in part; null where it is known altogether or not at all. The requests of a
 * deployment are spread over its replicas, so those that tell say what the others may get. Without this a forecast knows
 * only its last whole look, and spreads for as long as one node of many is silent.
 * @param served replicas that served and were not asked to go, also of nodes that nobody remembers
 */
export const demandBounds = (
  { complete, demand, demandAt, arrivals, believed, ready, hidden }: DeploymentView,
  served: number,
): DemandBounds | null => {
  const serving = arrivals.filter(({ draining }) => !draining);
  const told = serving.filter(({ whole }) => whole).length;
  if (complete || demand === null || demandAt === null || told === 0) return null;
  const least = demand.requestsPerSecond;
  const unheard = Math.max(0, Math.max(served, believed) - serving.length);
  const ofUnheard = (unheard * least) / told;
  // While every known node speaks, what is hidden counts the replicas of forgotten ones already.
  const beyond = ready === null ? ofUnheard + hidden.requestsPerSecond : Math.max(ofUnheard, hidden.requestsPerSecond);
  return { at: demandAt, least, most: least + beyond };
};
