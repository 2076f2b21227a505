export interface DebounceRule {
  /** Samples in a row that a change needs, in either direction. */
  readonly samples: number;
  /** Seconds that it must hold before it is raised. */
  readonly persistSeconds: number;
}

/** Debounces what may hold for a GPU: it begins and ends only after the samples and seconds of its rule. */
export class Debounce {
  #raised = false;
  #since: number | null = null;
  #samples = 0;

  get raised(): boolean {
    return this.#raised;
  }

  /** Adds one observation; null is unknown and changes nothing. */
  observe(holds: boolean | null, now: number, { samples, persistSeconds }: DebounceRule): "began" | "ended" | null {
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
