import type { CompletedRequest, ReplicaSimulator, ReplicaSnapshot } from "@loadline/model/internal";
import type { GpuActivity } from "../node/gpu-reading.ts";
import type { Placement } from "../node/placement.ts";
import type { Arrival } from "../traffic/day-profile.ts";
import type { DeploymentModel } from "./deployment-model.ts";
import { EngineMetrics } from "./engine-metrics.ts";

/** Life of a replica. Instants are on the fleet's clock. */
export type ReplicaState =
  | { readonly kind: "pending"; readonly since: number; readonly readyAt: number }
  | { readonly kind: "ready" }
  | { readonly kind: "draining"; readonly until: number };

interface ReplicaOptions {
  readonly id: string;
  /** Rises with every replica of the deployment: the newest has the highest. */
  readonly ordinal: number;
  readonly placement: Placement;
  readonly model: DeploymentModel;
  readonly state: ReplicaState;
}

/** One simulated engine with its GPUs. */
export class Replica {
  readonly id: string;
  readonly ordinal: number;
  readonly placement: Placement;
  /** Factor on the time of each of its steps. */
  slowness = 1;
  readonly #model: DeploymentModel;
  #state: ReplicaState;
  /** Exists once it answers. */
  #engine: { readonly simulator: ReplicaSimulator; readonly metrics: EngineMetrics } | null = null;
  #outstanding = 0;
  #advancedTo = 0;
  #busySeconds = 0;
  #watchedSeconds = 0;

  constructor({ id, ordinal, placement, model, state }: ReplicaOptions) {
    this.id = id;
    this.ordinal = ordinal;
    this.placement = placement;
    this.#model = model;
    this.#state = state;
  }

  get state(): ReplicaState {
    return this.#state;
  }

  /** Requests that it was given and has not finished. */
  get outstanding(): number {
    return this.#outstanding;
  }

  /** Null until the engine answers. */
  get snapshot(): ReplicaSnapshot | null {
    return this.#engine?.simulator.snapshot() ?? null;
  }

  get metrics(): EngineMetrics | null {
    return this.#engine?.metrics ?? null;
  }

  /** The engine answers from here on. @param startedAt epoch seconds, for its metrics */
  start(time: number, startedAt: number): void {
    this.#engine = {
      simulator: this.#model.createSimulator(() => this.slowness),
      metrics: new EngineMetrics({ ...this.#model, startedAt }),
    };
    this.#state = { kind: "ready" };
    this.#advancedTo = time;
  }

  drain(until: number): void {
    this.#state = { kind: "draining", until };
  }

  submit(id: number, { inputTokens, outputTokens }: Arrival, at: number): void {
    this.#engine?.simulator.submit({ id, at, inputTokens, outputTokens });
    this.#outstanding += 1;
  }

  advanceTo(time: number): readonly CompletedRequest[] {
    if (this.#engine === null) return [];
    const { simulator, metrics } = this.#engine;
    const wasBusy = this.#outstanding > 0;
    const completed = simulator.advanceTo(time);
    for (const request of completed) metrics.observe(request);
    this.#outstanding -= completed.length;
    const passed = time - this.#advancedTo;
    this.#watchedSeconds += passed;
    if (wasBusy) this.#busySeconds += passed;
    this.#advancedTo = time;
    return completed;
  }

  /** What each of its GPUs did since the last call. */
  takeActivity(time: number): GpuActivity {
    const busyRatio = this.#watchedSeconds > 0 ? this.#busySeconds / this.#watchedSeconds : 0;
    this.#busySeconds = 0;
    this.#watchedSeconds = 0;
    const snapshot = this.snapshot;
    return {
      busyRatio,
      batchRatio: (snapshot?.running ?? 0) / this.#model.maxSequences,
      memoryUsed: this.#memoryUsed(snapshot, time),
    };
  }

  /** A starting engine loads its weights over the lead time; a serving one holds them and the KV cache in use. */
  #memoryUsed(snapshot: ReplicaSnapshot | null, time: number): number {
    const { weights, kvCache, activation, framework } = this.#model.memoryPerGpu;
    if (snapshot !== null) return weights + activation + framework + kvCache * snapshot.kvCacheUsageRatio;
    if (this.#state.kind !== "pending") return 0;
    const { since, readyAt } = this.#state;
    return readyAt > since ? weights * Math.min(1, (time - since) / (readyAt - since)) : weights;
  }
}
