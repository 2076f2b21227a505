import { bindingLimits, type Demand } from "@loadline/core";
import { recommenderMetrics } from "@loadline/wire";
import { counter, gauge, histogram } from "@loadline/wire/prometheus";
import { type Gauge, Registry } from "prom-client";
import { metricValue, mostAllowed } from "./actuate/actionable-events.ts";
import { rolloutVerdicts } from "./calibrate/rollout-verdict.ts";
import type { Assessment } from "./decide/assessment.ts";
import { leaguePeriods } from "./decide/league.ts";
import { loadPerReplica } from "./decide/replica-capacity.ts";
import { rateOf } from "./decide/replica-model.ts";
import { deploymentLedger } from "./emit/deployment-ledger.ts";
import { CountedLatencies, exposeLatency } from "./latency-metrics.ts";
import { demandBounds } from "./state/deployment-view.ts";

type Labels = Readonly<Record<string, string>>;

const labelsOf = ({ cluster, deployment }: Assessment): Labels => ({ cluster, deployment: deployment.name });

type GaugeFamilyName = Extract<(typeof recommenderMetrics)[number], { readonly type: "gauge" }>["name"];

/** The gauges of the recommender; without a value a series is absent. */
class Gauges {
  readonly #families: ReadonlyMap<string, Gauge>;

  /** @param own whether a family belongs to these */
  constructor(registry: Registry, isOwn: (name: string) => boolean) {
    const own = recommenderMetrics.filter((metric) => metric.type === "gauge");
    this.#families = new Map(own.filter(({ name }) => isOwn(name)).map(({ name }) => [name, gauge(registry, name)]));
  }

