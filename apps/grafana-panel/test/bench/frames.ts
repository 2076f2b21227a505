import { type DataFrame, FieldType, toDataFrame } from "@grafana/data";

type Labels = Readonly<Record<string, string>>;

/** One series as Grafana's Prometheus data source hands it to a panel. */
export interface BenchSeries {
  readonly metric: string;
  readonly labels: Labels;
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
}

export const frameOf = ({ metric, labels, timesMs, values }: BenchSeries): DataFrame =>
  toDataFrame({
    refId: "A",
    fields: [
      { name: "Time", type: FieldType.time, config: {}, values: [...timesMs] },
      {
        name: "Value",
        type: FieldType.number,
        labels: { __name__: metric, ...labels },
        config: {},
        values: [...values],
      },
    ],
  });

/** Times up to `toMs`, `count` of them. */
export const timesUntil = (toMs: number, count: number, stepMs: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => toMs - (count - 1 - index) * stepMs);

export interface DeploymentCase {
  readonly labels: Labels;
  readonly timesMs: readonly number[];
  /** Decode tokens per second that one replica carries. */
  readonly perReplica: number;
  readonly planned: number;
  readonly ready: number;
  readonly desired: number;
  /** Share of the load line that is asked for, at the start and at the end. */
  readonly fullness: readonly [number, number];
  readonly verdict: string;
  readonly reason: string;
  readonly blockedBy: readonly string[];
  /** Labels of its status. */
  readonly status: { readonly severity: string; readonly source: string; readonly code: string };
  readonly limit: string;
  /** When growth has used up the pool, at the earliest and at the latest; null: no such series. */
  readonly exhaustedDays: readonly [number, number] | null;
}

interface Point {
  /** 0 at the start, 1 at the end. */
  readonly share: number;
  readonly index: number;
}

type Curve = (point: Point) => number;

const curve = (metric: string, labels: Labels, timesMs: readonly number[], at: Curve): BenchSeries => ({
  metric,
  labels,
  timesMs,
  values: timesMs.map((_, index) => at({ index, share: index / Math.max(1, timesMs.length - 1) })),
});

const wave = (index: number): number => 1 + Math.sin(index / 5) / 16;

/** The replicas that are ready rise by one where the course is half over. */
const readyAt = ({ ready }: DeploymentCase, { share }: Point): number =>
  share < 1 / 2 ? Math.max(1, ready - 1) : ready;

const rates = (one: DeploymentCase, phase: string, factor: number): readonly BenchSeries[] => {
  const { labels, timesMs, perReplica, planned, fullness } = one;
  const inPhase = { ...labels, phase };
  const capacity: Curve = (point) => readyAt(one, point) * perReplica * factor;
  const loadLine: Curve = (point) => Math.max(1 / 2, readyAt(one, point) - 1) * perReplica * factor;
  const asked: Curve = (point) => {
    const share = fullness[0] + (fullness[1] - fullness[0]) * point.share;
    return Math.max(1 / 2, one.ready - 1) * perReplica * factor * share * wave(point.index);
  };
  const last: Curve = ({ index }) => asked({ share: 1, index });
  const series = (metric: string, at: Curve, extra: Labels = {}) =>
    curve(`loadline_${metric}_tokens_per_second`, { ...inPhase, ...extra }, timesMs, at);
  return [
    series("planned_capacity", () => planned * perReplica * factor),
    series("capacity", capacity),
    series("load_line", loadLine),
    series("demand", asked),
    series("demand_forecast", (point) => last(point) * 0.95, { quantile: "0.1" }),
    series("demand_forecast", (point) => last(point) * 1.05, { quantile: "0.5" }),
    series("demand_forecast", (point) => last(point) * 1.2, { quantile: "0.9" }),
  ];
};

const initial = { verdict: "hold", reason: "within-load-line" } as const;

const decided = (one: DeploymentCase): readonly BenchSeries[] => {
  const { labels, timesMs, verdict, reason, blockedBy, limit } = one;
  const turned: Curve = ({ share }) => (share >= 1 / 2 ? 1 : 0);
  const series = (metric: string, extra: Labels, at: Curve) =>
    curve(`loadline_${metric}`, { ...labels, ...extra }, timesMs, at);
  return [
    ...(reason === initial.reason
      ? [series("verdict", initial, () => 1)]
      : [series("verdict", { verdict, reason }, turned), series("verdict", initial, (point) => 1 - turned(point))]),
    ...blockedBy.map((blocked) => series("decision_blocked", { reason: blocked }, () => 1)),
    series("binding_limit", { limit }, () => 1),
    series("input_age_seconds", { input: "demand" }, () => 2),
  ];
};

