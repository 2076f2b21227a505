import type { Random } from "@loadline/model";
import type { SyntheticEngine } from "../synthetic-node.ts";
import { between } from "./sabotage.ts";

export interface PlantSettings {
  readonly nodes: readonly string[];
  readonly gpusPerNode: number;
  /** Requests/s that one replica finishes at most. */
  readonly capacity: number;
  /** Inter-token latency at no load, seconds, and its factor when full. */
  readonly idleLatency: number;
  readonly fullFactor: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface Replica {
  readonly id: string;
  readonly deployment: string;
  readonly node: string;
  startedAt: number;
  state: "serving" | "draining" | "gone";
  goneAt: number;
  /** Counters of its engine, which begin anew with its process. */
  finished: number;
  interTokenSeconds: number;
  queue: number;
  /** Everything that ever came to it. */
  arrived: number;
}

interface Coming {
  readonly deployment: string;
  readonly at: number;
}

const drainSeconds = 60;

/** The fleet as it really is: replicas that start, serve, queue, drain, restart and die. */
export class Plant {
  readonly #settings: PlantSettings;
  readonly #random: Random;
  readonly dead = new Set<string>();
  replicas: Replica[] = [];
  coming: Coming[] = [];
  /** Nothing that is on its way comes. */
  stuck = false;
  #made = 0;
  readonly #lost: { readonly at: number; readonly deployment: string }[] = [];

  constructor(settings: PlantSettings, random: Random) {
    this.#settings = settings;
    this.#random = random;
  }

  serving(deployment: string): readonly Replica[] {
    return this.replicas.filter((one) => one.state === "serving" && one.deployment === deployment);
  }

  /** Starts a replica on the emptiest node that lives; false when none has capacity. */
  place(deployment: string, at: number): boolean {
    const { nodes, gpusPerNode } = this.#settings;
    const used = (node: string): number =>
      this.replicas.filter((one) => one.node === node && one.state !== "gone").length;
    const [node] = nodes
      .filter((name) => !this.dead.has(name) && used(name) < gpusPerNode)
      .toSorted((a, b) => used(a) - used(b));
    if (node === undefined) return false;
    this.#made += 1;
    const fresh = { state: "serving" as const, goneAt: 0, finished: 0, queue: 0, interTokenSeconds: 0, arrived: 0 };
    this.replicas.push({ id: `r${this.#made}`, deployment, node, startedAt: at, ...fresh });
    return true;
  }

  comingTo(deployment: string): number {
    return this.coming.filter((one) => one.deployment === deployment).length;
  }

  /** What an actuator does with a desired count. */
  aimAt(deployment: string, desired: number, { now, lead }: { now: number; lead: readonly [number, number] }): void {
    const serving = this.serving(deployment);
    const supply = serving.length + this.comingTo(deployment);
    for (let missing = desired - supply; missing > 0; missing--) {
      this.coming.push({ deployment, at: now + between(this.#random, ...lead) });
    }
    for (const replica of serving.slice(0, Math.max(0, serving.length - desired))) {
      replica.state = "draining";
      replica.goneAt = now + drainSeconds;
    }
    if (supply > desired) {
      const retained = this.coming
        .filter((one) => one.deployment === deployment)
        .slice(0, Math.max(0, desired - serving.length));
      this.coming = [...this.coming.filter((one) => one.deployment !== deployment), ...retained];
    }
  }

  kill(node: string, at: number): void {
    this.dead.add(node);
    for (const replica of this.replicas) {
      if (replica.node !== node || replica.state === "gone") continue;
      this.#lost.push({ at, deployment: replica.deployment });
      replica.state = "gone";
    }
  }

  /** Engines of a node start anew: their counters and the requests in them are gone. */
  restartEngines(node: string, at: number): void {
    for (const replica of this.replicas) {
      if (replica.node !== node) continue;
      Object.assign(replica, { startedAt: at, finished: 0, interTokenSeconds: 0, queue: 0 });
    }
  }

  /** Replicas that are gone since then: drained, or dead with their node. */
  lostSince(deployment: string, at: number): number {
    return this.#lost.filter((one) => one.at >= at && one.deployment === deployment).length;
  }

  step(now: number, seconds: number, rateOf: (deployment: string) => number): void {
    const due = this.stuck ? [] : this.coming.filter(({ at }) => at <= now);
    this.coming = this.coming.filter((one) => !due.includes(one));
    for (const one of due) if (!this.place(one.deployment, now)) this.coming.push({ ...one, at: now + drainSeconds });
    for (const replica of this.replicas) {
      if (replica.state !== "draining" || replica.goneAt > now) continue;
      replica.state = "gone";
      this.#lost.push({ at: now, deployment: replica.deployment });
    }
    this.replicas = this.replicas.filter(({ state }) => state !== "gone");
    for (const deployment of new Set(this.replicas.map((one) => one.deployment))) {
      const serving = this.serving(deployment);
      for (const replica of serving) this.#serve(replica, seconds, rateOf(deployment) / serving.length);
    }
  }

  #serve(replica: Replica, seconds: number, rate: number): void {
    const { capacity, idleLatency, fullFactor, outputTokens } = this.#settings;
    const work = replica.queue + rate * seconds;
    const done = Math.min(work, capacity * seconds);
    const load = done / (capacity * seconds);
    replica.arrived += rate * seconds;
    replica.finished += done;
    replica.queue = work - done;
    replica.interTokenSeconds += done * outputTokens * idleLatency * (1 + (fullFactor - 1) * load);
  }

  /** Rows of a node's sample. */
  enginesOf(node: string): readonly SyntheticEngine[] {
    const { inputTokens, outputTokens } = this.#settings;
    return this.replicas
      .filter((one) => one.node === node && one.state !== "gone")
      .map(({ id, deployment, state, startedAt, finished, queue, interTokenSeconds }) => ({
        id,
        deployment,
        startedAt,
        draining: state === "draining",
        running: Math.min(queue, 256),
        waiting: Math.max(0, queue - 256),
        finished,
        promptTokens: finished * inputTokens,
        generatedTokens: finished * outputTokens,
        interTokenSeconds,
        interTokenCount: finished * outputTokens,
      }));
  }
}
