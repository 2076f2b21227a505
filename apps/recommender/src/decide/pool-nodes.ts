import { type Plan, type PlanPool, poolOf } from "@loadline/wire";
import type { NodeState } from "../state/fleet.ts";
import { type NodeDevices, sliceProfile } from "../state/node-devices.ts";

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
