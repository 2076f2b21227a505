export interface ConditionRule {
  /** Samples in a row that must say so before a change is believed, in either direction. */
  readonly samples: number;
  /** For how long it must have been so before it is raised. */
  readonly persistSeconds: number;
}

/** Something that may be the case about a GPU, told once when it begins and once when it ends. */
export class Condition {
  #raised = false;
  #since: number | null = null;
  #samples = 0;

  get raised(): boolean {
    return this.#raised;
  }

  /** Takes one observation; null is unknown and changes nothing. Answers what is to be told. */
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
