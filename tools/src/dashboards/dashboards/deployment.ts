import { type Dashboard, inputAge, deploymentName as name, series } from "../dashboard.ts";
import { capacity, chart } from "../panel.ts";
import { capacityQuery } from "./fleet.ts";

const demand = series("loadline_demand_requests_per_second");

export const deployment: Dashboard = {
  uid: "loadline-deployment",
  title: "Deployment",
  description: "Planned, actual and recommended capacity of a deployment, its demand and its load line.",
  from: "now-1h",
  panels: [
    capacity("timeline", ["Capacity", "Demand, load line, capacity and forecast."], capacityQuery, 18),
    chart(
      ["Headroom", "percentunit", "1 − demand ÷ load line; below 0 the reserve carries the rest."],
      { [name]: series("loadline_headroom_ratio") },
      { thresholds: ["red", [0, "text"]] },
    ),
    capacity(
      "ledger",
      ["Where planned capacity goes", "From the plan to the load, with each cause."],
      capacityQuery,
      20,
    ),
    chart(
      ["Replicas", "short", "Dashed: planned and desired."],
      Object.fromEntries(
        ["planned", "ready", "pending", "draining", "desired"].map((kind) => [
          `${kind} ${name}`,
          series(`loadline_${kind}_replicas`),
        ]),
      ),
      { dashed: "/planned|desired/" },
    ),
    chart(["Requests", "req/s", "Arriving requests."], { [name]: demand }),
    chart(["Tokens of one request", "short", "Mean demand in tokens ÷ demand in requests."], {
      [`{{phase}} ${name}`]: `${series("loadline_demand_tokens_per_second")} / ignoring(phase) group_left ${demand}`,
    }),
    chart(
      ["Time of a request", "s", "Means of the engines by part. Dashed: the model at the present load."],
      { [`{{part}} {{basis}} ${name}`]: series("loadline_latency_seconds") },
      { dashed: "/planned/" },
    ),
    chart(
      ["Objectives met", "percentunit", "Share of first tokens, and of gaps between tokens, within the objective."],
      {
        [`{{objective}} ${name}`]: series("loadline_objective_attainment_ratio"),
      },
    ),
    chart(["Engines unlike the plan", "none", "Engines that report another value than the plan, by key."], {
      [`{{key}} ${name}`]: series("loadline_engines_unlike_plan"),
    }),
    chart(["Exhausted in", "s", "When growth reaches the pool or a budget: earliest, likely, latest."], {
      [`{{bound}} ${name}`]: series("loadline_exhaustion_seconds"),
    }),
    chart(["Binding limit", "none", "1 for the limit that is reached first."], {
      [`{{limit}} ${name}`]: `${series("loadline_binding_limit")} == 1`,
    }),
    chart(["Age of the inputs", "s", "Of the last decision."], {
      [`{{input}} ${name}`]: inputAge,
    }),
  ],
};
