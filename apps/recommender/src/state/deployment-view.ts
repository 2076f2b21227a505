import type { Demand, MissingInput } from "@loadline/core";
import { type MeasuredSpeed, measuredSpeed } from "../calibrate/measured-speed.ts";
import {
  arrivalRate,
  comparedShapes,
  countedSince,
  demandOf,
  meanInterTokenLatency,
  type RequestShape,
  requestShape,
} from "./demand.ts";
import { type EngineSeries, workBetween } from "./engine-series.ts";
import type { EngineState, NodeState } from "./fleet.ts";
import { isFresh } from "./freshness.ts";

export interface EngineArrivals {
  readonly id: string;
  readonly requestsPerSecond: number;
  /** It was counted over the whole window. */
  readonly whole: boolean;
  readonly draining: boolean;
}

export interface HiddenDemand {
  readonly requestsPerSecond: number;
  readonly engines: readonly string[];
}

export const nothingHidden: HiddenDemand = { requestsPerSecond: 0, engines: [] };

/** What telemetry says of one deployment at one instant. */
export interface DeploymentView {
  /** Serving replicas; null while a node that held some is silent. */
  readonly ready: number | null;
  /** Replicas that serve as far as anybody knows: the ready ones and those of silent nodes. */
  readonly believed: number;
  readonly draining: number;
  /** null: unknown. */
  readonly demand: Demand | null;
  /** `demand` counts all of it; false makes it a lower bound. */
  readonly complete: boolean;
  /** End of the demand window, epoch seconds; null when demand is. */
  readonly demandAt: number | null;
  readonly shape: RequestShape;
  readonly missing: readonly MissingInput[];
  /** Age of the oldest sample that the view rests on; null when there is none. */
  readonly ageSeconds: number | null;
  readonly interTokenLatencySeconds: number | null;
  /** Engines have been counted since then, epoch seconds; null when none was. */
  readonly countedSince: number | null;
  /** Until then every serving engine was counted, silent ones included, epoch seconds. */
  readonly countedUntil: number | null;
  readonly series: readonly EngineSeries[];
  /** What each engine that answers says that it gets. */
  readonly arrivals: readonly EngineArrivals[];
  /** What engines may hide whose claims are too small to be true. */
  readonly hidden: HiddenDemand;
  /** Engines whose requests are unlike those of the others; the shape does not rest on them. */
  readonly unlikeEngines: readonly string[];
  /** Speed of the warm engines, and those that are far slower than the rest. */
  readonly speed: MeasuredSpeed;
}

export interface ViewSettings {
  readonly deployment: string;
  readonly expected: { readonly inputTokens: number; readonly outputTokens: number };
  readonly windowSeconds: number;
  readonly shapeSeconds: number;
  readonly freshnessSeconds: number;
  readonly warmUpSeconds: number;
}

interface Placed {
  readonly node: NodeState;
  readonly engine: EngineState;
  readonly fresh: boolean;
}

const placed = (nodes: readonly NodeState[], { deployment, freshnessSeconds }: ViewSettings, now: number): Placed[] =>
  nodes
    .toSorted((a, b) => (a.node < b.node ? -1 : 1))
    .flatMap((node) =>
      [...node.engines.values()]
        .filter((engine) => engine.deployment === deployment)
        .map((engine) => ({ node, engine, fresh: isFresh(node, { freshnessSeconds, now }) })),
    );

const age = (now: number, at: number): number => Math.max(0, now - at);

/** When the engine was last counted; its first sight where it never was. */
const countedAt = ({ series, firstSeenAt }: EngineState): number => series.points.at(-1)?.at ?? firstSeenAt;

const isMeasured = ({ fresh, engine }: Placed): boolean => fresh && engine.present && engine.reachable;

const nameOf = ({ node, engine }: Placed): string => `${engine.id} on node ${node.node}`;

const arrivalsOf = (one: Placed, end: number, windowSeconds: number): EngineArrivals => {
  const { series, draining } = one.engine;
  const from = end - windowSeconds;
  const first = series.points[0];
  return {
    id: nameOf(one),
    requestsPerSecond: workBetween([series], from, end).arrived / windowSeconds,
    whole: first !== undefined && first.at <= from,
    draining,
  };
};

const timed = ({ engine: { id, series, firstSeenAt }, node: { node } }: Placed) => ({
  id: `${node}/${id}`,
  startedAt: series.seen?.startedAt ?? firstSeenAt,
  series,
});

/** It holds a replica that is meant to serve. */
const serves = ({ engine }: Placed): boolean => engine.present && !engine.draining;

