import { workBetween } from "./engine-series.ts";
import type { EngineState, NodeState } from "./fleet.ts";
import { isFresh } from "./freshness.ts";

/** A replica whose word counts where it would make up for one that is not told any more. */
export interface StandIn {
  readonly key: string;
  /** Epoch seconds. */
  readonly firstSeenAt: number;
}

/** What bounds the replicas that may stand in for others. */
export interface StandInLimits {
  /** How far back the work of engines is compared. */
  readonly workSeconds: number;
  /** A replica that is on its way for longer does not come by itself. */
  readonly patienceSeconds: number;
  /** Replicas that the GPUs of one node carry. */
  readonly mostPerNode: number;
}

export interface StandInContext extends StandInLimits {
  readonly deployment: string;
  readonly freshnessSeconds: number;
  readonly now: number;
}

// Where prompts are routed by prefix a new engine gets less than its peers for a while; one that nobody calls gets none.
const leastShareOfMedian = 0.1;
// Of fewer requests than this the luck of one engine says nothing of it.
const leastRequestsToCompare = 50;

interface Told {
  readonly node: string;
  readonly engine: EngineState;
}

export const engineKey = (node: string, id: string): string => `${node}/${id}`;

const startOf = ({ series }: EngineState): number | null => series.seen?.startedAt ?? null;

const toldBy = (
  nodes: readonly NodeState[],
  context: Pick<StandInContext, "deployment" | "freshnessSeconds" | "now">,
): readonly Told[] =>
  nodes
    .filter((node) => isFresh(node, context))
    .flatMap(({ node, engines }) => [...engines.values()].map((engine) => ({ node, engine })))
    .filter(({ engine: { deployment } }) => deployment === context.deployment);

/**
 * Engines that run for longer than a start takes, and whose node, which was heard meanwhile, did not tell them. So look a
 * second name for an engine, one that another deployment had, and one that nobody runs. A successor that did not hear
 * the node then has it from `before`.
 */
export const lateEngines = (
  nodes: readonly NodeState[],
  context: StandInContext,
  before: readonly string[],
): readonly string[] => {
  const known = new Set(before);
  const isLate = ({ node, engine }: Told): boolean => {
    const startedAt = startOf(engine);
    if (engine.absentAt === null) return known.has(engineKey(node, engine.id));
    return startedAt !== null && startedAt < engine.absentAt - context.patienceSeconds;
  };
  return toldBy(nodes, context)
    .filter(isLate)
    .map(({ node, engine }) => engineKey(node, engine.id));
};

/** Requests/s of an engine since it was seen, no longer ago than `workSeconds`; null before a second reading. */
const workOf = ({ engine: { series } }: Told, { workSeconds }: StandInContext) => {
  const first = series.points[0];
  const last = series.points.at(-1);
  if (first === undefined || last === undefined || last.at <= first.at) return null;
  const from = Math.max(first.at, last.at - workSeconds);
  const arrived = workBetween([series], from, last.at).arrived;
  return { seconds: last.at - from, requestsPerSecond: arrived / (last.at - from), everArrived: last.arrived };
};

type Work = NonNullable<ReturnType<typeof workOf>>;

/** Median of the others; 0 where there are none. `sorted` holds `own`. */
const medianBeside = (sorted: readonly number[], own: number): number => {
  const middle = Math.floor((sorted.length - 2) / 2);
  return sorted.length < 2 ? 0 : (sorted[middle < sorted.indexOf(own) ? middle : middle + 1] ?? 0);
};

/** It was called at least once, and where its peers get many requests by a share that tells it from one nobody calls. */
const hasWorked = (work: Work | null, rates: readonly number[], { workSeconds }: StandInContext): boolean => {
  if (work === null || work.everArrived <= 0) return false;
  const median = medianBeside(rates, work.requestsPerSecond);
  // Where too few come to compare, time has to show that it is more than a probe's request.
  if (median * work.seconds < leastRequestsToCompare) return work.seconds >= workSeconds;
  return work.requestsPerSecond >= median * leastShareOfMedian;
};

/** One process told by two nodes is one. */
const processOf = ({ node, engine }: Told): string => {
  const startedAt = startOf(engine);
  return startedAt === null ? engineKey(node, engine.id) : `${engine.id} since ${startedAt}`;
};

const byAge = (a: Told, b: Told): number =>
  a.engine.firstSeenAt - b.engine.firstSeenAt ||
  (engineKey(a.node, a.engine.id) < engineKey(b.node, b.engine.id) ? -1 : 1);

/** The oldest of each process, and of each node as many as it has GPUs for. */
const possible = (told: readonly Told[], { mostPerNode }: StandInContext): readonly Told[] => {
  const processes = new Set<string>();
  const perNode = new Map<string, number>();
  return told.toSorted(byAge).filter((one) => {
    const held = perNode.get(one.node) ?? 0;
    if (processes.has(processOf(one)) || held >= mostPerNode) return false;
    processes.add(processOf(one));
    perNode.set(one.node, held + 1);
    return true;
  });
};

/**
 * Serving replicas that may stand in for those of a silent node: told since their start, with work of their own, and no
 * more on a node than its GPUs carry. A replica that was only told could be made up, and hide that others are missing.
 */
export const standInsOf = (
  nodes: readonly NodeState[],
  context: StandInContext,
  late: readonly string[],
): readonly StandIn[] => {
  const tooLate = new Set(late);
  const told = toldBy(nodes, context)
    .filter(({ engine: { present, reachable, draining } }) => present && reachable && !draining)
    .filter(({ node, engine }) => !tooLate.has(engineKey(node, engine.id)))
    .map((one) => ({ ...one, work: workOf(one, context) }));
  const rates = told.flatMap(({ work }) => work?.requestsPerSecond ?? []).toSorted((a, b) => a - b);
  const working = told.filter(({ work }) => hasWorked(work, rates, context));
  return possible(working, context).map(({ node, engine }) => ({
    key: engineKey(node, engine.id),
    firstSeenAt: engine.firstSeenAt,
  }));
};