/** Tokens of an answer, to make requests of tokens. */
const tokensPerRequest = 200;
const gpusPerReplica = 2;

/** From the plan to what is effective: replicas that are missing, and engines a tenth slower than the model. */
const ledger = (one: DeploymentCase): readonly BenchSeries[] => {
  const { labels, timesMs, planned, desired, fullness } = one;
  const each = one.perReplica / tokensPerRequest;
  const missing: Curve = (point) => Math.max(0, desired - readyAt(one, point));
  const seen: Curve = (point) => desired - missing(point);
  const rows = (step: string, cause: string, replicas: Curve): readonly BenchSeries[] => {
    const at = { ...labels, step, cause };
    return [
      curve("loadline_capacity_ledger_requests_per_second", at, timesMs, (point) => each * replicas(point)),
      curve("loadline_capacity_ledger_gpus", at, timesMs, (point) => gpusPerReplica * replicas(point)),
    ];
  };
  const slower = curve(
    "loadline_capacity_ledger_requests_per_second",
    { ...labels, step: "effective", cause: "measured-speed" },
    timesMs,
    (point) => (-each * seen(point)) / 10,
  );
  const needed = (at: string, share: number) =>
    curve("loadline_capacity_needed_requests_per_second", { ...labels, at }, timesMs, () => each * one.ready * share);
  return [
    ...rows("planned", "total", () => planned),
    ...(desired === planned
      ? []
      : rows("asked", desired < planned ? "scaled-in" : "scaled-out", () => desired - planned)),
    ...rows("asked", "total", () => desired),
    ...rows("seen", "starting", (point) => -missing(point)),
    ...rows("seen", "total", seen),
    slower,
    ...rows("effective", "total", (point) => seen(point) * 0.9).slice(0, 1),
    ...rows("effective", "total", seen).slice(1),
    curve("loadline_demand_requests_per_second", labels, timesMs, () => each * one.ready * fullness[1]),
    needed("lead-time", 1.1 * fullness[1]),
    needed("planned-peak", 1),
  ];
};

const secondsPerDay = 86_400;

/** Every series of the recommender for one deployment. */
export const deploymentSeries = (one: DeploymentCase): readonly BenchSeries[] => {
  const { labels, timesMs, planned, ready, desired, fullness } = one;
  const series = (metric: string, at: Curve, extra: Labels = {}) =>
    curve(`loadline_${metric}`, { ...labels, ...extra }, timesMs, at);
  return [
    series("planned_replicas", () => planned),
    series("ready_replicas", (point) => readyAt(one, point)),
    series("pending_replicas", () => Math.max(0, desired - ready)),
    series("desired_replicas", ({ share }) => (share < 1 / 2 ? ready : desired)),
    series("desired_replicas_lower", () => Math.max(1, desired - 1)),
    series("desired_replicas_upper", () => desired + 1),
    series("headroom_ratio", ({ share }) => 1 - (fullness[0] + (fullness[1] - fullness[0]) * share)),
    series("lead_time_seconds", () => 300),
    series("placeable_replicas", () => 2),
    series("deployment_info", () => 1, { gpu: "H100", gpus_per_replica: String(gpusPerReplica) }),
    series("status_since_timestamp_seconds", ({ index }) => (timesMs[index] ?? 0) / 1000 - 60, one.status),
    ...(one.exhaustedDays ?? []).map((days, index) =>
      series("exhaustion_seconds", () => days * secondsPerDay, { bound: index === 0 ? "lower" : "upper" }),
    ),
    ...rates(one, "decode", 1),
    ...rates(one, "prefill", 3),
    ...decided(one),
    ...ledger(one),
  ];
};

export interface GpuCase {
  readonly labels: Labels;
  readonly timesMs: readonly number[];
  readonly memoryRatio: number;
  readonly utilizationRatio: number;
}

const gpuMemoryBytes = 80 * 2 ** 30;

/** The series of the node agent for one GPU. */
export const gpuSeries = ({ labels, timesMs, memoryRatio, utilizationRatio }: GpuCase): readonly BenchSeries[] => {
  const series = (metric: string, at: Curve) => curve(`loadline_gpu_${metric}`, labels, timesMs, at);
  return [
    series("memory_total_bytes", () => gpuMemoryBytes),
    series("memory_used_bytes", () => gpuMemoryBytes * memoryRatio),
    series("utilization_ratio", ({ index }) => Math.min(1, utilizationRatio * wave(index))),
    series("temperature_celsius", () => 61),
    series("power_draw_watts", () => 512),
  ];
};
