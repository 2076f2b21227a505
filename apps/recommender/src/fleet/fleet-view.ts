import type { PlanDeployment } from "@loadline/plan";
import { confirmedEngines, type KnownNodes, type PendingNodes } from "./confirmed-nodes.ts";
import {
  countedEngines,
  type GpuShare,
  gpusByDeployment,
  type ListedPods,
  type PlacedEngine,
} from "./counted-engines.ts";
import { type NodeState, toleratedLeadSeconds } from "./fleet.ts";
import { isIn } from "./latencies.ts";

export const isMeasured = ({ fresh, engine }: PlacedEngine): boolean => fresh && engine.present && engine.reachable;

/**
 * Whether a node reported lately, by both clocks: by the wall its sample is neither old nor from a time to come, and by
 * the one that only rises it was received lately, whatever was set back since. A node whose later samples are rejected
 * for their times is stale: a sample that came late from a clock that runs ahead looks young.
 */
export const isFresh = (
  node: Pick<NodeState, "sampledAt" | "receivedSecondsAgo" | "rejectedSince">,
  { freshnessSeconds, now }: { readonly freshnessSeconds: number; readonly now: number },
): boolean => {
  const age = now - node.sampledAt;
  const isYoung = age <= freshnessSeconds && age >= -toleratedLeadSeconds;
  return node.rejectedSince === null && isYoung && node.receivedSecondsAgo <= freshnessSeconds;
};

/** The fleet at one tick, looked up once for all deployments. */
export interface FleetView {
  readonly now: number;
  readonly freshnessSeconds: number;
  readonly nodes: ReadonlyMap<string, NodeState>;
  readonly fresh: ReadonlySet<string>;
  /** When the first sample that is known was taken, epoch seconds; null: none was. */
  readonly firstSampleAt: number | null;
  /** Engines of a deployment, by node and in the order of its sample. */
  readonly enginesOf: (deployment: string) => readonly PlacedEngine[];
  /** Engines that name a deployment and are none of its workload's pods. */
  readonly unconfirmedOf: (deployment: string) => readonly PlacedEngine[];
  /** More engines than were asked for, on nodes of which it is not known that they host the deployment. */
  readonly pendingOf: (deployment: string) => readonly PlacedEngine[];
  /** To be remembered. */
  readonly pendingNodesOf: (deployment: string) => PendingNodes | null;
  /** GPUs of a node that engines of other deployments have. */
  readonly gpusElsewhere: (node: string, deployment: string) => number;
  /** Engines of fresh nodes that name no deployment, or one that the plan does not have, or has in another namespace. */
  readonly unmatched: readonly PlacedEngine[];
}

export interface PlannedEngines extends Pick<PlanDeployment, "name" | "kubernetes">, Partial<GpuShare> {}

export interface FleetViewSettings {
  readonly now: number;
  readonly freshnessSeconds: number;
  /** Deployments of the plan. */
  readonly planned: readonly PlannedEngines[];
  /** What Kubernetes reports of a deployment; null: it is not asked. */
  readonly clusterOf?: (deployment: string) => ListedPods | null;
  /** What is remembered of a deployment's nodes; null: another recommender decides it. */
  readonly knownOf?: (deployment: string) => KnownNodes | null;
}

const noShare: GpuShare = { gpusPerReplica: 1, gpusPerNode: 0 };

/** GPUs of the nodes on which engines of several deployments are, by node and deployment. */
const sharedNodes = (
  byDeployment: ReadonlyMap<string, readonly PlacedEngine[]>,
  planned: readonly PlannedEngines[],
  mixed: readonly NodeState[],
): ReadonlyMap<string, ReadonlyMap<string, number>> => {
  const onNode = new Map(mixed.map(({ node }) => [node, [] as [string, PlacedEngine][]]));
  for (const [name, engines] of mixed.length === 0 ? [] : byDeployment)
    for (const one of engines) if (one.engine.present) onNode.get(one.node.node)?.push([name, one]);
  const shares = new Map(planned.map((one) => [one.name, { ...noShare, ...one }]));
  return new Map(
    [...onNode].map(([node, there]) => [node, gpusByDeployment(there, (name) => shares.get(name) ?? noShare)]),
  );
};

