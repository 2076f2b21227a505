import type { recommenderMetrics } from "@loadline/protocol";
import type { Assessment } from "../decide/assessment.ts";
import { histograms, objectiveOf } from "../fleet/latencies.ts";
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

const putDecode = (put: Put, name: GaugeName, phases: Phases | null, labels: Labels = {}): void =>
  put(name, phases?.decode ?? null, { ...labels, phase: "decode" });

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
  const { deployment, inputs, view, decision, pool, model } = assessment;
  const gpus_per_replica = String(model.gpusPerReplica);
  const info = { pool: pool.name, model: deployment.model, gpu: pool.gpu, gpus_per_replica };
  put("loadline_deployment_info", 1, info);
  put("loadline_planned_replicas", deployment.replicas.planned);
  put("loadline_ready_replicas", inputs.replicas.ready);
  put("loadline_known_ready_replicas", inputs.replicas.ready === null ? view.replicasBy.serving : null);
  put("loadline_pending_replicas", inputs.replicas.ready === null ? null : inputs.replicas.pending);
  put("loadline_desired_replicas", decision.desired);
  put("loadline_lead_time_seconds", deployment.leadTimeSeconds);
  put("loadline_desired_replicas_lower", decision.lower);
  put("loadline_desired_replicas_upper", decision.upper);
  put("loadline_placeable_replicas", inputs.poolAvailable);
};

/** Which replicas a problem of a node reaches: those of healthy nodes are series of their agents. */
const exposeTroubledNodes = (put: Put, { view, pool }: Assessment, troubled: ReadonlySet<string>): void => {
  const perNode = new Map<string, number>();
  for (const { node, engine } of view.engines)
    if (engine.present && troubled.has(node.node)) perNode.set(node.node, (perNode.get(node.node) ?? 0) + 1);
  for (const [node, engines] of perNode) put("loadline_node_replicas", engines, { node, pool: pool.name });
};

const exposeLoad = (put: Put, assessment: Assessment): void => {
  const { view, forecast } = assessment;
  const demand = view.complete ? view.demand : null;
  putDecode(put, "loadline_capacity_tokens_per_second", capacityOf(assessment, view.ready));
  putDecode(put, "loadline_load_line_tokens_per_second", capacityOf(assessment, loadableReplicas(assessment)));
  for (const [phase, tokens] of demand === null ? [] : Object.entries(phasesOf(demand)))
    put("loadline_demand_tokens_per_second", tokens, { phase });
  put("loadline_demand_requests_per_second", demand?.requestsPerSecond ?? null);
  const measuredRatio = measuredRatioOf(assessment);
  put("loadline_capacity_measured_ratio", measuredRatio === 1 ? null : measuredRatio);
  put("loadline_model_error_ratio", interTokenErrorOf(assessment), { quantity: "inter_token_latency" });
  const headroom = headroomOf(assessment);
  put("loadline_headroom_ratio", headroom);
  put("loadline_headroom_least_ratio", headroom === null ? leastHeadroomOf(assessment) : null);
  const { quantiles = [] } = forecast ?? {};
  for (const one of new Set([quantiles[0], quantiles.at(-1)])) {
    if (one === undefined) continue;
    const quantile = String(one.quantile);
    putDecode(put, "loadline_demand_forecast_tokens_per_second", phasesOf(one), { quantile });
  }
  put("loadline_warranty_probability_ratio", assessment.warranty?.chances.at(-2)?.probability ?? null);
};

/** What a smaller count rests on. */
const telemetryInput = /^(replicas[.](ready|pending|draining)|demand[.](requests|prefill|decode))$/;
const missingInput = /^missing: /;

const exposeAges = (put: Put, { decision: { evidence } }: Assessment): void => {
  const oldest = (inputs: RegExp) =>
    evidence
      .flatMap(({ input, ageSeconds }) => (ageSeconds === null || !inputs.test(input) ? [] : { input, ageSeconds }))
      .reduce<{ input: string; ageSeconds: number } | null>(
        (most, one) => (most === null || one.ageSeconds > most.ageSeconds ? one : most),
        null,
      );
  put("loadline_input_age_seconds", oldest(telemetryInput)?.ageSeconds ?? null, { input: "telemetry" });
  const missing = oldest(missingInput);
  if (missing !== null) put("loadline_input_age_seconds", missing.ageSeconds, { input: missing.input });
};

const exposeDecision = (put: Put, assessment: Assessment): void => {
  const { following } = assessment;
  const { verdict, reason, bindingLimit } = assessment.decision;
  put("loadline_verdict", 1, { verdict, reason: reason.code });
  // Something keeps the count from following the load; a count that fits is not blocked.
  if (verdict === "infeasible" || (verdict === "hold" && reason.code !== "within-load-line"))
    put("loadline_decision_blocked", 1, { reason: reason.code });
  if (following?.cause) put("loadline_unfollowed_seconds", following.seconds, { cause: following.cause });
  if (bindingLimit !== null) put("loadline_binding_limit", 1, { limit: bindingLimit });
};