  reset(): void {
    for (const family of this.#families.values()) family.reset();
  }

  /** Sets the value where it is known. */
  put(name: GaugeFamilyName, labels: Labels, value: number | null): void {
    if (value !== null && Number.isFinite(value)) this.#families.get(name)?.set(labels, value);
  }
}

interface Phases {
  readonly prefill: number;
  readonly decode: number;
}

const phasesOf = (demand: Demand): Phases => ({
  prefill: demand.prefillTokensPerSecond,
  decode: demand.decodeTokensPerSecond,
});

const putPhases = (gauges: Gauges, name: GaugeFamilyName, labels: Labels, phases: Phases | null): void => {
  gauges.put(name, { ...labels, phase: "prefill" }, phases?.prefill ?? null);
  gauges.put(name, { ...labels, phase: "decode" }, phases?.decode ?? null);
};

const tokensOf = (
  requests: number,
  shape: { readonly inputTokens: number; readonly outputTokens: number },
): Phases => ({
  prefill: requests * shape.inputTokens,
  decode: requests * shape.outputTokens,
});

/** Token capacity of so many replicas at the present shape; null while either is unknown. */
const capacityOf = ({ capacity, view }: Assessment, replicas: number | null): Phases | null =>
  capacity.kind !== "feasible" || replicas === null
    ? null
    : tokensOf(replicas * capacity.capacity.requestsPerSecond, view.shape);

/** Replicas that may be loaded: the ready ones less the reserve. */
const loadableReplicas = ({ deployment, view }: Assessment): number | null =>
  view.ready === null ? null : Math.max(0, view.ready - deployment.reserveReplicas);

/** 1 − demand / load line; null where either is unknown or both are zero. */
export const headroomOf = (assessment: Assessment): number | null => {
  const { capacity, view } = assessment;
  const loadable = loadableReplicas(assessment);
  if (capacity.kind !== "feasible" || loadable === null || view.demand === null || !view.complete) return null;
  const loadLine = loadable * capacity.capacity.requestsPerSecond;
  return loadLine > 0 ? 1 - view.demand.requestsPerSecond / loadLine : null;
};

/** The same where part of it is unknown: of the replicas known to serve, at the most that may arrive. */
const leastHeadroomOf = ({ capacity, deployment, view }: Assessment): number | null => {
  const most = demandBounds(view)?.upper ?? null;
  const loadable = view.replicasBy.serving - deployment.reserveReplicas;
  const rate = rateOf(capacity);
  return most === null || rate === null || loadable <= 0 ? null : 1 - most / (loadable * rate);
};

/** Capacity in use over the model's own; null where either is unknown. */
export const measuredRatioOf = ({ capacity, measured: { modelled } }: Assessment): number | null => {
  const rate = rateOf(capacity);
  return rate === null || modelled === null ? null : rate / modelled;
};

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

/** Of a pod autoscaler whose behaviour sets none. https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
const usualTolerance = 0.1;

const exposeReplicas = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const { deployment, inputs, view, decision, pool } = assessment;
  const info = { pool: pool.name, model: deployment.model, gpu: pool.gpu };
  gauges.put("loadline_deployment_info", { ...labels, ...info }, 1);
  gauges.put("loadline_planned_replicas", labels, deployment.replicas.planned);
  gauges.put("loadline_ready_replicas", labels, inputs.replicas.ready);
  gauges.put("loadline_known_ready_replicas", labels, view.replicasBy.serving);
  gauges.put("loadline_pending_replicas", labels, inputs.replicas.ready === null ? null : inputs.replicas.pending);
  gauges.put("loadline_draining_replicas", labels, inputs.replicas.ready === null ? null : inputs.replicas.draining);
  gauges.put("loadline_desired_replicas", labels, decision.desired);
  const { desired, evidence } = decision;
  const { replicas: counts } = inputs;
  if (desired !== null) {
    const most = mostAllowed(desired, { replicas: counts, evidence }, deployment.replicas.max);
    const value = metricValue({ replicas: desired, ready: counts.ready, most }, usualTolerance);
    gauges.put("loadline_autoscaler_replicas", labels, value);
  }
  gauges.put("loadline_desired_replicas_lower", labels, decision.lower);
  gauges.put("loadline_desired_replicas_upper", labels, decision.upper);
};

const exposeLoad = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const { view, forecast, coverage = [] } = assessment;
  const demand = view.complete ? view.demand : null;
  putPhases(gauges, "loadline_capacity_tokens_per_second", labels, capacityOf(assessment, view.ready));
  putPhases(
    gauges,
    "loadline_load_line_tokens_per_second",
    labels,
    capacityOf(assessment, loadableReplicas(assessment)),
  );
  putPhases(gauges, "loadline_demand_tokens_per_second", labels, demand === null ? null : phasesOf(demand));
  gauges.put("loadline_demand_requests_per_second", labels, demand?.requestsPerSecond ?? null);
  const headroom = headroomOf(assessment);
  gauges.put("loadline_headroom_ratio", labels, headroom);
  gauges.put("loadline_headroom_least_ratio", labels, headroom === null ? leastHeadroomOf(assessment) : null);
  for (const quantile of forecast?.quantiles ?? []) {
    putPhases(
      gauges,
      "loadline_demand_forecast_tokens_per_second",
      { ...labels, quantile: String(quantile.quantile) },
      phasesOf(quantile),
    );
  }
  for (const { quantile, share } of coverage) {
    gauges.put("loadline_forecast_coverage_ratio", { ...labels, quantile: String(quantile) }, share);
  }
};

const exposeWarranty = (gauges: Gauges, labels: Labels, { warranty }: Assessment): void => {
  const { chances = [], grade = null } = warranty ?? {};
  for (const [index, count] of ["more", "desired", "fewer"].entries())
    gauges.put(
      "loadline_warranty_probability_ratio",
      { ...labels, count },
      chances.at(-1 - index)?.probability ?? null,
    );
  gauges.put("loadline_warranty_brier_score", labels, grade?.brierScore ?? null);
  gauges.put("loadline_warranty_skill_ratio", labels, grade?.skill ?? null);
  gauges.put("loadline_warranty_cost_ratio", labels, grade?.costRatio ?? null);
  for (const { from, graded, promised, carried } of grade?.bins ?? []) {
    const bin = { ...labels, bin: String(from) };
    gauges.put("loadline_warranty_graded", bin, graded);
    gauges.put("loadline_warranty_reliability_ratio", { ...bin, of: "promised" }, promised);
    gauges.put("loadline_warranty_reliability_ratio", { ...bin, of: "came" }, carried);
  }
};

const exposeLeague = (gauges: Gauges, assessment: Assessment): void => {
  for (const { days, seconds, rows } of leaguePeriods(assessment)) {
    const labels = { ...labelsOf(assessment), window: `${days}d` };
    gauges.put("loadline_league_observed_hours", labels, seconds / 3600);
    for (const { policy, replicaHours, costUsd, unservedTokens, sloViolationMinutes } of rows) {
      const row = { ...labels, policy };
      gauges.put("loadline_league_replica_hours", row, replicaHours);
      gauges.put("loadline_league_cost_usd", row, costUsd);
      gauges.put("loadline_league_unserved_tokens", row, unservedTokens);
      gauges.put("loadline_league_violation_minutes", row, sloViolationMinutes);
    }
  }
};

/** A league changes by minutes in weeks, and has as many series as all else of its deployment: once a minute is enough. */
const leagueSeconds = 60;

const leagueExposer = (gauges: Gauges): ((assessments: readonly Assessment[]) => void) => {
  let exposed = { at: Number.NEGATIVE_INFINITY, deployments: "" };
  return (assessments) => {
    const [{ at } = { at: 0 }] = assessments;
    const deployments = assessments.map(({ deployment }) => deployment.name).join();
    if (Math.abs(at - exposed.at) < leagueSeconds && deployments === exposed.deployments) return;
    gauges.reset();
    for (const assessment of assessments) exposeLeague(gauges, assessment);
    exposed = { at, deployments };
  };
};

/** Something keeps the count from following the load; a count that fits is not blocked. */
const isBlocked = ({ decision: { verdict, reason } }: Assessment): boolean =>
  verdict === "infeasible" || (verdict === "hold" && reason !== "within-load-line");

const exposeDecision = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const { verdict, reason, bindingLimit, evidence } = assessment.decision;
  gauges.put("loadline_verdict", { ...labels, verdict, reason }, 1);
  if (isBlocked(assessment)) gauges.put("loadline_decision_blocked", { ...labels, reason }, 1);
  if (bindingLimit !== null) {
    for (const limit of bindingLimits)
      gauges.put("loadline_binding_limit", { ...labels, limit }, limit === bindingLimit ? 1 : 0);
  }
  for (const { input, ageSeconds } of evidence)
    gauges.put("loadline_input_age_seconds", { ...labels, input }, ageSeconds);
};

