import { type Dashboard, inputAge, deploymentName as name, series } from "../dashboard.ts";
import { capacity, chart } from "../panel.ts";
import { capacityQuery } from "./fleet.ts";

const demand = series("loadline_demand_requests_per_second");

/** Percentiles of what engines observed, beside the plan's objective. */
const observed = (title: string, objective: string, histogram: string) =>
  chart(
    [title, "s", "Percentiles of the engines. Dashed: the plan's objective."],
    {
      ...Object.fromEntries(
        [0.5, 0.95, 0.99].map((quantile) => [
          `p${100 * quantile} ${name}`,
          `histogram_quantile(${quantile}, sum by (cluster, deployment, le) (rate(${series(`${histogram}_bucket`)}[$__rate_interval])))`,
        ]),
      ),
      [`objective ${name}`]: series("loadline_objective_seconds", `objective="${objective}"`),
    },
    { dashed: "/objective/" },
  );

const observations = (...matchers: readonly string[]): string =>
  `sum by (cluster, deployment, objective) (rate(${series("loadline_objective_observations_total", ...matchers)}[5m]))`;

export const deployment: Dashboard = {
  uid: "loadline-deployment",
  title: "Deployment",
  description: "Planned, actual and recommended capacity of a deployment, its demand and its load line.",
  from: "now-1h",
  panels: [
    capacity("timeline", ["Capacity", "Demand, load line, capacity and forecast."], capacityQuery, 18),
    capacity(
      "ledger",
      ["Where planned capacity goes", "From the plan to the load, with each cause."],
      capacityQuery,
      20,
    ),
    chart(
      ["Headroom", "percentunit", "1 − demand ÷ load line; below 0 the reserve carries the rest."],
      { [name]: series("loadline_headroom_ratio") },
      { thresholds: ["red", [0, "text"]] },
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
    observed("Time to first token", "time_to_first_token", "loadline_time_to_first_token_seconds"),
    observed("Gap between tokens", "inter_token_latency", "loadline_inter_token_latency_seconds"),
    chart(
      [
        "Burn rate of the objectives",
        "short",
        "1 spends the budget of 30 days in 30 days; alerts begin at 6 and at 14.4.",
      ],
      {
        [`{{objective}} ${name}`]: `${observations('result="missed"')} / ${observations()} / max by (cluster, deployment, objective) (${series("loadline_objective_budget_ratio")})`,
      },
      { thresholds: ["text", [6, "dark-orange"], [14.4, "red"]] },
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
