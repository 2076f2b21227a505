import type { Random } from "@loadline/model";
import type { CacheSettings, GatewaySettings } from "./types.ts";

/** A cache of answers: whether the request that comes now is answered from it. Misses are put in at once. */
export const createAnswerCache = (cache: CacheSettings | undefined, random: Random): ((at: number) => boolean) => {
  if (cache === undefined) return () => false;
  const { repeats, distinct, timeToLive, lostAt } = cache;
  const answeredAt = new Map<number, number>();
  const losses = lostAt.toSorted((a, b) => a - b);
  let nextLoss = 0;
  return (at) => {
    while ((losses[nextLoss] ?? Number.POSITIVE_INFINITY) <= at) {
      answeredAt.clear();
      nextLoss += 1;
    }
    if (random() >= repeats) return false;
    const question = Math.floor(random() * distinct);
    const before = answeredAt.get(question);
    if (before !== undefined && at - before < timeToLive) return true;
    answeredAt.set(question, at);
    return false;
  };
};

/** So much per second and so much at once beyond that: what may be taken now. */
const createBucket = (perSecond: number | null | undefined, full: number) => {
  const isEndless = perSecond === null || perSecond === undefined;
  let level = isEndless ? Number.POSITIVE_INFINITY : full;
  let filledAt = 0;
  return {
    levelAt: (at: number): number => {
      if (!isEndless) level = Math.min(full, level + (at - filledAt) * perSecond);
      filledAt = at;
      return level;
    },
    take: (amount: number): void => {
      level -= amount;
    },
  };
};

// Where fewer fit, what refills between two requests is lost, and less passes than the limit.
const leastBurst = 2;

/**
 * Limits on requests, tokens and requests in flight: whether the request that comes now may pass. How many tokens it takes a
 * gateway knows once it is answered: it passes while any are left, and what it takes beyond them is refilled first.
 * @source https://aigateway.envoyproxy.io/docs/capabilities/traffic/usage-based-ratelimiting
 */
export const createGateway = (
  gateway: GatewaySettings | undefined,
): ((at: number, inFlight: number, tokens: number) => boolean) => {
  if (gateway === undefined) return () => true;
  const { requestsPerSecond, tokensPerSecond, inFlight: mostInFlight } = gateway;
  const burst = Math.max(1, gateway.burst ?? Math.max(leastBurst, requestsPerSecond ?? 0));
  const requests = createBucket(requestsPerSecond, burst);
  // As many seconds of tokens at once as of requests, one at least.
  const seconds = Math.max(1, burst / (requestsPerSecond ?? burst));
  const allTokens = createBucket(tokensPerSecond, seconds * (tokensPerSecond ?? 0));
  return (at, inFlight, tokens) => {
    if (mostInFlight !== null && inFlight >= mostInFlight) return false;
    // Each bucket is filled before one is taken from: a request that is turned away takes nothing.
    const [requestsLeft, tokensLeft] = [requests.levelAt(at), allTokens.levelAt(at)];
    if (requestsLeft < 1 || tokensLeft <= 0) return false;
    requests.take(1);
    allTokens.take(tokens);
    return true;
  };
};
