import { type Dashboard, deploymentName as name, series } from "../dashboard.ts";
import { chart, stat } from "../panel.ts";

const cost = (kind: string): string => series("loadline_cost_usd_per_hour", `kind="${kind}"`);
const idle = `${cost("ready")} * ignoring(kind) clamp_min(${series("loadline_headroom_ratio")}, 0)`;
const outputTokens = series("loadline_demand_tokens_per_second", 'phase="decode"');
const power = "loadline_gpu_power_draw_watts";

export const costPower: Dashboard = {
  uid: "loadline-cost-power",
  title: "Cost and power",
  description: "What the fleet costs and draws, and what the recommendation would change.",
  from: "now-6h",
  panels: [
    stat(["Cost of ready replicas", "$/h", "By the prices of the catalogue or the plan."], {
      ready: `sum(${cost("ready")})`,
    }),
    stat(["Change if the recommendation is followed", "$/h", "Desired less ready."], {
      change: `sum(${cost("desired")}) - sum(${cost("ready")})`,
    }),
    stat(["Cost of idle capacity", "$/h", "Cost × headroom, where there is any."], { idle: `sum(${idle})` }),
    stat(["Power of all GPUs", "watt", "Board power."], { power: `sum(${power})` }),
    chart(
      ["Cost", "$/h", "Dashed: desired and planned."],
      { [`{{kind}} ${name}`]: series("loadline_cost_usd_per_hour") },
      { dashed: "/desired|planned/" },
    ),
    chart(["Cost of a million output tokens", "short", "Cost of the ready replicas ÷ decode demand."], {
      [`$ ${name}`]: `sum by (cluster, deployment) (${cost("ready")}) / sum by (cluster, deployment) (${outputTokens} > 0) / 3600 * 1e6`,
    }),
    chart(
      ["Power", "watt", "Board power by node agent."],
      { "{{instance}}": `sum by (instance) (${power})` },
      { stacked: true },
    ),
    chart(["Energy of an output token", "short", "Power of all GPUs ÷ decode demand of all, in joules."], {
      "J per token": `sum(${power}) / sum(${outputTokens} > 0)`,
    }),
  ],
};
