import { arrivingRate, type Demand, type EngineStretch } from "@loadline/control";
import type { PlanDeployment, PlanPool } from "@loadline/plan";
import { gpusOn, type PlacedEngine, serves } from "../fleet/counted-engines.ts";
import { type EngineSeries, workBetween } from "../fleet/engine-series.ts";
import { backlogOf, stretchOf } from "../fleet/engine-stretch.ts";
import type { NodeState, ReportedEngine } from "../fleet/fleet.ts";
import { type FleetView, isMeasured } from "../fleet/fleet-view.ts";
import { replicasOn } from "../fleet/node-devices.ts";
import {
  boundedRate,
  comparedShapes,
  countedSince,
  demandOf,
  type EngineRate,
  type RequestShape,
  requestShape,
  shapeSeconds,
  windowSpan,
} from "./demand.ts";
import { type MeasuredSpeed, measuredSpeed } from "./measured-speed.ts";
import { type FoundDifference, foundDifferences, type PlanDifference } from "./running.ts";
import { type UnobservedEngine, unobservedEngines } from "./unobserved-engines.ts";
import { isOfNewVersion } from "./versions.ts";

export interface ReportedReplicas {
  /** Serving replicas, no more on a node than its GPUs carry; null while a node that had some is stale. */
  readonly ready: number | null;
  /** The ready replicas and those that stale nodes reported last. */
  readonly lastKnownReplicas: number;
  readonly draining: number;
  /** Replicas that are known to serve, those of nodes that report which do not answer, and those of stale nodes. */
  readonly replicasBy: { readonly serving: number; readonly notAnswering: number; readonly stale: number };
}

/** What telemetry reports of one deployment at one instant, before anything is concluded from it. */
export interface DeploymentFacts extends ReportedReplicas {
  readonly now: number;
  readonly engines: readonly PlacedEngine[];
  /** Ready replicas that had a request since they were first seen, no more on a node than GPUs of the plan or its own carry. */
  readonly working: number;
  /** null: unknown. */
  readonly demand: Demand | null;
  /** End of the demand window, epoch seconds; null when demand is. */
  readonly demandAt: number | null;
  /** Window of a mean that has the noise of `demand`; left out: nothing new is known of it. */
  readonly meanSeconds?: number | undefined;
  /** Requests/s over the whole window, as latencies are; left out: as `demand`. */
  readonly wholeRate?: number | undefined;
  /** What each measured engine gets in that window. */
  readonly rates: readonly EngineRate[];
  /** Engines whose reported rate cannot be true: it counts as far as a replica may move the demand. */
  readonly implausible: readonly string[];
  readonly shape: RequestShape;
  /** Engines whose requests are unlike those of the others; the shape does not rest on them. */
  readonly unlikeEngines: readonly string[];
  /** Speed of the warm engines, and those that differ from the rest. */
  readonly speed: MeasuredSpeed;
  /** Age of the oldest sample that the facts rest on; null when there is none. */
  readonly ageSeconds: number | null;
  /** Engines have been counted since then, epoch seconds; null when none was. */
  readonly countedSince: number | null;
  /** Until then every serving engine was counted, those of stale nodes included, epoch seconds. */
  readonly countedUntil: number | null;
  readonly series: readonly EngineSeries[];
  /** Where engines that serve report something else than the plan. */
  readonly differences: readonly FoundDifference[];
  /** What each measured engine carried in its latest stretch; of a node no more than its GPUs carry. */
  readonly stretches: readonly EngineStretch[];
  /** Requests that have been waiting for a while, by engine; absent: none. */
  readonly backlogs: ReadonlyMap<string, number>;
  /** Engines with requests whose throughput is not known: `demand` is no lower than before they stopped. */
  readonly unobserved: readonly UnobservedEngine[];
}

export interface PlannedReplicas {
  readonly deployment: Pick<PlanDeployment, "name" | "expected" | "parallel" | "slo" | "rollout">;
  readonly pool: PlanPool;
}

export interface FactSettings extends PlannedReplicas {
  readonly windowSeconds: number;
  readonly warmUpSeconds: number;
  /** Requests/s that one replica carries at a shape; infinite where the model does not know. */
  readonly capacity: (shape: RequestShape) => number;
  /** Where an engine reports something else than the plan. */
  readonly differences: (reported: ReportedEngine, id: string) => readonly PlanDifference[];
  /** Inter-token latency in seconds of a replica that decodes `batch` sequences; null where the model does not know. */
  readonly latencyAtBatch: (shape: RequestShape, batch: number) => number | null;
}

const lastCountAt = ({ engine }: PlacedEngine): number | null => engine.series.lastAt;

