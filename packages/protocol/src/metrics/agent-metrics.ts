import { counters, gauges } from "./metric.ts";

const gpu = ["gpu_uuid", "gpu"];
const slice = ["slice_uuid", "gpu_uuid", "profile"];

/** Metrics of the node agent. A value that is unknown is absent, not zero. */
export const agentMetrics = [
  ...gauges(gpu, {
    loadline_gpu_utilization_ratio: "Share of time with at least one kernel running.",
    loadline_gpu_memory_total_bytes: "Physical memory.",
    loadline_gpu_memory_used_bytes: "Memory in use.",
    loadline_gpu_power_draw_watts: "Board power.",
    loadline_gpu_temperature_celsius: "Core temperature.",
    loadline_gpu_sm_clock_hertz: "Clock of the streaming multiprocessors.",
    loadline_gpu_memory_utilization_ratio: "Share of time in which memory was read or written.",
    loadline_gpu_memory_reserved_bytes: "Memory held by driver and firmware.",
    loadline_gpu_power_limit_watts: "Power limit in force.",
    loadline_gpu_memory_clock_hertz: "Memory clock.",
    loadline_gpu_ecc_uncorrected_errors: "Uncorrected ECC errors since the driver was loaded.",
    loadline_gpu_row_remap_pending: "1 while a row remap waits for a reset.",
    loadline_gpu_row_remap_failed: "1 when a row remap failed.",
  }),
  ...gauges(slice, {
    loadline_slice_memory_total_bytes: "Memory of a MIG slice.",
    loadline_slice_memory_used_bytes: "Memory in use of a MIG slice.",
  }),
  ...gauges([...gpu, "reason"], {
    loadline_gpu_clock_event_active: "1 while the clocks are held down for this reason.",
  }),
  ...gauges([], {
    loadline_gpus_seen: "GPUs in the last sample.",
    loadline_gpus_expected: "GPUs that should be there, where configured.",
    loadline_engines_reachable: "Engine endpoints that answered in the last sample.",
    loadline_ring_samples: "Samples waiting for acknowledgement.",
    loadline_broker_connected: "1 while connected to a broker.",
  }),
  ...gauges(["cluster", "deployment", "engine"], {
    loadline_engine_requests_waiting: "Requests that wait at an engine, by its own metric.",
  }),
  ...gauges(["source", "state"], { loadline_source_state: "1 for the present state of a source." }),
  ...gauges(["source"], {
    loadline_source_age_seconds: "Age of the values of a source.",
    loadline_source_read_duration_seconds: "Duration of the last finished read.",
  }),
  ...counters(["source", "reason"], { loadline_source_failures_total: "Reads that failed, by reason." }),
  ...counters([], {
    loadline_samples_published_total: "Samples that the broker acknowledged.",
    loadline_broker_permission_errors_total: "Publishes that the broker's permissions refused.",
  }),
  ...counters(["reason"], { loadline_samples_dropped_total: "Samples that were dropped, by reason." }),
];
