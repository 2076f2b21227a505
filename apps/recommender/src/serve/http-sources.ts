import { explainDecision } from "@loadline/protocol";
import type { LoopDeps } from "../loop/loop.ts";
import type { HttpSources } from "./routes.ts";

type Described = Pick<LoopDeps, "deployments" | "fleet" | "status"> & { inbox: Pick<LoopDeps["inbox"], "inventories"> };

/** The last decision of each deployment and the nodes it rests on, as JSON. */
export const describeDeployments = (cluster: string, { deployments, fleet, inbox, status }: Described): unknown => ({
  cluster,
  decidedAt: status.tickedAt,
  deployments: status.assessments.map(({ deployment, pool, decision, inputs, view, advice = [], warranty = null }) => {
    const last = deployments.publisherOf(deployment.name)?.last ?? null;
    const published =
      last === null ? null : { decisionId: last.decisionId, epoch: last.epoch, revision: last.revision };
    return {
      deployment: deployment.name,
      pool: pool.name,
      decision: { ...decision, reason: decision.reason.code },
      replicas: { ...inputs.replicas, planned: deployment.replicas.planned },
      demand: view.complete ? view.demand : null,
      shape: view.shape,
      forecast: inputs.forecast,
      warranty,
      capacity: inputs.capacity,
      advice,
      published,
      poolAvailable: inputs.poolAvailable,
    };
  }),
  nodes: fleet.nodes.map(({ node, sampledAt, engines }) => ({
    node,
    sampledAt,
    engines: [...engines.values()].filter(({ present }) => present).map(({ id }) => id),
    gpus: inbox.inventories.get(node)?.gpus.length ?? null,
  })),
});

/** What the HTTP interface and the adapters read of the running parts. */
export const httpSources = (loop: LoopDeps): HttpSources => {
  const { planFile, archive, telemetry, status, leadership } = loop;
  return {
    registry: loop.metrics.registry,
    missing: () => [
      ...(telemetry.alive() ? [] : ["telemetry consumer"]),
      ...(leadership.fault === null ? [] : [`lease store: ${leadership.fault}`]),
      ...(telemetry.caughtUp() ? [] : ["end of the telemetry replay"]),
      ...(status.tickedAt === null ? ["first decision"] : []),
    ],
    planFault: () => planFile.fault,
    deployments: () => describeDeployments(planFile.current.cluster, loop),
    decision: (id) => {
      const event = archive.find(id);
      return event === null ? null : explainDecision(event);
    },
    history: (name, limit) =>
      planFile.current.deployments.some((deployment) => deployment.name === name)
        ? archive.of(name, limit).toReversed()
        : null,
    plan: () => planFile.current,
  };
};
