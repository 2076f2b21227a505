import {
  type CapacityEvidence,
  type CapacityInput,
  type CapacityInterval,
  type CapacityResult,
  capacityInterval,
  type DecisionInputs,
  type DecisionMemory,
  type DecisionSettings,
  decide,
  type LoadForecast,
  observeCapacity,
  requestsPerSecond,
  tokensPerSecond,
} from "@loadline/core";
import type { Plan, PlanDeployment, PlanPool } from "@loadline/wire";
import { afterObservation, type Calibration, speedFactor } from "../calibrate/calibration.ts";
import type { RecommenderConfig } from "../config.ts";
import { medianRate } from "../state/bounded-rate.ts";
import { boundedForecast, coverageAt } from "../state/demand-forecast.ts";
import { type DeploymentView, demandBounds, inFirstWindow } from "../state/deployment-view.ts";
import type { Supply } from "../state/target.ts";
import type { BudgetRoom, PoolRoom } from "./allotment.ts";
import type { Assessment } from "./assessment.ts";
import { derivedSpare, spareEvidence } from "./derived-spare.ts";
import { extraEvidence } from "./extra-evidence.ts";
import { behindGateway, gatewayRate, scheduledRate, withSchedule } from "./plan-limits.ts";
import type { ReplicaModel } from "./replica-model.ts";

export interface DecisionRequest {
  readonly now: number;
  readonly cluster: string;
  /** Its pools show what a derived reserve prepares for. */
  readonly plan: Plan;
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly model: ReplicaModel;
  readonly view: DeploymentView;
  readonly supply: Supply;
  readonly currentTarget: number | null;
  readonly poolRoom: number | null;
  /** On which nodes that is; null: unknown. */
  readonly poolSlots?: PoolRoom | null;
  /** null: no budget. */
  readonly budgetRoom?: BudgetRoom | null;
  /** What was learnt of the demand so far. */
  readonly forecast: LoadForecast;
  readonly memory: DecisionMemory;
  /** Epoch seconds since which telemetry can be trusted to be whole; null: always. */
  readonly trustedSince: number | null;
  readonly calibration: Calibration;
  /** What engines proved so far. */
  readonly capacityEvidence: CapacityEvidence;
  readonly settings: DecideSettings;
}

export type DecideSettings = Pick<
  RecommenderConfig,
  | ("windowSeconds" | "demandQuantile" | "sizeQuantile")
  | ("scaleDownStabilisationSeconds" | "scaleDownMargin" | "maxScaleDownShare")
>;

// Published with every forecast, beside the quantile that decides.
const publishedQuantiles = [0.5, 0.9, 0.95, 0.99];

const capacityInput = (result: CapacityResult, { basis, modelled }: MeasuredCapacity): CapacityInput =>
  result.kind === "infeasible"
    ? result
    : {
        kind: "feasible",
        requestsPerSecond: result.capacity.requestsPerSecond,
        bindingLimit: result.capacity.bindingLimit,
        errorBand: result.capacity.errorBand,
        ...(basis === "modelled" ? {} : { measuredAgainst: modelled }),
      };

/** True until one full window of work has been seen since the first count, or since the stream lost its past. */
const observing = ({
  view: { countedSince },
  trustedSince,
  now,
  settings: { windowSeconds },
}: DecisionRequest): boolean =>
  countedSince === null || now - Math.max(countedSince, trustedSince ?? countedSince) < windowSeconds;

const scatteredIn = ({ poolSlots, supply }: DecisionRequest): boolean =>
  !supply.backingOff && poolSlots?.scattered === true;

const scatteredText = ({ poolSlots, model, deployment }: DecisionRequest): string => {
  const perNode = model.gpusPerReplica / deployment.parallel.pipeline;
  return `${poolSlots?.detail}, and a replica needs ${perNode} on one node`;
};

