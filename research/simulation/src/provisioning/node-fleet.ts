import type { Random } from "@loadline/model";
import {
  backedOff,
  chooseExpansion,
  expansionsFor,
  type GroupBackoff,
  isBackedOff,
  isScaleDownOpen,
  isUnneeded,
  type NodeAutoscalerSettings,
  type NodeGroup,
} from "./node-autoscaler.ts";

interface FleetNode {
  readonly id: number;
  readonly group: NodeGroup;
  readonly orderedAt: number;
  readyAt: number;
  readonly replicas: Set<number>;
  unneededSince: number | null;
  /** An image that was pulled once stays on the node. */
  hasImage: boolean;
}

/** Where a replica goes: on a node with a free slot, on one that was bought for it, or nowhere for now. */
type Placement =
  | { readonly kind: "placed"; readonly readyAt: number; readonly hasImage: boolean }
  | { readonly kind: "unplaced" };

interface Fleet {
  readonly settings: NodeAutoscalerSettings;
  readonly random: Random;
  readonly nodeSeconds: () => number;
  readonly nodes: Map<number, FleetNode>;
  /** Groups whose nodes did not come in time. */
  readonly backoffs: Map<NodeGroup, GroupBackoff>;
  readonly history: { addedAt: number | null; deletedAt: number | null };
  nextId: number;
}

const freeOn = ({ group, replicas }: FleetNode): number => group.replicasPerNode - replicas.size;

const freeBeside = ({ nodes }: Fleet, node: FleetNode): number =>
  [...nodes.values()].reduce((sum, other) => sum + (other === node ? 0 : freeOn(other)), 0);

const buy = (fleet: Fleet, now: number, waiting: number): FleetNode | null => {
  const { settings, nodes, random } = fleet;
  const countOf = (group: NodeGroup): number => [...nodes.values()].filter((node) => node.group === group).length;
  const open = settings.groups.filter((group) => !isBackedOff(fleet.backoffs.get(group), now));
  const chosen = chooseExpansion(expansionsFor(waiting, open, countOf), settings.expander, random);
  if (chosen === null) return null;
  const node: FleetNode = {
    id: fleet.nextId++,
    group: chosen.group,
    orderedAt: now,
    readyAt: now + fleet.nodeSeconds(),
    replicas: new Set(),
    unneededSince: null,
    hasImage: false,
  };
  nodes.set(node.id, node);
  fleet.history.addedAt = now;
  return node;
};

/** The fullest node with a free slot, so that others may empty. */
const fullestFree = ({ nodes }: Fleet): FleetNode | null =>
  [...nodes.values()]
    .filter((node) => freeOn(node) > 0)
    .reduce<FleetNode | null>((best, node) => (best === null || freeOn(node) < freeOn(best) ? node : best), null);

const place = (
  fleet: Fleet,
  replica: number,
  { now, waiting }: { readonly now: number; readonly waiting: number },
): Placement => {
  const node = fullestFree(fleet) ?? buy(fleet, now, waiting);
  if (node === null) return { kind: "unplaced" };
  node.replicas.add(replica);
  const { hasImage } = node;
  node.hasImage = true;
  return { kind: "placed", readyAt: Math.max(now, node.readyAt), hasImage };
};

const markUnneeded = (fleet: Fleet, now: number): void => {
  for (const node of fleet.nodes.values()) {
    const use = { replicas: node.replicas.size, replicasPerNode: node.group.replicasPerNode };
    const unneeded = node.readyAt <= now && isUnneeded(use, freeBeside(fleet, node), fleet.settings);
    node.unneededSince = unneeded ? (node.unneededSince ?? now) : null;
  }
};

const dueNodes = ({ nodes, settings }: Fleet, now: number): readonly FleetNode[] => {
  const due = [...nodes.values()].filter(
    ({ unneededSince }) => unneededSince !== null && now - unneededSince >= settings.unneededSeconds,
  );
  const empty = due.filter(({ replicas }) => replicas.size === 0).slice(0, settings.emptyBulkDelete);
  return empty.length > 0 ? empty : due.slice(0, 1);
};

/** Nodes that were to be there long ago: given up, and their group left alone for a while, so that another is asked. */
const overdue = ({ nodes, settings }: Fleet, now: number): readonly FleetNode[] =>
  [...nodes.values()].filter(
    ({ orderedAt, readyAt }) => readyAt > now && now - orderedAt >= settings.provisionTimeoutSeconds,
  );

const goingAt = (fleet: Fleet, now: number): readonly FleetNode[] => {
  const { settings, history } = fleet;
  const failed = overdue(fleet, now);
  if (failed.length > 0) {
    for (const { group } of failed) fleet.backoffs.set(group, backedOff(fleet.backoffs.get(group), now));
    return failed;
  }
  markUnneeded(fleet, now);
  return isScaleDownOpen(history, settings, now) ? dueNodes(fleet, now) : [];
};

/**
 * Nodes of a cluster under an autoscaler: bought when a replica finds no free slot, gone after they were unneeded for long
 * enough. Nodes are paid for from the order on.
 * @param nodeSeconds time until an ordered node takes replicas, drawn anew for each
 */
export const createNodeFleet = (settings: NodeAutoscalerSettings, random: Random, nodeSeconds: () => number) => {
  const history = { addedAt: null, deletedAt: null };
  const fleet: Fleet = { settings, random, nodeSeconds, nodes: new Map(), backoffs: new Map(), history, nextId: 0 };
  const { nodes } = fleet;
  return {
    /** A slot for a replica. @param waiting replicas that need a slot now, this one included: what is bought suits them all */
    place: (replica: number, now: number, waiting: number) => place(fleet, replica, { now, waiting }),
    release: (replica: number) => {
      for (const node of nodes.values()) node.replicas.delete(replica);
    },
    /** Every node that was ordered is there: how a simulation starts. */
    settle: (now: number) => {
      for (const node of nodes.values()) node.readyAt = Math.min(node.readyAt, now);
    },
    /** Takes away the nodes that go at `now`; returns the replicas that must start anew elsewhere. */
    scaleDown: (now: number) => {
      const gone = goingAt(fleet, now);
      for (const { id } of gone) nodes.delete(id);
      if (gone.length > 0) fleet.history.deletedAt = now;
      return gone.flatMap(({ replicas }) => [...replicas]);
    },
    /** Of each node that is paid for. */
    groups: () => [...nodes.values()].map(({ group }) => group),
  };
};
