import {
  type CapacityInput,
  type CapacityResult,
  type Decision,
  type DecisionInputs,
  type DecisionMemory,
  type DecisionSettings,
  type DemandPoint,
  decide,
  forecastDemand,
} from "@loadline/core";
import type { PlanDeployment, PlanPool } from "@loadline/wire";
import type { DeploymentView } from "../state/deployment-view.ts";
import type { Supply } from "../state/target.ts";
import type { Assessment } from "./assessment.ts";
import type { ReplicaModel } from "./replica-model.ts";

export interface DecisionRequest {
  readonly now: number;
  readonly cluster: string;
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly model: ReplicaModel;
  readonly view: DeploymentView;
  readonly supply: Supply;
  readonly currentTarget: number | null;
  readonly poolRoom: number | null;
  readonly history: readonly DemandPoint[];
  readonly memory: DecisionMemory;
  readonly settings: DecideSettings;
}

export interface DecideSettings {
  readonly windowSeconds: number;
  readonly demandQuantile: number;
  readonly scaleDownStabilisationSeconds: number;
  readonly maxScaleDownShare: number;
}

// Told with every forecast, beside the quantile that decides.
const publishedQuantiles = [0.5, 0.9, 0.95, 0.99];

const capacityInput = (result: CapacityResult): CapacityInput =>
  result.kind === "infeasible"
    ? result
    : {
        kind: "feasible",
        requestsPerSecond: result.capacity.requestsPerSecond,
        bindingLimit: result.capacity.bindingLimit,
        errorBand: result.capacity.errorBand,
      };

/** True until one full window of work has been seen since the first count. */
const observing = ({ countedSince }: DeploymentView, now: number, windowSeconds: number): boolean =>
  countedSince === null || now - countedSince < windowSeconds;

const inputsOf = (request: DecisionRequest, capacity: CapacityResult): DecisionInputs => {
  const { now, deployment, view, supply, settings, history } = request;
  const quantiles = [...new Set([...publishedQuantiles, settings.demandQuantile])].toSorted((a, b) => a - b);
  const demandAge = view.demandAt === null ? undefined : Math.max(0, now - view.demandAt);
  return {
    now,
    replicas: {
      ready: view.ready,
      pending: supply.pending,
      draining: view.draining,
      currentTarget: request.currentTarget,
    },
    demand: view.demand,
    forecast: forecastDemand(history, { horizonSeconds: deployment.leadTimeSeconds, quantiles, now }),
    capacity: capacityInput(capacity),
    missing: view.missing,
    poolRoom: supply.backingOff ? 0 : request.poolRoom,
    observing: observing(view, now, settings.windowSeconds),
    ages: {
      replicas: view.ageSeconds ?? undefined,
      demand: demandAge,
      forecast: history.length === 0 ? undefined : Math.max(0, now - (history.at(-1)?.at ?? now)),
    },
  };
};

const settingsOf = ({ deployment, settings }: DecisionRequest): DecisionSettings => ({
  minReplicas: deployment.replicas.min,
  maxReplicas: deployment.replicas.max,
  spareReplicas: deployment.spareReplicas,
  demandQuantile: settings.demandQuantile,
  scaleDownStabilisation: settings.scaleDownStabilisationSeconds,
  maxScaleDownShare: settings.maxScaleDownShare,
});

/**
 * While backing off nothing is on its way any more, so "pending" would promise replicas that do not come.
 * The count stays: replicas that only look gone must not be drained for it.
 */
const tellBackOff = (decision: Decision, { supply, view, currentTarget }: DecisionRequest): Decision => {
  if (!supply.backingOff || decision.reason !== "replicas-pending") return decision;
  const counts = `${view.ready ?? "an unknown number"} of ${currentTarget ?? "an unknown number"} replicas`;
  return {
    ...decision,
    reason: "pool-exhausted",
    bindingLimit: "pool",
    message: `${counts} are ready and the rest did not come in time or was refused: check the pool and the engines`,
  };
};

const extraEvidence = ({ view, supply }: DecisionRequest): Decision["evidence"] => [
  { input: "shape.inputTokens", value: view.shape.inputTokens, unit: "tokens/request", ageSeconds: view.ageSeconds },
  { input: "shape.outputTokens", value: view.shape.outputTokens, unit: "tokens/request", ageSeconds: view.ageSeconds },
  { input: "shape.basis", value: view.shape.basis, unit: null, ageSeconds: view.ageSeconds },
  ...(supply.backingOff
    ? [{ input: "replicas.backingOff", value: "asked for, did not come", unit: null, ageSeconds: 0 }]
    : []),
];

/** The decision of core for one deployment, with everything it rested on and what to remember. */
export const decideDeployment = (
  request: DecisionRequest,
): { readonly assessment: Assessment; readonly memory: DecisionMemory } => {
  const { now, cluster, deployment, pool, model, view } = request;
  const capacity = model.capacity(view.shape);
  const inputs = inputsOf(request, capacity);
  const step = decide(inputs, settingsOf(request), request.memory);
  const told = tellBackOff(step.decision, request);
  const decision = { ...told, evidence: [...told.evidence, ...extraEvidence(request)] };
  const assessment = {
    at: now,
    cluster,
    deployment,
    pool,
    model,
    view,
    inputs,
    capacity,
    forecast: inputs.forecast,
    decision,
  };
  return { assessment, memory: step.memory };
};
