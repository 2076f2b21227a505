import { countedIn, type Dashboard, inputAge, deploymentName as name, series } from "../dashboard.ts";
import { chart, stat } from "../panel.ts";

const demand = series("loadline_demand_tokens_per_second");
const forecast = "loadline_demand_forecast_tokens_per_second";

/** Demand beside what was forecast for it a lead time ago. */
const covered = (quantile: string): string =>
  `avg_over_time((${demand} <= bool ignoring(quantile) (${series(forecast, `quantile="${quantile}"`)} offset $lead_time))[1h:15s])`;

const forecastNow = (aggregate: "min" | "max"): string =>
  `${aggregate} without (quantile) (${series(forecast)} offset $lead_time)`;

const step = (part: "sum" | "count"): string =>
  `sum by (step) (rate(loadline_step_duration_seconds_${part}[$__rate_interval]))`;

const ofBin = (metric: string, ...matchers: readonly string[]): string =>
  `max by (cluster, deployment, bin) (${series(metric, ...matchers)})`;
const graded = ofBin("loadline_warranty_graded");

/** Over all deployments, each by how many of its probabilities were graded. */
const reliability = (of: "promised" | "came"): string =>
  `sum by (bin) (${ofBin("loadline_warranty_reliability_ratio", `of="${of}"`)} * ${graded}) / sum by (bin) (${graded})`;

export const modelAccuracy: Dashboard = {
  uid: "loadline-model-accuracy",
  title: "Model accuracy and forecast coverage",
  description: "How far the model and the forecast were from what happened.",
  from: "now-6h",
  durations: [{ name: "lead_time", label: "Lead time", value: "5m" }],
  panels: [
    stat(
      ["Largest model error", "percentunit", "Measured ÷ modelled − 1."],
      { error: `max(abs(${series("loadline_model_error_ratio")}))` },
      { thresholds: ["text", [0.1, "dark-orange"], [0.25, "red"]] },
    ),
    stat(["Coverage of the 0.9 quantile", "percentunit", "Share of the range in which demand stayed below it."], {
      coverage: `avg(${covered("0.9")})`,
    }),
    stat(["Coverage of the median", "percentunit", "Near 0.5 where the forecast is not biased."], {
      coverage: `avg(${covered("0.5")})`,
    }),
    stat(["Oldest input", "s", "Of the last decisions."], {
      age: `max(${inputAge})`,
    }),
    chart(["Model error", "percentunit", "Measured ÷ modelled − 1, by quantity."], {
      [`{{quantity}} ${name}`]: series("loadline_model_error_ratio"),
    }),
    chart(
      ["Demand and its forecast", "tok/s", "The band that was forecast a lead time ago (dashed)."],
      {
        [`demand {{phase}} ${name}`]: demand,
        [`lowest forecast {{phase}} ${name}`]: forecastNow("min"),
        [`highest forecast {{phase}} ${name}`]: forecastNow("max"),
      },
      { dashed: "/forecast/" },
    ),
    chart(["Coverage by quantile, one hour", "percentunit", "A line at its own quantile is a good forecast."], {
      [`0.5 ${name}`]: `avg by (cluster, deployment) (${covered("0.5")})`,
      [`0.9 ${name}`]: `avg by (cluster, deployment) (${covered("0.9")})`,
    }),
    chart(["Coverage that the recommender counts", "percentunit", "Since it began to learn the deployment."], {
      [`{{quantile}} ${name}`]: series("loadline_forecast_coverage_ratio"),
    }),
    chart(["Chance that a count carries the load", "percentunit", "Until another count could serve, by count."], {
      [`{{count}} ${name}`]: series("loadline_warranty_probability_ratio"),
    }),
    chart(
      [
        "Reliability of that chance",
        "percentunit",
        "By class of what was promised (dashed): a line at its own is reliable.",
      ],
      { "promised from {{bin}}": reliability("promised"), "came of {{bin}}": reliability("came") },
      { dashed: "/promised/" },
    ),
    chart(["Grade of that chance", "short", "Brier score: 0 is perfect. Skill: 0 is the base rate, 1 perfect."], {
      [`Brier score ${name}`]: series("loadline_warranty_brier_score"),
      [`skill ${name}`]: series("loadline_warranty_skill_ratio"),
    }),
    chart(["Replicas beyond the least", "short", "Asked for ÷ the least that would have carried the load."], {
      [name]: series("loadline_warranty_cost_ratio"),
    }),
    chart(["Time of the decision loop", "s", "Mean of each step."], {
      "{{step}}": `${step("sum")} / ${step("count")}`,
    }),
    chart(["Telemetry that never arrived", "short", "Samples by node, counted by sequence."], {
      "{{cluster}} {{node}}": `sum by (cluster, node) ${countedIn('loadline_telemetry_gap_samples_total{cluster=~"$cluster"}', "$__rate_interval")}`,
    }),
    chart(["Messages of the broker", "short", "Taken, by kind."], {
      "{{kind}}": "sum by (kind) (rate(loadline_messages_received_total[$__rate_interval]))",
    }),
  ],
};
