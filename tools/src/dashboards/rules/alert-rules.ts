export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  /** How long it has to hold. */
  readonly for: string;
  readonly severity: "critical" | "warning" | "info";
  /** What is wrong, with the labels and the value of the series. */
  readonly summary: string;
  /** What to do. */
  readonly action: string;
}

const deployment = "{{ $labels.deployment }} in {{ $labels.cluster }}";

const gpu = "GPU {{ $labels.gpu }} of {{ $labels.instance }}";

/** Share of the time in which demand may be above the load line. */
const budget = 0.005;

/** Speeds at which the budget of 30 days is spent: 2 % of it in an hour, 5 % in six hours.
 *  @source https://sre.google/workbook/alerting-on-slos/ */
const fastBurn = 14.4;
const slowBurn = 6;

const burning = (speed: number, long: string, short: string): string => {
  const over = (window: string) => `loadline:over_load_line:share{window="${window}"} > ${speed} * ${budget}`;
  return `(${over(long)}) and ignoring(window) (${over(short)})`;
};

const capacityAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineExhaustedWithinLeadTime",
    expr: "max without (phase) (loadline:forecast_fullness_ratio) > 1 and on (cluster, deployment) loadline_headroom_ratio >= 0",
    for: "2m",
    severity: "warning",
    summary: `${deployment}: the highest forecast at the lead time is {{ $value | humanizePercentage }} of the load line`,
    action: "Follow the recommendation; if it is held, see what holds it.",
  },
  {
    alert: "LoadlineExhaustionSoon",
    expr: 'min without (window) (loadline:exhaustion_seconds{window=~"1h|6h"}) < 4 * 3600',
    for: "15m",
    severity: "warning",
    summary: `${deployment}: at the trend of the last hours the headroom lasts {{ $value | humanizeDuration }}`,
    action: "Add replicas or nodes before then, or confirm that the rise will end.",
  },
  {
    alert: "LoadlineGrowthExhaustsSoon",
    expr: 'min by (cluster, deployment) (loadline_exhaustion_seconds{bound="earliest"}) < 14 * 86400 and on (cluster, deployment) loadline_exhaustion_peak_days >= 7',
    for: "1h",
    severity: "warning",
    summary: `${deployment}: growing peaks meet the pool or a budget in {{ $value | humanizeDuration }} at the earliest`,
    action: "Order capacity or raise the budget: it takes longer than an alert of today's load.",
  },
  {
    alert: "LoadlinePlanDrift",
    expr: "abs(loadline_ready_replicas - loadline_planned_replicas) / (loadline_planned_replicas > 0) > 0.25",
    for: "30m",
    severity: "warning",
    summary: `${deployment}: ready replicas are {{ $value | humanizePercentage }} away from the plan`,
    action: "Change the plan, or find out why what it names is not there.",
  },
  {
    alert: "LoadlineHoldTooLong",
    expr: 'loadline_decision_blocked{reason!~"observing|stabilising"} == 1',
    for: "15m",
    severity: "warning",
    summary: `${deployment}: held for 15 minutes ({{ $labels.reason }})`,
    action: "Remove the cause that the reason names; demand is not followed until then.",
  },
  {
    alert: "LoadlineInfeasible",
    expr: 'loadline_verdict{verdict="infeasible"} == 1',
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
    summary: `${deployment}: above the load line for {{ $value | humanizePercentage }} of the last hour`,
    action: "Scale up now: at this speed the month's budget is gone in two days.",
  },
  {
    alert: "LoadlineObjectiveBurnSlow",
    expr: burning(slowBurn, "6h", "30m"),
    for: "15m",
    severity: "warning",
    summary: `${deployment}: above the load line for {{ $value | humanizePercentage }} of the last six hours`,
    action: "Raise the plan or the spare: at this speed the month's budget is gone in five days.",
  },
  {
    alert: "LoadlineColdCache",
    expr: "(loadline_ready_replicas - min_over_time(loadline_ready_replicas[10m])) / (loadline_ready_replicas > 0) > 0.3 and loadline_headroom_ratio < 0.2",
    for: "1m",
    severity: "info",
    summary: `${deployment}: {{ $value | humanizePercentage }} of the ready replicas are new and their prefix caches cold, with little headroom`,
    action: "Expect slower first tokens; move sessions over gradually where the router can.",
  },
];

const modelAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineModelError",
    expr: "abs(avg_over_time(loadline_model_error_ratio[30m])) > 0.25",
    for: "15m",
    severity: "warning",
    summary: `${deployment}: the model is {{ $value | humanizePercentage }} off for {{ $labels.quantity }}`,
    action: "Calibrate the deployment; until then keep more spare.",
  },
];

const telemetryAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineTelemetryStale",
    expr: "max by (cluster, deployment, input) (loadline_input_age_seconds) > 60",
    for: "1m",
    severity: "critical",
    summary: `${deployment}: {{ $labels.input }} is {{ $value | humanizeDuration }} old`,
    action: "Look at the agent and the broker; scale-down is off until the input is fresh.",
  },
  {
    alert: "LoadlineSourceStale",
    expr: "loadline_source_age_seconds > 60",
    for: "2m",
    severity: "warning",
    summary: "Source {{ $labels.source }} of {{ $labels.instance }} is {{ $value | humanizeDuration }} old",
    action: "Look at the agent's log and at what the source asks (driver, engine).",
  },
  {
    alert: "LoadlineAgentDisconnected",
    expr: "loadline_broker_connected == 0",
    for: "2m",
    severity: "warning",
    summary: "The agent {{ $labels.instance }} has no broker; samples wait in its ring",
    action: "Check the broker and the network of the node.",
  },
  {
    alert: "LoadlineRecommenderMissing",
    expr: "absent(loadline_planned_replicas)",
    for: "2m",
    severity: "critical",
    summary: "No recommender tells the plan of any deployment (absent: {{ $value }})",
    action: "Start the recommender, or correct what Prometheus scrapes.",
  },
];

const gpuAlerts: readonly AlertRule[] = [
  {
    alert: "LoadlineGpuLost",
    expr: "(max_over_time(loadline_gpus_seen[1h]) - loadline_gpus_seen > 0) or (loadline_gpus_expected - loadline_gpus_seen > 0)",
    for: "1m",
    severity: "critical",
    summary: "{{ $labels.instance }}: GPUs gone: {{ $value }}",
    action: "Drain the node and look at the driver's log for an Xid.",
  },
  {
    alert: "LoadlineGpuThrottled",
    expr: "loadline_gpu_sm_clock_hertz / max_over_time(loadline_gpu_sm_clock_hertz[1h]) < 0.8 and loadline_gpu_utilization_ratio > 0.8",
    for: "5m",
    severity: "warning",
    summary: `${gpu}: busy at {{ $value | humanizePercentage }} of its clock of the last hour`,
    action: "Look at temperature, power limit and cooling; its replicas carry less than the model says.",
  },
  {
    alert: "LoadlineGpuHeldDown",
    expr: 'loadline_gpu_clock_event_active{reason=~"hw-slowdown|hw-thermal-slowdown|sw-thermal-slowdown|hw-power-brake-slowdown"} == 1',
    for: "5m",
    severity: "warning",
    summary: `${gpu}: its clocks are held down ({{ $labels.reason }})`,
    action: "Look at cooling and power supply; its replicas carry less than the model says.",
  },
];

export const alertGroups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[] = [
  { name: "loadline-capacity", rules: capacityAlerts },
  { name: "loadline-model", rules: modelAlerts },
  { name: "loadline-telemetry", rules: telemetryAlerts },
  { name: "loadline-gpu", rules: gpuAlerts },
];
