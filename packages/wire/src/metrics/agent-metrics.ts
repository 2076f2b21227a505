import { counter, gauge } from "./metric.ts";

const gpu = ["gpu_uuid", "gpu"];
const slice = ["slice_uuid", "gpu_uuid", "profile"];

/** Metrics of the node agent. A value that is unknown is absent, not zero. */
export const agentMetrics = [
  gauge("loadline_gpu_utilization_ratio", gpu, "Share of time with at least one kernel running."),
  gauge("loadline_gpu_memory_total_bytes", gpu, "Physical memory."),
  gauge("loadline_gpu_memory_used_bytes", gpu, "Memory in use."),
  gauge("loadline_gpu_power_draw_watts", gpu, "Board power."),
  gauge("loadline_gpu_temperature_celsius", gpu, "Core temperature."),
  gauge("loadline_gpu_sm_clock_hertz", gpu, "Clock of the streaming multiprocessors."),
  gauge("loadline_gpu_memory_utilization_ratio", gpu, "Share of time in which memory was read or written."),
  gauge("loadline_gpu_memory_reserved_bytes", gpu, "Memory held by driver and firmware."),
  gauge("loadline_gpu_power_limit_watts", gpu, "Power limit in force."),
  gauge("loadline_gpu_memory_clock_hertz", gpu, "Memory clock."),
  gauge("loadline_gpu_sm_active_ratio", gpu, "Share of time in which a multiprocessor had work, from profiling."),
  gauge("loadline_gpu_tensor_active_ratio", gpu, "Share of time in which the tensor pipe was active, from profiling."),
  gauge("loadline_gpu_dram_active_ratio", gpu, "Share of time in which device memory was moving data, from profiling."),
  gauge("loadline_slice_memory_total_bytes", slice, "Memory of a MIG slice."),
  gauge("loadline_slice_memory_used_bytes", slice, "Memory in use of a MIG slice."),
  gauge(
    "loadline_slice_graphics_active_ratio",
    slice,
    "Share of time in which the engine of a MIG slice was active, from profiling.",
  ),
  gauge(
    "loadline_slice_sm_active_ratio",
    slice,
    "Share of time in which a multiprocessor of a MIG slice had work, from profiling.",
  ),
  gauge(
    "loadline_slice_tensor_active_ratio",
    slice,
    "Share of time in which the tensor pipe of a MIG slice was active, from profiling.",
  ),
  gauge(
    "loadline_slice_dram_active_ratio",
    slice,
    "Share of time in which the memory of a MIG slice was moving data, from profiling.",
  ),
  gauge("loadline_gpu_ecc_uncorrected_errors", gpu, "Uncorrected ECC errors since the driver was loaded."),
  gauge("loadline_gpu_row_remap_pending", gpu, "1 while a row remap waits for a reset."),
  gauge("loadline_gpu_row_remap_failed", gpu, "1 when a row remap failed."),
  gauge("loadline_gpu_clock_event_active", [...gpu, "reason"], "1 while the clocks are held down for this reason."),
  gauge("loadline_gpus_seen", [], "GPUs in the last sample."),
  gauge("loadline_gpus_expected", [], "GPUs that should be there, where configured."),
  gauge("loadline_engines_reachable", [], "Engine endpoints that answered in the last sample."),
  gauge("loadline_source_state", ["source", "state"], "1 for the present state of a source."),
  gauge("loadline_source_age_seconds", ["source"], "Age of the values of a source."),
  gauge("loadline_source_read_duration_seconds", ["source"], "Duration of the last finished read."),
  counter("loadline_source_failures_total", ["source", "reason"], "Reads that failed, by reason."),
  counter("loadline_samples_published_total", [], "Samples that the broker acknowledged."),
  counter("loadline_samples_dropped_total", ["reason"], "Samples that were dropped, by reason."),
  gauge("loadline_ring_samples", [], "Samples waiting for acknowledgement."),
  gauge("loadline_broker_connected", [], "1 while connected to a broker."),
  counter("loadline_broker_permission_errors_total", [], "Publishes that the broker's permissions refused."),
];
