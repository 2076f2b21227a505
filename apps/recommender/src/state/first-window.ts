import type { DeploymentView } from "./deployment-view.ts";
import type { NodeState } from "./fleet.ts";

export interface FirstWindow {
  readonly nodes: readonly NodeState[];
  /** Count last asked for; null: none ever was. */
  readonly target: number | null;
  readonly windowSeconds: number;
  readonly now: number;
}

/** When the first word of any node was said, epoch seconds; null: none was. */
const heardSince = (nodes: readonly NodeState[]): number | null => {
  const first = nodes.flatMap(({ sampledAt, engines }) => [
    sampledAt,
    ...[...engines.values()].map(({ firstSeenAt }) => firstSeenAt),
  ]);
  return first.length === 0 ? null : Math.min(...first);
};

/**
 * Agents that start, or come back after their broker lost what it stored, speak up one after the other. Where no count was
 * ever asked for, the replicas of the first to speak are not all there are: until a whole window was heard the count is
 * unknown, and whoever acts keeps what there is.
 */
export const inFirstWindow = (
  view: DeploymentView,
  { nodes, target, windowSeconds, now }: FirstWindow,
): DeploymentView => {
  if (target !== null) return view;
  const since = heardSince(nodes);
  if (since === null || now - since >= windowSeconds) return view;
  const input = "a first whole window of telemetry, in which other nodes may speak up";
  return { ...view, ready: null, complete: false, missing: [...view.missing, { input, ageSeconds: null }] };
};