const exposeCost = (put: Put, { view, decision, usdPerHour }: Assessment): void => {
  for (const [kind, replicas] of Object.entries({ ready: view.ready, desired: decision.desired }))
    put("loadline_cost_usd_per_hour", replicas === null ? null : usdPerHour(replicas), { kind });
};

const exposeLedger = (put: Put, assessment: Assessment): void => {
  const { rows, needed } = deploymentLedger(assessment);
  const planned = rows.find(({ step }) => step === "planned")?.requestsPerSecond ?? null;
  const tokens = planned === null ? null : tokensOf(planned, assessment.deployment.expected);
  putDecode(put, "loadline_planned_capacity_tokens_per_second", tokens);
  for (const { step, causes, ...total } of rows) {
    // A step between without causes has the total of the one before.
    if (causes.length === 0 && step !== "planned" && step !== "effective") continue;
    for (const { cause, gpus, requestsPerSecond } of [...causes, { cause: "total", ...total }]) {
      put("loadline_capacity_ledger_requests_per_second", requestsPerSecond, { step, cause });
      if (cause === "total" || gpus !== 0) put("loadline_capacity_ledger_gpus", gpus, { step, cause });
    }
  }
  put("loadline_capacity_needed_requests_per_second", needed.atLeadTime, { at: "lead-time" });
  put("loadline_capacity_needed_requests_per_second", needed.atPlannedPeak, { at: "planned-peak" });
};

const exposeStatus = (put: Put, { view }: Assessment, status: DeploymentStatus | undefined): void => {
  const findings = new Map<string, number>();
  for (const { code } of view.findings) findings.set(code, (findings.get(code) ?? 0) + 1);
  for (const [code, count] of findings) put("loadline_findings", count, { code });
  if (status === undefined) return;
  const { since, ...labels } = status;
  put("loadline_status_since_timestamp_seconds", since, { ...labels });
};

const exposeDifferences = (put: Put, { view }: Assessment): void => {
  for (const key of new Set(view.differences.map((one) => one.key))) {
    const named = view.differences.filter((one) => one.key === key).flatMap(({ engines }) => engines);
    put("loadline_engines_unlike_plan", new Set(named).size, { key });
  }
};

const exposeRouter = (put: Put, { view: { router } }: Assessment): void =>
  put("loadline_router_spread_ratio", router.spreadRatio, { law: router.law });

const exposeAdvice = (put: Put, { exhaustion, peakDays, advice = [] }: Assessment): void => {
  for (const [bound, seconds] of Object.entries(exhaustion ?? {}))
    put("loadline_exhaustion_seconds", seconds, { bound });
  if (exhaustion) put("loadline_exhaustion_peak_days", peakDays ?? null);
  for (const code of new Set(advice.map((one) => one.code))) {
    const count = advice.filter((one) => one.code === code).length;
    put("loadline_advice", count, { code });
  }
};

const parts = ["queue", "prefill", "gap"] as const;

/** Objectives and what was measured of each; where the time of a request goes. */
const exposeLatency = (put: Put, assessment: Assessment): void => {
  const { latency = null, deployment } = assessment;
  // Whether anything is observed or not: what was missed before engines hung is measured against it.
  for (const name of histograms) {
    const objectiveSeconds = objectiveOf(name, deployment);
    if (objectiveSeconds === undefined) continue;
    const objective = objectiveNames[name];
    put("loadline_objective_seconds", objectiveSeconds, { objective });
  }
  put("loadline_objective_budget_ratio", 1 - deployment.slo.percentile);
  if (latency === null) return;
  for (const part of parts) put("loadline_latency_seconds", latency.parts[part], { part });
  for (const { name, percentileSeconds } of latency.attained)
    put("loadline_objective_latency_seconds", percentileSeconds, { objective: objectiveNames[name] });
};

const exposures = [
  exposeReplicas,
  exposeAutoscaled,
  exposeLoad,
  exposeDecision,
  exposeAges,
  exposeCost,
  exposeLatency,
  exposeDifferences,
  exposeRouter,
  exposeAdvice,
  exposeLedger,
];

/** Every gauge of one deployment. @param troubled nodes that have a problem */
export const exposeDeployment = (
  put: Put,
  assessment: Assessment,
  { status, troubled }: { readonly status: DeploymentStatus | undefined; readonly troubled: ReadonlySet<string> },
): void => {
  exposeStatus(put, assessment, status);
  exposeTroubledNodes(put, assessment, troubled);
  for (const expose of exposures) expose(put, assessment);
};
