import { type Dashboard, gpuQuery } from "../dashboard.ts";
import { capacity, chart, stat } from "../panel.ts";

const gpu = "{{instance}} GPU {{gpu}}";

/** A series of the selected agents, with further matchers. */
const selected = (metric: string, ...matchers: readonly string[]): string =>
  `loadline_${metric}{${['instance=~"$instance"', ...matchers].join(", ")}}`;

const seen = selected("gpus_seen");
const clock = selected("gpu_sm_clock_hertz");

export const nodeGpu: Dashboard = {
  uid: "loadline-node-gpu",
  title: "Nodes and GPUs",
  description: "State of every GPU and of the agent that reads it.",
  from: "now-1h",
  variables: [{ name: "instance", label: "Node agent", query: "label_values(loadline_gpus_seen, instance)" }],
  panels: [
    stat(["GPUs seen", "none", "In the last samples of all agents."], { seen: `sum(${seen})` }),
    stat(
      ["GPUs that were seen an hour ago and are not now", "none", "Lost, or drained."],
      { lost: `sum(max_over_time(${seen}[1h]) - ${seen})` },
      { thresholds: ["text", [1, "red"]] },
    ),
    stat(["Power", "watt", "Of all boards."], { power: `sum(${selected("gpu_power_draw_watts")})` }),
    stat(["Oldest source", "s", "Of all agents."], { age: `max(${selected("source_age_seconds")})` }),
    capacity("fleet-map", ["GPUs", "Memory in use, utilisation and state."], gpuQuery('instance=~"$instance"')),
    chart(["Memory in use", "percentunit", "Share of the memory."], {
      [gpu]: "loadline_gpu_memory_used_bytes / loadline_gpu_memory_total_bytes",
    }),
    chart(["Utilisation", "percentunit", "Share of time with a kernel running: a weak measure of load."], {
      [gpu]: selected("gpu_utilization_ratio"),
    }),
    chart(["Temperature", "celsius", "Of the core."], { [gpu]: selected("gpu_temperature_celsius") }),
    chart(["Clock beside the highest of the last hour", "percentunit", "Below 1 while busy: throttled."], {
      [gpu]: `${clock} / max_over_time(${clock}[1h])`,
    }),
    chart(["Limited clocks", "none", "1 while the driver limits the clocks for the reason."], {
      [`{{reason}} ${gpu}`]: `max by (instance, gpu, reason) (${selected("gpu_clock_event_active")})`,
    }),
    chart(["Sources", "none", "1 while a source of an agent is not ok."], {
      "{{instance}} {{source}} {{state}}": `max by (instance, source, state) (${selected("source_state", 'state!="ok"', 'source!="vllm"')})`,
    }),
    chart(["Samples waiting", "short", "In the buffer of each agent."], { "{{instance}}": selected("ring_samples") }),
  ],
};