const exposeCost = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const cost = (replicas: number | null): number | null => (replicas === null ? null : assessment.usdPerHour(replicas));
  gauges.put("loadline_cost_usd_per_hour", { ...labels, kind: "ready" }, cost(assessment.view.ready));
  gauges.put("loadline_cost_usd_per_hour", { ...labels, kind: "desired" }, cost(assessment.decision.desired));
  gauges.put(
    "loadline_cost_usd_per_hour",
    { ...labels, kind: "planned" },
    cost(assessment.deployment.replicas.planned),
  );
};

const exposeLedger = (gauges: Gauges, labels: Labels, assessment: Assessment): void => {
  const { rows, needed } = deploymentLedger(assessment);
  const planned = rows.find(({ step }) => step === "planned")?.requestsPerSecond ?? null;
  const tokens = planned === null ? null : tokensOf(planned, assessment.deployment.expected);
  putPhases(gauges, "loadline_planned_capacity_tokens_per_second", labels, tokens);
  for (const { step, causes, ...total } of rows) {
    for (const { cause, gpus, requestsPerSecond } of [...causes, { cause: "total", ...total }]) {
      gauges.put("loadline_capacity_ledger_requests_per_second", { ...labels, step, cause }, requestsPerSecond);
      gauges.put("loadline_capacity_ledger_gpus", { ...labels, step, cause }, gpus);
    }
  }
  gauges.put("loadline_capacity_needed_requests_per_second", { ...labels, at: "now" }, needed.now);
  gauges.put("loadline_capacity_needed_requests_per_second", { ...labels, at: "lead-time" }, needed.atLeadTime);
  gauges.put("loadline_capacity_needed_requests_per_second", { ...labels, at: "planned-peak" }, needed.atPlannedPeak);
};

