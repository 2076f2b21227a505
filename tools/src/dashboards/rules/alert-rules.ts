import { fromLeader } from "./recording-rules.ts";

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  /** How long the condition has to hold, as Prometheus writes durations. */
  readonly for: string;
  readonly severity: "critical" | "warning" | "info";
  /** What is wrong, with the labels and the value of the series. */
  readonly summary: string;
  /** What to do. */
  readonly action: string;
}

const deployment = "{{ $labels.deployment }} in {{ $labels.cluster }}";
const gpu = "GPU {{ $labels.gpu }} of {{ $labels.instance }}";
const cluster = "Cluster {{ $labels.cluster }}";

/** The error budget: share of the time in which an objective may be missed. */
const errorBudget = 0.005;

/** Multiples of the rate that spends the budget in exactly 30 days: 14.4 spends it in 2 days, 6 in 5 days.
 *  @source https://sre.google/workbook/alerting-on-slos/ */
const fastBurn = 14.4;
const slowBurn = 6;

/** True while both windows burn: the long one proves that it matters, the short one that it still goes on. */
const burning = (rate: number, long: string, short: string): string => {
  const over = (window: string) => `loadline:over_capacity:share{window="${window}"} > ${rate} * ${errorBudget}`;
  return `(${over(long)}) and ignoring(window) (${over(short)})`;
};

const capacityAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineExhaustedWithinLeadTime",
    expr: "max by (cluster, deployment) (loadline:forecast_fullness_ratio) > 1 and on (cluster, deployment) loadline:headroom_ratio >= 0",
    for: "2m",
    severity: "warning",
    summary: `${deployment}: the highest demand forecast at the lead time is {{ $value | humanizePercentage }} of the load line`,
    action: "Apply the recommendation. If the verdict is hold, remove the cause that its reason names.",
  },
  {
    alert: "LoadlineExhaustionSoon",
    expr: 'min without (window) (loadline:exhaustion_seconds{window=~"1h|6h"}) < 4 * 3600',
    for: "15m",
    severity: "warning",
    summary: `${deployment}: at the trend of the last hours the headroom is used up in {{ $value | humanizeDuration }}`,
    action: "Add replicas or nodes before then, or confirm that the rise will end.",
  },
  {
    alert: "LoadlineGrowthExhaustsSoon",
    expr: `min by (cluster, deployment) (loadline_exhaustion_seconds{bound="earliest"} and on (cluster, instance) loadline:leader_epoch) < 14 * 86400 and on (cluster, deployment) ${fromLeader("loadline_exhaustion_peak_days")} >= 7`,
    for: "1h",
    severity: "warning",
    summary: `${deployment}: growing daily peaks reach the pool or a budget in {{ $value | humanizeDuration }} at the earliest`,
    action: "Order capacity or raise the budget now: procurement takes longer than scaling.",
  },
  {
    alert: "LoadlinePlanDrift",
    expr: `${fromLeader("abs(loadline_ready_replicas - loadline_planned_replicas) / (loadline_planned_replicas > 0)")} > 0.25`,
    for: "30m",
    severity: "warning",
    summary: `${deployment}: the ready replicas differ from the plan by {{ $value | humanizePercentage }}`,
    action: "Find out why the planned replicas are not ready, or change replicas.planned in the plan.",
  },
  {
    alert: "LoadlineHoldTooLong",
    expr: `${fromLeader('loadline_decision_blocked{reason!~"observing|stabilising|at-minimum"}', "cluster, deployment, reason")} == 1`,
    for: "15m",
    severity: "warning",
    summary: `${deployment}: the decision is blocked for 15 minutes ({{ $labels.reason }})`,
    action: "Remove the cause that the reason names: the replica count does not follow demand until then.",
  },
  {
    alert: "LoadlineInfeasible",
    expr: `${fromLeader('loadline_verdict{verdict="infeasible"}', "cluster, deployment, verdict, reason")} == 1`,
    for: "5m",
    severity: "critical",
    summary: `${deployment}: no replica count meets the objective ({{ $labels.reason }})`,
    action: "Change the objective, the GPU or the layout: more replicas will not help.",
  },
  {
    alert: "LoadlineObjectiveBurnFast",
    expr: burning(fastBurn, "1h", "5m"),
    for: "2m",
    severity: "critical",
    summary: `${deployment}: demand was above the capacity that meets the objectives for {{ $value | humanizePercentage }} of the last hour`,
    action: "Scale up now: at this rate the error budget of 30 days (0.5 % of the time) is spent in two days.",
  },
  {
    alert: "LoadlineObjectiveBurnSlow",
    expr: burning(slowBurn, "6h", "30m"),
    for: "15m",
    severity: "warning",
    summary: `${deployment}: demand was above the capacity that meets the objectives for {{ $value | humanizePercentage }} of the last six hours`,
    action:
      "Raise replicas.max or the reserve: at this rate the error budget of 30 days (0.5 % of the time) is spent in five days.",
  },
  {
    alert: "LoadlineAboveLoadLine",
    expr: "loadline:over_load_line:bool == 1 unless on (cluster, deployment) loadline:over_capacity:bool == 1",
    for: "10m",
    severity: "warning",
    summary: `${deployment}: demand is above the load line for 10 minutes; the reserve carries the rest`,
    action: "Apply the recommendation: the objectives hold, but the next failure or burst has no reserve left.",
  },
  {
    alert: "LoadlineColdCache",
    expr: `${fromLeader("(loadline_ready_replicas - min_over_time(loadline_ready_replicas[10m])) / (loadline_ready_replicas > 0)")} > 0.3 and on (cluster, deployment) loadline:headroom_ratio < 0.2`,
    for: "1m",
    severity: "info",
    summary: `${deployment}: {{ $value | humanizePercentage }} of the ready replicas are new and their prefix caches empty, with little headroom`,
    action: "Expect a higher time to first token; move sessions to the new replicas gradually where the router can.",
  },
];