/** End of the window: the oldest of the newest counts, so that no engine lags within it. null: none counts. */
const windowEnd = (engines: readonly PlacedEngine[], { now, freshnessSeconds }: FleetView): number | null => {
  const counts = engines.filter(isMeasured).map(lastCountAt);
  const recent = counts.filter((at): at is number => at !== null && now - at <= freshnessSeconds);
  return recent.length === 0 ? null : recent.reduce((first, at) => Math.min(first, at));
};

const carriedBy = (node: NodeState, { pool, deployment }: PlannedReplicas, { gpusElsewhere }: FleetView): number =>
  replicasOn(gpusOn(node.gpus, pool.gpusPerNode) - gpusElsewhere(node.node, deployment.name), deployment.parallel);

/**
 * Replicas that each node can report at most: what its GPUs carry, by the plan or by its own list where that is longer. A
 * node without GPUs, which reads engines elsewhere, has no bound unless nodes with GPUs report engines of the deployment too.
 */
export const mostReplicas = (fleet: FleetView, settings: PlannedReplicas): ((node: NodeState) => number) => {
  const areOnGpus = fleet.enginesOf(settings.deployment.name).some(({ fresh, node }) => fresh && node.gpus > 0);
  return (node) => (node.gpus === 0 && !areOnGpus ? Number.POSITIVE_INFINITY : carriedBy(node, settings, fleet));
};

const isReady = (one: PlacedEngine): boolean => isMeasured(one) && serves(one);

/** Engines that count, and may vote on what a replica carries: of a node no more than its GPUs carry, whatever it lists. */
const voting = (engines: readonly PlacedEngine[], most: (node: NodeState) => number): readonly PlacedEngine[] => {
  const perNode = new Map<NodeState, number>();
  return engines.filter((one) => {
    const count = (perNode.get(one.node) ?? 0) + 1;
    perNode.set(one.node, count);
    return count <= most(one.node);
  });
};

/** What engines of the new version do is not measured of the present one. */
const isPresent = (deployment: FactSettings["deployment"], { engine: { id, reported } }: PlacedEngine): boolean =>
  !isOfNewVersion(deployment, { id, model: reported.model });

const stretchFacts = (engines: readonly PlacedEngine[], fleet: FleetView, settings: FactSettings) => {
  const measured = engines.filter((one) => isMeasured(one) && one.isUnconfirmed !== true);
  const stretched = voting(measured, mostReplicas(fleet, settings)).flatMap((one) =>
    one.engine.stretch === null ? [] : [{ one, state: one.engine.stretch }],
  );
  const waiting = stretched.map(({ one, state }) => [one.name, backlogOf(state)] as const);
  return {
    stretches: stretched
      .filter(({ one }) => isPresent(settings.deployment, one))
      .map(({ one, state }) => stretchOf(state, settings.deployment.slo, one.node.node)),
    backlogs: new Map(waiting.filter(([, requests]) => requests > 0)),
  };
};

const isNumber = (value: number | null): value is number => value !== null;
const latest = (times: readonly number[]): number | null =>
  times.length === 0 ? null : times.reduce((last, at) => Math.max(last, at));
const earliest = (times: readonly number[]): number | null =>
  times.length === 0 ? null : times.reduce((first, at) => Math.min(first, at));

const speedOf = (engines: readonly PlacedEngine[], at: number, shape: RequestShape, settings: FactSettings) => {
  const { windowSeconds: seconds, warmUpSeconds } = settings;
  const stable = engines.filter((one) => isMeasured(one) && isPresent(settings.deployment, one));
  const timed = stable.map(({ engine: { id, series, firstSeenAt }, node: { node } }) => ({
    id: `${node}/${id}`,
    node,
    startedAt: series.startedAt ?? firstSeenAt,
    series,
  }));
  const latencyAtBatch = (batch: number) => settings.latencyAtBatch(shape, batch);
  return measuredSpeed(timed, { at, seconds, warmUpSeconds, latencyAtBatch });
};

/** What the engines of a deployment did in the window that ends at `end`. */
const arrivalsUntil = (fleet: FleetView, end: number, settings: FactSettings, shape: RequestShape) => {
  const { windowSeconds } = settings;
  const engines = fleet.enginesOf(settings.deployment.name);
  const most = mostReplicas(fleet, settings);
  const all = engines.map(({ engine }) => engine.series);
  const span = windowSpan(all, end, windowSeconds);
  const ratesOver = (seconds: number): readonly EngineRate[] =>
    engines.map((one) => ({
      name: one.name,
      node: one.node.node,
      requestsPerSecond: one.engine.series.arrivedBetween(end - seconds, end) / seconds,
      isWhole: (one.engine.series.firstAt ?? Number.POSITIVE_INFINITY) <= end - windowSeconds,
      isMeasured: isMeasured(one),
      isUnused: one.engine.series.arrived === 0,
      isUnconfirmed: one.isUnconfirmed === true,
      draining: one.engine.draining,
      replicasPerNode: most(one.node),
    }));
  const reported = ratesOver(span ?? windowSeconds);
  const halves = span === null ? [] : ratesOver(span / 2);
  const rates = reported
    .map((one, at) => ({ ...one, newestPerSecond: halves[at]?.requestsPerSecond ?? one.requestsPerSecond }))
    .filter((one) => one.isMeasured);
  if (span === null) return { rates, implausible: [], requestsPerSecond: null };
  const capacity = settings.capacity(shape);
  const bounds = { capacity, seconds: span };
  const { implausible, requestsPerSecond: wholeRate } = boundedRate(reported, bounds);
  // Bounded as the whole: by chance of half the time one wrong counter would add twice as much.
  const newest = boundedRate(halves, bounds).requestsPerSecond;
  const { demand: requestsPerSecond, meanSeconds } = arrivingRate(wholeRate, newest, span);
  return { rates, implausible, requestsPerSecond, meanSeconds, wholeRate };
};