const missingNodes = (all: readonly Placed[], now: number): readonly MissingInput[] => {
  const silent = all.filter((one) => !one.fresh && serves(one)).map(({ node }) => node);
  return [...new Set(silent)].map(({ node, sampledAt }) => ({
    input: `telemetry of node ${node}`,
    ageSeconds: age(now, sampledAt),
  }));
};

const missingCounters = (
  all: readonly Placed[],
  { freshnessSeconds }: ViewSettings,
  now: number,
): readonly MissingInput[] =>
  all
    .filter((one) => one.fresh && one.engine.reachable && serves(one))
    .filter(({ engine }) => now - countedAt(engine) > freshnessSeconds)
    .map(({ node, engine }) => ({
      input: `counters of engine ${engine.id} on node ${node.node}`,
      ageSeconds: age(now, countedAt(engine)),
    }));

const missingAltogether = (all: readonly Placed[], { deployment }: ViewSettings): readonly MissingInput[] =>
  all.some(({ engine }) => engine.present)
    ? []
    : [{ input: `telemetry of any engine of ${deployment}`, ageSeconds: null }];

/** End of the window: the oldest of the newest counts, so that no engine lags within it. null: none counts. */
const windowEnd = (all: readonly Placed[], { freshnessSeconds }: ViewSettings, now: number): number | null => {
  const counting = all
    .filter(({ fresh, engine }) => fresh && engine.present && engine.reachable)
    .map(({ engine }) => engine.series.points.at(-1)?.at ?? null)
    .filter((at) => at !== null && now - at <= freshnessSeconds)
    .filter((at) => at !== null);
  return counting.length === 0 ? null : Math.min(...counting);
};

/** The oldest of the last counts of the replicas that are meant to serve; null: none was counted. */
const lastCommonCount = (all: readonly Placed[]): number | null => {
  const last = all.filter(serves).flatMap(({ engine }) => engine.series.points.at(-1)?.at ?? []);
  return last.length === 0 ? null : Math.min(...last);
};

const readyCount = (all: readonly Placed[], someNodeReports: boolean): number | null => {
  if (!someNodeReports || all.some((one) => !one.fresh && serves(one))) return null;
  return all.filter((one) => one.engine.reachable && serves(one)).length;
};

const oldestAge = (all: readonly Placed[], now: number): number | null => {
  const ages = all.filter(({ engine }) => engine.present).map(({ node }) => age(now, node.sampledAt));
  return ages.length === 0 ? null : Math.max(...ages);
};

/**
 * What telemetry says of a deployment at `now`. The order of nodes does not matter.
 * A node that held a serving replica and is silent is a missing input; one whose replicas had all drained is not.
 */
export const deploymentView = (nodes: readonly NodeState[], settings: ViewSettings, now: number): DeploymentView => {
  const all = placed(nodes, settings, now);
  const series = all.map(({ engine }) => engine.series);
  const missing = [
    ...missingNodes(all, now),
    ...missingCounters(all, settings, now),
    ...missingAltogether(all, settings),
  ];
  const end = windowEnd(all, settings, now);
  const shaping = { at: end ?? now, seconds: settings.shapeSeconds };
  const { alike, unlike } = comparedShapes(series, shaping);
  const shape = requestShape(alike, { ...shaping, expected: settings.expected });
  const measured = all.filter(isMeasured);
  const rate = end === null ? null : arrivalRate(series, end, settings.windowSeconds);
  return {
    ready: readyCount(
      all,
      nodes.some((node) => isFresh(node, { freshnessSeconds: settings.freshnessSeconds, now })),
    ),
    believed: all.filter((one) => serves(one) && (one.engine.reachable || !one.fresh)).length,
    draining: all.filter(({ engine, fresh }) => fresh && engine.present && engine.draining).length,
    demand: rate === null ? null : demandOf(rate, shape),
    complete: rate !== null && missing.length === 0,
    demandAt: rate === null ? null : end,
    shape,
    missing,
    ageSeconds: oldestAge(all, now),
    interTokenLatencySeconds: end === null ? null : meanInterTokenLatency(series, end, settings.windowSeconds),
    countedSince: countedSince(series),
    countedUntil: lastCommonCount(all),
    series,
    arrivals: end === null ? [] : measured.map((one) => arrivalsOf(one, end, settings.windowSeconds)),
    hidden: nothingHidden,
    unlikeEngines: all.filter(({ engine }) => unlike.includes(engine.series)).map(nameOf),
    speed: measuredSpeed(measured.map(timed), {
      at: end ?? now,
      seconds: settings.windowSeconds,
      warmUpSeconds: settings.warmUpSeconds,
    }),
  };
};
