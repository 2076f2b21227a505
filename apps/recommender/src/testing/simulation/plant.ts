import type { SyntheticEngine } from "../synthetic-node.ts";
import { between, type Random } from "./random.ts";

export interface PlantSettings {
  readonly nodes: readonly string[];
  readonly gpusPerNode: number;
  readonly deployment: string;
  /** Requests/s that one replica finishes at most. */
  readonly capacity: number;
  /** Inter-token latency at no load, seconds, and its factor when full. */
  readonly idleLatency: number;
  readonly fullFactor: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

interface Replica {
  readonly id: string;
  readonly node: string;
  startedAt: number;
  state: "serving" | "draining" | "gone";
  goneAt: number;
  finished: number;
  queue: number;
  interTokenSeconds: number;
}

interface Coming {
  readonly at: number;
}

const drainSeconds = 60;

/** The fleet as it really is: replicas that start, serve, queue, drain and die. */
export class Plant {
  readonly #settings: PlantSettings;
  readonly #random: Random;
  readonly dead = new Set<string>();
  replicas: Replica[] = [];
  coming: Coming[] = [];
  #made = 0;
  readonly #lost: { readonly at: number; readonly replicas: number }[] = [];

  constructor(settings: PlantSettings, random: Random) {
    this.#settings = settings;
    this.#random = random;
  }

  get serving(): readonly Replica[] {
    return this.replicas.filter(({ state }) => state === "serving");
  }

  /** Starts a replica on the emptiest node that lives; false when none has room. */
  place(at: number): boolean {
    const { nodes, gpusPerNode } = this.#settings;
    const held = (node: string): number =>
      this.replicas.filter((one) => one.node === node && one.state !== "gone").length;
    const [node] = nodes
      .filter((name) => !this.dead.has(name) && held(name) < gpusPerNode)
      .toSorted((a, b) => held(a) - held(b));
    if (node === undefined) return false;
    this.#made += 1;
    const fresh = { startedAt: at, state: "serving" as const, goneAt: 0, finished: 0, queue: 0, interTokenSeconds: 0 };
    this.replicas.push({ id: `r${this.#made}`, node, ...fresh });
    return true;
  }

  /** What an actuator does with a desired count. */
  aimAt(desired: number, now: number, leadTime: readonly [number, number]): void {
    const supply = this.serving.length + this.coming.length;
    for (let missing = desired - supply; missing > 0; missing--) {
      this.coming.push({ at: now + between(this.#random, ...leadTime) });
    }
    for (const replica of this.serving.slice(0, Math.max(0, this.serving.length - desired))) {
      replica.state = "draining";
      replica.goneAt = now + drainSeconds;
    }
    if (supply > desired) this.coming = this.coming.slice(0, Math.max(0, desired - this.serving.length));
  }

  kill(node: string, at: number): void {
    this.dead.add(node);
    this.#lost.push({ at, replicas: this.replicas.filter((one) => one.node === node && one.state !== "gone").length });
    for (const replica of this.replicas) if (replica.node === node) replica.state = "gone";
  }

  /** Replicas that died with their node since then. */
  lostSince(at: number): number {
    return this.#lost.filter((one) => one.at >= at).reduce((sum, { replicas }) => sum + replicas, 0);
  }

  revive(node: string): void {
    this.dead.delete(node);
  }

  step(now: number, seconds: number, requestsPerSecond: number): void {
    const due = this.coming.filter(({ at }) => at <= now);
    this.coming = this.coming.filter(({ at }) => at > now);
    for (const one of due) if (!this.place(now)) this.coming.push({ ...one, at: now + drainSeconds });
    for (const replica of this.replicas) {
      if (replica.state === "draining" && replica.goneAt <= now) replica.state = "gone";
    }
    this.replicas = this.replicas.filter(({ state }) => state !== "gone");
    const { serving } = this;
    for (const replica of serving) this.#serve(replica, seconds, requestsPerSecond / serving.length);
  }

  #serve(replica: Replica, seconds: number, rate: number): void {
    const { capacity, idleLatency, fullFactor, outputTokens } = this.#settings;
    const work = replica.queue + rate * seconds;
    const done = Math.min(work, capacity * seconds);
    const load = done / (capacity * seconds);
    replica.finished += done;
    replica.queue = work - done;
    replica.interTokenSeconds += done * outputTokens * idleLatency * (1 + (fullFactor - 1) * load);
  }

  /** Rows of a node's sample. */
  enginesOf(node: string): readonly SyntheticEngine[] {
    const { deployment, inputTokens, outputTokens } = this.#settings;
    return this.replicas
      .filter((one) => one.node === node && one.state !== "gone")
      .map(({ id, state, startedAt, finished, queue, interTokenSeconds }) => ({
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
