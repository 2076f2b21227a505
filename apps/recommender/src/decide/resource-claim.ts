import type { PlanDeployment, PlanPool } from "@loadline/wire";
import type { DeploymentFacts } from "../state/deployment-facts.ts";
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

interface Counted {
  /** Serving replicas in the pool; null while they cannot be counted. */
  readonly ready: number | null;
  readonly pending: number;
  readonly target: number | null;
}

const claimOf = ({ deployment, pool, model, view }: Observed, { ready, pending, target }: Counted): ResourceClaim => ({
  name: deployment.name,
  pool,
  priority: deployment.priority,
  gpusPerReplica: model.gpusPerReplica,
  // Stages of a pipeline pass little on, and may be on different nodes.
  gpusTogether: model.gpusPerReplica / deployment.parallel.pipeline,
  // A plan with a budget of watts knows the power of each GPU.
  wattsPerReplica: replicaWatts({ model, pool }) ?? 0,
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
  return claimOf(observed, { ready, pending: supply.pending, target: supply.overdue ? null : target });
};

/** A deployment that another recommender decides: what it last asked for and is not there is on its way. */
export const foreignClaim = (observed: Observed, target: number | null): ResourceClaim => {
  const { ready, lastKnownReplicas } = observed.view;
  return claimOf(observed, { ready, pending: Math.max(0, (target ?? 0) - lastKnownReplicas), target });
};
