/** What a series says of one GPU, and what its values are multiplied with to be in base units. */
export type GpuRole =
  | "utilization"
  | "sm-active"
  | "engine-active"
  | "memory-total"
  | "memory-used"
  | "memory-free"
  | "temperature"
  | "power"
  | "xid"
  | "gpus-seen"
  | "gpus-expected"
  | "node-labels";

interface GpuMetric {
  readonly role: GpuRole;
  readonly factor: number;
}

const bytesPerMebibyte = 2 ** 20;

const inBaseUnit = (role: GpuRole): GpuMetric => ({ role, factor: 1 });

/** Metrics of the node agent. */
export const agentGpuRoles = {
  loadline_gpu_utilization_ratio: inBaseUnit("utilization"),
  loadline_gpu_memory_total_bytes: inBaseUnit("memory-total"),
  loadline_gpu_memory_used_bytes: inBaseUnit("memory-used"),
  loadline_gpu_temperature_celsius: inBaseUnit("temperature"),
  loadline_gpu_power_draw_watts: inBaseUnit("power"),
  loadline_gpus_seen: inBaseUnit("gpus-seen"),
  loadline_gpus_expected: inBaseUnit("gpus-expected"),
} as const;

/** Metrics of NVIDIA's exporter: percent and MiB.
 *  @source https://github.com/NVIDIA/dcgm-exporter etc/default-counters.csv */
const dcgmRoles = {
  DCGM_FI_DEV_GPU_UTIL: { role: "utilization", factor: 0.01 },
  DCGM_FI_PROF_SM_ACTIVE: inBaseUnit("sm-active"),
  DCGM_FI_PROF_GR_ENGINE_ACTIVE: inBaseUnit("engine-active"),
  DCGM_FI_DEV_FB_TOTAL: { role: "memory-total", factor: bytesPerMebibyte },
  DCGM_FI_DEV_FB_USED: { role: "memory-used", factor: bytesPerMebibyte },
  DCGM_FI_DEV_FB_FREE: { role: "memory-free", factor: bytesPerMebibyte },
  DCGM_FI_DEV_GPU_TEMP: inBaseUnit("temperature"),
  DCGM_FI_DEV_POWER_USAGE: inBaseUnit("power"),
  DCGM_FI_DEV_XID_ERRORS: inBaseUnit("xid"),
} as const satisfies Readonly<Record<string, GpuMetric>>;

/** Facts of a node that only its labels hold.
 *  @source https://github.com/kubernetes/kube-state-metrics docs/metrics/cluster/node-metrics.md */
const nodeRoles = { kube_node_labels: inBaseUnit("node-labels") } as const;

const gpuMetrics = new Map<string, GpuMetric>(Object.entries({ ...agentGpuRoles, ...dcgmRoles, ...nodeRoles }));

/** The role of a metric of one GPU or node, or null for any other metric. */
export const gpuRoleOf = (metric: string): GpuMetric | null => gpuMetrics.get(metric) ?? null;

export const agentGpuMetrics: readonly string[] = Object.keys(agentGpuRoles);
