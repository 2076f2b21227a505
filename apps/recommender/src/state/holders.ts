import type { DeploymentView } from "./deployment-view.ts";
import type { NodeState } from "./fleet.ts";
import { isFresh } from "./freshness.ts";
import { engineKey, lateEngines, type StandIn, type StandInContext, standInsOf } from "./stand-ins.ts";

/** Nodes that held a serving replica, and when that was last seen, epoch seconds. */
export type Holders = Readonly<Record<string, number>>;

/** A silent node whose replicas came back elsewhere. */
export interface Replacement {
  /** When the node was last seen to serve, epoch seconds. */
  readonly at: number;
  /** Engines that came since and stood in for its own. */
  readonly by: readonly string[];
}

export interface Held {
  /** Nodes that serve, and silent ones that nothing replaced. */
  readonly holders: Holders;
  readonly replaced: Readonly<Record<string, Replacement>>;
  /** Engines that were told too late to stand in for others. */
  readonly late: readonly string[];
}

export interface HoldersContext extends StandInContext {
  /** Count that was last asked for; null before the first. */
  readonly target: number | null;
}

// A node that is silent for a day was taken away, and nobody said so.
const longestSilenceSeconds = 86_400;

const serves = ({ engines }: NodeState, deployment: string): boolean =>
  [...engines.values()].some((engine) => engine.deployment === deployment && engine.present && !engine.draining);

interface Presence {
  /** Engines of fresh nodes that serve, or would if they answered. */
  readonly serving: ReadonlySet<string>;
  readonly draining: ReadonlySet<string>;
  readonly heard: ReadonlySet<string>;
}

const presenceIn = (fresh: readonly NodeState[], deployment: string): Presence => {
  const told = fresh.flatMap(({ node, engines }) =>
    [...engines.values()]
      .filter((engine) => engine.present && engine.deployment === deployment)
      .map(({ id, draining }) => ({ key: engineKey(node, id), draining })),
  );
  return {
    serving: new Set(told.filter(({ draining }) => !draining).map(({ key }) => key)),
    draining: new Set(told.filter(({ draining }) => draining).map(({ key }) => key)),
    heard: new Set(fresh.map(({ node }) => node)),
  };
};

const nodeOf = (key: string): string => key.slice(0, key.indexOf("/"));

/** Stand-ins of which their own node says that they are not there, though nobody drained them. */
const isDenied = (key: string, { serving, draining, heard }: Presence): boolean =>
  heard.has(nodeOf(key)) && !serving.has(key) && !draining.has(key);

/** Of a replacement what still stands; engines that drained went because somebody asked them to. */
const stillStanding = ({ at, by }: Replacement, { heard, serving }: Presence): Replacement => ({
  at,
  by: by.filter((key) => !heard.has(nodeOf(key)) || serving.has(key)),
});

/** Engines that came after a node was last heard. */
const replacementOf = (at: number, standIns: readonly StandIn[]): Replacement => ({
  at,
  by: standIns.filter(({ firstSeenAt }) => firstSeenAt > at).map(({ key }) => key),
});

/** Silent nodes after a look at the others. Without anything that could be denied later a replaced node is forgotten. */
const silentAfter = (
  { holders, replaced }: Omit<Held, "late">,
  presence: Presence,
  { standIns, target }: { readonly standIns: readonly StandIn[]; readonly target: number | null },
): Omit<Held, "late"> => {
  const enough = target !== null && standIns.length >= target;
  const standing = Object.entries(replaced);
  const denied = standing.filter(([, { by }]) => !enough && by.some((key) => isDenied(key, presence)));
  const silent = [...Object.entries(holders), ...denied.map(([node, { at }]) => [node, at] as const)];
  const kept = standing
    .filter((entry) => !denied.includes(entry))
    .map(([node, replacement]) => [node, stillStanding(replacement, presence)] as const);
  const newly = enough ? silent.map(([node, at]) => [node, replacementOf(at, standIns)] as const) : [];
  return {
    holders: Object.fromEntries(enough ? [] : silent),
    replaced: Object.fromEntries([...kept, ...newly].filter(([, { by }]) => by.length > 0)),
  };
};

/**
 * Holders after one more look. A node is struck off when it reports that it serves none, when as many replicas as
 * were asked for stand in elsewhere, or after a day of silence: silence alone does not mean that its load is gone. One
 * that was replaced is missing again when the node of a replacement denies it, and too few are left.
 */
export const afterLook = (
  before: Held,
  { nodes, ready }: { readonly nodes: readonly NodeState[]; readonly ready: number | null },
  context: HoldersContext,
): Held => {
  const { deployment, target, now } = context;
  const fresh = nodes.filter((node) => isFresh(node, context));
  const presence = presenceIn(fresh, deployment);
  const isSilent = (node: string, at: number): boolean =>
    !presence.heard.has(node) && now - at <= longestSilenceSeconds;
  // A successor may know a node by what was replayed alone, and has never heard it fresh.
  const replayed = nodes
    .filter((node) => before.replaced[node.node] === undefined && serves(node, deployment))
    .map(({ node, sampledAt }) => [node, sampledAt] as const);
  const holders = Object.entries({ ...Object.fromEntries(replayed), ...before.holders }).filter(([node, at]) =>
    isSilent(node, at),
  );
  const replaced = Object.entries(before.replaced).filter(([node, { at }]) => isSilent(node, at));
  const serving = fresh.filter((node) => serves(node, deployment)).map(({ node, sampledAt }) => [node, sampledAt]);
  const heardLate = lateEngines(nodes, context, before.late);
  // Of a node that is silent, or that a successor has not heard yet, what was known stays.
  const unheardLate = before.late.filter((key) => holders.some(([node]) => node === nodeOf(key)));
  const late = [...heardLate, ...unheardLate];
  if (holders.length + replaced.length === 0) return { holders: Object.fromEntries(serving), replaced: {}, late };
  const silent = silentAfter(
    { holders: Object.fromEntries(holders), replaced: Object.fromEntries(replaced) },
    presence,
    { target, standIns: ready === null ? [] : standInsOf(nodes, context, late) },
  );
  return { ...silent, holders: { ...silent.holders, ...Object.fromEntries(serving) }, late };
};

/** The view with the holders that the fleet no longer knows as missing inputs. */
export const withHolders = (
  view: DeploymentView,
  holders: Holders,
  {
    nodes,
    target,
    now,
  }: { readonly nodes: readonly NodeState[]; readonly target: number | null; readonly now: number },
): DeploymentView => {
  const known = new Set(nodes.map(({ node }) => node));
  const told = view.ready !== null && target !== null && view.ready >= target;
  const why = told ? ", or proof of the replicas that are told in its place" : "";
  const forgotten = Object.entries(holders)
    .filter(([node]) => !known.has(node))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([node, at]) => ({ input: `telemetry of node ${node}${why}`, ageSeconds: Math.max(0, now - at) }));
  return forgotten.length === 0 ? view : { ...view, complete: false, missing: [...view.missing, ...forgotten] };
};
