import { type ReasonCode, reasons } from "@loadline/control";
import type { Live, LiveDeployment } from "@loadline/planner/embedded";
import { mostDeployments } from "../recommendations/live-deployments.ts";
import type { Prometheus, Series } from "./client.ts";

/** The recommender's metrics that are shown; what several of its pods export counts once. */
const expressions = {
  planned: "loadline_planned_replicas",
  ready: "loadline_ready_replicas",
  recommended: "loadline_desired_replicas",
  requestsPerSecond: "loadline_demand_requests_per_second",
  plannedRequestsPerSecond: 'loadline_capacity_needed_requests_per_second{at="planned-peak"}',
  effective: 'loadline_capacity_ledger_requests_per_second{step="effective",cause="total"}',
  scrapedAt: "timestamp(loadline_desired_replicas)",
} as const;
type Quantity = keyof typeof expressions;

const ofDeployment = (expression: string): string => `max by (cluster, deployment) (${expression})`;
const verdicts = "max by (cluster, deployment, verdict, reason) (loadline_verdict) == 1";
const stepSeconds = 60;

const nameOf = ({ labels: { cluster = "", deployment = "" } }: Series): string => `${cluster}/${deployment}`;
const byName = (series: readonly Series[]) => new Map(series.map((one) => [nameOf(one), one]));

const whyOf = (code: string): string => {
  const page = code in reasons ? reasons[code as ReasonCode].page : null;
  return page === null ? code : `${page.means} ${page.todo}`;
};

/** Counts of the last hours, a minute apart. */
const pointsOf = (ready: Series | undefined, desired: Series | undefined, now: number): LiveDeployment["points"] => {
  const readyAt = new Map(ready?.points);
  return (desired?.points ?? []).map(([at, count]) => [at - now, readyAt.get(at) ?? null, count] as const);
};

/** What the metrics of a recommender have of its deployments; `now` in epoch seconds. @throws LL_PROMETHEUS_UNREACHABLE */
export const liveFleet = async (
  { query, queryRange }: Prometheus,
  now: number,
  drawnSeconds: number,
): Promise<Live> => {
  const names = Object.keys(expressions) as Quantity[];
  const range = { start: now - drawnSeconds, end: now, stepSeconds };
  const [verdict, ready, desired, ...instants] = await Promise.all([
    query(verdicts).then(byName),
    queryRange(ofDeployment(expressions.ready), range).then(byName),
    queryRange(ofDeployment(expressions.recommended), range).then(byName),
    ...names.map((name) => query(ofDeployment(expressions[name])).then(byName)),
  ]);
  const values = new Map(names.map((name, index) => [name, instants[index]]));
  const deployments = [...(values.get("recommended")?.keys() ?? [])].sort();
  const described = (name: string): LiveDeployment => {
    const of = (quantity: Quantity): number | null => values.get(quantity)?.get(name)?.points.at(-1)?.[1] ?? null;
    const { verdict: decided = "unknown", reason = "unknown" } = verdict.get(name)?.labels ?? {};
    const [running, effective] = [of("ready"), of("effective")];
    return {
      name,
      verdict: decided,
      why: whyOf(reason),
      validity: `scraped ${Math.max(0, Math.round(now - (of("scrapedAt") ?? now)))} s ago`,
      planned: of("planned"),
      ready: running,
      recommended: of("recommended"),
      requestsPerSecond: of("requestsPerSecond"),
      plannedRequestsPerSecond: of("plannedRequestsPerSecond"),
      requestsPerSecondPerReplica: running && effective !== null ? effective / running : null,
      points: pointsOf(ready.get(name), desired.get(name), now),
    };
  };
  const shown = deployments.slice(0, mostDeployments);
  return { deployments: shown.map(described), leftOut: deployments.length - shown.length };
};
