import { bindingLimits } from "@loadline/model";
import { type recommenderMetrics, severities } from "@loadline/protocol";
import type { Assessment } from "../decide/assessment.ts";
import { plannedLatency } from "../decide/replica-capacity.ts";
import { histograms, latencyParts, objectiveOf } from "../fleet/latencies.ts";
import { unknownRouter } from "../observe/measured-router.ts";
import { metricValue, mostAllowed, presentCount } from "./autoscaler-value.ts";
import { deploymentLedger } from "./deployment-ledger.ts";
import { type Labels, objectiveNames } from "./latency-metrics.ts";
import {
  capacityOf,
  headroomOf,
  interTokenErrorOf,
  leastHeadroomOf,
  loadableReplicas,
  measuredRatioOf,
  type Phases,
  phasesOf,
  tokensOf,
} from "./metric-values.ts";
import type { DeploymentStatus } from "./problems.ts";

export type GaugeName = Extract<(typeof recommenderMetrics)[number], { readonly type: "gauge" }>["name"];

/** Sets a gauge of one deployment; null: unknown, and the series is absent. */
export type Put = (name: GaugeName, value: number | null, labels?: Labels) => void;

const putPhases = (put: Put, name: GaugeName, phases: Phases | null, labels: Labels = {}): void => {
  put(name, phases?.prefill ?? null, { ...labels, phase: "prefill" });
  put(name, phases?.decode ?? null, { ...labels, phase: "decode" });
};

/** Of a pod autoscaler whose behaviour sets none. https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
const usualTolerance = 0.1;

/** By tolerance what an autoscaler is given of the desired count. */
const exposeAutoscaled = (put: Put, assessment: Assessment): void => {
  const { deployment, inputs, decision, settings, workload = null, fellTo, at: now } = assessment;
  const { desired: replicas, evidence, verdict } = decision;
  if (replicas === null) return;
  const count = {
    replicas,
    ready: inputs.replicas.ready,
    most: mostAllowed(replicas, { replicas: inputs.replicas, evidence }, deployment.replicas.max),
    mayFall: verdict === "scale-down" || fellTo === replicas,
    present: presentCount(workload, { now, stabilisationSeconds: settings.scaleDownStabilisation }),
  };
  for (const tolerance of [0, usualTolerance])
    put("loadline_autoscaler_replicas", metricValue(count, tolerance), { tolerance: String(tolerance) });
};

const exposeReplicas = (put: Put, assessment: Assessment): void => {
  const { deployment, inputs, view, decision, pool, model, following } = assessment;
  const gpus_per_replica = String(model.gpusPerReplica);
  const info = { pool: pool.name, model: deployment.model, gpu: pool.gpu, gpus_per_replica };
  put("loadline_deployment_info", 1, info);
  put("loadline_planned_replicas", deployment.replicas.planned);
  put("loadline_ready_replicas", inputs.replicas.ready);
  put("loadline_known_ready_replicas", view.replicasBy.serving);
  put("loadline_pending_replicas", inputs.replicas.ready === null ? null : inputs.replicas.pending);
  put("loadline_draining_replicas", inputs.replicas.ready === null ? null : inputs.replicas.draining);
  put("loadline_desired_replicas", decision.desired);
  put("loadline_workload_replicas", following?.replicas ?? null);
  put("loadline_lead_time_seconds", deployment.leadTimeSeconds);
  put("loadline_desired_replicas_lower", decision.lower);
  put("loadline_desired_replicas_upper", decision.upper);
  put("loadline_placeable_replicas", inputs.poolAvailable);
  const perNode = new Map<string, number>();
  for (const { node, engine } of view.engines)
    if (engine.present) perNode.set(node.node, (perNode.get(node.node) ?? 0) + 1);
  for (const [node, engines] of perNode) put("loadline_node_replicas", engines, { node, pool: pool.name });
};

