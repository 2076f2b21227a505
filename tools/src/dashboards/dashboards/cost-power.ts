import { clusterVariable, type Dashboard, deploymentVariable, deploymentName as name, series } from "../dashboard.ts";
import { chart, stat } from "../panel.ts";

const cost = (kind: string): string => series("loadline_cost_usd_per_hour", `kind="${kind}"`);

const outputTokens = series("loadline_demand_tokens_per_second", 'phase="decode"');

export const costPower: Dashboard = {
  uid: "loadline-cost-power",
  title: "Cost and power",
  description: "What the fleet costs and draws, and what the recommendation would change.",
  from: "now-6h",
  variables: [clusterVariable, deploymentVariable],
  panels: [
    stat({
      ...{ title: "Cost of ready replicas", description: "By the prices of the catalogue or the plan.", unit: "$/h" },
      targets: [{ expr: `sum(${cost("ready")})`, legend: "ready" }],
    }),
    stat({
      ...{ title: "Change if the recommendation is followed", description: "Desired less ready.", unit: "$/h" },
      targets: [{ expr: `sum(${cost("desired")}) - sum(${cost("ready")})`, legend: "change" }],
    }),
    stat({
      ...{ title: "Cost of idle capacity", description: "Cost × headroom, where there is any.", unit: "$/h" },
      targets: [
        {
          expr: `sum(${cost("ready")} * ignoring(kind) clamp_min(${series("loadline_headroom_ratio")}, 0))`,
          legend: "idle",
        },
      ],
    }),
    stat({
      ...{ title: "Power of all GPUs", description: "Board power.", unit: "watt" },
      targets: [{ expr: "sum(loadline_gpu_power_draw_watts)", legend: "power" }],
    }),
    chart({
      ...{ title: "Cost", description: "Dashed: desired and planned.", unit: "$/h", dashed: "/desired|planned/" },
      targets: [{ expr: series("loadline_cost_usd_per_hour"), legend: `{{kind}} ${name}` }],
    }),
    chart({
      ...{ title: "Cost of a million output tokens", description: "Cost of the ready replicas ÷ decode demand." },
      unit: "short",
      targets: [
        {
          expr: `sum by (cluster, deployment) (${cost("ready")}) / sum by (cluster, deployment) (${outputTokens} > 0) / 3600 * 1e6`,
          legend: `$ ${name}`,
        },
      ],
    }),
    chart({
      ...{ title: "Power", description: "Board power by node agent.", unit: "watt", stacked: true },
      targets: [{ expr: "sum by (instance) (loadline_gpu_power_draw_watts)", legend: "{{instance}}" }],
    }),
    chart({
      ...{ title: "Energy of an output token", description: "Power of all GPUs ÷ decode demand of all, in joules." },
      unit: "short",
      targets: [{ expr: `sum(loadline_gpu_power_draw_watts) / sum(${outputTokens} > 0)`, legend: "J per token" }],
    }),
  ],
};
