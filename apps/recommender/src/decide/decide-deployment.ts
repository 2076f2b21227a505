import {
  type CapacityInput,
  type CapacityResult,
  type Decision,
  type DecisionInputs,
  type DecisionMemory,
  type DecisionSettings,
  decide,
  type LoadForecast,
} from "@loadline/core";
import type { PlanDeployment, PlanPool } from "@loadline/wire";
import { type Calibration, speedFactor } from "../calibrate/calibration.ts";
import { coverageAt, demandForecast, surgeRate } from "../state/demand-forecast.ts";
import type { DeploymentView } from "../state/deployment-view.ts";
import type { Supply } from "../state/target.ts";
import type { BudgetRoom } from "./allotment.ts";
import type { Assessment } from "./assessment.ts";
import { behindGateway, gatewayRate } from "./gateway-limit.ts";
import { calibrationText } from "./profile.ts";
import type { ReplicaModel } from "./replica-model.ts";
import { scheduledRate, withSchedule } from "./scheduled-demand.ts";

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
  /** null: no budget. */
  readonly budgetRoom?: BudgetRoom | null;
  /** What was learnt of the demand so far. */
  readonly forecast: LoadForecast;
  readonly memory: DecisionMemory;
  /** Epoch seconds since which telemetry can be trusted to be whole; null: always. */
  readonly trustedSince: number | null;
  readonly calibration: Calibration;
  readonly settings: DecideSettings;
}

export interface DecideSettings {
  readonly windowSeconds: number;
  readonly demandQuantile: number;
  readonly scaleDownStabilisationSeconds: number;
  readonly scaleDownMargin: number;
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

/** True until one full window of work has been seen since the first count, or since the stream lost its past. */
const observing = ({
  view: { countedSince },
  trustedSince,
  now,
  settings: { windowSeconds },
}: DecisionRequest): boolean =>
  countedSince === null || now - Math.max(countedSince, trustedSince ?? countedSince) < windowSeconds;

/** Requests/s that are on their way whatever is usual: by the schedule, or by a surge under way. */
const announcedRate = ({ deployment, forecast, now }: DecisionRequest): number | null => {
  const rates = [scheduledRate(deployment, now), surgeRate(forecast, deployment.leadTimeSeconds)];
  const known = rates.filter((rate) => rate !== null);
  return known.length === 0 ? null : Math.max(...known);
};

const inputsOf = (request: DecisionRequest, capacity: CapacityResult): DecisionInputs => {
  const { now, deployment, view, supply, settings } = request;
  const { shape } = view;
  const quantiles = [...new Set([...publishedQuantiles, settings.demandQuantile])].toSorted((a, b) => a - b);
  const horizonSeconds = deployment.leadTimeSeconds;
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
    forecast: behindGateway(
      withSchedule(
        demandForecast(request.forecast, { shape, horizonSeconds, quantiles, now }),
        announcedRate(request),
        { shape, horizonSeconds, quantiles },
      ),
      gatewayRate(deployment, view.shape),
      view.shape,
    ),
    capacity: capacityInput(capacity),
    missing: view.missing,
    poolRoom: supply.backingOff ? 0 : request.poolRoom,
    ...(request.budgetRoom === undefined || request.budgetRoom === null ? {} : { budget: request.budgetRoom }),
    observing: observing(request),
    ages: {
      replicas: view.ageSeconds ?? undefined,
      demand: demandAge,
      forecast: request.forecast.at === null ? undefined : Math.max(0, now - request.forecast.at),
    },
  };
};

