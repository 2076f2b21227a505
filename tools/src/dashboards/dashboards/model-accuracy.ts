import { clusterVariable, type Dashboard, deploymentVariable, deploymentName as name, series } from "../dashboard.ts";
import { chart, stat } from "../panel.ts";

/** Demand beside what was forecast for it a lead time ago. */
const covered = (quantile: string): string => {
  const demand = series("loadline_demand_tokens_per_second");
  const forecast = series("loadline_demand_forecast_tokens_per_second", `quantile="${quantile}"`);
  return `${demand} <= bool ignoring(quantile) (${forecast} offset $lead_time)`;
};

const forecastNow = (aggregate: "min" | "max"): string =>
  `${aggregate} without (quantile) (${series("loadline_demand_forecast_tokens_per_second")} offset $lead_time)`;

export const modelAccuracy: Dashboard = {
  uid: "loadline-model-accuracy",
  title: "Model accuracy and forecast coverage",
  description: "How far the model and the forecast were from what happened.",
  from: "now-6h",
  variables: [clusterVariable, deploymentVariable],
  durations: [{ name: "lead_time", label: "Lead time", value: "5m" }],
  panels: [
    stat({
      ...{ title: "Largest model error", description: "Measured ÷ modelled − 1.", unit: "percentunit" },
      targets: [{ expr: `max(abs(${series("loadline_model_error_ratio")}))`, legend: "error" }],
      thresholds: [
        { from: null, color: "green" },
        { from: 0.1, color: "yellow" },
        { from: 0.25, color: "red" },
      ],
    }),
    stat({
      ...{ title: "Coverage of the 0.9 quantile", description: "Share of the range in which demand stayed below it." },
      unit: "percentunit",
      targets: [{ expr: `avg(avg_over_time((${covered("0.9")})[1h:15s]))`, legend: "coverage" }],
    }),
    stat({
      ...{ title: "Coverage of the median", description: "Near 0.5 where the forecast is not biased." },
      unit: "percentunit",
      targets: [{ expr: `avg(avg_over_time((${covered("0.5")})[1h:15s]))`, legend: "coverage" }],
    }),
    stat({
      ...{ title: "Oldest input", description: "Of the last decisions.", unit: "s" },
      targets: [
        {
          expr: `max(${series("loadline_input_age_seconds", 'input!~"model[.].*|capacity[.]measured.*"')})`,
          legend: "age",
        },
      ],
    }),
    chart({
      ...{ title: "Model error", description: "Measured ÷ modelled − 1, by quantity.", unit: "percentunit" },
      targets: [{ expr: series("loadline_model_error_ratio"), legend: `{{quantity}} ${name}` }],
    }),
    chart({
      ...{ title: "Demand and its forecast", description: "The band that was forecast a lead time ago (dashed)." },
      ...{ unit: "tok/s", dashed: "/forecast/" },
      targets: [
        { expr: series("loadline_demand_tokens_per_second"), legend: `demand {{phase}} ${name}` },
        { expr: forecastNow("min"), legend: `lowest forecast {{phase}} ${name}` },
        { expr: forecastNow("max"), legend: `highest forecast {{phase}} ${name}` },
      ],
    }),
    chart({
      ...{ title: "Coverage by quantile, one hour", description: "A line at its own quantile is a good forecast." },
      unit: "percentunit",
      targets: ["0.5", "0.9"].map((quantile) => ({
        expr: `avg by (cluster, deployment) (avg_over_time((${covered(quantile)})[1h:15s]))`,
        legend: `${quantile} ${name}`,
      })),
    }),
    chart({
      ...{ title: "Coverage that the recommender counts", description: "Since it began to learn the deployment." },
      unit: "percentunit",
      targets: [{ expr: series("loadline_forecast_coverage_ratio"), legend: `{{quantile}} ${name}` }],
    }),
    chart({
      ...{ title: "Time of the decision loop", description: "Mean of each step.", unit: "s" },
      targets: [
        {
          expr: "sum by (step) (rate(loadline_step_duration_seconds_sum[$__rate_interval])) / sum by (step) (rate(loadline_step_duration_seconds_count[$__rate_interval]))",
          legend: "{{step}}",
        },
      ],
    }),
    chart({
      ...{ title: "Telemetry that never arrived", description: "Samples by node, counted by sequence.", unit: "short" },
      targets: [
        {
          expr: 'sum by (cluster, node) (increase(loadline_telemetry_gap_samples_total{cluster=~"$cluster"}[$__rate_interval]))',
          legend: "{{cluster}} {{node}}",
        },
      ],
    }),
    chart({
      ...{ title: "Messages of the broker", description: "Taken, by kind.", unit: "short" },
      targets: [
        { expr: "sum by (kind) (rate(loadline_messages_received_total[$__rate_interval]))", legend: "{{kind}}" },
      ],
    }),
  ],
};
