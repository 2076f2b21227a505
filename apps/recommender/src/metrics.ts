import { bindingLimits, type Demand } from "@loadline/core";
import { counter, gauge, histogram } from "@loadline/wire/prometheus";
import { type Gauge, Registry } from "prom-client";
import type { Assessment } from "./decide/assessment.ts";
import { replicaUsdPerHour } from "./decide/cost.ts";
import { loadPerReplica } from "./decide/replica-capacity.ts";
import { deploymentLedger } from "./emit/deployment-ledger.ts";

type Labels = Readonly<Record<string, string>>;

const makeGauges = (registry: Registry) => ({
  plannedReplicas: gauge(registry, "loadline_planned_replicas"),
  readyReplicas: gauge(registry, "loadline_ready_replicas"),
  pendingReplicas: gauge(registry, "loadline_pending_replicas"),
  drainingReplicas: gauge(registry, "loadline_draining_replicas"),
  desiredReplicas: gauge(registry, "loadline_desired_replicas"),
  desiredLower: gauge(registry, "loadline_desired_replicas_lower"),
  desiredUpper: gauge(registry, "loadline_desired_replicas_upper"),
  plannedCapacity: gauge(registry, "loadline_planned_capacity_tokens_per_second"),
  capacity: gauge(registry, "loadline_capacity_tokens_per_second"),
  loadLine: gauge(registry, "loadline_load_line_tokens_per_second"),
  demandTokens: gauge(registry, "loadline_demand_tokens_per_second"),
  demandRequests: gauge(registry, "loadline_demand_requests_per_second"),
  demandForecast: gauge(registry, "loadline_demand_forecast_tokens_per_second"),
  forecastCoverage: gauge(registry, "loadline_forecast_coverage_ratio"),
  headroom: gauge(registry, "loadline_headroom_ratio"),
  bindingLimit: gauge(registry, "loadline_binding_limit"),
  verdict: gauge(registry, "loadline_verdict"),
  decisionBlocked: gauge(registry, "loadline_decision_blocked"),
  modelError: gauge(registry, "loadline_model_error_ratio"),
  measuredRatio: gauge(registry, "loadline_capacity_measured_ratio"),
  ledgerRequests: gauge(registry, "loadline_capacity_ledger_requests_per_second"),
  ledgerGpus: gauge(registry, "loadline_capacity_ledger_gpus"),
  needed: gauge(registry, "loadline_capacity_needed_requests_per_second"),
  inputAge: gauge(registry, "loadline_input_age_seconds"),
  cost: gauge(registry, "loadline_cost_usd_per_hour"),
  exhaustion: gauge(registry, "loadline_exhaustion_seconds"),
  peakDays: gauge(registry, "loadline_exhaustion_peak_days"),
  advice: gauge(registry, "loadline_advice"),
  leader: gauge(registry, "loadline_leader"),
  planRefused: gauge(registry, "loadline_plan_refused"),
  leaseEpoch: gauge(registry, "loadline_lease_epoch"),
});

type Gauges = ReturnType<typeof makeGauges>;

/** The value where it is known; an unknown one leaves its series absent. */
const put = (family: Gauge, labels: Labels, value: number | null): void => {
  if (value !== null && Number.isFinite(value)) family.set(labels, value);
};

interface Phases {
  readonly prefill: number;
  readonly decode: number;
}

const phasesOf = (demand: Demand): Phases => ({
  prefill: demand.prefillTokensPerSecond,
  decode: demand.decodeTokensPerSecond,
});

const putPhases = (family: Gauge, labels: Labels, phases: Phases | null): void => {
  put(family, { ...labels, phase: "prefill" }, phases?.prefill ?? null);
  put(family, { ...labels, phase: "decode" }, phases?.decode ?? null);
};

/** Token capacity of so many replicas at the present shape; null while either is unknown. */
const capacityOf = ({ capacity, view }: Assessment, replicas: number | null): Phases | null => {
  if (capacity.kind !== "feasible" || replicas === null) return null;
  const requests = replicas * capacity.capacity.requestsPerSecond;
  return { prefill: requests * view.shape.inputTokens, decode: requests * view.shape.outputTokens };
};

