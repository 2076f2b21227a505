import { clusterVariable, type Dashboard, deploymentVariable, gpuQuery, series } from "../dashboard.ts";
import { capacity, stat } from "../panel.ts";

const ranking = [
  ...["planned_replicas", "ready_replicas", "pending_replicas", "desired_replicas", "headroom_ratio"],
  ...["binding_limit", "verdict", "decision_blocked", "input_age_seconds", "cost_usd_per_hour", "exhaustion_seconds"],
  ...["capacity_tokens_per_second", "planned_capacity_tokens_per_second", "load_line_tokens_per_second"],
  ...["demand_tokens_per_second", "demand_forecast_tokens_per_second"],
].map((name) => `loadline_${name}`);

/** The metrics of the recommender that the capacity panel reads, as one query. */
export const capacityQuery = `{__name__=~"${ranking.join("|")}", cluster=~"$cluster", deployment=~"$deployment"}`;

const secondsPerDay = 86_400;

export const fleet: Dashboard = {
  uid: "loadline-fleet",
  title: "Fleet",
  description: "Every deployment, the fullest first, and every GPU.",
  from: "now-1h",
  variables: [clusterVariable, deploymentVariable],
  panels: [
    stat({
      ...{ title: "Least headroom", description: "Of all deployments selected.", unit: "percentunit", width: 5 },
      targets: [{ expr: `min(${series("loadline_headroom_ratio")})`, legend: "headroom" }],
      thresholds: [
        { from: null, color: "red" },
        { from: 0, color: "orange" },
        { from: 0.1, color: "green" },
      ],
    }),
    stat({
      ...{
        title: "Above the load line",
        description: "Deployments whose reserve carries part of the demand.",
        unit: "none",
        width: 5,
      },
      targets: [{ expr: `count(${series("loadline_headroom_ratio")} < 0) or vector(0)`, legend: "deployments" }],
      thresholds: [
        { from: null, color: "green" },
        { from: 1, color: "red" },
      ],
    }),
    stat({
      ...{
        title: "Ready of planned replicas",
        description: "1 where all planned replicas are ready.",
        unit: "percentunit",
        width: 5,
      },
      targets: [
        {
          expr: `sum(${series("loadline_ready_replicas")}) / sum(${series("loadline_planned_replicas")})`,
          legend: "ready",
        },
      ],
    }),
    stat({
      ...{ title: "Cost", description: "Of the ready replicas.", unit: "$/h", width: 4 },
      targets: [{ expr: `sum(${series("loadline_cost_usd_per_hour", 'kind="ready"')})`, legend: "cost" }],
    }),
    stat({
      ...{
        title: "Exhausted at the earliest",
        description: "When growth reaches a pool or a budget.",
        unit: "s",
        width: 5,
      },
      targets: [{ expr: `min(${series("loadline_exhaustion_seconds", 'bound="earliest"')})`, legend: "exhausted" }],
      thresholds: [
        { from: null, color: "red" },
        { from: 7 * secondsPerDay, color: "orange" },
        { from: 30 * secondsPerDay, color: "green" },
      ],
    }),
    capacity({
      ...{ title: "Ranking", description: "The least headroom first.", view: "ranking", height: 10 },
      targets: [{ expr: capacityQuery, legend: "__auto" }],
    }),
    capacity({
      ...{ title: "GPUs", description: "Memory in use, utilisation and state of every GPU.", view: "fleet-map" },
      targets: [{ expr: gpuQuery(), legend: "__auto" }],
    }),
  ],
};
