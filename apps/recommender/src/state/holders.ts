import type { DeploymentView } from "./deployment-view.ts";
import type { NodeState } from "./fleet.ts";
import { isFresh } from "./freshness.ts";

/** Nodes that held a serving replica, and when that was last seen, epoch seconds. */
export type Holders = Readonly<Record<string, number>>;

export interface HoldersContext {
  readonly deployment: string;
  readonly freshnessSeconds: number;
  /** Count that was last asked for; null before the first. */
  readonly target: number | null;
  readonly now: number;
}

// A node that is silent for a day was taken away, and nobody said so.
const longestSilenceSeconds = 86_400;

const serves = ({ engines }: NodeState, deployment: string): boolean =>
  [...engines.values()].some((engine) => engine.deployment === deployment && engine.present && !engine.draining);

/**
 * Holders after one more look. A node is struck off when it reports that it serves none, when as many replicas as
 * were asked for serve elsewhere, or after a day of silence: silence alone does not mean that its load is gone.
 */
export const afterLook = (
  before: Holders,
  { nodes, ready }: { readonly nodes: readonly NodeState[]; readonly ready: number | null },
  { deployment, freshnessSeconds, target, now }: HoldersContext,
): Holders => {
  const fresh = nodes.filter((node) => isFresh(node, { freshnessSeconds, now }));
  const heard = new Set(fresh.map(({ node }) => node));
  const replaced = ready !== null && target !== null && ready >= target;
  const silent = Object.entries(before).filter(
    ([node, at]) => !heard.has(node) && !replaced && now - at <= longestSilenceSeconds,
  );
  const serving = fresh.filter((node) => serves(node, deployment)).map(({ node, sampledAt }) => [node, sampledAt]);
  return Object.fromEntries([...silent, ...serving]);
};

/** The view with the holders that the fleet no longer knows as missing inputs. */
export const withHolders = (
  view: DeploymentView,
  holders: Holders,
  { nodes, now }: { readonly nodes: readonly NodeState[]; readonly now: number },
): DeploymentView => {
  const known = new Set(nodes.map(({ node }) => node));
  const forgotten = Object.entries(holders)
    .filter(([node]) => !known.has(node))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([node, at]) => ({ input: `telemetry of node ${node}`, ageSeconds: Math.max(0, now - at) }));
  return forgotten.length === 0 ? view : { ...view, complete: false, missing: [...view.missing, ...forgotten] };
};
