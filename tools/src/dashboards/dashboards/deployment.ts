import { clusterVariable, type Dashboard, deploymentVariable, deploymentName as name, series } from "../dashboard.ts";
import { capacity, chart } from "../panel.ts";
import { capacityQuery } from "./fleet.ts";

export const deployment: Dashboard = {
  uid: "loadline-deployment",
  title: "Deployment",
  description: "Planned, actual and recommended capacity of a deployment, its demand and its load line.",
  from: "now-1h",
  variables: [clusterVariable, deploymentVariable],
  panels: [
    capacity({
      ...{ title: "Capacity", description: "Demand, load line, capacity and forecast.", view: "timeline", height: 18 },
      targets: [{ expr: capacityQuery, legend: "__auto" }],
    }),
    chart({
      ...{ title: "Headroom", description: "1 − demand ÷ load line; below 0 the reserve carries the rest." },
      unit: "percentunit",
      targets: [{ expr: series("loadline_headroom_ratio"), legend: name }],
      thresholds: [
        { from: null, color: "red" },
        { from: 0, color: "green" },
      ],
    }),
    chart({
      ...{ title: "Where planned capacity goes", description: "Losses by cause; see loadline ledger.", stacked: true },
      unit: "req/s",
      targets: [
        { expr: `-(${series("loadline_capacity_ledger_requests_per_second")} < 0)`, legend: `{{cause}} ${name}` },
      ],
    }),
    chart({
      ...{ title: "Usable and needed", description: "Dashed: needed now, at the lead time, at the planned peak." },
      ...{ unit: "req/s", dashed: "/needed/" },
      targets: [
        {
          expr: series("loadline_capacity_ledger_requests_per_second", 'step="effective"', 'cause="total"'),
          legend: `usable ${name}`,
        },
        { expr: series("loadline_capacity_needed_requests_per_second"), legend: `needed {{at}} ${name}` },
      ],
    }),
    chart({
      ...{ title: "Replicas", description: "Dashed: planned and desired.", unit: "short", dashed: "/planned|desired/" },
      targets: [
        { expr: series("loadline_planned_replicas"), legend: `planned ${name}` },
        { expr: series("loadline_ready_replicas"), legend: `ready ${name}` },
        { expr: series("loadline_pending_replicas"), legend: `pending ${name}` },
        { expr: series("loadline_draining_replicas"), legend: `draining ${name}` },
        { expr: series("loadline_desired_replicas"), legend: `desired ${name}` },
      ],
    }),
    chart({
      ...{ title: "Requests", description: "Arriving requests.", unit: "req/s" },
      targets: [{ expr: series("loadline_demand_requests_per_second"), legend: name }],
    }),
    chart({
      ...{ title: "Tokens of one request", description: "Mean demand in tokens ÷ demand in requests.", unit: "short" },
      targets: [
        {
          expr: `${series("loadline_demand_tokens_per_second")} / ignoring(phase) group_left ${series("loadline_demand_requests_per_second")}`,
          legend: `{{phase}} ${name}`,
        },
      ],
    }),
    chart({
      ...{ title: "Exhausted in", description: "When growth reaches the pool or a budget: earliest, likely, latest." },
      unit: "s",
      targets: [{ expr: series("loadline_exhaustion_seconds"), legend: `{{bound}} ${name}` }],
    }),
    chart({
      ...{ title: "Binding limit", description: "1 for the limit that is reached first.", unit: "none" },
      targets: [{ expr: `${series("loadline_binding_limit")} == 1`, legend: `{{limit}} ${name}` }],
    }),
    chart({
      ...{ title: "Age of the inputs", description: "Of the last decision.", unit: "s" },
      targets: [{ expr: series("loadline_input_age_seconds"), legend: `{{input}} ${name}` }],
    }),
  ],
};