const exposeDifferences = (gauges: Gauges, labels: Labels, { view }: Assessment): void => {
  for (const key of new Set(view.differences.map((one) => one.key))) {
    const named = view.differences.filter((one) => one.key === key).flatMap(({ engines }) => engines);
    gauges.put("loadline_engines_unlike_plan", { ...labels, key }, new Set(named).size);
  }
};

const exposeRollout = (gauges: Gauges, labels: Labels, { rollout = null }: Assessment): void => {
  if (rollout === null) return;
  for (const verdict of rolloutVerdicts)
    gauges.put("loadline_rollout_verdict", { ...labels, verdict }, verdict === rollout.verdict ? 1 : 0);
  for (const { name, difference: likely, lower, upper } of rollout.measures) {
    for (const [bound, value] of Object.entries({ lower, likely, upper }))
      gauges.put("loadline_rollout_difference_ratio", { ...labels, measure: name, bound }, value);
  }
};

const exposeAdvice = (gauges: Gauges, labels: Labels, { exhaustion, peakDays, advice = [] }: Assessment): void => {
  for (const [bound, seconds] of Object.entries(exhaustion ?? {}))
    gauges.put("loadline_exhaustion_seconds", { ...labels, bound }, seconds);
  gauges.put("loadline_exhaustion_peak_days", labels, peakDays ?? null);
  for (const { code } of advice) {
    const count = advice.filter((one) => one.code === code).length;
    gauges.put("loadline_advice", { ...labels, code }, count);
  }
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
  const isOfLeague = (name: string): boolean => name.startsWith("loadline_league_");
  const gauges = new Gauges(registry, (name) => !isOfLeague(name));
  const exposeLeagues = leagueExposer(new Gauges(registry, isOfLeague));
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
  const latencies = new CountedLatencies(registry);
  const stepDuration = histogram(registry, "loadline_step_duration_seconds");

  /** Replaces the values of the gauges by these assessments; an unknown value and a deployment that is gone become absent. */
  const expose = (
    assessments: readonly Assessment[],
    { cluster, epoch, partition, planFault = null }: Leading,
  ): void => {
    gauges.reset();
    latencies.reset();
    exposeLeagues(assessments);
    // One that decides everything names no part.
    const share = partition === undefined || partition === "0/1" ? { cluster } : { cluster, partition };
    gauges.put("loadline_leader", share, epoch === null ? 0 : 1);
    gauges.put("loadline_lease_epoch", share, epoch);
    gauges.put("loadline_plan_refused", { cluster }, planFault === null ? 0 : 1);
    for (const assessment of assessments) {
      const labels = labelsOf(assessment);
      exposeReplicas(gauges, labels, assessment);
      exposeLoad(gauges, labels, assessment);
      exposeWarranty(gauges, labels, assessment);
      exposeDecision(gauges, labels, assessment);
      exposeCost(gauges, labels, assessment);
      exposeLatency(gauges, labels, assessment);
      latencies.put(labels, assessment);
      exposeDifferences(gauges, labels, assessment);
      exposeRollout(gauges, labels, assessment);
      exposeAdvice(gauges, labels, assessment);
      exposeLedger(gauges, labels, assessment);
      gauges.put("loadline_capacity_measured_ratio", labels, measuredRatioOf(assessment));
      gauges.put(
        "loadline_model_error_ratio",
        { ...labels, quantity: "inter_token_latency" },
        interTokenErrorOf(assessment),
      );
    }
  };

  return { registry, counters, stepDuration, expose };
};

export type Metrics = ReturnType<typeof createMetrics>;
