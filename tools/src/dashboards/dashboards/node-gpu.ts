import { type Dashboard, gpuQuery } from "../dashboard.ts";
import { capacity, chart, stat } from "../panel.ts";

const gpu = "{{instance}} GPU {{gpu}}";

const memoryRatio = "loadline_gpu_memory_used_bytes / loadline_gpu_memory_total_bytes";

export const nodeGpu: Dashboard = {
  uid: "loadline-node-gpu",
  title: "Nodes and GPUs",
  description: "State of every GPU and of the agent that reads it.",
  from: "now-1h",
  variables: [{ name: "instance", label: "Node agent", query: "label_values(loadline_gpus_seen, instance)" }],
  panels: [
    stat({
      ...{ title: "GPUs seen", description: "In the last samples of all agents.", unit: "none" },
      targets: [{ expr: 'sum(loadline_gpus_seen{instance=~"$instance"})', legend: "seen" }],
    }),
    stat({
      ...{ title: "GPUs that were seen an hour ago and are not now", description: "Lost, or drained.", unit: "none" },
      targets: [
        {
          expr: 'sum(max_over_time(loadline_gpus_seen{instance=~"$instance"}[1h]) - loadline_gpus_seen{instance=~"$instance"})',
          legend: "lost",
        },
      ],
      thresholds: [
        { from: null, color: "green" },
        { from: 1, color: "red" },
      ],
    }),
    stat({
      ...{ title: "Power", description: "Of all boards.", unit: "watt" },
      targets: [{ expr: 'sum(loadline_gpu_power_draw_watts{instance=~"$instance"})', legend: "power" }],
    }),
    stat({
      ...{ title: "Oldest source", description: "Of all agents.", unit: "s" },
      targets: [{ expr: 'max(loadline_source_age_seconds{instance=~"$instance"})', legend: "age" }],
    }),
    capacity({
      ...{ title: "GPUs", description: "Memory in use, utilisation and state.", view: "fleet-map" },
      targets: [{ expr: gpuQuery('instance=~"$instance"'), legend: "__auto" }],
    }),
    chart({
      ...{ title: "Memory in use", description: "Share of the memory.", unit: "percentunit" },
      targets: [{ expr: memoryRatio, legend: gpu }],
    }),
    chart({
      ...{ title: "Utilisation", description: "Share of time with a kernel running: a weak measure of load." },
      unit: "percentunit",
      targets: [{ expr: 'loadline_gpu_utilization_ratio{instance=~"$instance"}', legend: gpu }],
    }),
    chart({
      ...{ title: "Temperature", description: "Of the core.", unit: "celsius" },
      targets: [{ expr: 'loadline_gpu_temperature_celsius{instance=~"$instance"}', legend: gpu }],
    }),
    chart({
      ...{ title: "Clock beside the highest of the last hour", description: "Below 1 while busy: throttled." },
      unit: "percentunit",
      targets: [
        {
          expr: 'loadline_gpu_sm_clock_hertz{instance=~"$instance"} / max_over_time(loadline_gpu_sm_clock_hertz{instance=~"$instance"}[1h])',
          legend: gpu,
        },
      ],
    }),
    chart({
      ...{ title: "Limited clocks", description: "1 while the driver limits the clocks for the reason.", unit: "none" },
      targets: [
        {
          expr: 'max by (instance, gpu, reason) (loadline_gpu_clock_event_active{instance=~"$instance"})',
          legend: `{{reason}} ${gpu}`,
        },
      ],
    }),
    chart({
      ...{ title: "Sources", description: "1 while a source of an agent is not ok.", unit: "none" },
      targets: [
        {
          expr: 'max by (instance, source, state) (loadline_source_state{instance=~"$instance", state!="ok", source!="vllm"})',
          legend: "{{instance}} {{source}} {{state}}",
        },
      ],
    }),
    chart({
      ...{ title: "Samples waiting", description: "In the buffer of each agent.", unit: "short" },
      targets: [{ expr: 'loadline_ring_samples{instance=~"$instance"}', legend: "{{instance}}" }],
    }),
  ],
};
