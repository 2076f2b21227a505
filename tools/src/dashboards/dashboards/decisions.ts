import { countedIn, type Dashboard, deploymentName as name, series } from "../dashboard.ts";
import { chart, stat, table } from "../panel.ts";

const changes = series("loadline_recommendations_total");
const blocked = series("loadline_decision_blocked");
const verdict = `${series("loadline_verdict")} == 1`;

export const decisions: Dashboard = {
  uid: "loadline-decisions",
  title: "Decisions",
  description: "What was recommended, why, and what blocks it.",
  from: "now-6h",
  panels: [
    stat(
      ["Decisions in the range", "none", "Heartbeats excluded."],
      { decisions: `sum(${countedIn(changes, "$__range")})` },
      { width: 8 },
    ),
    stat(
      ["Blocked deployments", "none", "By any reason, now."],
      { blocked: `count(max by (cluster, deployment) (${blocked} == 1)) or vector(0)` },
      { width: 8, thresholds: ["text", [1, "dark-orange"]] },
    ),
    stat(
      [
        "Publishes that failed",
        "none",
        "Recommendations that the broker did not acknowledge, or that an error kept from being decided.",
      ],
      { failed: `sum(increase(${series("loadline_publish_failures_total")}[$__range])) or vector(0)` },
      { width: 8, thresholds: ["text", [1, "red"]] },
    ),
    table(["Last decision", "none", "Verdict and reason of each deployment."], { "": verdict }),
    chart(
      ["Verdicts over time", "none", "1 for the present verdict."],
      { [`{{verdict}}: {{reason}} ${name}`]: verdict },
      { stacked: true },
    ),
    chart(
      ["Blocked by", "none", "1 while a decision is blocked for the reason."],
      { [`{{reason}} ${name}`]: blocked },
      { stacked: true },
    ),
    chart(
      ["Desired replicas and their range", "short", "Dashed: lower and upper."],
      {
        [`desired ${name}`]: series("loadline_desired_replicas"),
        [`lower ${name}`]: series("loadline_desired_replicas_lower"),
        [`upper ${name}`]: series("loadline_desired_replicas_upper"),
      },
      { dashed: "/lower|upper/" },
    ),
    chart(
      ["Decisions by verdict", "short", "In each interval."],
      { "{{verdict}}: {{reason}}": `sum by (verdict, reason) ${countedIn(changes, "$__rate_interval")}` },
      { stacked: true },
    ),
  ],
};
