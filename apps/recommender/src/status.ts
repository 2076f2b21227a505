import type { Assessment } from "./decide/assessment.ts";

/** What the process can say of itself and of its last tick. */
export class Status {
  #assessments: readonly Assessment[] = [];
  #tickedAt: number | null = null;
  #epoch: number | null = null;
  #rehearsedAt: number | null = null;

  /** Epoch in which it led at the last tick; null while it stood by. */
  get epoch(): number | null {
    return this.#epoch;
  }

  leads(epoch: number | null): void {
    this.#epoch = epoch;
  }

  /** When it last rehearsed a take-over, epoch seconds; null: never. */
  get rehearsedAt(): number | null {
    return this.#rehearsedAt;
  }

  rehearsed(at: number): void {
    this.#rehearsedAt = at;
  }

  get assessments(): readonly Assessment[] {
    return this.#assessments;
  }

  /** End of the last whole tick, epoch seconds; null before the first. */
  get tickedAt(): number | null {
    return this.#tickedAt;
  }

  decided(assessments: readonly Assessment[], at: number): void {
    this.#assessments = assessments;
    this.#tickedAt = at;
  }
}
