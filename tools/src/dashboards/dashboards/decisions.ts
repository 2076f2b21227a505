import { clusterVariable, type Dashboard, deploymentVariable, deploymentName as name, series } from "../dashboard.ts";
import { chart, stat, table } from "../panel.ts";

const changes = series("loadline_recommendations_total");

export const decisions: Dashboard = {
  uid: "loadline-decisions",
  title: "Decisions",
  description: "What was recommended, why, and what blocks it.",
  from: "now-6h",
  variables: [clusterVariable, deploymentVariable],
  panels: [
    stat({
      ...{ title: "Decisions in the range", description: "Heartbeats excluded.", unit: "none", width: 8 },
      targets: [{ expr: `sum(increase(${changes}[$__range]))`, legend: "decisions" }],
    }),
    stat({
      ...{ title: "Blocked deployments", description: "By any reason, now.", unit: "none", width: 8 },
      targets: [
        {
          expr: `count(max by (cluster, deployment) (${series("loadline_decision_blocked")} == 1)) or vector(0)`,
          legend: "blocked",
        },
      ],
      thresholds: [
        { from: null, color: "green" },
        { from: 1, color: "orange" },
      ],
    }),
    stat({
      ...{ title: "Publishes that failed", description: "Recommendations that the broker did not acknowledge." },
      ...{ unit: "none", width: 8 },
      targets: [
        {
          expr: `sum(increase(${series("loadline_publish_failures_total")}[$__range])) or vector(0)`,
          legend: "failed",
        },
      ],
      thresholds: [
        { from: null, color: "green" },
        { from: 1, color: "red" },
      ],
    }),
    table({
      ...{ title: "Last decision", description: "Verdict and reason of each deployment.", unit: "none", width: 24 },
      targets: [{ expr: `${series("loadline_verdict")} == 1`, legend: "" }],
    }),
    chart({
      ...{ title: "Verdicts over time", description: "1 for the present verdict.", unit: "none", stacked: true },
      targets: [{ expr: `${series("loadline_verdict")} == 1`, legend: `{{verdict}}: {{reason}} ${name}` }],
    }),
    chart({
      ...{
        title: "Blocked by",
        description: "1 while a decision is blocked for the reason.",
        unit: "none",
        stacked: true,
      },
      targets: [{ expr: series("loadline_decision_blocked"), legend: `{{reason}} ${name}` }],
    }),
    chart({
      ...{ title: "Desired replicas and their range", description: "Dashed: lower and upper.", unit: "short" },
      dashed: "/lower|upper/",
      targets: [
        { expr: series("loadline_desired_replicas"), legend: `desired ${name}` },
        { expr: series("loadline_desired_replicas_lower"), legend: `lower ${name}` },
        { expr: series("loadline_desired_replicas_upper"), legend: `upper ${name}` },
      ],
    }),
    chart({
      ...{ title: "Decisions by verdict", description: "In each interval.", unit: "short", stacked: true },
      targets: [
        {
          expr: `sum by (verdict, reason) (increase(${changes}[$__rate_interval]))`,
          legend: "{{verdict}}: {{reason}}",
        },
      ],
    }),
  ],
};