const exposeLoad = (put: Put, assessment: Assessment): void => {
  const { view, forecast, coverage = [] } = assessment;
  const demand = view.complete ? view.demand : null;
  putPhases(put, "loadline_capacity_tokens_per_second", capacityOf(assessment, view.ready));
  putPhases(put, "loadline_load_line_tokens_per_second", capacityOf(assessment, loadableReplicas(assessment)));
  putPhases(put, "loadline_demand_tokens_per_second", demand === null ? null : phasesOf(demand));
  put("loadline_demand_requests_per_second", demand?.requestsPerSecond ?? null);
  put("loadline_capacity_measured_ratio", measuredRatioOf(assessment));
  put("loadline_model_error_ratio", interTokenErrorOf(assessment), { quantity: "inter_token_latency" });
  const headroom = headroomOf(assessment);
  put("loadline_headroom_ratio", headroom);
  put("loadline_headroom_least_ratio", headroom === null ? leastHeadroomOf(assessment) : null);
  put("loadline_forecast_horizon_seconds", forecast?.horizonSeconds ?? null);
  for (const quantile of forecast?.quantiles ?? []) {
    putPhases(put, "loadline_demand_forecast_tokens_per_second", phasesOf(quantile), {
      quantile: String(quantile.quantile),
    });
  }
  for (const { quantile, share } of coverage) {
    put("loadline_forecast_coverage_ratio", share, { quantile: String(quantile) });
  }
};

const exposeWarranty = (put: Put, { warranty }: Assessment): void => {
  const { chances = [], grade = null } = warranty ?? {};
  for (const [index, count] of ["more", "desired", "fewer"].entries())
    put("loadline_warranty_probability_ratio", chances.at(-1 - index)?.probability ?? null, { count });
  put("loadline_warranty_brier_score", grade?.brierScore ?? null);
  put("loadline_warranty_skill_ratio", grade?.skill ?? null);
  put("loadline_warranty_cost_ratio", grade?.costRatio ?? null);
  for (const { from, graded, promised, carried } of grade?.bins ?? []) {
    const bin = { bin: String(from) };
    put("loadline_warranty_graded", graded, bin);
    put("loadline_warranty_reliability_ratio", promised, { ...bin, of: "promised" });
    put("loadline_warranty_reliability_ratio", carried, { ...bin, of: "came" });
  }
};

const exposeDecision = (put: Put, assessment: Assessment): void => {
  const { following } = assessment;
  const { verdict, reason, bindingLimit, evidence } = assessment.decision;
  put("loadline_verdict", 1, { verdict, reason: reason.code });
  // Something keeps the count from following the load; a count that fits is not blocked.
  if (verdict === "infeasible" || (verdict === "hold" && reason.code !== "within-load-line"))
    put("loadline_decision_blocked", 1, { reason: reason.code });
  if (following?.cause) put("loadline_unfollowed_seconds", following.seconds, { cause: following.cause });
  if (bindingLimit !== null) {
    for (const limit of bindingLimits) put("loadline_binding_limit", limit === bindingLimit ? 1 : 0, { limit });
  }
  const aged = evidence.filter(({ ageSeconds }) => ageSeconds !== null);
  for (const [input, seconds] of new Map(aged.map((one) => [one.input, one.ageSeconds])))
    put("loadline_input_age_seconds", seconds, { input });
};

const exposeCost = (put: Put, assessment: Assessment): void => {
  const { view, decision, deployment, usdPerHour } = assessment;
  const counts = { ready: view.ready, desired: decision.desired, planned: deployment.replicas.planned };
  for (const [kind, replicas] of Object.entries(counts))
    put("loadline_cost_usd_per_hour", replicas === null ? null : usdPerHour(replicas), { kind });
};

