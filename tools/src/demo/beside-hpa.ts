// What the replicas of the demo cost and missed, beside those of a pod autoscaler over the same demand.
import type { Plan } from "@loadline/plan";
import { createPolicy, simulateFluid } from "@loadline/simulation";

/** How often the demo's Prometheus scrapes and the recommender decides. */
const stepSeconds = 2;
const secondsPerHour = 3600;

/** One deployment since the start, a value each step. */
export interface Course {
  readonly deployment: string;
  /** Tokens/s. */
  readonly demand: readonly number[];
  /** Tokens/s of the ready replicas by their count. */
  readonly capacity: readonly number[];
  readonly ready: readonly number[];
  /** Replicas that are asked for. */
  readonly desired: readonly number[];
  readonly usdPerHour: readonly number[];
}

/** What a count did over a course. */
export interface Outcome {
  readonly deployment: string;
  readonly by: "Loadline" | "HPA at 70 %";
  /** null: no price is known. */
  readonly usd: number | null;
  /** Seconds with more demand than the ready replicas carry. */
  readonly missedSeconds: number;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Where nothing was ready or asked for, nothing is known of one replica. */
const perReplica = (totals: readonly number[], counts: readonly number[]): number =>
  middle(totals.flatMap((total, at) => ((counts[at] ?? 0) > 0 ? total / (counts[at] ?? 1) : [])));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const outcomesOf = (course: Course, { deployments }: Plan): readonly Outcome[] => {
  const { deployment, demand, ready, desired } = course;
  const planned = deployments.find(({ name }) => name === deployment);
  const each = perReplica(course.capacity, ready);
  if (planned === undefined || !(each > 0) || demand.length === 0) return [];
  const usd = perReplica(course.usdPerHour, desired);
  const usdPerReplicaHour = Number.isFinite(usd) ? usd : null;
  const settings = {
    stepSeconds,
    capacity: each,
    leadTimeSeconds: planned.leadTimeSeconds,
    minimumReplicas: Math.max(1, planned.replicas.min),
    maximumReplicas: planned.replicas.max,
    initialReplicas: ready[0] ?? 1,
    usdPerReplicaHour,
  };
  const demandAhead = Float64Array.from(demand);
  const { score } = simulateFluid(demandAhead, createPolicy("hpa:0.7", { ...settings, demandAhead }), settings);
  // Replicas that drain are paid for too.
  const paid = sum(ready.map((count, at) => Math.max(count, desired[at] ?? 0))) * (stepSeconds / secondsPerHour);
  const missed = demand.filter((load, at) => load > (ready[at] ?? 0) * each).length * stepSeconds;
  return [
    {
      deployment,
      by: "Loadline",
      usd: usdPerReplicaHour && paid * usdPerReplicaHour,
      missedSeconds: missed,
    },
    { deployment, by: "HPA at 70 %", usd: score.costUsd, missedSeconds: Math.round(60 * score.sloViolationMinutes) },
  ];
};

export const besideHpa = (courses: readonly Course[], plan: Plan): readonly Outcome[] =>
  courses.flatMap((course) => outcomesOf(course, plan));

const queries = {
  demand: 'sum by (deployment) (loadline_demand_tokens_per_second{phase="decode"})',
  capacity: 'sum by (deployment) (loadline_capacity_tokens_per_second{phase="decode"})',
  ready: "sum by (deployment) (loadline_ready_replicas)",
  desired: "sum by (deployment) (loadline_desired_replicas)",
  usdPerHour: 'sum by (deployment) (loadline_cost_usd_per_hour{kind="desired"})',
} as const;
type Part = keyof typeof queries;

type Series = ReadonlyMap<string, ReadonlyMap<number, number>>;

const seriesOf = async (prometheus: string, query: string, fromSeconds: number): Promise<Series> => {
  const end = Math.floor(Date.now() / 1000 / stepSeconds) * stepSeconds;
  const search = new URLSearchParams({
    query,
    start: String(Math.floor(fromSeconds / stepSeconds) * stepSeconds),
    end: String(end),
    step: String(stepSeconds),
  });
  const response = await fetch(`${prometheus}/api/v1/query_range?${search}`);
  const { data } = (await response.json()) as {
    data?: { result: readonly { metric: { deployment?: string }; values: readonly [number, string][] }[] };
  };
  return new Map(
    (data?.result ?? []).map(({ metric, values }) => [
      metric.deployment ?? "",
      new Map(values.map(([at, value]) => [at, Number(value)])),
    ]),
  );
};

/** What Prometheus has of every deployment since a time, at the instants of which all of it is known. */
export const readCourses = async (prometheus: string, fromSeconds: number): Promise<readonly Course[]> => {
  const parts = Object.keys(queries) as Part[];
  const found = await Promise.all(parts.map((part) => seriesOf(prometheus, queries[part], fromSeconds)));
  const demands = found[0] ?? new Map();
  return [...demands.keys()].sort().map((deployment) => {
    const own = found.map((series) => series.get(deployment) ?? new Map<number, number>());
    const instants = [...(own[0]?.keys() ?? [])].filter((at) => own.every((values) => values.has(at)));
    const values = own.map((series) => instants.map((at) => series.get(at) ?? Number.NaN));
    return { deployment, ...Object.fromEntries(parts.map((part, at) => [part, values[at]])) } as Course;
  });
};

/** As a table within 80 columns. */
export const besideLines = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.length === 0
    ? []
    : [
        "Since the start            cost    missed",
        ...outcomes.map(({ deployment, by, usd, missedSeconds }) => {
          const cost = usd === null ? "unknown" : `${usd.toFixed(2)} $`;
          return `${deployment.slice(0, 12).padEnd(12)} ${by.padEnd(11)} ${cost.padStart(8)} ${`${missedSeconds} s`.padStart(8)}`;
        }),
        "Missed: the time with more demand than the ready replicas carry. The HPA is",
        `simulated over the same demand, looks every ${stepSeconds} s and loses no node.`,
      ];
