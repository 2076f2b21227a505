import type { Arrival } from "./traffic/types.ts";

/** Takes an endless sequence of arrivals apart into slices of time. */
export class ArrivalFeed {
  readonly #arrivals: Iterator<Arrival, never>;
  #next: Arrival;

  constructor(arrivals: Iterator<Arrival, never>) {
    this.#arrivals = arrivals;
    this.#next = arrivals.next().value;
  }

  /** The arrivals up to and including `time` that were not taken yet, by deployment. */
  takeUntil(time: number): ReadonlyMap<string, readonly Arrival[]> {
    const taken = new Map<string, Arrival[]>();
    while (this.#next.at <= time) {
      const known = taken.get(this.#next.deployment);
      if (known === undefined) taken.set(this.#next.deployment, [this.#next]);
      else known.push(this.#next);
      this.#next = this.#arrivals.next().value;
    }
    return taken;
  }
}
