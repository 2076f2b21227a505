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
 * What nobody asked for counts after so long: somebody may have added it, and events have named it by then. Longer than
 * engines that are gone are remembered (`horizonSeconds`), so that a node is confirmed for what it reports at the same time.
 */
export const confirmationSeconds = 900;

/** What is remembered of a deployment's nodes. */
export interface KnownNodes {
  /** Count last published; null: none was, or nothing is published. */
  readonly target: number | null;
  /** Confirmed ones that were asked for. */
  readonly servingNodes: ServingNodes;
  readonly pending: PendingNodes | null;
}

interface ReportingNode {
  readonly name: string;
  readonly engines: readonly PlacedEngine[];
  /** Since when it has reported engines that are there; null: it serves, and is confirmed. */
  readonly since: number | null;
  readonly isConfirmed: boolean;
}

/** The nodes of a deployment after one more tick. One that is confirmed stays so while its engines are remembered. */
const reportingNodes = (
  engines: readonly PlacedEngine[],
  { servingNodes, pending }: KnownNodes,
  { now, from }: { readonly now: number; readonly from: number },
): readonly ReportingNode[] => {
  const byNode = new Map<string, PlacedEngine[]>();
  for (const one of engines) byNode.set(one.node.node, [...(byNode.get(one.node.node) ?? []), one]);
  const before = new Map(Object.entries(pending?.since ?? {}));
  return [...byNode].map(([name, own]) => {
    const isServing = Object.hasOwn(servingNodes, name);
    const since = before.get(name) ?? (isServing ? null : now < from ? 0 : now);
    const isThere = own.some(({ fresh, engine }) => fresh && engine.present);
    const isConfirmed = since === null || now - since >= confirmationSeconds;
    if (isConfirmed) return { name, engines: own, isConfirmed, since: isServing && isThere ? null : 0 };
    return { name, engines: own, isConfirmed, since: isThere ? since : now };
  });
};

// Whoever may name any node fills no checkpoint with them.
const mostRemembered = 1_000;

const latelySeconds = 60;
// Load balancing leaves like replicas within this of each other.
const mostOffMedian = 2;

/**
 * The engines that may be the missing ones: the busiest, as those without requests would keep others from being counted. So would
 * such on confirmed nodes, which are not taken for the replicas that were asked for where the others have requests.
 */
const missingOnes = (
  nodes: readonly ReportingNode[],
  asked: number,
  { now, share: { gpusPerReplica, gpusPerNode } }: { readonly now: number; readonly share: GpuShare },
): ReadonlySet<PlacedEngine> => {
  const lately = ({ engine: { series } }: PlacedEngine): number => series.arrivedBetween(now - latelySeconds, now);
  const confirmed = nodes.filter(({ isConfirmed }) => isConfirmed);
  const serving = confirmed.flatMap(({ engines }) => engines.filter(serves));
  const usual = upperMedian(votesOf(serving.map((one) => ({ node: one.node.node, value: lately(one) }))));
  const known = confirmed.reduce((sum, { engines }) => {
    const busy = engines.filter((one) => serves(one) && lately(one) * mostOffMedian >= usual).length;
    return sum + Math.min(busy, Math.floor(gpusOn(engines[0]?.node.gpus ?? 0, gpusPerNode) / gpusPerReplica));
  }, 0);
  const waiting = nodes.flatMap(({ engines, isConfirmed }) => (isConfirmed ? [] : engines.filter(serves)));
  return new Set(waiting.toSorted((a, b) => lately(b) - lately(a)).slice(0, Math.max(0, asked - known)));
};

/**
 * Where Kubernetes does not list the pods, there is only a node's word that it hosts a deployment. It is confirmed by having
 * served for long; until then its engines count as far as fewer are known than were asked for. The first one counts where none was.
 */
export const confirmedEngines = (
  engines: readonly PlacedEngine[],
  known: KnownNodes & { readonly target: number },
  { now, share }: { readonly now: number; readonly share: GpuShare },
) => {
  const from = known.pending?.from ?? now + confirmationSeconds;
  const nodes = reportingNodes(engines, known, { now, from });
  const since = nodes.flatMap((one) => (one.since === null ? [] : [[one.name, one.since] as const]));
  const oldest = since.toSorted(([, a], [, b]) => a - b).slice(0, mostRemembered);
  const after: PendingNodes = { from, since: Object.fromEntries(oldest) };
  const waiting = new Set(nodes.flatMap((one) => (one.isConfirmed ? [] : one.engines)));
  if (waiting.size === 0) return { counted: engines, pending: [], after };
  const missing = missingOnes(nodes, Math.max(known.target, 1), { now, share });
  return {
    counted: engines
      .filter((one) => !waiting.has(one) || missing.has(one))
      .map((one) => (missing.has(one) ? { ...one, isUnconfirmed: true as const } : one)),
    /** More than were asked for, on nodes that are not confirmed. */
    pending: [...waiting].filter((one) => !missing.has(one)),
    after,
  };
};
