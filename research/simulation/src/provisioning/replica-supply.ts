import type { Random } from "@loadline/model";
import type { LeadTimePhase } from "@loadline/model/internal";
import { drawLeadTime, totalOf } from "./lead-time.ts";
import { createNodeFleet } from "./node-fleet.ts";
import { createSpotMarkets, exponential } from "./spot-markets.ts";
import type { ReplicaSupply, SupplyCounts, SupplyEvent, SupplySettings } from "./supply-types.ts";

interface Replica {
  readonly id: number;
  readonly version: number;
  /** null: on demand. */
  readonly market: number | null;
  phase: "unplaced" | "starting" | "ready" | "draining";
  /** When a starting replica serves, or when the deadline of a draining one is. */
  until: number;
  failsAt: number;
}

interface Supply {
  readonly settings: SupplySettings;
  readonly random: Random;
  readonly nodes: ReturnType<typeof createNodeFleet> | null;
  readonly markets: ReturnType<typeof createSpotMarkets> | null;
  readonly replicas: Map<number, Replica>;
  desired: number;
  nextId: number;
  version: number;
  scannedAt: number;
}

const isLive = ({ phase }: Replica): boolean => phase !== "draining";
const isPending = ({ phase }: Replica): boolean => phase === "starting" || phase === "unplaced";

const nodePhases: readonly LeadTimePhase[] = ["node", "driver"];

/** Finds a slot and sets the time at which the replica serves. @param waiting replicas that need one, this one included */
const start = (
  supply: Supply,
  replica: Replica,
  { now, waiting }: { readonly now: number; readonly waiting: number },
): void => {
  const { nodes, random, settings } = supply;
  if (nodes === null) {
    replica.phase = "starting";
    replica.until = now + totalOf(drawLeadTime(settings.leadTime, random));
    return;
  }
  const placement = nodes.place(replica.id, now, waiting);
  if (placement.kind === "unplaced") return;
  const skipped = placement.hasImage ? [...nodePhases, "image" as const] : nodePhases;
  replica.phase = "starting";
  replica.until = placement.readyAt + totalOf(drawLeadTime(settings.leadTime, random, skipped));
};

const order = (supply: Supply, now: number, waiting: number): void => {
  const { settings, markets, random } = supply;
  const replica: Replica = {
    id: supply.nextId++,
    version: supply.version,
    market: markets?.assign(supply.nextId - 1) ?? null,
    phase: "unplaced",
    until: Number.POSITIVE_INFINITY,
    failsAt: Number.POSITIVE_INFINITY,
  };
  if (settings.meanTimeBetweenFailures !== undefined)
    replica.failsAt = now + exponential(random, settings.meanTimeBetweenFailures);
  supply.replicas.set(replica.id, replica);
  start(supply, replica, { now, waiting });
};

const remove = (supply: Supply, { id }: Replica): void => {
  supply.replicas.delete(id);
  supply.nodes?.release(id);
};

const drain = (replica: Replica, deadline: number): SupplyEvent => {
  replica.phase = "draining";
  replica.until = deadline;
  return { kind: "drain", replica: replica.id, deadline };
};

const lose = (supply: Supply, replica: Replica, because: "failure" | "spot" | "deadline"): SupplyEvent => {
  remove(supply, replica);
  return { kind: "lost", replica: replica.id, because };
};

const livesOf = ({ replicas }: Supply): readonly Replica[] => [...replicas.values()].filter(isLive);

const surgeOf = ({ settings, desired, version }: Supply, lives: readonly Replica[]): number => {
  const rolling = lives.some((replica) => replica.version < version);
  return rolling ? Math.ceil((settings.rollout?.surge ?? 0) * desired) : 0;
};

/** Old versions go first, then what has not started, then the newest. */
const byExpendability = (a: Replica, b: Replica): number =>
  a.version - b.version || Number(isPending(b)) - Number(isPending(a)) || b.id - a.id;

const release = (supply: Supply, going: readonly Replica[], now: number): readonly SupplyEvent[] =>
  going.flatMap((replica) => {
    if (!isPending(replica)) return [drain(replica, now + supply.settings.drain)];
    remove(supply, replica);
    return [];
  });

/** Old replicas that new ones have made dispensable, while a rollout is under way. */
const rolledOver = (supply: Supply): readonly Replica[] => {
  const ready = livesOf(supply).filter(({ phase }) => phase === "ready");
  const old = ready.filter(({ version }) => version < supply.version);
  return old.slice(0, Math.max(0, ready.length - supply.desired));
};

