import { counter, gauge, histogram } from "./metric.ts";

const target = ["cluster", "deployment"];

/**
 * Upper bounds in seconds of the histograms of latencies; first tokens beyond 10 s as vLLM counts them, so that an
 * objective up to 160 s lies within.
 * @source https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/ (time to first token, time per output token)
 */
export const latencyBounds = {
  timeToFirstToken: [
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160,
  ],
  interTokenLatency: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
} as const;

/** Metrics of the recommender; the panel and the rules read these. A series that is unknown is absent, not zero. */
export const recommenderMetrics = [
  gauge("loadline_planned_replicas", target, "Replicas that the plan names."),
  gauge("loadline_ready_replicas", target, "Replicas that serve."),
  gauge(
    "loadline_known_ready_replicas",
    target,
    "Replicas known to serve: a lower bound while a stale node makes loadline_ready_replicas unknown.",
  ),
  gauge("loadline_pending_replicas", target, "Replicas asked for that do not serve yet."),
  gauge("loadline_draining_replicas", target, "Replicas that finish their requests and take no new ones."),
  gauge("loadline_desired_replicas", target, "Replicas that the last decision asks for."),
  gauge(
    "loadline_autoscaler_replicas",
    target,
    "Desired replicas for a pod autoscaler that ignores changes of a tenth: the value that keeps it from staying below them.",
  ),
  gauge("loadline_desired_replicas_lower", target, "Replicas that cover the median demand at the lead time."),
  gauge("loadline_desired_replicas_upper", target, "Replicas that cover the highest demand quantile at the lead time."),
  gauge(
    "loadline_planned_capacity_tokens_per_second",
    [...target, "phase"],
    "Modelled capacity of the planned replicas at the present demand shape.",
  ),
  gauge(
    "loadline_capacity_tokens_per_second",
    [...target, "phase"],
    "Modelled capacity of the ready replicas at the present demand shape.",
  ),
  gauge(
    "loadline_load_line_tokens_per_second",
    [...target, "phase"],
    "Capacity of the ready replicas minus the reserve.",
  ),
  gauge("loadline_demand_tokens_per_second", [...target, "phase"], "Arriving work."),
  gauge("loadline_demand_requests_per_second", target, "Arriving requests."),
  gauge(
    "loadline_demand_forecast_tokens_per_second",
    [...target, "phase", "quantile"],
    "Demand at the lead time, by quantile.",
  ),
  gauge(
    "loadline_forecast_coverage_ratio",
    [...target, "quantile"],
    "Share of the forecasts about a lead time ahead whose quantile covered the demand that came; absent before 30 came due.",
  ),
  gauge("loadline_headroom_ratio", target, "1 − demand ÷ load line; negative when demand is above the load line."),
  gauge(
    "loadline_headroom_least_ratio",
    target,
    "While the headroom is unknown: that of the replicas known to serve at the most that may arrive.",
  ),
  gauge(
    "loadline_binding_limit",
    [...target, "limit"],
    "1 for the limit that stops more load first, 0 for the others.",
  ),
  gauge("loadline_verdict", [...target, "verdict", "reason"], "1 for verdict and reason of the last decision."),
  gauge("loadline_decision_blocked", [...target, "reason"], "1 while a decision is held for this reason."),
  counter(
    "loadline_recommendations_total",
    [...target, "verdict", "reason"],
    "Decisions published, heartbeats excluded.",
  ),
  gauge("loadline_model_error_ratio", [...target, "quantity"], "Measured ÷ modelled − 1."),
  gauge(
    "loadline_capacity_measured_ratio",
    target,
    "Capacity of a replica in use over the model's own answer; 1 while the model decides, far from 1 while measurements contradict it.",
  ),
  gauge(
    "loadline_capacity_ledger_requests_per_second",
    [...target, "step", "cause"],
    'From planned to usable capacity: the total of each step with cause "total", and what each cause adds to the step before. Absent: unknown.',
  ),
  gauge(
    "loadline_capacity_ledger_gpus",
    [...target, "step", "cause"],
    "The same in GPUs; causes that change the speed of a replica have none.",
  ),
  gauge(
    "loadline_capacity_needed_requests_per_second",
    [...target, "at"],
    'Requests/s that the usable capacity has to carry: "now", "lead-time" (95 % quantile of the forecast), "planned-peak".',
  ),
  histogram(
    "loadline_time_to_first_token_seconds",
    target,
    "Times to the first token of all engines of a deployment.",
    latencyBounds.timeToFirstToken,
  ),
  histogram(
    "loadline_inter_token_latency_seconds",
    target,
    "Gaps between tokens of all engines of a deployment.",
    latencyBounds.interTokenLatency,
  ),
  histogram(
    "gen_ai_server_time_to_first_token_seconds",
    target,
    "loadline_time_to_first_token_seconds under the name of the OpenTelemetry conventions.",
    latencyBounds.timeToFirstToken,
  ),
  histogram(
    "gen_ai_server_time_per_output_token_seconds",
    target,
    "loadline_inter_token_latency_seconds under the name of the OpenTelemetry conventions.",
    latencyBounds.interTokenLatency,
  ),
  gauge(
    "loadline_latency_seconds",
    [...target, "part", "basis"],
    "Mean of a window by part of a request: queue, prefill, decode, first-token, gap, answer; basis measured, or planned by the model at the present load.",
  ),
  gauge("loadline_objective_seconds", [...target, "objective"], "Latency objective of the plan."),
  gauge(
    "loadline_objective_attainment_ratio",
    [...target, "objective"],
    "Share of the last window's observations within the objective.",
  ),
  gauge(
    "loadline_objective_budget_ratio",
    [...target, "objective"],
    "Share of observations that may miss the objective: 1 − percentile of the plan.",
  ),
  counter(
    "loadline_objective_observations_total",
    [...target, "objective", "result"],
    "Observations that met or missed the objective: first tokens, or gaps between tokens.",
  ),
  gauge("loadline_input_age_seconds", [...target, "input"], "Age of an input of the last decision."),
  gauge("loadline_cost_usd_per_hour", [...target, "kind"], "Cost of ready, desired and planned replicas."),
  gauge(
    "loadline_exhaustion_seconds",
    [...target, "bound"],
    "Time until growing daily peaks meet the pool or a budget, by bound: earliest, likely, latest; absent beyond a year.",
  ),
  gauge(
    "loadline_exhaustion_peak_days",
    target,
    "Days of peaks that loadline_exhaustion_seconds rests on; below a week its range is wide.",
  ),
  gauge(
    "loadline_engines_unlike_plan",
    [...target, "key"],
    "Engines that report another value than the plan, by key: model, weights, kvCache, engine, gpuMemoryUtilization, version.",
  ),
  gauge(
    "loadline_rollout_verdict",
    [...target, "verdict"],
    "1 for what the comparison of the canary with the present version shows: promote, hold or roll-back.",
  ),
  gauge(
    "loadline_rollout_difference_ratio",
    [...target, "measure", "bound"],
    "How much worse the canary is, by measure and bound (lower, likely, upper): of requests that miss or fail their share, of mean times the share of the time.",
  ),
  gauge("loadline_advice", [...target, "code"], "Pieces of advice of this code beside the last decision."),
  counter("loadline_messages_received_total", ["kind"], "Messages taken from a stream."),
  counter("loadline_messages_rejected_total", ["kind", "reason"], "Messages that were not taken, by reason."),
  counter(
    "loadline_telemetry_gap_samples_total",
    ["cluster", "node"],
    "Samples that never arrived, counted by sequence.",
  ),
  counter(
    "loadline_publish_failures_total",
    target,
    "Recommendations that the broker did not acknowledge, or that an error kept from being decided.",
  ),
  counter(
    "loadline_recommendations_refused_total",
    ["reason"],
    "Stored recommendations that the KEDA scaler and the Kubernetes actuator do not act on, by reason of the verifier.",
  ),
  counter(
    "loadline_actuation_failures_total",
    [...target, "reason"],
    'Attempts to set a workload\'s scale that failed on a call to Kubernetes; each is tried again. With the reason "other-actor": counts that somebody else set.',
  ),
  counter(
    "loadline_kubernetes_watch_failures_total",
    ["cluster", "watch"],
    "Lists and watches of pods, nodes or quotas that failed or were cut; each is tried again.",
  ),
  gauge(
    "loadline_leader",
    ["cluster", "partition"],
    "1 for the recommender that leads the cluster, or a partition of it, 0 for a standby.",
  ),
  gauge(
    "loadline_plan_refused",
    ["cluster"],
    "1 while the stored plan is not valid and the last valid one is in force, 0 otherwise.",
  ),
  gauge("loadline_lease_epoch", ["cluster", "partition"], "Fencing epoch of the lease that this recommender holds."),
  counter(
    "loadline_stream_regressions_total",
    ["kind"],
    "Times a stream was found emptied, restored from an older copy or made anew.",
  ),
  histogram(
    "loadline_step_duration_seconds",
    ["step"],
    "Duration of each step of the decision loop.",
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
  ),
];