const exposeLedger = (put: Put, assessment: Assessment): void => {
  const { rows, needed } = deploymentLedger(assessment);
  const planned = rows.find(({ step }) => step === "planned")?.requestsPerSecond ?? null;
  const tokens = planned === null ? null : tokensOf(planned, assessment.deployment.expected);
  putPhases(put, "loadline_planned_capacity_tokens_per_second", tokens);
  for (const { step, causes, ...total } of rows) {
    for (const { cause, gpus, requestsPerSecond } of [...causes, { cause: "total", ...total }]) {
      put("loadline_capacity_ledger_requests_per_second", requestsPerSecond, { step, cause });
      put("loadline_capacity_ledger_gpus", gpus, { step, cause });
    }
  }
  put("loadline_capacity_needed_requests_per_second", needed.now, { at: "now" });
  put("loadline_capacity_needed_requests_per_second", needed.atLeadTime, { at: "lead-time" });
  put("loadline_capacity_needed_requests_per_second", needed.atPlannedPeak, { at: "planned-peak" });
};

const exposeStatus = (put: Put, { view }: Assessment, status: DeploymentStatus | undefined): void => {
  const findings = new Map<string, number>();
  for (const { code } of view.findings) findings.set(code, (findings.get(code) ?? 0) + 1);
  for (const [code, count] of findings) put("loadline_findings", count, { code });
  if (status === undefined) return;
  const { since, ...labels } = status;
  put("loadline_severity", severities.indexOf(labels.severity));
  put("loadline_status_since_timestamp_seconds", since, { ...labels });
};

const exposeDifferences = (put: Put, { view }: Assessment): void => {
  for (const key of new Set(view.differences.map((one) => one.key))) {
    const named = view.differences.filter((one) => one.key === key).flatMap(({ engines }) => engines);
    put("loadline_engines_unlike_plan", new Set(named).size, { key });
  }
};

const exposeRouter = (put: Put, { view: { router = unknownRouter } }: Assessment): void => {
  put("loadline_router_law", 1, { law: router.law });
  put("loadline_router_spread_ratio", router.spreadRatio);
};

const exposeAdvice = (put: Put, { exhaustion, peakDays, advice = [] }: Assessment): void => {
  for (const [bound, seconds] of Object.entries(exhaustion ?? {}))
    put("loadline_exhaustion_seconds", seconds, { bound });
  put("loadline_exhaustion_peak_days", peakDays ?? null);
  for (const code of new Set(advice.map((one) => one.code))) {
    const count = advice.filter((one) => one.code === code).length;
    put("loadline_advice", count, { code });
  }
};

/** Objectives, where the time of a request goes, measured and planned, and the share that met each objective. */
const exposeLatency = (put: Put, assessment: Assessment): void => {
  const { latency = null, deployment, model, view, speedFactor } = assessment;
  // Whether anything is observed or not: what was missed before engines hung is measured against it.
  for (const name of histograms) {
    const objectiveSeconds = objectiveOf(name, deployment);
    if (objectiveSeconds === undefined) continue;
    const objective = objectiveNames[name];
    put("loadline_objective_seconds", objectiveSeconds, { objective });
    put("loadline_objective_budget_ratio", 1 - deployment.slo.percentile, { objective });
  }
  if (latency === null) return;
  const planned = plannedLatency(model, view, speedFactor);
  for (const part of latencyParts) {
    put("loadline_latency_seconds", latency.parts[part], { part, basis: "measured" });
    put("loadline_latency_seconds", planned?.[part] ?? null, { part, basis: "planned" });
  }
  for (const { name, met, observations } of latency.attained)
    put("loadline_objective_attainment_ratio", met / observations, { objective: objectiveNames[name] });
};

const exposures = [
  exposeReplicas,
  exposeAutoscaled,
  exposeLoad,
  exposeWarranty,
  exposeDecision,
  exposeCost,
  exposeLatency,
  exposeDifferences,
  exposeRouter,
  exposeAdvice,
  exposeLedger,
];

/** Every gauge of one deployment. */
export const exposeDeployment = (put: Put, assessment: Assessment, status?: DeploymentStatus): void => {
  exposeStatus(put, assessment, status);
  for (const expose of exposures) expose(put, assessment);
};
