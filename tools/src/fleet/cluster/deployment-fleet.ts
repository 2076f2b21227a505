import { seededRandom } from "../common/random.ts";
import type { DeploymentModel } from "../engine/deployment-model.ts";
import { Replica, type ReplicaState } from "../engine/replica.ts";
import type { Placement } from "../node/placement.ts";
import type { Arrival } from "../traffic/day-profile.ts";
import { Router, type RouterOptions } from "./router.ts";

/** What choosing replicas reads of one. */
export interface ReplicaView extends Pick<Replica, "id" | "ordinal" | "outstanding"> {
  readonly state: { readonly kind: ReplicaState["kind"] };
}

const newestFirst = (a: ReplicaView, b: ReplicaView): number => b.ordinal - a.ordinal;

const leastLoadedFirst = (a: ReplicaView, b: ReplicaView): number => a.outstanding - b.outstanding || newestFirst(a, b);

/**
 * The change that leads to `desired` replicas. Pending ones count as supply, draining ones are on their way out and do
 * not. A smaller count gives up pending replicas first (newest first), then drains the least loaded, the newest of equals,
 * which take no more requests.
 */
export const planChange = (replicas: readonly ReplicaView[], desired: number) => {
  const pending = replicas.filter(({ state }) => state.kind === "pending");
  const ready = replicas.filter(({ state }) => state.kind === "ready");
  const surplus = pending.length + ready.length - desired;
  const cancelled = Math.max(0, Math.min(surplus, pending.length));
  const drained = Math.max(0, surplus - cancelled);
  return {
    start: Math.max(0, -surplus),
    cancel: pending
      .toSorted(newestFirst)
      .slice(0, cancelled)
      .map(({ id }) => id),
    drain: ready
      .toSorted(leastLoadedFirst)
      .slice(0, drained)
      .map(({ id }) => id),
  };
};

export interface DeploymentOptions {
  readonly name: string;
  /** In the order in which they are filled. */
  readonly pools: readonly string[];
  readonly model: DeploymentModel;
  readonly leadTimeSeconds: number;
  readonly front?: RouterOptions["front"];
  /** Of what its response cache answers. */
  readonly seed?: number;
}

/** Seconds that a draining replica may take to finish what it runs. */
const longestDrain = 60;

/** The replicas of one deployment and the router in front of them. */
export class DeploymentFleet {
  readonly name: string;
  readonly pools: readonly string[];
  readonly model: DeploymentModel;
  readonly router: Router;
  readonly #leadTimeSeconds: number;
  #replicas: readonly Replica[] = [];
  #created = 0;

  constructor({ name, pools, model, leadTimeSeconds, front, seed = 1 }: DeploymentOptions) {
    this.name = name;
    this.pools = pools;
    this.model = model;
    this.#leadTimeSeconds = leadTimeSeconds;
    this.router = new Router({ longestRequest: model.contextTokens, front, random: seededRandom(seed) });
  }

  get replicas(): readonly Replica[] {
    return this.#replicas;
  }

  inState(kind: ReplicaState["kind"]): readonly Replica[] {
    return this.#replicas.filter(({ state }) => state.kind === kind);
  }

  /** Places a replica that answers after the lead time, or at the next tick as those do that the fleet begins with. */
  start(placement: Placement, time: number, readyAt = time + this.#leadTimeSeconds): void {
    this.#created += 1;
    const state = { kind: "pending", since: time, readyAt } as const;
    const id = `${this.name}-${this.#created}`;
    const replica = new Replica({
      id,
      ordinal: this.#created,
      placement,
      model: this.model,
      state,
    });
    this.#replicas = [...this.#replicas, replica];
  }

  /** Gives up what runs on these nodes. @returns how many */
  leave(nodes: ReadonlySet<string>, time: number): number {
    const there = this.#replicas.filter(
      ({ placement, state }) => nodes.has(placement.node) && state.kind !== "draining",
    );
    this.#replicas = this.#replicas.filter((one) => !there.includes(one) || one.state.kind !== "pending");
    for (const replica of there) if (replica.state.kind === "ready") replica.drain(time);
    return there.length;
  }

  /** The change towards a count; starting is the caller's, who has the free GPUs. */
  shrinkTo(desired: number, time: number) {
    const change = planChange(this.#replicas, desired);
    this.#replicas = this.#replicas.filter(({ id }) => !change.cancel.includes(id));
    for (const replica of this.#replicas) {
      if (change.drain.includes(replica.id)) replica.drain(time + longestDrain);
    }
    return change;
  }

  /** Replicas whose time has come answer; drained ones leave. @param startedAt epoch seconds of now */
  settle(time: number, startedAt: number): void {
    for (const replica of this.#replicas) {
      const { state } = replica;
      if (state.kind !== "pending" || state.readyAt > time) continue;
      replica.start(time, startedAt);
    }
    const leaving = this.#replicas.filter((replica) => hasDrained(replica, time));
    for (const replica of leaving) this.router.countAborted(replica.outstanding);
    if (leaving.length > 0) this.#replicas = this.#replicas.filter((replica) => !leaving.includes(replica));
  }

  /** Routes the arrivals of the time up to `time` and lets every engine run to it. */
  advance(arrivals: readonly Arrival[], from: number, time: number): void {
    this.router.route(arrivals, this.inState("ready"), from);
    for (const replica of this.#replicas) this.router.countFinished(replica.advanceTo(time).length);
  }
}

const hasDrained = ({ state, outstanding }: Replica, time: number): boolean =>
  state.kind === "draining" && (outstanding === 0 || time >= state.until);