const inputsOf = (request: DecisionRequest, measured: MeasuredCapacity): DecisionInputs => {
  const { now, deployment, view, supply, settings } = request;
  const { shape } = view;
  const quantiles = [...new Set([...publishedQuantiles, settings.demandQuantile, settings.sizeQuantile])].toSorted(
    (a, b) => a - b,
  );
  const horizonSeconds = deployment.leadTimeSeconds;
  const bounds = demandBounds(view);
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
        boundedForecast(request.forecast, bounds, { shape, horizonSeconds, quantiles, now }),
        scheduledRate(deployment, now),
        { shape, horizonSeconds, quantiles },
      ),
      gatewayRate(deployment, view.shape),
      view.shape,
    ),
    ...backlogOf(request, measured.result),
    capacity: capacityInput(measured.result, measured),
    missing: view.missing,
    poolRoom: supply.backingOff ? 0 : request.poolRoom,
    backingOff: supply.backingOff,
    ...(scatteredIn(request) ? { poolDetail: scatteredText(request) } : {}),
    ...(request.budgetRoom === undefined || request.budgetRoom === null ? {} : { budget: request.budgetRoom }),
    observing: observing(request),
    ages: {
      replicas: view.ageSeconds ?? undefined,
      demand: demandAge,
      forecast: request.forecast.at === null ? undefined : Math.max(0, now - request.forecast.at),
    },
  };
};

/** Margin that a smaller count must carry on top of the demand: what may not be counted belongs to it. */
const marginOf = ({ settings: { scaleDownMargin }, view }: DecisionRequest): number => {
  const { demand, uncountedRequestsPerSecond } = view;
  const known = demand?.requestsPerSecond ?? 0;
  return known > 0 ? (1 + scaleDownMargin) * (1 + uncountedRequestsPerSecond / known) - 1 : scaleDownMargin;
};

/** Count to start with where no engine was seen in a first complete window. */
const initialReplicas = ({ deployment, view }: DecisionRequest): number | undefined =>
  view.engines.length > 0 || inFirstWindow(view) ? undefined : deployment.replicas.initial;

const settingsOf = (request: DecisionRequest): DecisionSettings => ({
  minReplicas: request.deployment.replicas.min,
  initialReplicas: initialReplicas(request),
  maxReplicas: request.deployment.replicas.max,
  spareReplicas: request.deployment.spareReplicas,
  demandQuantile: request.settings.demandQuantile,
  sizeQuantile: request.settings.sizeQuantile,
  scaleDownStabilisation: request.settings.scaleDownStabilisationSeconds,
  scaleDownMargin: marginOf(request),
  maxScaleDownShare: request.settings.maxScaleDownShare,
});

/** Arriving requests/s per serving replica; null while either is unknown. */
export const loadPerReplica = ({ demand, complete, ready }: DeploymentView): number | null =>
  demand === null || !complete || ready === null || ready === 0 ? null : demand.requestsPerSecond / ready;

// A queue that clears within a minute is not felt for longer than a page load that was repeated.
const fastestDrainSeconds = 60;

/**
 * The rate that clears what waits within a lead time, when replicas that are asked for now begin to serve; of one engine
 * no more than a replica carries beyond the median, so that one calls for one more replica at most.
 */
const backlogOf = (
  { view: { backlogs, rates }, deployment }: DecisionRequest,
  capacity: CapacityResult,
): Pick<DecisionInputs, "backlogRequestsPerSecond"> => {
  const most = rateOf(capacity) ?? 0;
  const drainSeconds = Math.max(fastestDrainSeconds, deployment.leadTimeSeconds);
  const median = medianRate(rates);
  const rate = rates.reduce((sum, { name, requestsPerSecond: own }) => {
    const spare = Math.max(0, Math.min(most, (median ?? own) + most - own));
    return sum + Math.min(spare, (backlogs.get(name) ?? 0) / drainSeconds);
  }, 0);
  return rate > 0 ? { backlogRequestsPerSecond: rate } : {};
};

/** Capacity by the model within the bounds of what engines proved. */
export interface MeasuredCapacity {
  readonly result: CapacityResult;
  readonly basis: CapacityInterval["basis"];
  /** Requests/s by the model alone; null: it knows none. */
  readonly modelled: number | null;
  readonly evidence: CapacityEvidence;
}

const rateOf = (result: CapacityResult): number | null =>
  result.kind === "infeasible" ? null : result.capacity.requestsPerSecond;

