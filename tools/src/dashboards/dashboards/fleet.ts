import { type Dashboard, gpuQuery, series } from "../dashboard.ts";
import { capacity, stat } from "../panel.ts";

const metrics = [
  ...["planned_replicas", "ready_replicas", "pending_replicas", "desired_replicas", "headroom_ratio"],
  ...["deployment_info", "known_ready_replicas", "headroom_least_ratio"],
  ...["binding_limit", "verdict", "decision_blocked", "input_age_seconds", "cost_usd_per_hour", "exhaustion_seconds"],
  ...["capacity_tokens_per_second", "planned_capacity_tokens_per_second", "load_line_tokens_per_second"],
  ...["demand_tokens_per_second", "demand_forecast_tokens_per_second", "capacity_needed_requests_per_second"],
  ...[
    "desired_replicas_lower",
    "desired_replicas_upper",
    "capacity_ledger_requests_per_second",
    "capacity_ledger_gpus",
  ],
].map((name) => `loadline_${name}`);

/** The metrics of the recommender that the capacity panel reads, as one query. */
export const capacityQuery = `{__name__=~"${metrics.join("|")}", cluster=~"$cluster", deployment=~"$deployment"}`;

/** What the ranking shows: without ages and ledgers 500 deployments are within what the panel reads. */
const rankingQuery = capacityQuery.replace(/\|loadline_(input_age|capacity_ledger)\w+/g, "");

const headroom = series("loadline_headroom_ratio");
const secondsPerDay = 86_400;

export const fleet: Dashboard = {
  uid: "loadline-fleet",
  title: "Fleet",
  description: "Every deployment, the fullest first, and every GPU.",
  from: "now-1h",
  panels: [
    stat(
      ["Least headroom", "percentunit", "Of all deployments selected."],
      { headroom: `min(${headroom})` },
      { width: 5, thresholds: ["red", [0, "dark-orange"], [0.1, "text"]] },
    ),
    stat(
      ["Above the load line", "none", "Deployments whose reserve carries part of the demand."],
      { deployments: `count(${headroom} < 0) or vector(0)` },
      { width: 5, thresholds: ["text", [1, "red"]] },
    ),
    stat(
      ["Ready of planned replicas", "percentunit", "1 where all planned replicas are ready."],
      { ready: `sum(${series("loadline_ready_replicas")}) / sum(${series("loadline_planned_replicas")})` },
      { width: 5 },
    ),
    stat(
      ["Cost", "$/h", "Of the ready replicas."],
      { cost: `sum(${series("loadline_cost_usd_per_hour", 'kind="ready"')})` },
      { width: 4 },
    ),
    stat(
      ["Exhausted at the earliest", "s", "When growth reaches a pool or a budget."],
      { exhausted: `min(${series("loadline_exhaustion_seconds", 'bound="earliest"')})` },
      { width: 5, thresholds: ["red", [7 * secondsPerDay, "dark-orange"], [30 * secondsPerDay, "text"]] },
    ),
    capacity("ranking", ["Ranking", "The least headroom first."], rankingQuery, 10),
    capacity("fleet-map", ["GPUs", "Memory in use, utilisation and state of every GPU."], gpuQuery()),
  ],
};
