import {
  emptyDecisionMemory,
  emptyLoadForecast,
  type LoadForecast,
  noCapacityEvidence,
  observeDemand,
} from "@loadline/control";
import { type Plan, type PlanDeployment, type PlanPool, parsePlan } from "@loadline/plan";
import type { Assessment, DecisionRequest } from "../src/decide/assessment.ts";
import { decideDeployment } from "../src/decide/decide-deployment.ts";
import type { Deployments } from "../src/decide/deployments.ts";
import type { NodeState } from "../src/fleet/fleet.ts";
import { fleetView } from "../src/fleet/fleet-view.ts";
import { uncalibrated } from "../src/observe/calibration.ts";
import { noUnseenPods, unseenPods } from "../src/observe/cluster-rules.ts";
import { demandOf } from "../src/observe/demand.ts";
import { deploymentFacts } from "../src/observe/deployment-facts.ts";
import { type DeploymentView, viewOf } from "../src/observe/deployment-view.ts";
import { type FindingContext, findingsOf, servingNodesAfter } from "../src/observe/findings.ts";
import { unknownRouter } from "../src/observe/measured-router.ts";
import { ReplicaModel } from "../src/observe/replica-model.ts";

const deployment = {
  name: "chat",
  model: "llama-3.1-8b",
  pool: "h100",
  slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
  replicas: { planned: 3, min: 1, max: 8 },
  leadTimeSeconds: 60,
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
};

/** What deployments decide, at once. */
export const decidedBy = (
  deployments: Pick<Deployments, "deciding">,
  ...asked: Parameters<Deployments["deciding"]>
): readonly Assessment[] => {
  const parts = deployments.deciding(...asked);
  for (;;) {
    const { done, value } = parts.next();
    if (done === true) return value;
  }
};

/** A plan with one deployment, some of its keys replaced. */
export const planWith = (keys: Readonly<Record<string, unknown>> = {}): Plan =>
  parsePlan({
    version: 1,
    cluster: "lab",
    pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 2 }],
    deployments: [{ ...deployment, ...keys }],
  });

const only = <T>(list: readonly T[]): T => {
  const [first] = list;
  if (first === undefined) throw new Error("the test plan is empty");
  return first;
};

export const planned = (
  keys: Readonly<Record<string, unknown>> = {},
): { readonly plan: Plan; readonly deployment: PlanDeployment; readonly pool: PlanPool } => {
  const plan = planWith(keys);
  return { plan, deployment: only(plan.deployments), pool: only(plan.pools) };
};

export const now = 1_700_000_000;

const shape = { inputTokens: 1000, outputTokens: 200, basis: "telemetry" } as const;

/** A complete view of `ready` replicas under `requestsPerSecond`. */
export const viewWith = (requestsPerSecond: number, rest: Partial<DeploymentView> = {}): DeploymentView => ({
  now,
  engines: [],
  ready: 3,
  working: 3,
  lastKnownReplicas: 3,
  draining: 0,
  replicasBy: { serving: 3, notAnswering: 0, stale: 0 },
  demand: demandOf(requestsPerSecond, shape),
  complete: true,
  demandAt: now - 1,
  shape,
  missing: [],
  ageSeconds: 1,
  countedSince: now - 3_600,
  countedUntil: now - 1,
  series: [],
  rates: [],
  implausible: [],
  findings: [],
  uncountedRequestsPerSecond: 0,
  leavingReplicas: 0,
  placeable: null,
  stretches: [],
  backlogs: new Map(),
  unobserved: [],
  router: unknownRouter,
  unlikeEngines: [],
  differences: [],
  speed: { interTokenLatencySeconds: null, requestsPerSecond: null, engines: [], slowEngines: [], fastEngines: [] },
  ...rest,
});

const { deployment: chat, pool: h100 } = planned();
const model = new ReplicaModel(chat, h100);

