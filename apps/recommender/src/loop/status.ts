import type { Assessment } from "../decide/assessment.ts";

/** What the process reports of itself and of its last tick. Times are epoch seconds. */
export class Status {
  /** Epoch in which it led at the last tick; null while it stood by. */
  epoch: number | null = null;
  /** When it last rehearsed a take-over; null: never. */
  rehearsedAt: number | null = null;
  /** What last kept a deployment from being decided, by its name. */
  readonly faults = new Map<string, string>();
  assessments: readonly Assessment[] = [];
  /** End of the last whole tick; null before the first. */
  tickedAt: number | null = null;

  decided(assessments: readonly Assessment[], at: number): void {
    this.assessments = assessments;
    this.tickedAt = at;
  }
}
