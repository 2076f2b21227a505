import type { DemandPoint } from "@loadline/core";
import type { Checkpoint } from "./checkpoint.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";

export interface CheckpointRequest {
  readonly deployment: string;
  readonly checkpoint: Checkpoint;
  readonly history: readonly DemandPoint[];
}

// The history is long and what it lacks at its end is in the telemetry stream.
const historySeconds = 60;

interface Kept {
  readonly at: number;
  readonly decision: string | null;
  readonly historyAt: number;
}

/** Keeps checkpoints when a decision changed, and now and then. */
export class Checkpointer {
  readonly #store: CheckpointStore;
  readonly #seconds: number;
  readonly #kept = new Map<string, Kept>();

  constructor(store: CheckpointStore, seconds: number) {
    this.#store = store;
    this.#seconds = seconds;
  }

  /** @returns whether something was written. @throws when the store does not answer; the next call tries again */
  async keep({ deployment, checkpoint, history }: CheckpointRequest, force = false): Promise<boolean> {
    const kept = this.#kept.get(deployment);
    const decision = checkpoint.last?.decisionId ?? null;
    const elapsed = kept === undefined ? Number.POSITIVE_INFINITY : Math.abs(checkpoint.at - kept.at);
    if (!force && kept?.decision === decision && elapsed < this.#seconds) return false;
    await this.#store.keep(deployment, checkpoint);
    const historyDue = force || kept === undefined || Math.abs(checkpoint.at - kept.historyAt) >= historySeconds;
    if (historyDue) await this.#store.keepHistory(deployment, history);
    const historyAt = historyDue ? checkpoint.at : kept.historyAt;
    this.#kept.set(deployment, { at: checkpoint.at, decision, historyAt });
    return true;
  }
}