/** What the service sees of deployment "chat" in these nodes, with three replicas asked for by default. */
export const viewOfNodes = (
  nodes: readonly NodeState[],
  at = now,
  rest: Partial<FindingContext> & { readonly capacity?: number } = {},
): DeploymentView => {
  const { capacity = Number.POSITIVE_INFINITY, ...context } = rest;
  const fleet = fleetView(nodes, {
    now: at,
    freshnessSeconds: 20,
    planned: [
      { ...chat, ...rest.deployment, gpusPerReplica: 1, gpusPerNode: h100.gpusPerNode },
      { name: "code", gpusPerReplica: 1, gpusPerNode: h100.gpusPerNode },
    ],
    clusterOf: () => rest.cluster ?? null,
  });
  const settings = { deployment: chat, pool: h100, windowSeconds: 60, ...context };
  const latencyAtBatch = model.latencyAtBatch.bind(model);
  const differences = model.differences.bind(model);
  const asked = { ...settings, warmUpSeconds: 180, capacity: () => capacity, latencyAtBatch, differences };
  const facts = deploymentFacts(fleet, asked);
  const servingNodes = servingNodesAfter(rest.servingNodes ?? {}, fleet, {
    deployment: chat.name,
    target: rest.target ?? null,
  });
  const known = {
    target: 3,
    served: 0,
    cluster: null,
    gpusPerReplica: 1,
    leadTimeSeconds: 300,
    unseen: unseenPods(noUnseenPods, facts, rest.cluster ?? null),
    ...settings,
    facts,
    fleet,
    servingNodes,
  };
  return viewOf(facts, findingsOf(known));
};

const minutesADay = 1_440;

/** What is learnt of these rates, one a minute, the last of them a second ago. */
export const learntFrom = (rates: readonly number[]): LoadForecast =>
  rates.reduce((state, demand, index) => {
    const at = now - 1 - (rates.length - 1 - index) * 60;
    return observeDemand(state, { at, demand });
  }, emptyLoadForecast);

const stationary = new Map<number, LoadForecast>();

/** A day at one rate, so that the forecast says the same. */
export const stationaryForecast = (requestsPerSecond: number): LoadForecast => {
  const known = stationary.get(requestsPerSecond);
  if (known !== undefined) return known;
  const learnt = learntFrom(new Array<number>(minutesADay).fill(requestsPerSecond));
  stationary.set(requestsPerSecond, learnt);
  return learnt;
};

export interface Case {
  readonly requestsPerSecond: number;
  readonly keys?: Readonly<Record<string, unknown>>;
  readonly view?: Partial<DeploymentView>;
  readonly rest?: Partial<DecisionRequest>;
}

export const requestWith = ({ requestsPerSecond, keys = {}, view = {}, rest = {} }: Case): DecisionRequest => {
  const { plan, deployment, pool } = planned(keys);
  return {
    now,
    cluster: plan.cluster,
    plan,
    deployment,
    pool,
    model: new ReplicaModel(deployment, pool),
    view: viewWith(requestsPerSecond, view),
    supply: { pending: 0, overdue: false },
    currentTarget: 3,
    poolAvailable: 13,
    forecast: stationaryForecast(requestsPerSecond),
    memory: emptyDecisionMemory,
    trustedSince: null,
    calibration: uncalibrated,
    capacityEvidence: noCapacityEvidence,
    settings: {
      windowSeconds: 60,
      demandQuantile: 0.95,
      sizeQuantile: 0.95,
      scaleDownStabilisationSeconds: 300,
      scaleDownMargin: 0.1,
      maxScaleDownShare: 0.25,
    },
    ...rest,
  };
};

export const decided = (given: Case): Assessment => decideDeployment(requestWith(given)).assessment;

/** The speed of a deployment whose engines all take so long for a token at so many requests/s. */
export const speedAt = (latency: number, requestsPerSecond: number): DeploymentView["speed"] => ({
  interTokenLatencySeconds: latency,
  requestsPerSecond,
  engines: [{ id: "n1/e0", node: "n1", latency, rate: requestsPerSecond, batch: 1 }],
  slowEngines: [],
  fastEngines: [],
});
