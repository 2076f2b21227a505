/** A series that Prometheus works out and keeps. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Over these windows the trend of the headroom is taken: what a short and a long memory say is the range. */
const trendWindows = ["15m", "1h", "6h"] as const;

const exhaustion = (window: string): RecordingRule => ({
  record: "loadline:exhaustion_seconds",
  expr: `clamp_min(loadline_headroom_ratio, 0) / -(deriv(loadline_headroom_ratio[${window}]) < 0)`,
  labels: { window },
});

/** The promise that the rules watch: demand stays under the load line, where the objectives hold with the spare. */
const breached: RecordingRule = {
  record: "loadline:over_load_line:bool",
  expr: "loadline_headroom_ratio < bool 0",
};

const burnWindows = ["5m", "30m", "1h", "6h"] as const;

const burn = (window: string): RecordingRule => ({
  record: "loadline:over_load_line:share",
  expr: `avg_over_time(loadline:over_load_line:bool[${window}])`,
  labels: { window },
});

export const recordingRules: readonly RecordingRule[] = [
  { record: "loadline:fullness_ratio", expr: "1 - loadline_headroom_ratio" },
  {
    record: "loadline:forecast_fullness_ratio",
    expr: "max without (quantile) (loadline_demand_forecast_tokens_per_second) / loadline_load_line_tokens_per_second",
  },
  ...trendWindows.map(exhaustion),
  breached,
  ...burnWindows.map(burn),
];