/** Replicas that may be loaded: the ready ones less the reserve. */
const loadableReplicas = ({ deployment, view }: Assessment): number | null =>
  view.ready === null ? null : Math.max(0, view.ready - deployment.reserveReplicas);

/** 1 − demand / load line; null where either is unknown or both are zero. */
export const headroomOf = (assessment: Assessment): number | null => {
  const { capacity, view } = assessment;
  const loadable = loadableReplicas(assessment);
  if (capacity.kind !== "feasible" || loadable === null || view.demand === null || !view.complete) return null;
  const loadLine = loadable * capacity.capacity.requestsPerSecond;
  if (loadLine > 0) return 1 - view.demand.requestsPerSecond / loadLine;
  return null;
};

/** Capacity in use over the model's own; null where either is unknown. */
export const measuredRatioOf = ({ capacity, measured: { modelled } }: Assessment): number | null =>
  capacity.kind !== "feasible" || modelled === null ? null : capacity.capacity.requestsPerSecond / modelled;

/** Measured over modelled inter-token latency, less 1; null where either is unknown, or seen for less than a window. */
export const interTokenErrorOf = ({ capacity, inputs, model, view, speedFactor }: Assessment): number | null => {
  // The model was not asked about the load of a part of a window.
  if (inputs.observing) return null;
  const measured = view.speed.interTokenLatencySeconds;
  const load = loadPerReplica(view);
  if (capacity.kind !== "feasible" || measured === null || load === null || load === 0) return null;
  const modelled = model.interTokenLatency(view.shape, load, speedFactor);
  return modelled !== null && modelled > 0 && Number.isFinite(modelled) ? measured / modelled - 1 : null;
};

const exposeReplicas = (gauges: Gauges, labels: Labels, { deployment, inputs, decision }: Assessment): void => {
  put(gauges.plannedReplicas, labels, deployment.replicas.planned);
  put(gauges.readyReplicas, labels, inputs.replicas.ready);
  put(gauges.pendingReplicas, labels, inputs.replicas.ready === null ? null : inputs.replicas.pending);
  put(gauges.drainingReplicas, labels, inputs.replicas.ready === null ? null : inputs.replicas.draining);
  put(gauges.desiredReplicas, labels, decision.desired);
  put(gauges.desiredLower, labels, decision.lower);
  put(gauges.desiredUpper, labels, decision.upper);
};

const exposeLoad = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const { deployment, view, forecast, coverage = [] } = assessment;
  const demand = view.complete ? view.demand : null;
  putPhases(gauges.plannedCapacity, labels, capacityOf(assessment, deployment.replicas.planned));
  putPhases(gauges.capacity, labels, capacityOf(assessment, view.ready));
  putPhases(gauges.loadLine, labels, capacityOf(assessment, loadableReplicas(assessment)));
  putPhases(gauges.demandTokens, labels, demand === null ? null : phasesOf(demand));
  put(gauges.demandRequests, labels, demand?.requestsPerSecond ?? null);
  put(gauges.headroom, labels, headroomOf(assessment));
  for (const quantile of forecast?.quantiles ?? []) {
    putPhases(gauges.demandForecast, { ...labels, quantile: String(quantile.quantile) }, phasesOf(quantile));
  }
  for (const { quantile, share } of coverage) {
    put(gauges.forecastCoverage, { ...labels, quantile: String(quantile) }, share);
  }
};

/** Something keeps the count from following the load; a count that fits is not blocked. */
const isBlocked = ({ decision: { verdict, reason } }: Assessment): boolean =>
  verdict === "infeasible" || (verdict === "hold" && reason !== "within-load-line");

const exposeDecision = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const { verdict, reason, bindingLimit, evidence } = assessment.decision;
  put(gauges.verdict, { ...labels, verdict, reason }, 1);
  if (isBlocked(assessment)) put(gauges.decisionBlocked, { ...labels, reason }, 1);
  if (bindingLimit !== null) {
    for (const limit of bindingLimits) put(gauges.bindingLimit, { ...labels, limit }, limit === bindingLimit ? 1 : 0);
  }
  for (const { input, ageSeconds } of evidence) put(gauges.inputAge, { ...labels, input }, ageSeconds);
};

