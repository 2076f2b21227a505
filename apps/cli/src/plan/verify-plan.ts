import {
  capacitiesInService,
  type DemandShape,
  defaultRouter,
  estimateInService,
  passEstimate,
  type ReplicaSpec,
  requestForm,
  requestsPerSecond,
  type ServiceLoad,
} from "@loadline/model";
import { type Plan, type PlanDeployment, plannedLoad, plannedShape, plannedSlo } from "@loadline/plan";
import type { DeploymentSize, PlanSize, Verification } from "@loadline/planner/answer";
import { noObservations, type OwnObservations } from "@loadline/planner/own-observations";
import { objectives, percentileNames } from "@loadline/planner/search-answer";
import { correctedReplica } from "@loadline/planner/size-deployment";

/** One of the replicas of a service; an answer that comes in one piece is its own first token. */
const replicaAt = (spec: ReplicaSpec, shape: DemandShape, service: ServiceLoad) => {
  if (!requestForm(spec.model).inOnePiece) {
    const found = estimateInService(spec, shape, service);
    return { ...found, tokenGap: found.openLoop?.interTokenLatency ?? null };
  }
  const { requestsPerSecond: rate, replicas, routing } = service;
  const load = { kind: "open-loop", requestsPerSecond: rate, arrivals: shape.arrivals } as const;
  const { verdict, endToEnd } = passEstimate(spec, shape, load, { replicas, routing });
  return { verdict, timeToFirstToken: endToEnd, interTokenLatency: null, tokenGap: null, endToEnd };
};

const latenciesOf = (at: ReturnType<typeof replicaAt>, deployment: PlanDeployment): Verification["objectives"] => {
  const { percentile } = deployment.slo;
  const allowed = plannedSlo(deployment);
  return objectives.flatMap((objective) => {
    const limit = allowed[objective];
    const reached = at[objective]?.[percentileNames[percentile]];
    return limit === undefined || reached === undefined
      ? []
      : [{ objective, reached, allowed: limit, holds: reached <= limit }];
  });
};

/** No load at all is simulated as a very light one. */
const lightest = 1e-4;

/**
 * The planned replicas of a deployment under the load of its busiest minute, all of them serving, and the load at which
 * the first objective would break. Null where nothing is planned, or where the model has no answer.
 */
const verifyDeployment = (
  plan: Plan,
  deployment: PlanDeployment,
  { required, versions }: DeploymentSize,
  observations: OwnObservations,
): Verification | null => {
  const { spec } = correctedReplica(plan, deployment, observations);
  const { planned } = deployment.replicas;
  if (spec === null || required === null || planned === 0) return null;
  const { slo, router = defaultRouter, prefixGroups } = deployment;
  const { way } = plannedLoad(deployment);
  const shape = plannedShape(deployment);
  const each = required.requestsPerSecondPerReplica;
  // Beside a canary, each version is loaded by the same part of what it carries.
  const own = (versions?.[0]?.requestsPerSecondPerReplica ?? each) / each;
  const rate = Math.max(way.toReplicas / planned, each * lightest) * own;
  const routing = { router, prefixGroups };
  const service = { replicas: planned, requestsPerSecond: requestsPerSecond(rate), routing };
  const at = replicaAt(spec, shape, service);
  const most = capacitiesInService(spec, shape, routing)(planned)(plannedSlo(deployment));
  const latencies = latenciesOf(at, deployment);
  return {
    replicas: planned,
    requestsPerSecondPerReplica: rate,
    queue: at.verdict,
    percentile: slo.percentile,
    objectives: latencies,
    holds: at.verdict === "stable" && latencies.every(({ holds }) => holds),
    breaksAbove: most.kind === "feasible" ? (planned * most.capacity.requestsPerSecond) / own : 0,
    breaksFirst: (most.kind === "feasible" ? most.capacity.limitedBy : required.limitedBy) ?? "queue",
  };
};

/** The sizes of a plan with what its planned replicas do in the busiest minute. */
export const verifyPlan = (plan: Plan, size: PlanSize, observations: OwnObservations = noObservations): PlanSize => ({
  ...size,
  deployments: size.deployments.map((deployment, index) => {
    const planned = plan.deployments[index];
    const verification = planned === undefined ? null : verifyDeployment(plan, planned, deployment, observations);
    return { ...deployment, verification };
  }),
});
