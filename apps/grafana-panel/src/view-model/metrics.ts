import type { Labels } from "./frame.ts";

/** What a series of the recommender means to the panel, by the name of its metric. */
export const metricRoles = {
  loadline_planned_replicas: "planned-replicas",
  loadline_ready_replicas: "ready-replicas",
  loadline_known_ready_replicas: "known-ready-replicas",
  loadline_pending_replicas: "pending-replicas",
  loadline_desired_replicas: "desired-replicas",
  loadline_desired_replicas_lower: "desired-replicas-lower",
  loadline_desired_replicas_upper: "desired-replicas-upper",
  loadline_planned_capacity_tokens_per_second: "planned-capacity",
  loadline_capacity_tokens_per_second: "capacity",
  loadline_load_line_tokens_per_second: "load-line",
  loadline_demand_tokens_per_second: "demand",
  loadline_demand_forecast_tokens_per_second: "demand-forecast",
  loadline_headroom_ratio: "headroom",
  loadline_headroom_least_ratio: "headroom-least",
  loadline_binding_limit: "binding-limit",
  loadline_verdict: "verdict",
  loadline_decision_blocked: "decision-blocked",
  loadline_input_age_seconds: "input-age",
  loadline_exhaustion_seconds: "exhaustion",
  loadline_status_since_timestamp_seconds: "status",
  loadline_lead_time_seconds: "forecast-horizon",
  loadline_placeable_replicas: "placeable-replicas",
  loadline_deployment_info: "deployment-info",
  loadline_objective_seconds: "objective",
  loadline_objective_latency_seconds: "latency",
  loadline_capacity_ledger_requests_per_second: "ledger-requests",
  loadline_capacity_ledger_gpus: "ledger-gpus",
  loadline_demand_requests_per_second: "requests",
  loadline_capacity_needed_requests_per_second: "needed",
} as const;

/** What the recommender knows of nodes and of the whole fleet: series that need not name a deployment. */
const nodeRoles = {
  loadline_freshness_seconds: "freshness",
  loadline_node_problem_since_timestamp_seconds: "node-problem",
  loadline_node_replicas: "node-replicas",
  // An engine, by its agent: where nothing is wrong with a node, the recommender has no series of it.
  loadline_engine_requests_waiting: "node-replicas",
} as const;

type DeploymentRole = (typeof metricRoles)[keyof typeof metricRoles];
export type Role = DeploymentRole | (typeof nodeRoles)[keyof typeof nodeRoles];

/** Every role of a deployment, in the order in which an editor offers them. */
export const allRoles: readonly DeploymentRole[] = Object.values(metricRoles);

const ofNodes: ReadonlySet<Role> = new Set(Object.values(nodeRoles));
export const isNodeRole = (role: Role): boolean => ofNodes.has(role);

const roleByMetric: ReadonlyMap<string, Role> = new Map(Object.entries({ ...metricRoles, ...nodeRoles }));

/** The role of a metric, or null for one that the panel does not show. */
export const roleOf = (metric: string): Role | null => roleByMetric.get(metric) ?? null;

const roles: ReadonlySet<unknown> = new Set(allRoles);
export const isRole = (value: unknown): value is Role => roles.has(value);

const bytesPerMebibyte = 2 ** 20;

const agentMetrics = {
  loadline_gpu_utilization_ratio: "utilization",
  loadline_gpu_memory_total_bytes: "memory-total",
  loadline_gpu_memory_used_bytes: "memory-used",
  loadline_gpu_temperature_celsius: "temperature",
  loadline_gpu_power_draw_watts: "power",
  loadline_gpus_seen: "gpus-seen",
  loadline_gpus_expected: "gpus-expected",
} as const;

/** Metrics of NVIDIA's exporter, and facts of a node that only the labels of kube-state-metrics hold.
 *  @source https://github.com/NVIDIA/dcgm-exporter etc/default-counters.csv
 *  @source https://github.com/kubernetes/kube-state-metrics docs/metrics/cluster/node-metrics.md */
const exporterMetrics = {
  DCGM_FI_DEV_GPU_UTIL: "utilization",
  DCGM_FI_PROF_SM_ACTIVE: "sm-active",
  DCGM_FI_PROF_GR_ENGINE_ACTIVE: "engine-active",
  DCGM_FI_DEV_FB_TOTAL: "memory-total",
  DCGM_FI_DEV_FB_USED: "memory-used",
  DCGM_FI_DEV_FB_FREE: "memory-free",
  DCGM_FI_DEV_GPU_TEMP: "temperature",
  DCGM_FI_DEV_POWER_USAGE: "power",
  DCGM_FI_DEV_XID_ERRORS: "xid",
  kube_node_labels: "node-labels",
} as const;

type RoleIn<T> = T[keyof T];
/** What a series means for one GPU or node. */
export type GpuRole = RoleIn<typeof agentMetrics> | RoleIn<typeof exporterMetrics>;

/** Multiplied with the values of a metric it gives base units. */
const factorOf = (metric: string): number => {
  if (metric === "DCGM_FI_DEV_GPU_UTIL") return 0.01;
  return metric.startsWith("DCGM_FI_DEV_FB_") ? bytesPerMebibyte : 1;
};

const gpuRoles = new Map(
  Object.entries({ ...agentMetrics, ...exporterMetrics }).map(
    ([metric, role]) => [metric, { role, factor: factorOf(metric) }] as const,
  ),
);

export const gpuRoleOf = (metric: string) => gpuRoles.get(metric) ?? null;

/**
 * Shares of the KV cache in use, by the names of engines: without a recommender the headroom of an engine is 1 − value.
 * @source https://docs.vllm.ai/en/latest/usage/metrics.html
 * @source https://docs.sglang.ai/references/production_metrics.html
 */
const cacheUsage: ReadonlySet<string> = new Set([
  "vllm:kv_cache_usage_perc",
  "vllm:gpu_cache_usage_perc",
  "sglang:token_usage",
]);

export const isCacheUsage = (metric: string): boolean => cacheUsage.has(metric);

/** Labels that distinguish the engines behind one address. */
const rankLabels = ["engine", "engine_id", "dp_rank", "engine_type", "tp_rank", "pp_rank"] as const;

/** An engine is named by its model, and distinguished by pod or address and by rank. */
export const engineIdentity = (labels: Labels): { readonly deployment: string; readonly cluster: string } => {
  const place = labels["pod"] || labels["instance"];
  const ranks = rankLabels.filter((name) => labels[name] !== undefined).map((name) => `${name} ${labels[name]}`);
  return {
    deployment: labels["model_name"] || labels["model"] || "",
    cluster: [...(place === undefined ? [] : [place]), ...ranks].join(", "),
  };
};

export const isKnownMetric = (name: string) => roleOf(name) !== null || gpuRoles.has(name) || isCacheUsage(name);

const queryOf = (metrics: readonly string[]): string => `{__name__=~"${metrics.join("|")}"}`;

/** The query for the GPU series of the node agents. */
export const fleetQuery = queryOf([
  ...Object.keys({ ...agentMetrics, ...nodeRoles }),
  "loadline_placeable_replicas",
  "loadline_deployment_info",
]);

/** The query for every other series that the panel shows, one frame each. */
export const panelQuery = queryOf(Object.keys({ ...metricRoles, ...nodeRoles, ...agentMetrics }));
