import { counters, gauges, histograms } from "./metric.ts";

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

/**
 * Counts of an engine's buckets in ours. Each lies in that in which its upper bound lies, so that no latency is understated;
 * a second list counts those that may begin in the one before.
 */
export const inBuckets = (
  name: keyof typeof latencyBounds,
  buckets: Iterable<readonly [upper: number | null, count: number]>,
): number[][] => {
  const bounds: readonly number[] = latencyBounds[name];
  const [counts, straddling]: [number[], number[]] = [[], []];
  const put = (list: number[], at: number, count: number): void => {
    while (list.length < at) list.push(0);
    list[at] = (list[at] ?? 0) + count;
  };
  for (const [upper, count] of buckets) {
    if (!(count > 0 && Number.isFinite(count))) continue;
    const found = upper === null ? -1 : bounds.findIndex((bound) => upper <= bound);
    put(counts, found < 0 ? bounds.length : found, count);
    if (found >= 0 && bounds[found] !== upper) put(straddling, found, count);
  }
  return straddling.length === 0 ? [counts] : [counts, straddling];
};

/** Metrics of the recommender; the panel and the rules read these. A series that is unknown is absent, not zero. */
export const recommenderMetrics = [
  ...gauges(target, {
    loadline_planned_replicas: "Replicas that the plan names.",
    loadline_ready_replicas: "Replicas that serve.",
    loadline_known_ready_replicas: "Replicas known to serve, while a stale node makes loadline_ready_replicas unknown.",
    loadline_pending_replicas: "Replicas asked for that do not serve yet.",
    loadline_desired_replicas: "Replicas that the last decision asks for.",
    loadline_lead_time_seconds:
      "Seconds that decisions expect a replica to take until it serves: how far ahead the demand is forecast.",
    loadline_desired_replicas_lower: "Replicas that cover the median demand at the lead time.",
    loadline_desired_replicas_upper: "Replicas that cover the highest demand quantile at the lead time.",
    loadline_demand_requests_per_second: "Arriving requests.",
    loadline_headroom_ratio: "1 − demand ÷ load line; negative when demand is above the load line.",
    loadline_headroom_least_ratio:
      "While the headroom is unknown: that of the replicas known to serve at the most that may arrive.",
    loadline_capacity_measured_ratio:
      "Capacity of a replica in use over the model's own answer; absent while the model decides, far from 1 while measurements contradict it.",
    loadline_exhaustion_peak_days:
      "Days of peaks that loadline_exhaustion_seconds rests on; below a week its range is wide.",
    loadline_objective_budget_ratio: "Share of observations that may miss an objective: 1 − percentile of the plan.",
    loadline_warranty_probability_ratio:
      "Probability that the desired replicas carry the load until another one could serve.",
    loadline_placeable_replicas: "Replicas for which the pool has GPUs that are free, beside those that are asked for.",
  }),
  ...gauges([...target, "severity", "source", "code"], {
    loadline_status_since_timestamp_seconds:
      "Since when the cause of the worst problem stands, one series a deployment; severity none, notice, warning or critical, source finding, advice, verdict or load.",
  }),
  ...gauges([...target, "code"], {
    loadline_findings: "What rules concluded from telemetry at the last decision, by code.",
  }),
  ...gauges([...target, "node", "pool"], {
    loadline_node_replicas: "Engines of a deployment that a node with a problem reported last.",
  }),
  ...gauges(["cluster", "state"], {
    loadline_nodes: "Nodes whose agents reported, by state: healthy, or the worst problem (lost, stale, drain, slow).",
  }),
  ...gauges(["cluster", "node", "problem"], {
    loadline_node_problem_since_timestamp_seconds:
      "Since when a node has a problem: stale (its last sample), lost or drain (a fault of a GPU), slow (an engine on it).",
  }),
  ...gauges([...target, "pool", "model", "gpu", "gpus_per_replica"], {
    loadline_deployment_info: "1; its labels are what the plan has of the deployment, to group and to join by.",
  }),
  // Requests of one shape have a fixed ratio of prompt to output: what is compared with demand is in output tokens.
  ...gauges([...target, "phase"], {
    loadline_planned_capacity_tokens_per_second:
      "Modelled capacity of the planned replicas at the planned request shape: it changes with the plan alone; phase decode.",
    loadline_capacity_tokens_per_second:
      "Modelled capacity of the ready replicas at the present demand shape; phase decode.",
    loadline_load_line_tokens_per_second: "Capacity of the ready replicas minus the reserve; phase decode.",
    loadline_demand_tokens_per_second: "Arriving work; phase prefill or decode.",
  }),
  ...gauges([...target, "phase", "quantile"], {
    loadline_demand_forecast_tokens_per_second:
      "Demand at the lead time: the lowest and the highest quantile that decisions use; phase decode.",
  }),
  ...gauges(["cluster", "quantile"], {
    loadline_forecast_coverage_ratio:
      "Share of the forecasts about a lead time ahead whose quantile covered the demand that came, mean of the deployments; absent before 30 came due.",
  }),
  ...gauges(["cluster"], {
    loadline_warranty_brier_score:
      "Mean squared difference of the probabilities that desired replicas and their neighbours carry the load, and what came of them; 0 is perfect.",
    loadline_warranty_skill_ratio:
      "1 − Brier score ÷ that of always naming the base rate, mean of the deployments: 0 or less is no better.",
    loadline_warranty_cost_ratio:
      "Replicas asked for ÷ the least that would have carried the load, mean of the deployments.",
  }),
  ...gauges(["cluster", "bin"], {
    loadline_warranty_graded: "Probabilities that were graded, by the lower edge of the estimates of a class.",
  }),
  ...gauges(["cluster", "bin", "of"], {
    loadline_warranty_reliability_ratio:
      'Of a class of estimates: mean probability ("promised") and share that came true ("came"); equal when reliable.',
  }),
  ...gauges([...target, "limit"], {
    loadline_binding_limit: "1 for the limit that stops more load first.",
  }),
  ...gauges([...target, "verdict", "reason"], { loadline_verdict: "1 for verdict and reason of the last decision." }),
  ...gauges([...target, "reason"], { loadline_decision_blocked: "1 while a decision is held for this reason." }),
  ...gauges([...target, "tolerance"], {
    loadline_autoscaler_replicas:
      "What a pod autoscaler is given, by the changes that it ignores (0, or 0.1): the value that keeps it from staying below the desired count, and no less than the workload has unless that is to fall.",
  }),
  ...gauges([...target, "cause"], {
    loadline_unfollowed_seconds:
      "Seconds since the workload has asked for another count than the one decided before, by cause; absent while it follows.",
  }),
  ...counters(["cluster", "verdict", "reason"], {
    loadline_recommendations_total: "Decisions published, heartbeats excluded.",
  }),
  ...gauges([...target, "quantity"], { loadline_model_error_ratio: "Measured ÷ modelled − 1." }),
  ...gauges([...target, "step", "cause"], {
    loadline_capacity_ledger_requests_per_second:
      'From planned to effective capacity: the total of a step with cause "total", and what each cause adds to the step before. A step between without causes has the total of the one before.',
    loadline_capacity_ledger_gpus: "The same in GPUs; causes that change the speed of a replica have none.",
  }),
  ...gauges([...target, "at"], {
    loadline_capacity_needed_requests_per_second:
      'Requests/s that the usable capacity has to carry: "lead-time" (demand quantile of the forecast, or a surge above it), "planned-peak".',
  }),
  ...gauges([...target, "part"], {
    loadline_latency_seconds:
      "Mean of a window by part of a request, as engines report it: queue, prefill, gap (between two tokens).",
  }),
  ...gauges([...target, "objective"], {
    loadline_objective_seconds: "Latency objective of the plan.",
    loadline_objective_latency_seconds:
      "Latency at the percentile of the plan, of all engines of a deployment in the last window.",
  }),
  ...counters([...target, "objective", "result"], {
    loadline_objective_observations_total:
      "Observations that met or missed the objective: first tokens, or gaps between tokens.",
  }),
  ...gauges([...target, "input"], {
    loadline_input_age_seconds:
      "Age of what a smaller count rests on: telemetry, and the oldest input that is missing, by its name.",
  }),
  ...gauges([...target, "kind"], {
    loadline_cost_usd_per_hour: "Cost of ready and desired replicas, placed as the plan places them.",
  }),
  ...gauges([...target, "bound"], {
    loadline_exhaustion_seconds:
      "Time until growing daily peaks meet the pool or a budget, by bound: earliest, likely, latest; absent beyond a year.",
  }),
  ...gauges([...target, "key"], {
    loadline_engines_unlike_plan:
      "Engines that report another value than the plan, by key: model, weights, kvCache, engine, gpuMemoryUtilization, version.",
  }),
  ...gauges([...target, "law"], {
    loadline_router_spread_ratio:
      "Spread of requests over engines ÷ that of a random split, with the law that fits: random, even (round robin, least requests and the like), or unknown. Absent until enough requests were seen.",
  }),
  ...gauges([...target, "code"], { loadline_advice: "Pieces of advice of this code beside the last decision." }),
  ...counters(["kind"], {
    loadline_messages_received_total: "Messages taken from a stream.",
    loadline_messages_skipped_total:
      "Messages of those that were not read: from 4,000 nodes on, and of nodes of other partitions, some samples are enough.",
    loadline_stream_regressions_total: "Times a stream was found emptied, restored from an older copy or made anew.",
  }),
  ...counters(["kind", "reason"], { loadline_messages_rejected_total: "Messages that were not taken, by reason." }),
  ...counters(["cluster"], {
    loadline_telemetry_gap_samples_total:
      "Samples that never arrived, counted by sequence; of a large fleet one that comes twice hides one.",
  }),
  ...counters(target, {
    loadline_publish_failures_total:
      "Recommendations that the broker did not acknowledge, or that an error kept from being decided.",
  }),
  ...counters(["reason"], {
    loadline_recommendations_refused_total:
      "Stored recommendations that the KEDA scaler does not act on, by reason of the verifier.",
  }),
  ...counters(["cluster", "watch"], {
    loadline_kubernetes_watch_failures_total:
      "Lists and watches of pods, nodes, quotas or workloads that failed or were cut; each is tried again.",
  }),
  ...gauges(["cluster", "partition"], {
    loadline_leader: "1 for the recommender that leads the cluster, or a partition of it, 0 for a standby.",
    loadline_lease_epoch: "Fencing epoch of the lease that this recommender holds.",
  }),
  ...gauges(["cluster"], {
    loadline_freshness_seconds: "Telemetry of a node that is older counts as missing.",
    loadline_plan_refused: "1 while the stored plan is not valid and the last valid one is in force, 0 otherwise.",
  }),
  ...histograms(
    ["step"],
    { loadline_step_duration_seconds: "Duration of each step of the decision loop." },
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
  ),
];
