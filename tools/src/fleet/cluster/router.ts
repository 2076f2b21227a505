import type { wayOfRequests } from "@loadline/model";
import { createGateway } from "@loadline/simulation";
import type { Random } from "../common/random.ts";
import type { Arrival } from "../traffic/day-profile.ts";

/** Gateway and response cache, as the plan states them. */
type RequestFront = Parameters<typeof wayOfRequests>[2];

export interface RoutingTarget {
  readonly outstanding: number;
  submit(id: number, arrival: Arrival, at: number): void;
}

/** Requests since the start, by what became of them. */
const noRequests = {
  arrived: 0,
  /** Above a limit of the gateway. */
  turnedAway: 0,
  /** Answered by the response cache. */
  cached: 0,
  finished: 0,
  /** Longer than a replica accepts. */
  rejected: 0,
  /** Waited too long for a replica. */
  timedOut: 0,
  /** Cut off when a draining replica ran out of time. */
  aborted: 0,
};
export type RouterTotals = Readonly<typeof noRequests>;

/** A client gives up on a request that no replica took within this time. */
const longestWaitSeconds = 60;

const leastOutstanding = <T extends RoutingTarget>(targets: readonly T[]): T | null =>
  targets.reduce<T | null>(
    (least, target) => (least === null || target.outstanding < least.outstanding ? target : least),
    null,
  );

export interface RouterOptions {
  readonly longestRequest: number;
  readonly front?: RequestFront | undefined;
  /** Draws what the response cache answers. */
  readonly random: Random;
}

// What comes within a tenth of a second, which is a step of the fleet, may come at once.
const burstOf = (perSecond: number): number => Math.max(10, perSecond / 10);

const gatewayOf = ({ gateway }: RequestFront) => {
  if (gateway === undefined) return createGateway(gateway);
  const { requestsPerSecond = null } = gateway;
  return createGateway({ inFlight: null, ...gateway, requestsPerSecond, burst: burstOf(requestsPerSecond ?? 0) });
};

/**
 * What stands before the replicas of one deployment: gateway, response cache, and a load balancer that sends to the one
 * with the least outstanding requests. Without a ready replica requests wait here.
 */
export class Router {
  readonly #options: RouterOptions;
  readonly #passes: ReturnType<typeof createGateway>;
  readonly #totals = { ...noRequests };
  #waiting: readonly Arrival[] = [];
  #sent = 0;

  constructor(options: RouterOptions) {
    this.#options = options;
    this.#passes = gatewayOf(options.front ?? {});
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get totals(): RouterTotals {
    return { ...this.#totals };
  }

  countFinished(requests: number): void {
    this.#totals.finished += requests;
  }

  countAborted(requests: number): void {
    this.#totals.aborted += requests;
  }

  /** Hands out waiting requests at `from`, then the arrivals at their own instants, all before `time`. */
  route(arrivals: readonly Arrival[], targets: readonly RoutingTarget[], from: number): void {
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

  #accepts({ at, inputTokens, outputTokens }: Arrival): boolean {
    this.#totals.arrived += 1;
    const tokens = inputTokens + outputTokens;
    const { front = {}, longestRequest, random } = this.#options;
    const isCached = random() < (front.responseCache?.hitRatio ?? 0);
    const countsAll = front.gateway?.counts !== "cache-misses";
    const outcome =
      (countsAll || !isCached) && !this.#passes(at, 0, tokens)
        ? "turnedAway"
        : isCached
          ? "cached"
          : tokens > longestRequest
            ? "rejected"
            : null;
    if (outcome !== null) this.#totals[outcome] += 1;
    return outcome === null;
  }

  #send(arrival: Arrival, targets: readonly RoutingTarget[], at: number): void {
    this.#sent += 1;
    leastOutstanding(targets)?.submit(this.#sent, arrival, at);
  }
}