const measuredCapacity = (request: DecisionRequest, modelled: CapacityResult, factor: number): MeasuredCapacity => {
  const { model, view, capacityEvidence, now } = request;
  const { shape } = view;
  const known = rateOf(modelled);
  const evidence = observeCapacity(capacityEvidence, view.stretches, { shape, modelled: known });
  const modelledAt = (asked: { readonly inputTokens: number; readonly outputTokens: number }): number | null =>
    asked === shape ? known : rateOf(model.capacity({ ...asked, basis: "telemetry" }, factor));
  const interval = capacityInterval(evidence, { now, shape, modelledAt });
  if (modelled.kind === "infeasible" || interval.requestsPerSecond === null || interval.basis === "modelled")
    return { result: modelled, basis: "modelled", modelled: known, evidence };
  const rate = interval.requestsPerSecond;
  const capacity = {
    ...modelled.capacity,
    requestsPerSecond: requestsPerSecond(rate),
    prefillTokensPerSecond: tokensPerSecond(rate * shape.inputTokens),
    decodeTokensPerSecond: tokensPerSecond(rate * shape.outputTokens),
  };
  return { result: { kind: "feasible", capacity }, basis: interval.basis, modelled: known, evidence };
};

/** Capacity with the correction of the load that is nearest to it. */
const capacityAt = ({ model, view, calibration }: DecisionRequest, factorNow: number): CapacityResult => {
  const first = model.capacity(view.shape, factorNow);
  if (first.kind === "infeasible") return first;
  return model.capacity(view.shape, speedFactor(calibration, first.capacity.requestsPerSecond));
};

/** Where the plan derives its spare: the request with the number that it comes to, and what it is made of. */
const withDerivedSpare = (request: DecisionRequest, inputs: DecisionInputs, capacity: CapacityResult) => {
  const { plan, deployment, model, view, currentTarget, settings } = request;
  const spare = derivedSpare(plan, deployment, {
    inputs,
    capacity,
    quantile: Math.max(settings.demandQuantile, settings.sizeQuantile),
    standing: currentTarget ?? view.lastKnownReplicas,
    gpusPerReplica: model.gpusPerReplica,
  });
  return spare === null
    ? { request, evidence: [] }
    : {
        request: { ...request, deployment: { ...deployment, spareReplicas: spare.replicas } },
        evidence: spareEvidence(spare),
      };
};

/** The calibration with the speed of one more window; windows do not overlap. */
const calibrationAfter = (
  before: Calibration,
  { at, model, view, capacity, speedFactor }: Assessment,
  windowSeconds: number,
) => {
  const load = loadPerReplica(view);
  const measured = view.speed.interTokenLatencySeconds;
  if (load === null || load === 0 || measured === null || capacity.kind === "infeasible") return before;
  if (before.observedAt !== null && Math.abs(at - before.observedAt) < windowSeconds) return before;
  const modelled = model.interTokenLatency(view.shape, load, speedFactor);
  return afterObservation(before, { at, requestsPerSecondPerReplica: load, measured, modelled });
};

export interface Decided {
  readonly assessment: Assessment;
  readonly memory: DecisionMemory;
  readonly calibration: Calibration;
  readonly capacityEvidence: CapacityEvidence;
}

/** The decision of core for one deployment, with everything it rested on and what to remember. */
export const decideDeployment = (asked: DecisionRequest): Decided => {
  const factor = speedFactor(asked.calibration, loadPerReplica(asked.view) ?? 0);
  const measured = measuredCapacity(asked, capacityAt(asked, factor), factor);
  const capacity = measured.result;
  const inputs = inputsOf(asked, measured);
  const { request, evidence } = withDerivedSpare(asked, inputs, capacity);
  const { now, cluster, deployment, pool, model, view } = request;
  const step = decide(inputs, settingsOf(request), request.memory);
  const rows = [...step.decision.evidence, ...extraEvidence(request, { factor, measured }), ...evidence];
  const decision = { ...step.decision, evidence: rows };
  const assessment = {
    at: now,
    cluster,
    deployment,
    pool,
    model,
    view,
    inputs,
    capacity,
    measured,
    speedFactor: factor,
    forecast: inputs.forecast,
    coverage: coverageAt(request.forecast, deployment.leadTimeSeconds),
    decision,
  };
  const calibration = calibrationAfter(request.calibration, assessment, request.settings.windowSeconds);
  return { assessment, memory: step.memory, calibration, capacityEvidence: measured.evidence };
};
