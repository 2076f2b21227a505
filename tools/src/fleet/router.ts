import type { Arrival } from "./traffic/day-profile.ts";

/** A replica as the router sees it. */
export interface RoutingTarget {
  readonly outstanding: number;
  submit(id: number, arrival: Arrival, at: number): void;
}

/** Requests since the start, by what became of them. */
export interface RouterTotals {
  readonly arrived: number;
  readonly finished: number;
  /** Longer than a replica accepts. */
  readonly rejected: number;
  /** Waited too long for a replica. */
  readonly timedOut: number;
  /** Cut off when a draining replica ran out of time. */
  readonly aborted: number;
}

/** A client gives up on a request that no replica took within this time. */
const longestWaitSeconds = 60;

/** Window of the reported arrival rate. */
const rateWindowSeconds = 5;

const leastOutstanding = <T extends RoutingTarget>(targets: readonly T[]): T | null =>
  targets.reduce<T | null>(
    (least, target) => (least === null || target.outstanding < least.outstanding ? target : least),
    null,
  );

/** The gateway of one deployment: least outstanding requests first; without a ready replica requests wait here. */
export class Router {
  readonly #longestRequest: number;
  readonly #totals = { arrived: 0, finished: 0, rejected: 0, timedOut: 0, aborted: 0 };
  #waiting: readonly Arrival[] = [];
  #recent: readonly number[] = [];
  #sent = 0;

  constructor({ longestRequest }: { readonly longestRequest: number }) {
    this.#longestRequest = longestRequest;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get totals(): RouterTotals {
    return { ...this.#totals };
  }

  /** Arrivals per second over the last seconds before `time`. */
  requestsPerSecond(time: number): number {
    const window = Math.min(rateWindowSeconds, time);
    if (window <= 0) return 0;
    return this.#recent.filter((at) => at > time - window).length / window;
  }

  countFinished(requests: number): void {
    this.#totals.finished += requests;
  }

  countAborted(requests: number): void {
    this.#totals.aborted += requests;
  }

  /** Hands out waiting requests at `from`, then the arrivals at their own instants, all before `time`. */
  route(arrivals: readonly Arrival[], targets: readonly RoutingTarget[], { from, time }: Slice): void {
    this.#count(arrivals, time);
    const accepted = arrivals.filter((arrival) => this.#accepts(arrival));
    const waiting = this.#waiting.filter(({ at }) => from - at < longestWaitSeconds);
    this.#totals.timedOut += this.#waiting.length - waiting.length;
    if (targets.length === 0) {
      this.#waiting = accepted.length === 0 ? waiting : [...waiting, ...accepted];
      return;
    }
    this.#waiting = [];
    for (const arrival of waiting) this.#send(arrival, targets, from);
    for (const arrival of accepted) this.#send(arrival, targets, arrival.at);
  }

  #count(arrivals: readonly Arrival[], time: number): void {
    const retained = this.#recent.filter((at) => at > time - rateWindowSeconds);
    this.#recent = [...retained, ...arrivals.map(({ at }) => at)];
  }

  #accepts({ inputTokens, outputTokens }: Arrival): boolean {
    this.#totals.arrived += 1;
    const fits = inputTokens + outputTokens <= this.#longestRequest;
    if (!fits) this.#totals.rejected += 1;
    return fits;
  }

  #send(arrival: Arrival, targets: readonly RoutingTarget[], at: number): void {
    this.#sent += 1;
    leastOutstanding(targets)?.submit(this.#sent, arrival, at);
  }
}

interface Slice {
  readonly from: number;
  readonly time: number;
}
