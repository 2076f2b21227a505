import type { Metric } from "./metric.ts";

const gpu = ["gpu_uuid", "gpu"] as const;

/** Metrics of the node agent. A value that is unknown is absent, not zero. */
export const agentMetrics = [
  {
    name: "loadline_gpu_utilization_ratio",
    type: "gauge",
    unit: "ratio",
    labels: gpu,
    help: "Share of time with at least one kernel running.",
  },
  { name: "loadline_gpu_memory_total_bytes", type: "gauge", unit: "bytes", labels: gpu, help: "Physical memory." },
  { name: "loadline_gpu_memory_used_bytes", type: "gauge", unit: "bytes", labels: gpu, help: "Memory in use." },
  { name: "loadline_gpu_power_draw_watts", type: "gauge", unit: "watts", labels: gpu, help: "Board power." },
  { name: "loadline_gpu_temperature_celsius", type: "gauge", unit: "celsius", labels: gpu, help: "Core temperature." },
  {
    name: "loadline_gpu_sm_clock_hertz",
    type: "gauge",
    unit: "hertz",
    labels: gpu,
    help: "Clock of the streaming multiprocessors.",
  },
  { name: "loadline_gpus_seen", type: "gauge", unit: null, labels: [], help: "GPUs in the last sample." },
  {
    name: "loadline_gpus_expected",
    type: "gauge",
    unit: null,
    labels: [],
    help: "GPUs that should be there, where somebody said.",
  },
  {
    name: "loadline_engines_reachable",
    type: "gauge",
    unit: null,
    labels: [],
    help: "Engine endpoints that answered in the last sample.",
  },
  {
    name: "loadline_source_state",
    type: "gauge",
    unit: null,
    labels: ["source", "state"],
    help: "1 for the present state of a source.",
  },
  {
    name: "loadline_source_age_seconds",
    type: "gauge",
    unit: "seconds",
    labels: ["source"],
    help: "Age of the values of a source.",
  },
  {
    name: "loadline_source_read_duration_seconds",
    type: "gauge",
    unit: "seconds",
    labels: ["source"],
    help: "Duration of the last finished read.",
  },
  {
    name: "loadline_source_failures_total",
    type: "counter",
    unit: null,
    labels: ["source", "reason"],
    help: "Reads that failed, by reason.",
  },
  {
    name: "loadline_samples_published_total",
    type: "counter",
    unit: null,
    labels: [],
    help: "Samples that the broker acknowledged.",
  },
  {
    name: "loadline_samples_dropped_total",
    type: "counter",
    unit: null,
    labels: ["reason"],
    help: "Samples that were given up, by reason.",
  },
  {
    name: "loadline_ring_samples",
    type: "gauge",
    unit: null,
    labels: [],
    help: "Samples waiting for acknowledgement.",
  },
  { name: "loadline_broker_connected", type: "gauge", unit: null, labels: [], help: "1 while connected to a broker." },
  {
    name: "loadline_broker_permission_errors_total",
    type: "counter",
    unit: null,
    labels: [],
    help: "Publishes that the broker's permissions refused.",
  },
] as const satisfies readonly Metric[];
