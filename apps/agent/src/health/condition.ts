import type { Health } from "@loadline/wire";

export interface ConditionRule {
  /** Samples in a row that a change needs, in either direction. */
  readonly samples: number;
  /** Seconds that it must hold before it is raised. */
  readonly persistSeconds: number;
}

/** Something that may hold for a GPU, with a change when it begins and when it ends. */
export class Condition {
  #raised = false;
  #since: number | null = null;
  #samples = 0;

  get raised(): boolean {
    return this.#raised;
  }

  /** Adds one observation; null is unknown and changes nothing. */
  observe(holds: boolean | null, now: number, { samples, persistSeconds }: ConditionRule): "began" | "ended" | null {
    if (holds === null) return null;
    if (holds === this.#raised) {
      this.#since = null;
      this.#samples = 0;
      return null;
    }
    this.#since ??= now;
    this.#samples += 1;
    const long = !holds || now - this.#since >= persistSeconds;
    if (this.#samples < samples || !long) return null;
    this.#raised = holds;
    this.#since = null;
    this.#samples = 0;
    return holds ? "began" : "ended";
  }
}

/** A health event before it is numbered. */
export type HealthEvent = Omit<Health, "v" | "bootId" | "seq">;

/** Effect of an event on the capacity of the GPU. */
export type HealthEffect = Health["effect"];