/** Replicas are on their way, or something beside the decision keeps them from coming: other alerts report that. */
const othersReport = "replicas-pending|pool-exhausted|budget-exhausted|at-maximum";

const modelAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineModelError",
    expr: `${fromLeader("abs(avg_over_time(loadline_model_error_ratio[30m]))", "cluster, deployment, quantity")} > 0.25`,
    for: "15m",
    severity: "warning",
    summary: `${deployment}: measured and modelled {{ $labels.quantity }} differ by {{ $value | humanizePercentage }}`,
    action: "Calibrate the deployment; until then keep a larger reserve.",
  },
  {
    alert: "LoadlineEngineSaturated",
    expr: `min by (cluster, deployment) (min_over_time(loadline:engine_waiting{deployment!=""}[3m])) > 0 and on (cluster, deployment) ${fromLeader(`loadline_verdict{verdict="hold",reason!~"${othersReport}"}`)} == 1`,
    for: "2m",
    severity: "critical",
    summary: `${deployment}: requests have been waiting at every engine, at least {{ $value }} at each, while the recommendation holds`,
    action: "Scale by hand, then find out why the recommender does not count what waits.",
  },
];

/** The inputs that a scale-down needs. The others may be old while nothing is wrong: an idle deployment has no new
 *  forecast and no new calibration. */
const requiredInputs = "replicas[.](ready|pending|draining)|demand[.](requests|prefill|decode)|missing: .*";

const telemetryAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineTelemetryStale",
    expr: `${fromLeader(`loadline_input_age_seconds{input=~"${requiredInputs}"}`)} > 60`,
    for: "1m",
    severity: "critical",
    summary: `${deployment}: telemetry is {{ $value | humanizeDuration }} old`,
    action: "Check the node agents and the broker: replicas are not scaled down until the telemetry is fresh.",
  },
  {
    alert: "LoadlineSourceStale",
    // The source "engines" is on the page under its former name "vllm" as well, until 0.3.
    expr: 'loadline_source_age_seconds{source!="vllm"} > 60',
    for: "2m",
    severity: "warning",
    summary:
      "Source {{ $labels.source }} of {{ $labels.instance }}: its values are {{ $value | humanizeDuration }} old",
    action: "Read the log of the agent, and check what the source reads (driver, engine).",
  },
  {
    alert: "LoadlineAgentDown",
    // Only targets that Prometheus still discovers and that were agents within a day: a drained node raises nothing.
    expr: "up == 0 and on (job, instance) last_over_time(loadline_gpus_seen[1d])",
    for: "2m",
    severity: "warning",
    summary: "Agent {{ $labels.instance }} does not answer scrapes (up: {{ $value }})",
    action: "Check that the agent runs on the node and that Prometheus reaches it.",
  },
  {
    alert: "LoadlineAgentDisconnected",
    expr: "loadline_broker_connected == 0",
    for: "2m",
    severity: "warning",
    summary: "Agent {{ $labels.instance }} is not connected to the broker; its samples are buffered",
    action: "Check the broker and the network of the node.",
  },
  {
    alert: "LoadlineSamplesDropped",
    expr: "sum by (instance, reason) (increase(loadline_samples_dropped_total[10m])) > 0",
    for: "0m",
    severity: "warning",
    summary:
      "Agent {{ $labels.instance }} dropped {{ $value | humanize }} samples in 10 minutes ({{ $labels.reason }})",
    action: "Check the broker and the agent's buffer: dropped samples are missing from demand and from records.",
  },
];

const recommenderAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineRecommenderMissing",
    expr: "absent(loadline_planned_replicas)",
    for: "2m",
    severity: "critical",
    summary: "No recommender reports a planned deployment (absent: {{ $value }})",
    action: "Start the recommender, or correct the scrape configuration of Prometheus.",
  },
  {
    alert: "LoadlineNoLeader",
    expr: "max by (cluster, partition) (loadline_leader) == 0",
    for: "1m",
    severity: "critical",
    summary: `${cluster}: no recommender has the lease (leaders: {{ $value }})`,
    action: "Check the broker and the log of the recommenders: nothing is decided until one of them leads.",
  },
  {
    alert: "LoadlineNoDecision",
    expr: 'loadline:leader_epoch unless on (job, instance) increase(loadline_step_duration_seconds_count{step="decide"}[2m]) > 0',
    for: "1m",
    severity: "critical",
    summary: `${cluster}: the leading recommender {{ $labels.instance }} has decided nothing for two minutes`,
    action: "Read its log; restart it if its loop hangs, so that another one takes over.",
  },
  {
    alert: "LoadlinePlanRefused",
    expr: "max by (cluster) (loadline_plan_refused) == 1",
    for: "5m",
    severity: "warning",
    summary: `${cluster}: the stored plan is not valid (refused: {{ $value }}); the last valid plan is in force`,
    action: "Read the error at /readyz of the recommender, and correct the plan.",
  },
];

const gpuAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineGpuLost",
    expr: "(max_over_time(loadline_gpus_seen[1h]) - loadline_gpus_seen > 0) or (loadline_gpus_expected - loadline_gpus_seen > 0)",
    for: "1m",
    severity: "critical",
    summary: "{{ $labels.instance }}: {{ $value }} GPUs missing",
    action: "Drain the node and look for an Xid in the log of the driver.",
  },
  {
    alert: "LoadlineGpuThrottled",
    expr: "loadline_gpu_sm_clock_hertz / max_over_time(loadline_gpu_sm_clock_hertz[1h]) < 0.8 and loadline_gpu_utilization_ratio > 0.8",
    for: "5m",
    severity: "warning",
    summary: `${gpu}: busy at {{ $value | humanizePercentage }} of its highest clock of the last hour`,
    action: "Check temperature, power limit and cooling: its replicas have less capacity than modelled.",
  },
  {
    alert: "LoadlineGpuHeldDown",
    expr: 'loadline_gpu_clock_event_active{reason=~"hw-slowdown|hw-thermal-slowdown|sw-thermal-slowdown|hw-power-brake-slowdown"} == 1',
    for: "5m",
    severity: "warning",
    summary: `${gpu}: the driver limits its clocks ({{ $labels.reason }})`,
    action: "Check cooling and power supply: its replicas have less capacity than modelled.",
  },
];

/** Alert groups by name; docs/runbooks has one page per group, with one section per alert. */
export const alertGroups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[] = [
  { name: "capacity", rules: capacityAlerts },
  { name: "model", rules: modelAlerts },
  { name: "telemetry", rules: telemetryAlerts },
  { name: "recommender", rules: recommenderAlerts },
  { name: "gpu", rules: gpuAlerts },
];
