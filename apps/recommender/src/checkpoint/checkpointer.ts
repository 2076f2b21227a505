import type { LoadForecast } from "@loadline/core";
import type { Checkpoint } from "./checkpoint.ts";
import type { CheckpointStore, SaveResult } from "./checkpoint-store.ts";

export interface CheckpointRequest {
  readonly deployment: string;
  readonly checkpoint: Checkpoint;
  readonly forecast: LoadForecast;
}

export interface CheckpointPace {
  /** Between two checkpoints of an unchanged decision. */
  readonly seconds: number;
  /** The forecast's memory is long, and what it lacks at its end is in the telemetry stream. */
  readonly forecastSeconds?: number;
}

const usualForecastSeconds = 60;

interface Kept {
  readonly at: number;
  readonly decision: string | null;
  readonly forecastAt: number;
}

/** Keeps checkpoints when a decision changed, and now and then. */
export class Checkpointer {
  readonly #store: CheckpointStore;
  readonly #pace: Required<CheckpointPace>;
  readonly #kept = new Map<string, Kept>();

  constructor(store: CheckpointStore, { seconds, forecastSeconds = usualForecastSeconds }: CheckpointPace) {
    this.#store = store;
    this.#pace = { seconds, forecastSeconds };
  }

  /**
   * What became of it; null when nothing was due. `superseded`: a later epoch keeps this deployment.
   * @throws when the store does not answer; the next call tries again
   */
  async save({ deployment, checkpoint, forecast }: CheckpointRequest, force = false): Promise<SaveResult | null> {
    const { epoch, at, last } = checkpoint;
    const kept = this.#kept.get(deployment);
    const decision = last?.decisionId ?? null;
    const elapsed = kept === undefined ? Number.POSITIVE_INFINITY : Math.abs(at - kept.at);
    if (!force && kept?.decision === decision && elapsed < this.#pace.seconds) return null;
    if ((await this.#store.save(deployment, checkpoint)) === "superseded") return "superseded";
    const forecastDue = force || kept === undefined || Math.abs(at - kept.forecastAt) >= this.#pace.forecastSeconds;
    if (forecastDue) await this.#store.saveForecast(deployment, { v: 1, epoch, forecast });
    this.#kept.set(deployment, { at, decision, forecastAt: forecastDue ? at : kept.forecastAt });
    return "saved";
  }
}
