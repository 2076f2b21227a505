import { type CompletedRequest, LiveReplica } from "@loadline/model/internal";
import type { EngineState } from "../policies/engine-observation.ts";
import type { SupplyEvent } from "../provisioning/supply-types.ts";
import type { RequestLevelSettings, Router } from "./types.ts";

/** One replica with what it has taken on. */
interface ServingMember {
  readonly id: number;
  readonly engine: LiveReplica;
  readonly inFlight: Set<number>;
}

/** Replicas that serve: open ones take requests, draining ones finish theirs. */
export interface ServingFleet {
  readonly open: ServingMember[];
  readonly draining: ServingMember[];
  preemptions: number;
  turn: number;
}

export const createServingFleet = (): ServingFleet => ({ open: [], draining: [], preemptions: 0, turn: 0 });

const taken = (members: ServingMember[], id: number): ServingMember | undefined => {
  const index = members.findIndex((member) => member.id === id);
  return index < 0 ? undefined : members.splice(index, 1)[0];
};

const join = (fleet: ServingFleet, id: number, { engine }: RequestLevelSettings, now: number): void => {
  const simulator = new LiveReplica(engine);
  simulator.advanceTo(now);
  fleet.open.push({ id, engine: simulator, inFlight: new Set() });
};

/** Applies what happened to the replicas; returns the requests that were lost with one. */
export const applySupply = (
  fleet: ServingFleet,
  events: readonly SupplyEvent[],
  { settings, now }: { readonly settings: RequestLevelSettings; readonly now: number },
): readonly number[] =>
  events.flatMap((event) => {
    if (event.kind === "ready") {
      join(fleet, event.replica, settings, now);
      return [];
    }
    const member = taken(fleet.open, event.replica) ?? taken(fleet.draining, event.replica);
    if (member === undefined) return [];
    if (event.kind === "drain") {
      fleet.draining.push(member);
      return [];
    }
    fleet.preemptions += member.engine.snapshot().preemptions;
    return [...member.inFlight];
  });

const leastLoaded = ({ open }: ServingFleet): ServingMember | undefined => {
  let best = open[0];
  for (const member of open) if (best !== undefined && member.inFlight.size < best.inFlight.size) best = member;
  return best;
};

const nextInTurn = (fleet: ServingFleet): ServingMember | undefined => {
  fleet.turn += 1;
  return fleet.open[fleet.turn % Math.max(1, fleet.open.length)];
};

/** The replica for the next request; undefined while none is open. */
export const route = (fleet: ServingFleet, router: Router): ServingMember | undefined =>
  router === "least-loaded" ? leastLoaded(fleet) : nextInTurn(fleet);

const completedBy = ({ engine, inFlight }: ServingMember, now: number, report: (done: CompletedRequest) => void) => {
  for (const done of engine.advanceTo(now)) {
    inFlight.delete(done.id);
    report(done);
  }
};

/** Runs every engine up to `now`; returns the draining replicas that have finished. */
export const advanceFleet = (fleet: ServingFleet, now: number, report: (done: CompletedRequest) => void) => {
  for (const member of fleet.open) completedBy(member, now, report);
  for (const member of fleet.draining) completedBy(member, now, report);
  const finished = fleet.draining.filter(({ inFlight }) => inFlight.size === 0);
  for (const member of finished) {
    taken(fleet.draining, member.id);
    fleet.preemptions += member.engine.snapshot().preemptions;
  }
  return finished.map(({ id }) => id);
};

/** Engine metrics of the open replicas. */
export const reportOf = ({ open }: ServingFleet, kvTokens: number, meanInputTokens: number): readonly EngineState[] =>
  open.map(({ engine }) => {
    const { waiting, running, kvTokensUsed } = engine.snapshot();
    return { waiting, running, kvTokensUsed, kvTokens, queuedTokens: waiting * meanInputTokens };
  });
