import type { LoadForecast } from "@loadline/control";
import { partitionOf } from "@loadline/protocol";
import { type Checkpoint, forecastRecordSeconds } from "./checkpoint.ts";
import type { CheckpointStore, SaveResult } from "./checkpoint-store.ts";

interface CheckpointRequest {
  readonly deployment: string;
  readonly checkpoint: Checkpoint;
  readonly forecast: LoadForecast;
}

interface CheckpointPace {
  /** Between two checkpoints of an unchanged decision. */
  readonly seconds: number;
  /** The forecast's memory is long, and what it lacks at its end is in the telemetry stream. */
  readonly forecastSeconds?: number;
}

interface Saved {
  readonly at: number;
  readonly decision: string | null;
  readonly forecastAt: number;
}

const shares = 64;

/** Stores a checkpoint when a decision changed, and at intervals. */
export class Checkpointer {
  readonly #store: CheckpointStore;
  readonly #pace: Required<CheckpointPace>;
  readonly #saved = new Map<string, Saved>();

  constructor(store: CheckpointStore, { seconds, forecastSeconds = forecastRecordSeconds }: CheckpointPace) {
    this.#store = store;
    this.#pace = { seconds, forecastSeconds };
  }

  /**
   * The result; null when nothing was due. `superseded`: a later epoch has stored this deployment.
   * @throws when the store does not answer; the next call tries again
   */
  async save({ deployment, checkpoint, forecast }: CheckpointRequest, force = false): Promise<SaveResult | null> {
    const { epoch, at, last } = checkpoint;
    const saved = this.#saved.get(deployment);
    const decision = last?.decisionId ?? null;
    const elapsed = saved === undefined ? Number.POSITIVE_INFINITY : Math.abs(at - saved.at);
    if (!force && saved?.decision === decision && elapsed < this.#pace.seconds) return null;
    if ((await this.#store.save(deployment, checkpoint)) === "superseded") return "superseded";
    const forecastDue = force || saved === undefined || Math.abs(at - saved.forecastAt) >= this.#pace.forecastSeconds;
    if (forecastDue && (await this.#store.saveForecast(deployment, { v: 1, epoch, forecast })) === "superseded")
      return "superseded";
    // How far into an interval it is at the first checkpoint: those of hundreds come due one after the other.
    const phase = saved === undefined ? partitionOf(deployment, shares) / shares : 0;
    const forecastAt = forecastDue ? at - phase * this.#pace.forecastSeconds : saved.forecastAt;
    this.#saved.set(deployment, { at: at - phase * this.#pace.seconds, decision, forecastAt });
    return "saved";
  }
}