const settingsOf = ({ deployment, settings }: DecisionRequest): DecisionSettings => ({
  minReplicas: deployment.replicas.min,
  maxReplicas: deployment.replicas.max,
  spareReplicas: deployment.spareReplicas,
  demandQuantile: settings.demandQuantile,
  scaleDownStabilisation: settings.scaleDownStabilisationSeconds,
  scaleDownMargin: settings.scaleDownMargin,
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

/** What stands beside the count: whether a rollout has a place for its surge, and GPUs that are paid but idle. */
const adviceOf = ({ poolRoom, pool, model }: DecisionRequest): Decision["evidence"] => {
  const age = poolRoom === null ? null : 0;
  const rolloutFits = poolRoom === null ? null : poolRoom >= 1 ? "yes" : "no: its surge replica has no place";
  const idle = poolRoom === null ? null : poolRoom * model.gpusPerReplica;
  return [
    { input: "advice.rolloutFits", value: rolloutFits, unit: null, ageSeconds: age },
    ...(pool.purchase === "reserved"
      ? [{ input: "advice.reservedUnused", value: idle, unit: "GPUs", ageSeconds: age }]
      : []),
  ];
};

const shapeEvidence = ({ view }: DecisionRequest): Decision["evidence"] => [
  { input: "shape.inputTokens", value: view.shape.inputTokens, unit: "tokens/request", ageSeconds: view.ageSeconds },
  { input: "shape.outputTokens", value: view.shape.outputTokens, unit: "tokens/request", ageSeconds: view.ageSeconds },
  { input: "shape.basis", value: view.shape.basis, unit: null, ageSeconds: view.ageSeconds },
];

const announcedEvidence = ({ deployment, forecast, view, now }: DecisionRequest): Decision["evidence"] => {
  const rate = scheduledRate(deployment, now);
  const surge = surgeRate(forecast, deployment.leadTimeSeconds);
  const unit = "requests/s";
  return [
    ...(rate === null ? [] : [{ input: "expected.scheduled", value: rate, unit, ageSeconds: 0 }]),
    ...(surge === null ? [] : [{ input: "forecast.surge", value: surge, unit, ageSeconds: view.ageSeconds }]),
  ];
};

const calibrationEvidence = ({ deployment, calibration, now }: DecisionRequest): Decision["evidence"] => {
  const ageSeconds = calibration.observedAt === null ? 0 : Math.max(0, now - calibration.observedAt);
  return [
    ...(deployment.version === undefined
      ? []
      : [{ input: "model.version", value: deployment.version, unit: null, ageSeconds: 0 }]),
    { input: "model.calibration", value: calibrationText(calibration), unit: null, ageSeconds },
  ];
};

const extraEvidence = (request: DecisionRequest, factor: number): Decision["evidence"] => [
  ...shapeEvidence(request),
  { input: "model.speedFactor", value: factor, unit: "ratio", ageSeconds: request.view.ageSeconds },
  ...calibrationEvidence(request),
  ...announcedEvidence(request),
  ...adviceOf(request),
  ...request.view.speed.slowEngines.map((id) => ({
    input: `slow engine ${id}`,
    value: "far slower than the others of its deployment: drain it or replace its GPU",
    unit: null,
    ageSeconds: request.view.ageSeconds,
  })),
  ...(request.supply.backingOff
    ? [{ input: "replicas.backingOff", value: "asked for, did not come", unit: null, ageSeconds: 0 }]
    : []),
];

/** Arriving requests/s per serving replica; null while either is unknown. */
export const loadPerReplica = ({ demand, complete, ready }: DeploymentView): number | null =>
  demand === null || !complete || ready === null || ready === 0 ? null : demand.requestsPerSecond / ready;

/** Capacity with the correction of the load that is nearest to it. */
const capacityAt = ({ model, view, calibration }: DecisionRequest, factorNow: number): CapacityResult => {
  const first = model.capacity(view.shape, factorNow);
  if (first.kind === "infeasible") return first;
  return model.capacity(view.shape, speedFactor(calibration, first.capacity.requestsPerSecond));
};

/** The decision of core for one deployment, with everything it rested on and what to remember. */
export const decideDeployment = (
  request: DecisionRequest,
): { readonly assessment: Assessment; readonly memory: DecisionMemory } => {
  const { now, cluster, deployment, pool, model, view, calibration } = request;
  const factor = speedFactor(calibration, loadPerReplica(view) ?? 0);
  const capacity = capacityAt(request, factor);
  const inputs = inputsOf(request, capacity);
  const step = decide(inputs, settingsOf(request), request.memory);
  const told = tellBackOff(step.decision, request);
  const decision = { ...told, evidence: [...told.evidence, ...extraEvidence(request, factor)] };
  const assessment = {
    at: now,
    cluster,
    deployment,
    pool,
    model,
    view,
    inputs,
    capacity,
    speedFactor: factor,
    forecast: inputs.forecast,
    coverage: coverageAt(request.forecast, deployment.leadTimeSeconds),
    decision,
  };
  return { assessment, memory: step.memory };
};
