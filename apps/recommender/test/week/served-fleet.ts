import type { ServiceCurve } from "@loadline/model";
import type { SyntheticEngine } from "../synthetic-node.ts";

interface Replica {
  readonly id: string;
  readonly startedAt: number;
  finished: number;
  interTokenSeconds: number;
  /** null: engines without that histogram. */
  firstTokenSeconds: number | null;
  queue: number;
}

/** Means in seconds; null: not reported. */
export interface Latency {
  readonly firstToken: number | null;
  readonly gap: number;
}

export interface FleetPhysics {
  /** Requests/s that a replica carries within its SLO, and that it finishes at most. */
  readonly capacity: number;
  /** What each of so many carries behind their router; absent: as much at every count. */
  readonly service?: ServiceCurve;
  readonly mostFinished: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly leadTimeSeconds: number;
  /** At a load of requests/s, without requests that wait. */
  readonly latency: (requestsPerSecond: number) => Latency;
}

export interface Served {
  shortfallSeconds: number;
  unserved: number;
  demand: number;
  paidSeconds: number;
  actions: number;
  reversals: number;
}

const drainSeconds = 60;
const slots = 256;

/** One deployment as it really runs: replicas that start after the lead time, serve, queue and drain. */
export class ServedFleet {
  readonly #physics: FleetPhysics;
  readonly #deployment: string;
  replicas: Replica[] = [];
  #coming: number[] = [];
  #draining: { readonly replica: Replica; readonly goneAt: number }[] = [];
  #made = 0;
  #target: number;
  #direction = 0;
  readonly served: Served = { shortfallSeconds: 0, unserved: 0, demand: 0, paidSeconds: 0, actions: 0, reversals: 0 };

  constructor(deployment: string, physics: FleetPhysics, { first, at }: { first: number; at: number }) {
    this.#deployment = deployment;
    this.#physics = physics;
    this.#target = first;
    const longAgo = 86_400;
    for (let one = 0; one < first; one++) this.#start(at - longAgo);
  }

  #start(at: number): void {
    this.#made += 1;
    const id = `${this.#deployment}-${this.#made}`;
    this.replicas.push({ id, startedAt: at, finished: 0, interTokenSeconds: 0, firstTokenSeconds: null, queue: 0 });
  }

  get ready(): number {
    return this.replicas.length;
  }

  get pending(): number {
    return this.#coming.length;
  }

  /** Requests that wait in ready replicas. */
  get waiting(): number {
    return this.replicas.reduce((sum, { queue }) => sum + Math.max(0, queue - slots), 0);
  }

  /** What an actuator does with a desired count; pending replicas are cancelled first. */
  aimAt(desired: number, at: number, counts: boolean): void {
    if (desired !== this.#target && counts) {
      const direction = Math.sign(desired - this.#target);
      this.served.actions += 1;
      if (this.#direction !== 0 && this.#direction !== direction) this.served.reversals += 1;
      this.#direction = direction;
    }
    this.#target = desired;
    const missing = desired - this.ready - this.pending;
    for (let one = 0; one < missing; one++) this.#coming.push(at + this.#physics.leadTimeSeconds);
    this.#coming = this.#coming.slice(0, Math.max(0, desired - this.ready));
    const surplus = this.replicas.splice(desired, Math.max(0, this.ready - desired));
    this.#draining.push(...surplus.map((replica) => ({ replica, goneAt: at + drainSeconds })));
  }

  /** One step under a load; `counts` puts it into the score. */
  step({ at, seconds, demand, counts }: { at: number; seconds: number; demand: number; counts: boolean }): void {
    const due = this.#coming.filter((readyAt) => readyAt <= at);
    this.#coming = this.#coming.filter((readyAt) => readyAt > at);
    for (let one = 0; one < due.length; one++) this.#start(at);
    this.#draining = this.#draining.filter(({ goneAt }) => goneAt > at);
    const rate = this.ready > 0 ? demand / this.ready : 0;
    for (const replica of this.replicas) this.#serve(replica, rate, seconds);
    if (!counts) return;
    const { served } = this;
    const { capacity, service } = this.#physics;
    const carried = this.ready * (service?.each(Math.max(1, this.ready)) ?? capacity);
    served.demand += demand * seconds;
    served.paidSeconds += (this.ready + this.pending + this.#draining.length) * seconds;
    if (demand > carried) {
      served.shortfallSeconds += seconds;
      served.unserved += (demand - carried) * seconds;
    }
  }

  #serve(replica: Replica, rate: number, seconds: number): void {
    const { mostFinished, outputTokens, latency } = this.#physics;
    const work = replica.queue + rate * seconds;
    const done = Math.min(work, mostFinished * seconds);
    replica.finished += done;
    replica.queue = work - done;
    const { firstToken, gap } = latency(done / seconds);
    replica.interTokenSeconds += done * outputTokens * gap;
    if (firstToken === null) return;
    const waited = replica.queue / mostFinished;
    replica.firstTokenSeconds = (replica.firstTokenSeconds ?? 0) + done * (firstToken + waited);
  }

  /** Rows of the node's sample. */
  engines(): readonly SyntheticEngine[] {
    const { inputTokens, outputTokens } = this.#physics;
    const row = ({ queue, finished, ...replica }: Replica, draining: boolean) => ({
      ...replica,
      deployment: this.#deployment,
      draining,
      running: Math.min(queue, slots),
      waiting: Math.max(0, queue - slots),
      finished,
      promptTokens: finished * inputTokens,
      generatedTokens: finished * outputTokens,
      interTokenCount: finished * outputTokens,
      firstTokenCount: replica.firstTokenSeconds === null ? null : finished,
    });
    return [
      ...this.replicas.map((replica) => row(replica, false)),
      ...this.#draining.map(({ replica }) => row(replica, true)),
    ];
  }
}
