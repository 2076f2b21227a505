import { LoadlineError } from "@loadline/core";
import { gpuHourPrice, type Plan, type PlanPool } from "@loadline/wire";
import { nodesFor } from "./nodes-for.ts";
import { type DeploymentSize, sizeDeployment } from "./size-deployment.ts";

export interface PoolSize {
  readonly name: string;
  readonly gpu: string;
  readonly purchase: PlanPool["purchase"];
  readonly gpusPerNode: number;
  readonly nodes: number;
  /** For the planned counts, and for the counts that the expected load takes. */
  readonly nodesPlanned: number;
  readonly nodesRequired: number;
  readonly enough: boolean;
  /** All nodes of the pool, used or not; null: no price is known. */
  readonly usdPerHour: number | null;
}

export interface PlanSize {
  readonly cluster: string;
  readonly deployments: readonly DeploymentSize[];
  readonly pools: readonly PoolSize[];
  /** Every deployment is feasible and planned large enough, and every pool holds it. */
  readonly enough: boolean;
}

const poolCalled = ({ pools }: Plan, name: string, index: number): PlanPool => {
  const pool = pools.find((candidate) => candidate.name === name);
  if (pool !== undefined) return pool;
  throw new LoadlineError("LL_PLAN_INVALID", {
    path: `deployments.${index}.pool`,
    detail: `no pool is called "${name}"`,
  });
};

const sizePool = (pool: PlanPool, deployments: readonly DeploymentSize[]): PoolSize => {
  const own = deployments.filter((deployment) => deployment.pool === pool.name);
  const nodesOf = (replicas: (size: DeploymentSize) => number): number =>
    nodesFor(
      own.map((size) => ({ gpusPerReplica: size.gpusPerReplica, replicas: replicas(size) })),
      pool.gpusPerNode,
    );
  const nodesPlanned = nodesOf(({ planned }) => planned.replicas);
  const nodesRequired = nodesOf(({ required }) => required?.replicas ?? 0);
  const perGpu = gpuHourPrice(pool);
  const { name, gpu, purchase, gpusPerNode, nodes } = pool;
  return {
    ...{ name, gpu, purchase, gpusPerNode, nodes, nodesPlanned, nodesRequired },
    enough: Math.max(nodesPlanned, nodesRequired) <= nodes,
    usdPerHour: perGpu === null ? null : perGpu * nodes * gpusPerNode,
  };
};

/**
 * What a plan's expected load takes, deployment by deployment and pool by pool.
 * @throws the codes of `sizeDeployment`
 */
export const sizePlan = (plan: Plan): PlanSize => {
  const deployments = plan.deployments.map((deployment, index) =>
    sizeDeployment({ plan, deployment, pool: poolCalled(plan, deployment.pool, index) }),
  );
  const pools = plan.pools.map((pool) => sizePool(pool, deployments));
  const enough = deployments.every(({ verdict }) => verdict === "enough") && pools.every((pool) => pool.enough);
  return { cluster: plan.cluster, deployments, pools, enough };
};
