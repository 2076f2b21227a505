import { serves } from "./deployment-facts.ts";
import type { FleetView } from "./fleet-view.ts";

/** Nodes that held a serving replica, and when that was last seen, epoch seconds. */
export type ServingNodes = Readonly<Record<string, number>>;

// A node that has been stale for a day was taken away, and nobody reported so.
const longestStaleSeconds = 86_400;

/**
 * Nodes of a deployment after one more tick. A node is removed when it reports that it serves none, or after a day:
 * that it stopped reporting does not mean that its load is gone.
 */
export const servingNodesAfter = (before: ServingNodes, fleet: FleetView, deployment: string): ServingNodes => {
  const serving = fleet.enginesOf(deployment).filter(serves);
  const stale = Object.entries(before).filter(
    ([node, at]) => !fleet.fresh.has(node) && fleet.now - at <= longestStaleSeconds,
  );
  return {
    ...Object.fromEntries(serving.map(({ node }) => [node.node, node.sampledAt])),
    ...Object.fromEntries(stale),
  };
};
