import { type Plan, type PlanDeployment, type PlanPool, poolOf } from "@loadline/wire";
import type { DeploymentFacts } from "../state/deployment-facts.ts";
import type { NodeState } from "../state/fleet.ts";
import { type NodeDevices, sliceProfile } from "../state/node-devices.ts";
import type { Supply } from "../state/target.ts";
import type { ResourceClaim } from "./allotment.ts";
import { replicaUsdPerHour, replicaWatts } from "./cost.ts";
import type { ReplicaModel } from "./replica-model.ts";

export interface Observed {
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly model: ReplicaModel;
  readonly view: DeploymentFacts;
}

interface Held {
  /** Serving replicas in the pool; null while they cannot be counted. */
  readonly ready: number | null;
  readonly pending: number;
  readonly target: number | null;
}

const claimOf = ({ deployment, pool, model, view }: Observed, { ready, pending, target }: Held): ResourceClaim => ({
  name: deployment.name,
  pool,
  priority: deployment.priority,
  gpusPerReplica: model.gpusPerReplica,
  // Stages of a pipeline pass little on, and may be on different nodes.
  gpusTogether: model.gpusPerReplica / deployment.parallel.pipeline,
  wattsPerReplica: replicaWatts({ model }),
  usdPerHourPerReplica: replicaUsdPerHour({ model, pool }),
  inPool: ready === null ? null : ready + view.draining + pending,
  reserved: deployment.rollout?.surgeReplicas ?? 0,
  committed: Math.max(target ?? 0, view.lastKnownReplicas + view.draining + pending),
});

/** A deployment that is decided here. */
export const ownClaim = (
  observed: Observed & { readonly inPool: number | null; readonly supply: Supply },
  target: number | null,
): ResourceClaim => {
  const { inPool: ready, supply } = observed;
  return claimOf(observed, { ready, pending: supply.pending, target: supply.backingOff ? null : target });
};

/** A deployment that another recommender decides: what it last asked for and is not there is on its way. */
export const foreignClaim = (observed: Observed, target: number | null): ResourceClaim => {
  const { ready, lastKnownReplicas } = observed.view;
  return claimOf(observed, { ready, pending: Math.max(0, (target ?? 0) - lastKnownReplicas), target });
};

/** What telemetry reports of the nodes of one pool; the others are as the plan has them. */
export interface PoolNodes {
  /** Free GPUs of the nodes that report which engines use them. */
  readonly free: readonly number[];
  /** Replicas on those nodes, by deployment: they are in `free` already. */
  readonly placed: ReadonlyMap<string, number>;
}

export const noNodesKnown: PoolNodes = { free: [], placed: new Map() };

const freeFor = ({ wholeFree, slicesFree }: NodeDevices, pool: PlanPool): number => {
  const profile = sliceProfile(pool.gpu);
  return profile === null ? wholeFree : (slicesFree.get(profile) ?? 0);
};

/** The pool whose replicas a node has; where it has none, the only pool of the plan. */
const poolAt = (pools: ReadonlyMap<string, PlanPool>, only: PlanPool | undefined, { engines }: NodeState) => {
  for (const { present, deployment } of engines.values()) {
    const pool = present && deployment !== null ? pools.get(deployment) : undefined;
    if (pool !== undefined) return pool;
  }
  return only;
};

const addPlaced = (placed: Map<string, number>, { engines }: NodeState): void => {
  for (const { present, deployment } of engines.values()) {
    if (present && deployment !== null) placed.set(deployment, (placed.get(deployment) ?? 0) + 1);
  }
};

/** Node by node what is free in each pool, by pool name. Nodes whose GPUs or their use are unknown are left out. */
export const poolNodes = (plan: Plan, nodes: readonly NodeState[]): ReadonlyMap<string, PoolNodes> => {
  const known = new Map<string, { readonly free: number[]; readonly placed: Map<string, number> }>();
  const pools = new Map(plan.deployments.map((deployment) => [deployment.name, poolOf(plan, deployment)]));
  const only = plan.pools.length === 1 ? plan.pools[0] : undefined;
  for (const node of nodes) {
    const { devices } = node;
    const pool = devices === undefined || devices === null ? undefined : poolAt(pools, only, node);
    if (devices === undefined || devices === null || pool === undefined) continue;
    const entry = known.get(pool.name) ?? { free: [], placed: new Map<string, number>() };
    entry.free.push(freeFor(devices, pool));
    addPlaced(entry.placed, node);
    known.set(pool.name, entry);
  }
  return known;
};