/** Demand of the window that ends at `end`, and no less than before engines with requests stopped being observed. */
const demandFacts = (
  fleet: FleetView,
  { end, gapsFrom }: { readonly end: number | null; readonly gapsFrom: readonly number[] },
  settings: FactSettings,
  shape: RequestShape,
) => {
  const arrivals = (at: number) => arrivalsUntil(fleet, at, settings, shape);
  const { requestsPerSecond, ...present } =
    end === null ? { requestsPerSecond: null, rates: [], implausible: [] } : arrivals(end);
  const highest = latest([requestsPerSecond, ...gapsFrom.map((at) => arrivals(at).requestsPerSecond)].filter(isNumber));
  return {
    ...present,
    demand: highest === null ? null : demandOf(highest, shape),
    demandAt: highest === null ? null : (end ?? latest(gapsFrom)),
  };
};

/** Replicas of a deployment by what they do: all that is asked of one that another recommender decides. */
export const replicaCounts = (fleet: FleetView, settings: PlannedReplicas): ReportedReplicas => {
  const engines = fleet.enginesOf(settings.deployment.name);
  const most = mostReplicas(fleet, settings);
  // Of a node that reports nothing only what is proven may still serve.
  const isThere = (one: PlacedEngine): boolean => serves(one) && (one.fresh || one.proven);
  const count = (holds: (one: PlacedEngine) => boolean): number => voting(engines.filter(holds), most).length;
  const serving = count(isReady);
  return {
    ready: fleet.fresh.size === 0 || engines.some((one) => !one.fresh && isThere(one)) ? null : serving,
    lastKnownReplicas: count((one) => isThere(one) && (one.engine.reachable || !one.fresh)),
    draining: count(({ engine, fresh }) => fresh && engine.present && engine.draining),
    replicasBy: {
      serving,
      notAnswering: count((one) => serves(one) && one.fresh && !one.engine.reachable),
      stale: count((one) => isThere(one) && !one.fresh),
    },
  };
};

/** The facts of a deployment. */
export const deploymentFacts = (fleet: FleetView, settings: FactSettings): DeploymentFacts => {
  const { now } = fleet;
  const { deployment, windowSeconds } = settings;
  const engines = fleet.enginesOf(deployment.name);
  const series = engines.map(({ engine }) => engine.series);
  const end = windowEnd(engines, fleet);
  const unobserved = unobservedEngines(engines, fleet, windowSeconds);
  // Before the first of them all were observed; the window of the last is the nearest to now.
  const ends = unobserved.map(({ since }) => since).filter((at) => now - at <= shapeSeconds(windowSeconds));
  const gapsFrom = [...new Set([earliest(ends), latest(ends)].filter(isNumber))];
  const at = end ?? now;
  const from = at - shapeSeconds(windowSeconds);
  const shaped = engines.map((one) => ({ one, node: one.node.node, work: workBetween([one.engine.series], from, at) }));
  const { alike, unlike } = comparedShapes(shaped);
  const shape = requestShape(alike, deployment.expected);
  return {
    now,
    engines,
    ...replicaCounts(fleet, settings),
    working: voting(
      engines.filter((one) => isReady(one) && one.engine.series.arrived > 0),
      (node) => carriedBy(node, settings, fleet),
    ).length,
    ...demandFacts(fleet, { end, gapsFrom }, settings, shape),
    shape,
    unlikeEngines: unlike.map(({ one }) => one.name),
    speed: speedOf(engines, at, shape, settings),
    ageSeconds: latest(
      engines.filter(({ engine }) => engine.present).map(({ node }) => Math.max(0, now - node.sampledAt)),
    ),
    countedSince: countedSince(series),
    countedUntil: earliest(engines.filter(serves).flatMap((one) => lastCountAt(one) ?? [])),
    series,
    differences: foundDifferences(
      engines.filter(isReady).map((one) => ({
        name: one.name,
        differences: settings.differences(one.engine.reported, one.engine.id),
      })),
    ),
    ...stretchFacts(engines, fleet, settings),
    unobserved,
  };
};
