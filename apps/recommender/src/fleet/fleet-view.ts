import type { PlanDeployment } from "@loadline/plan";
import { type EngineState, type NodeState, toleratedLeadSeconds } from "./fleet.ts";
import { isIn } from "./latencies.ts";

/** One engine on its node. */
export interface PlacedEngine {
  readonly node: NodeState;
  readonly engine: EngineState;
  /** Its node reported lately. */
  readonly fresh: boolean;
  /** "e1 on node n1". */
  readonly name: string;
}

/** It is meant to serve. */
export const serves = ({ engine }: PlacedEngine): boolean => engine.present && !engine.draining;

export const isMeasured = ({ fresh, engine }: PlacedEngine): boolean => fresh && engine.present && engine.reachable;

/**
 * Whether a node reported lately, by both clocks: by the wall its sample is neither old nor from a time to come, and by
 * the one that only rises it was received lately, whatever was set back since. A node whose later samples are rejected
 * for their times is stale: a sample that came late from a clock that runs ahead looks young.
 */
export const isFresh = (
  node: Pick<NodeState, "sampledAt" | "receivedSecondsAgo" | "rejectedSince">,
  { freshnessSeconds, now }: { readonly freshnessSeconds: number; readonly now: number },
): boolean => {
  const age = now - node.sampledAt;
  const isYoung = age <= freshnessSeconds && age >= -toleratedLeadSeconds;
  return node.rejectedSince === null && isYoung && node.receivedSecondsAgo <= freshnessSeconds;
};

/** The fleet at one tick, looked up once for all deployments. */
export interface FleetView {
  readonly now: number;
  readonly freshnessSeconds: number;
  readonly nodes: ReadonlyMap<string, NodeState>;
  readonly fresh: ReadonlySet<string>;
  /** When the first sample that is known was taken, epoch seconds; null: none was. */
  readonly firstSampleAt: number | null;
  /** Engines of a deployment, by node and in the order of its sample. */
  readonly enginesOf: (deployment: string) => readonly PlacedEngine[];
  /** Engines of fresh nodes that name no deployment, or one that the plan does not have, or has in another namespace. */
  readonly unmatched: readonly PlacedEngine[];
}

export interface FleetViewSettings {
  readonly now: number;
  readonly freshnessSeconds: number;
  /** Deployments of the plan. */
  readonly planned: readonly Pick<PlanDeployment, "name" | "kubernetes">[];
}

/** The order of `states` does not matter. */
export const fleetView = (
  states: readonly NodeState[],
  { now, freshnessSeconds, planned }: FleetViewSettings,
): FleetView => {
  const byDeployment = new Map<string, PlacedEngine[]>(planned.map(({ name }) => [name, []]));
  const namespaces = new Map(planned.map(({ name, kubernetes }) => [name, kubernetes?.namespace]));
  const unmatched: PlacedEngine[] = [];
  const fresh = new Set<string>();
  let firstSampleAt: number | null = null;
  const nodes = new Map(states.map((node) => [node.node, node]));
  for (const name of [...nodes.keys()].sort()) {
    const node = nodes.get(name) as NodeState;
    const reported = isFresh(node, { freshnessSeconds, now });
    if (reported) fresh.add(node.node);
    firstSampleAt = Math.min(firstSampleAt ?? node.sampledAt, node.sampledAt);
    for (const engine of node.engines.values()) {
      firstSampleAt = Math.min(firstSampleAt, engine.firstSeenAt);
      const placed = { node, engine, fresh: reported, name: `${engine.id} on node ${name}` };
      const deployment = engine.deployment ?? "";
      const own = byDeployment.get(deployment);
      if (own !== undefined && isIn(engine.id, namespaces.get(deployment))) own.push(placed);
      else if (reported && engine.present) unmatched.push(placed);
    }
  }
  return {
    now,
    freshnessSeconds,
    fresh,
    unmatched,
    firstSampleAt,
    nodes,
    enginesOf: (deployment) => byDeployment.get(deployment) ?? [],
  };
};

/** Nodes that held a serving replica, and when that was last seen, epoch seconds. */
export type ServingNodes = Readonly<Record<string, number>>;
