import type { Assessment } from "./decide/assessment.ts";

/** What the process can say of itself and of its last tick. */
export class Status {
  #assessments: readonly Assessment[] = [];
  #tickedAt: number | null = null;

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
