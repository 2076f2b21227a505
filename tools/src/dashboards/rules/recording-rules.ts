import { engineSignals, signalNames } from "@loadline/wire";

/** A series that Prometheus computes and stores. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The recommenders that hold the highest lease epoch: a former leader that still answers scrapes is left out. */
const leaderEpoch: RecordingRule = {
  record: "loadline:leader_epoch",
  expr: "loadline_lease_epoch == on (cluster, partition) group_left () max by (cluster, partition) (loadline_lease_epoch)",
};

const engineNames = ["vllm", "sglang", "tensorrt-llm", "tgi", "llama.cpp", "lmdeploy"] as const;

/** Requests that wait at an engine, by its own metric: nothing that the recommender measures or decides is in it. */
const engineWaiting: RecordingRule = {
  record: "loadline:engine_waiting",
  expr: engineNames.map((name) => `${engineSignals[name].prefix}${signalNames(name, "waiting")[0]}`).join(" or "),
};

/** The values of a recommender metric that the leader reports, aggregated over its instance. */
export const fromLeader = (expr: string, labels = "cluster, deployment"): string =>
  `max by (${labels}) ((${expr}) and on (cluster, instance) loadline:leader_epoch)`;

const trendWindows = ["15m", "1h", "6h"] as const;

/** Seconds until the headroom is zero if it goes on falling as it did over the window. */
const exhaustion = (window: string): RecordingRule => ({
  record: "loadline:exhaustion_seconds",
  expr: `clamp_min(loadline:headroom_ratio, 0) / -(deriv(loadline:headroom_ratio[${window}]) < 0)`,
  labels: { window },
});

const burnWindows = ["5m", "30m", "1h", "6h"] as const;

/** Share of the window in which a condition (`over_load_line`, `over_capacity`) was true. */
const shares = (condition: string): readonly RecordingRule[] =>
  burnWindows.map((window) => ({
    record: `loadline:${condition}:share`,
    expr: `avg_over_time(loadline:${condition}:bool[${window}])`,
    labels: { window },
  }));

export const recordingRules: readonly RecordingRule[] = [
  leaderEpoch,
  engineWaiting,
  { record: "loadline:headroom_ratio", expr: fromLeader("loadline_headroom_ratio") },
  { record: "loadline:fullness_ratio", expr: "1 - loadline:headroom_ratio" },
  {
    record: "loadline:forecast_fullness_ratio",
    expr: fromLeader(
      "max without (quantile) (loadline_demand_forecast_tokens_per_second) / loadline_load_line_tokens_per_second",
      "cluster, deployment, phase",
    ),
  },
  ...trendWindows.map(exhaustion),
  // Demand is above the load line: the reserve carries the rest, and the objectives still hold.
  { record: "loadline:over_load_line:bool", expr: "loadline:headroom_ratio < bool 0" },
  ...shares("over_load_line"),
  // Demand is above the capacity at which the objectives hold: requests miss them.
  {
    record: "loadline:over_capacity:bool",
    expr: fromLeader("loadline_demand_tokens_per_second > bool loadline_capacity_tokens_per_second"),
  },
  ...shares("over_capacity"),
];