interface PlacedEngines {
  /** Of each planned deployment, by node and in the order of its sample. */
  readonly named: ReadonlyMap<string, PlacedEngine[]>;
  readonly unmatched: readonly PlacedEngine[];
}

const placedEngines = (
  nodes: readonly NodeState[],
  fresh: ReadonlySet<string>,
  planned: readonly PlannedEngines[],
): PlacedEngines => {
  const named = new Map<string, PlacedEngine[]>(planned.map(({ name }) => [name, []]));
  const namespaces = new Map(planned.map(({ name, kubernetes }) => [name, kubernetes?.namespace]));
  const unmatched: PlacedEngine[] = [];
  for (const node of nodes) {
    const isFreshNode = fresh.has(node.node);
    for (const engine of node.engines.values()) {
      const name = `${engine.id} on node ${node.node}`;
      const placed = { node, engine, fresh: isFreshNode, proven: engine.series.arrived > 0, name };
      const deployment = engine.deployment ?? "";
      const own = named.get(deployment);
      if (own !== undefined && isIn(engine.id, namespaces.get(deployment))) own.push(placed);
      else if (isFreshNode && engine.present) unmatched.push(placed);
    }
  }
  return { named, unmatched };
};

const hasSeveralDeployments = ({ engines }: NodeState): boolean => {
  const [first] = engines.values();
  for (const { deployment } of engines.values()) if (deployment !== first?.deployment) return true;
  return false;
};

const firstSampleIn = (nodes: readonly NodeState[]): number | null =>
  nodes.reduce<number | null>((first, { sampledAt, engines }) => {
    let earliest = Math.min(first ?? sampledAt, sampledAt);
    for (const { firstSeenAt } of engines.values()) earliest = Math.min(earliest, firstSeenAt);
    return earliest;
  }, null);

/** The engines of a deployment that count: by the pods of its workload, or else by what was asked for. */
const judgedEngines = (
  engines: readonly PlacedEngine[],
  planned: PlannedEngines,
  { now, clusterOf = () => null, knownOf = () => null }: FleetViewSettings,
) => {
  const byPods = countedEngines(engines, planned.kubernetes?.namespace, clusterOf(planned.name));
  const known = knownOf(planned.name);
  const target = known?.target ?? null;
  if (known === null || target === null) return { ...byPods, pending: [], after: null };
  if (byPods.isListed) return { ...byPods, pending: [], after: { from: known.pending?.from ?? now, since: {} } };
  return { ...byPods, ...confirmedEngines(engines, { ...known, target }, { now, share: { ...noShare, ...planned } }) };
};

/** The order of `states` does not matter. */
export const fleetView = (states: readonly NodeState[], settings: FleetViewSettings): FleetView => {
  const { now, freshnessSeconds, planned } = settings;
  const nodes = states.toSorted((a, b) => (a.node < b.node ? -1 : 1));
  const reported = nodes.filter((node) => isFresh(node, { freshnessSeconds, now }));
  const fresh = new Set(reported.map(({ node }) => node));
  const { named, unmatched } = placedEngines(nodes, fresh, planned);
  const judged = new Map(planned.map((one) => [one.name, judgedEngines(named.get(one.name) ?? [], one, settings)]));
  const counted = new Map([...judged].map(([name, one]) => [name, one.counted]));
  const onGpus = new Map([...judged].map(([name, one]) => [name, [...one.counted, ...one.pending]]));
  const shared = sharedNodes(onGpus, planned, nodes.filter(hasSeveralDeployments));
  return {
    now,
    freshnessSeconds,
    fresh,
    unmatched,
    firstSampleAt: firstSampleIn(nodes),
    nodes: new Map(states.map((node) => [node.node, node])),
    enginesOf: (deployment) => counted.get(deployment) ?? [],
    unconfirmedOf: (deployment) => judged.get(deployment)?.unconfirmed ?? [],
    pendingOf: (deployment) => judged.get(deployment)?.pending ?? [],
    pendingNodesOf: (deployment) => judged.get(deployment)?.after ?? null,
    gpusElsewhere: (node, deployment) =>
      [...(shared.get(node) ?? [])].reduce((sum, [name, gpus]) => (name === deployment ? sum : sum + gpus), 0),
  };
};
