import { z } from "zod";
import { type GpuShare, gpusOn, type PlacedEngine, type ServingNodes, serves } from "./counted-engines.ts";
import { upperMedian, votesOf } from "./node-votes.ts";

const time = z.number().nonnegative();

/**
 * Nodes that are not confirmed to host a deployment, or that host it without having been asked for, by the time since when they
 * have reported engines of it at every tick, epoch seconds. All that reports before `from` is confirmed.
 */
export const PendingNodes = z.object({ from: time, since: z.record(z.string(), time) });
export type PendingNodes = Readonly<z.infer<typeof PendingNodes>>;

/**
 * What nobody asked for counts after so long: replicas that a person added are few, and a node that claims what it does not
 * host has been named in every event by then. Longer than engines that are gone are remembered (`horizonSeconds`), so
 * that a node is confirmed for what it reports at the same time.
 */
export const confirmationSeconds = 900;

/** What is remembered of a deployment's nodes. */
export interface KnownNodes {
  /** Count last published; null: none was, or nothing is published. */
  readonly target: number | null;
  readonly servingNodes: ServingNodes;
  readonly pending: PendingNodes | null;
}

export interface ConfirmedEngines {
  readonly counted: readonly PlacedEngine[];
  /** More than were asked for, on nodes that are not confirmed. */
  readonly pending: readonly PlacedEngine[];
  readonly after: PendingNodes | null;
}

interface ReportingNode {
  readonly name: string;
  readonly engines: readonly PlacedEngine[];
  /** null: it is confirmed, and nothing more has to be remembered of it. */
  readonly since: number | null;
  readonly isConfirmed: boolean;
}

const byNode = (engines: readonly PlacedEngine[]): ReadonlyMap<string, readonly PlacedEngine[]> => {
  const nodes = new Map<string, PlacedEngine[]>();
  for (const one of engines) {
    const own = nodes.get(one.node.node);
    if (own === undefined) nodes.set(one.node.node, [one]);
    else own.push(one);
  }
  return nodes;
};

/** A node after one more tick. One that is confirmed stays so while its engines are remembered. */
const nextNode = (
  [name, engines]: readonly [string, readonly PlacedEngine[]],
  { servingNodes, pending }: KnownNodes,
  { now, from }: { readonly now: number; readonly from: number },
): ReportingNode => {
  const isServing = Object.hasOwn(servingNodes, name);
  const first = isServing ? null : now < from ? 0 : now;
  const before = pending !== null && Object.hasOwn(pending.since, name) ? (pending.since[name] ?? first) : first;
  const isConfirmed = before === null || now - before >= confirmationSeconds;
  const isThere = engines.some(({ fresh, engine }) => fresh && engine.present);
  if (isConfirmed) return { name, engines, isConfirmed, since: isServing && isThere ? null : 0 };
  return { name, engines, isConfirmed, since: isThere ? before : now };
};

// Whoever may name any node fills no checkpoint with them.
const mostRemembered = 1_000;

/** Since when nodes have reported. One that was forgotten while it is missed is no better confirmed than before. */
const rememberedAfter = (
  nodes: readonly ReportingNode[],
  { servingNodes, pending }: KnownNodes,
  now: number,
): PendingNodes["since"] => {
  const reporting = new Set(nodes.map(({ name }) => name));
  const forgotten = Object.entries(pending?.since ?? {}).filter(
    ([name]) => Object.hasOwn(servingNodes, name) && !reporting.has(name),
  );
  const since = [
    ...nodes.flatMap((one) => (one.since === null ? [] : [[one.name, one.since] as const])),
    ...forgotten.map(([name, at]) => [name, now - at < confirmationSeconds ? now : at] as const),
  ];
  return Object.fromEntries(since.toSorted(([, a], [, b]) => a - b).slice(0, mostRemembered));
};

const mostOf = (engines: readonly PlacedEngine[], { gpusPerReplica, gpusPerNode }: GpuShare): number =>
  Math.floor(gpusOn(engines[0]?.node.gpus ?? 0, gpusPerNode) / gpusPerReplica);

const latelySeconds = 60;
// Load balancing leaves like replicas within this of each other.
const mostOffMedian = 2;

/**
 * The engines that may be the missing ones: the busiest, as those without requests would keep others from being counted. So would
 * such on confirmed nodes, which are not taken for the replicas that were asked for where the others have requests.
 */
const missingOnes = (
  waiting: readonly PlacedEngine[],
  confirmed: readonly ReportingNode[],
  { asked, now, share }: { readonly asked: number; readonly now: number; readonly share: GpuShare },
): ReadonlySet<PlacedEngine> => {
  const lately = ({ engine: { series } }: PlacedEngine): number => series.arrivedBetween(now - latelySeconds, now);
  const serving = confirmed.map(({ name, engines }) => ({ name, engines, rates: engines.filter(serves).map(lately) }));
  const votes = votesOf(serving.flatMap(({ name: node, rates }) => rates.map((value) => ({ node, value }))));
  const usual = upperMedian(votes);
  const known = serving.reduce((sum, { engines, rates }) => {
    const busy = rates.filter((rate) => rate * mostOffMedian >= usual).length;
    return sum + Math.min(busy, mostOf(engines, share));
  }, 0);
  const busiestFirst = waiting.filter(serves).toSorted((a, b) => lately(b) - lately(a));
  return new Set(busiestFirst.slice(0, Math.max(0, asked - known)));
};

/**
 * Where Kubernetes does not list the pods, there is only a node's word that it hosts a deployment. It is confirmed by having
 * served for long; until then its engines count as far as fewer are known than were asked for. The first one counts where none was.
 */
export const confirmedEngines = (
  engines: readonly PlacedEngine[],
  known: KnownNodes,
  { now, share }: { readonly now: number; readonly share: GpuShare },
): ConfirmedEngines => {
  if (known.target === null) return { counted: engines, pending: [], after: null };
  const from = known.pending?.from ?? now + confirmationSeconds;
  const nodes = [...byNode(engines)].map((one) => nextNode(one, known, { now, from }));
  const after = { from, since: rememberedAfter(nodes, known, now) };
  const waiting = new Set(nodes.filter(({ isConfirmed }) => !isConfirmed).flatMap((node) => node.engines));
  if (waiting.size === 0) return { counted: engines, pending: [], after };
  const confirmed = nodes.filter(({ isConfirmed }) => isConfirmed);
  const missing = missingOnes([...waiting], confirmed, { asked: Math.max(known.target, 1), now, share });
  return {
    counted: engines
      .filter((one) => !waiting.has(one) || missing.has(one))
      .map((one) => (missing.has(one) ? { ...one, isUnconfirmed: true } : one)),
    pending: [...waiting].filter((one) => !missing.has(one)),
    after,
  };
};
