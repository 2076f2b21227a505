import type { EngineState, NodeState } from "./fleet.ts";

/** One engine on its node. */
export interface PlacedEngine {
  readonly node: NodeState;
  readonly engine: EngineState;
  /** Its node reported lately. */
  readonly fresh: boolean;
  /** It had requests, or is that of a pod that Kubernetes lists: else there is only the word of its node. */
  readonly proven: boolean;
  /** There is only its node's word that it is one of the replicas that were asked for; left out: it is. */
  readonly isUnconfirmed?: true;
  /** "e1 on node n1". */
  readonly name: string;
}

/** It is meant to serve. */
export const serves = ({ engine }: PlacedEngine): boolean => engine.present && !engine.draining;

/** Nodes that held a serving replica, and when that was last seen, epoch seconds. */
export type ServingNodes = Readonly<Record<string, number>>;

/** What Kubernetes lists of a deployment's workload. */
export interface ListedPods {
  readonly pods: {
    readonly objects: readonly { readonly name: string; readonly node?: string | null }[];
    /** Seconds since the API server sent anything of it; null: never. */
    readonly ageSeconds: number | null;
  };
  readonly workload: { readonly objects: readonly { readonly replicas: number | null }[] };
}

// The API server sends something at least every minute while a watch stands.
const freshSeconds = 100;

/** The pod of an engine that an agent found in one, as NAMESPACE/POD; null: it was found elsewhere. */
const podOf = (id: string): string | null => /^[a-z0-9-]+\/[a-z0-9.-]+/.exec(id)?.[0] ?? null;

/** Whether Kubernetes has this engine's pod, on its node. */
const confirmation = (namespace: string, { pods }: ListedPods): ((one: PlacedEngine) => string | null) => {
  const nodes = new Map(pods.objects.map((pod) => [`${namespace}/${pod.name}`, pod.node ?? null]));
  return ({ engine, node }) => {
    const pod = podOf(engine.id);
    const on = pod === null ? undefined : nodes.get(pod);
    return on === null || on === node.node ? pod : null;
  };
};

export interface CountedEngines {
  /** The pods of its workload are listed. */
  readonly isListed: boolean;
  readonly counted: readonly PlacedEngine[];
  /** Engines that no pod of the workload confirms, and for which there is no other pod. */
  readonly unconfirmed: readonly PlacedEngine[];
}

/**
 * The engines of a deployment that count, and how well each is proven. Where Kubernetes lists the pods of its workload, those
 * of its pods count, and of others no more than there are pods whose engine nobody found. A list that has no pod of any engine
 * is about something else, unless the workload itself asks for no replica: then one engine may be the first.
 */
export const countedEngines = (
  engines: readonly PlacedEngine[],
  namespace: string | undefined,
  cluster: ListedPods | null,
): CountedEngines => {
  const all = { isListed: false, counted: engines, unconfirmed: [] };
  const age = cluster?.pods.ageSeconds ?? null;
  if (namespace === undefined || cluster === null || age === null || age > freshSeconds) return all;
  const podOfEngine = confirmation(namespace, cluster);
  const confirmed = new Map(engines.map((one) => [one, podOfEngine(one)]));
  const found = new Set([...confirmed.values()].filter((pod) => pod !== null));
  const [workload] = cluster.workload.objects;
  if (found.size === 0 && (workload?.replicas !== 0 || cluster.pods.objects.length > 0)) return all;
  const unfound = Math.max(found.size === 0 ? 1 : 0, cluster.pods.objects.length - found.size);
  const incumbentsFirst = engines
    .filter((one) => confirmed.get(one) === null)
    .toSorted((a, b) => a.engine.firstSeenAt - b.engine.firstSeenAt);
  const unconfirmed = new Set(incumbentsFirst.slice(unfound));
  return {
    isListed: true,
    counted: engines
      .filter((one) => !unconfirmed.has(one))
      .map((one) => (confirmed.get(one) === null ? one : { ...one, proven: true })),
    unconfirmed: [...unconfirmed],
  };
};

/** What an engine takes of its node. */
export interface GpuShare {
  readonly gpusPerReplica: number;
  /** By the plan. */
  readonly gpusPerNode: number;
}

// The largest server has 16 (NVIDIA DGX-2 datasheet); a longer list counts as this many.
const mostGpusPerServer = 16;

/** GPUs of a node by the plan, or by its own list where that is longer. */
export const gpusOn = (listed: number, gpusPerNode: number): number =>
  Math.max(gpusPerNode, Math.min(listed, mostGpusPerServer));

/**
 * GPUs of one node that each deployment's engines have: every GPU once. Engines that are proven come first, then those that were
 * there before.
 */
export const gpusByDeployment = (
  present: readonly (readonly [deployment: string, one: PlacedEngine])[],
  shareOf: (deployment: string) => GpuShare,
): ReadonlyMap<string, number> => {
  const used = new Map<string, number>();
  let free = Math.max(0, ...present.map(([name, { node }]) => gpusOn(node.gpus, shareOf(name).gpusPerNode)));
  const order = present.toSorted(
    ([, a], [, b]) => Number(b.proven) - Number(a.proven) || a.engine.firstSeenAt - b.engine.firstSeenAt,
  );
  for (const [name] of order) {
    const { gpusPerReplica } = shareOf(name);
    if (gpusPerReplica > free) continue;
    free -= gpusPerReplica;
    used.set(name, (used.get(name) ?? 0) + gpusPerReplica);
  }
  return used;
};