const exposeCost = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const perReplica = replicaUsdPerHour(assessment);
  const cost = (replicas: number | null): number | null =>
    perReplica === null || replicas === null ? null : perReplica * replicas;
  put(gauges.cost, { ...labels, kind: "ready" }, cost(assessment.view.ready));
  put(gauges.cost, { ...labels, kind: "desired" }, cost(assessment.decision.desired));
  put(gauges.cost, { ...labels, kind: "planned" }, cost(assessment.deployment.replicas.planned));
};

const exposeLedger = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const { rows, needed } = deploymentLedger(assessment);
  for (const { step, causes, ...total } of rows) {
    for (const { cause, gpus, requestsPerSecond } of [...causes, { cause: "total", ...total }]) {
      put(gauges.ledgerRequests, { ...labels, step, cause }, requestsPerSecond);
      put(gauges.ledgerGpus, { ...labels, step, cause }, gpus);
    }
  }
  put(gauges.needed, { ...labels, at: "now" }, needed.now);
  put(gauges.needed, { ...labels, at: "lead-time" }, needed.atLeadTime);
  put(gauges.needed, { ...labels, at: "planned-peak" }, needed.atPlannedPeak);
};

const exposeAdvice = (gauges: Gauges, labels: Labels, { exhaustion, peakDays, advice = [] }: Assessment): void => {
  for (const [bound, seconds] of Object.entries(exhaustion ?? {}))
    put(gauges.exhaustion, { ...labels, bound }, seconds);
  put(gauges.peakDays, labels, peakDays ?? null);
  for (const { code } of advice) gauges.advice.inc({ ...labels, code });
};

/** Whether this process leads, and in which epoch. */
export interface Leading {
  readonly cluster: string;
  /** null: it stands by. */
  readonly epoch: number | null;
  /** Why the plan that is kept is not in force; null when it is. */
  readonly planFault?: string | null;
  /** Share of the deployments it is about; all of them by default. */
  readonly partition?: string;
}

/** Every metric of the recommender. */
export const createMetrics = () => {
  const registry = new Registry();
  const gauges = makeGauges(registry);
  const counters = {
    recommendations: counter(registry, "loadline_recommendations_total"),
    received: counter(registry, "loadline_messages_received_total"),
    rejected: counter(registry, "loadline_messages_rejected_total"),
    gapSamples: counter(registry, "loadline_telemetry_gap_samples_total"),
    actuationFailures: counter(registry, "loadline_actuation_failures_total"),
    watchFailures: counter(registry, "loadline_kubernetes_watch_failures_total"),
    refusedRecommendations: counter(registry, "loadline_recommendations_refused_total"),
    publishFailures: counter(registry, "loadline_publish_failures_total"),
    streamRegressions: counter(registry, "loadline_stream_regressions_total"),
  };
  const stepDuration = histogram(registry, "loadline_step_duration_seconds");

  /** Replaces the values of the gauges by these assessments; an unknown value and a deployment that is gone become absent. */
  const expose = (
    assessments: readonly Assessment[],
    { cluster, epoch, partition, planFault = null }: Leading,
  ): void => {
    for (const family of Object.values(gauges)) family.reset();
    // One that decides everything names no part.
    const share = partition === undefined || partition === "0/1" ? { cluster } : { cluster, partition };
    put(gauges.leader, share, epoch === null ? 0 : 1);
    put(gauges.leaseEpoch, share, epoch);
    put(gauges.planRefused, { cluster }, planFault === null ? 0 : 1);
    for (const assessment of assessments) {
      const labels = { cluster: assessment.cluster, deployment: assessment.deployment.name };
      exposeReplicas(gauges, labels, assessment);
      exposeLoad(gauges, labels, assessment);
      exposeDecision(gauges, labels, assessment);
      exposeCost(gauges, labels, assessment);
      exposeAdvice(gauges, labels, assessment);
      exposeLedger(gauges, labels, assessment);
      put(gauges.measuredRatio, labels, measuredRatioOf(assessment));
      put(gauges.modelError, { ...labels, quantity: "inter_token_latency" }, interTokenErrorOf(assessment));
    }
  };

  return { registry, counters, stepDuration, expose };
};

export type Metrics = ReturnType<typeof createMetrics>;
