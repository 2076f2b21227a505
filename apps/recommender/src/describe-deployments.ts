import type { LoopDeps } from "./loop.ts";

/** The last decision of each deployment and the nodes it rests on, as JSON. */
export const describeDeployments = (
  cluster: string,
  {
    deployments,
    fleet,
    inbox,
    status,
  }: Pick<LoopDeps, "deployments" | "fleet" | "status"> & { readonly inbox: Pick<LoopDeps["inbox"], "inventories"> },
): unknown => ({
  cluster,
  decidedAt: status.tickedAt,
  deployments: status.assessments.map(({ deployment, pool, decision, inputs, view, advice = [] }) => {
    const last = deployments.publisherOf(deployment.name)?.last ?? null;
    const published =
      last === null ? null : { decisionId: last.decisionId, epoch: last.epoch, revision: last.revision };
    return {
      deployment: deployment.name,
      pool: pool.name,
      decision,
      replicas: { ...inputs.replicas, planned: deployment.replicas.planned },
      demand: view.complete ? view.demand : null,
      shape: view.shape,
      forecast: inputs.forecast,
      capacity: inputs.capacity,
      advice,
      published,
      poolAvailable: inputs.poolAvailable,
      // Names before 0.2.
      poolRoom: inputs.poolAvailable,
      spoken: published,
    };
  }),
  nodes: fleet.nodes.map(({ node, sampledAt, engines }) => ({
    node,
    sampledAt,
    engines: [...engines.values()].filter(({ present }) => present).map(({ id }) => id),
    gpus: inbox.inventories.get(node)?.gpus.length ?? null,
  })),
});
