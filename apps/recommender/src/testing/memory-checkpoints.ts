import type { DemandPoint } from "@loadline/core";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import type { CheckpointStore, Recalled } from "../checkpoint/checkpoint-store.ts";

/** Checkpoints in memory. */
export class MemoryCheckpoints implements CheckpointStore {
  readonly #states = new Map<string, Checkpoint>();
  readonly #histories = new Map<string, readonly DemandPoint[]>();

  readonly recall = (deployment: string): Promise<Recalled> =>
    Promise.resolve({
      checkpoint: this.#states.get(deployment) ?? null,
      history: this.#histories.get(deployment) ?? [],
    });

  readonly keep = (deployment: string, checkpoint: Checkpoint): Promise<void> => {
    this.#states.set(deployment, structuredClone(checkpoint));
    return Promise.resolve();
  };

  readonly keepHistory = (deployment: string, history: readonly DemandPoint[]): Promise<void> => {
    this.#histories.set(deployment, history);
    return Promise.resolve();
  };
}
