import { defaultRouter, type RouterName, seededRandom } from "@loadline/model";
import {
  type CompletedRequest,
  createRouter,
  LiveReplica,
  type ReplicaLoads,
  type ServingEngine,
  type SubmittedRequest,
} from "@loadline/model/internal";
import type { EngineState } from "../policies/engine-observation.ts";
import type { SupplyEvent } from "../provisioning/supply-types.ts";

/** One replica with what it has taken on. */
interface Member {
  readonly engine: LiveReplica;
  readonly inFlight: Set<number>;
  /** Prompt and answer tokens of every request that was sent there. */
  tokensSent: number;
  /** Before this time none finishes. */
  earliestFinish: number;
}

export interface ServingFleetSettings {
  readonly engine: ServingEngine;
  readonly router?: RouterName | undefined;
  readonly seed: number;
}

/**
 * Replicas that serve behind their router: open ones take requests, draining ones finish theirs. Each request is routed at
 * its instant by what had finished by then; a replica is advanced only where the router looks at it.
 */
export class ServingFleet {
  readonly #engine: ServingEngine;
  readonly #router: ReturnType<typeof createRouter>;
  readonly #report: (done: CompletedRequest) => void;
  readonly #members = new Map<number, Member>();
  readonly #draining = new Set<number>();
  /** Of the open replicas, in the order in which they came. */
  #open: readonly number[] = [];
  #now = 0;
  #preemptionsBefore = 0;
  readonly #loads: ReplicaLoads = {
    requests: (replica) => {
      const member = this.#memberOf(replica);
      if (member.earliestFinish <= this.#now) this.#advance(member);
      return member.inFlight.size;
    },
    tokens: (replica) => {
      const { engine, tokensSent } = this.#advance(this.#memberOf(replica));
      return tokensSent - engine.tokensDone();
    },
  };

  /** @param report is given each request once it is known to have finished */
  constructor(
    { engine, router = defaultRouter, seed }: ServingFleetSettings,
    report: (done: CompletedRequest) => void,
  ) {
    this.#engine = engine;
    this.#router = createRouter(router, seededRandom(seed));
    this.#report = report;
  }

  /** Applies what happened to the replicas by `now`; returns the requests that were lost with one. */
  apply(events: readonly SupplyEvent[], now: number): readonly number[] {
    this.#now = now;
    return events.flatMap((event) => {
      if (event.kind === "ready") {
        this.#join(event.replica);
        return [];
      }
      if (!this.#members.has(event.replica)) return [];
      this.#open = this.#open.filter((replica) => replica !== event.replica);
      if (event.kind === "lost") return this.#leave(event.replica);
      this.#draining.add(event.replica);
      return [];
    });
  }

  /** Sends a request to the replica that the router chooses; false while none is open. */
  submit(request: SubmittedRequest): boolean {
    if (this.#open.length === 0) return false;
    this.#now = request.at;
    const replica = this.#router(this.#open, this.#loads);
    const member = this.#memberOf(replica);
    member.engine.submit(request);
    member.earliestFinish = member.engine.earliestFinish();
    member.inFlight.add(request.id);
    member.tokensSent += request.inputTokens + request.outputTokens;
    return true;
  }

  /** Runs every replica up to `now`. */
  advance(now: number): void {
    this.#now = now;
    for (const member of this.#members.values()) this.#advance(member);
  }

  /** Draining replicas that have finished their requests by `now`; they leave. */
  drained(now: number): readonly number[] {
    this.#now = now;
    const finished = [...this.#draining].filter(
      (replica) => this.#advance(this.#memberOf(replica)).inFlight.size === 0,
    );
    for (const replica of finished) this.#leave(replica);
    return finished;
  }

  get preemptions(): number {
    return [...this.#members.values()].reduce(
      (sum, { engine }) => sum + engine.snapshot().preemptions,
      this.#preemptionsBefore,
    );
  }

  /** Engine metrics of the open replicas, as of the last `advance`. */
  engines(meanInputTokens: number): readonly EngineState[] {
    const kvTokens = this.#engine.limits.kvCacheTokens;
    return this.#open.map((replica) => {
      const { waiting, running, kvTokensUsed } = this.#memberOf(replica).engine.snapshot();
      return { waiting, running, kvTokensUsed, kvTokens, queuedTokens: waiting * meanInputTokens };
    });
  }

  #join(replica: number): void {
    const engine = new LiveReplica(this.#engine);
    engine.advanceTo(this.#now);
    const empty = { inFlight: new Set<number>(), tokensSent: 0, earliestFinish: Number.POSITIVE_INFINITY };
    this.#members.set(replica, { engine, ...empty });
    this.#open = [...this.#open, replica];
  }

  #leave(replica: number): readonly number[] {
    const { engine, inFlight } = this.#advance(this.#memberOf(replica));
    this.#preemptionsBefore += engine.snapshot().preemptions;
    this.#members.delete(replica);
    this.#draining.delete(replica);
    return [...inFlight];
  }

  #memberOf(replica: number): Member {
    return this.#members.get(replica) as Member;
  }

  #advance(member: Member): Member {
    for (const done of member.engine.advanceTo(this.#now)) {
      member.inFlight.delete(done.id);
      this.#report(done);
    }
    member.earliestFinish = member.engine.earliestFinish();
    return member;
  }
}