/** Orders missing replicas and releases surplus ones; during a rollout old replicas go as new ones are ready. */
const reconcile = (supply: Supply, now: number): readonly SupplyEvent[] => {
  const lives = livesOf(supply);
  const missing = supply.desired + surgeOf(supply, lives) - lives.length;
  for (let added = 0; added < missing; added++) order(supply, now, missing - added);
  const excess = missing < 0 ? lives.toSorted(byExpendability).slice(0, -missing) : [];
  return [...release(supply, excess, now), ...release(supply, rolledOver(supply), now)];
};

const becomeReady = (supply: Supply, replica: Replica): readonly SupplyEvent[] => {
  const { settings, random } = supply;
  if (settings.failedStarts > 0 && random() < settings.failedStarts) {
    remove(supply, replica);
    return [];
  }
  replica.phase = "ready";
  return [{ kind: "ready", replica: replica.id }];
};

const fateOf = (supply: Supply, replica: Replica, now: number): readonly SupplyEvent[] => {
  if (replica.failsAt <= now) return [lose(supply, replica, "failure")];
  if (replica.phase === "unplaced") start(supply, replica, { now, waiting: 1 });
  if (replica.until > now) return [];
  if (replica.phase === "starting") return becomeReady(supply, replica);
  return replica.phase === "draining" ? [lose(supply, replica, "deadline")] : [];
};

const interruptions = (supply: Supply, now: number): readonly SupplyEvent[] => {
  const { markets, settings } = supply;
  if (markets === null || settings.spot === undefined) return [];
  const { notice } = settings.spot;
  return markets.hitBy(now).flatMap(({ at, market, isTaken }) =>
    livesOf(supply)
      .filter((replica) => replica.market === market && isTaken())
      .map((replica) => {
        if (!isPending(replica)) return drain(replica, at + notice);
        return lose(supply, replica, "spot");
      }),
  );
};

/** Replicas on a node that goes are taken down and ordered anew. */
const nodeScaleDown = (supply: Supply, now: number): readonly SupplyEvent[] => {
  const { nodes, settings } = supply;
  if (nodes === null || now - supply.scannedAt < (settings.nodes?.scanSeconds ?? 0)) return [];
  supply.scannedAt = now;
  return nodes.scaleDown(now).flatMap((id) => {
    const replica = supply.replicas.get(id);
    if (replica === undefined || replica.phase === "draining") return [];
    if (!isPending(replica)) return [drain(replica, now + settings.drain)];
    remove(supply, replica);
    return [];
  });
};

const countsOf = ({ replicas, desired }: Supply): SupplyCounts => {
  let [ready, draining] = [0, 0];
  for (const { phase } of replicas.values()) {
    if (phase === "ready") ready += 1;
    if (phase === "draining") draining += 1;
  }
  // A surge is not capacity that anybody asked for: what counts is what is missing to the wanted number.
  return { ready, draining, pending: Math.max(0, desired - ready) };
};

/**
 * Replicas of a deployment over time: orders with their lead time by phase, nodes, failures, spot interruptions, failed
 * starts, drains and a rollout. Lost replicas are ordered anew. Equal seeds give equal runs.
 * @param initial replicas that serve from the start
 */
export const createReplicaSupply = (settings: SupplySettings, initial: number, random: Random): ReplicaSupply => {
  const nodeSeconds = (): number => totalOf(drawLeadTime(settings.leadTime, random, ["image", "weights", "warmUp"]));
  const supply: Supply = {
    settings,
    random,
    nodes: settings.nodes === undefined ? null : createNodeFleet(settings.nodes, random, nodeSeconds),
    markets: settings.spot === undefined ? null : createSpotMarkets(settings.spot, random),
    replicas: new Map(),
    desired: initial,
    nextId: 0,
    version: 0,
    scannedAt: Number.NEGATIVE_INFINITY,
  };
  for (let replica = 0; replica < initial; replica++) order(supply, 0, initial - replica);
  for (const replica of supply.replicas.values()) replica.phase = "ready";
  supply.nodes?.settle(0);
  return {
    advance: (now) => {
      const rollsOut = supply.version === 0 && settings.rollout !== undefined && now >= settings.rollout.at;
      if (rollsOut) supply.version = 1;
      const events: SupplyEvent[] = [];
      for (const replica of supply.replicas.values()) events.push(...fateOf(supply, replica, now));
      events.push(...interruptions(supply, now), ...nodeScaleDown(supply, now));
      return [...events, ...reconcile(supply, now)];
    },
    retarget: (desired, now) => {
      supply.desired = desired;
      return reconcile(supply, now);
    },
    drained: (id) => {
      const replica = supply.replicas.get(id);
      if (replica?.phase === "draining") remove(supply, replica);
    },
    counts: () => countsOf(supply),
    paid: () =>
      supply.nodes?.groups().reduce((sum, { replicasPerNode }) => sum + replicasPerNode, 0) ?? supply.replicas.size,
    nodes: () => supply.nodes?.groups() ?? null,
  };
};
