import type { Random } from "@loadline/core";
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

/** So much per second and so much at once beyond that: whether an amount may be taken now. */
const createBucket = (perSecond: number | null | undefined, full: number) => {
  const rate = perSecond ?? Number.POSITIVE_INFINITY;
  let level = full;
  let filledAt = 0;
  return {
    holds: (at: number, amount: number): boolean => {
      level = Number.isFinite(rate) ? Math.min(full, level + (at - filledAt) * rate) : full;
      filledAt = at;
      // What is larger than the bucket passes when it is full, or nothing of its size ever would.
      return level >= Math.min(amount, full);
    },
    take: (amount: number): void => {
      level -= amount;
    },
  };
};

/** Limits on requests, tokens and requests in flight: whether the request that comes now may pass. */
export const createGateway = (
  gateway: GatewaySettings | undefined,
): ((at: number, inFlight: number, tokens: number) => boolean) => {
  if (gateway === undefined) return () => true;
  const { requestsPerSecond, tokensPerSecond, burst, inFlight: mostInFlight } = gateway;
  const requests = createBucket(requestsPerSecond, Math.max(1, burst));
  // As many seconds of tokens at once as of requests.
  const seconds = requestsPerSecond === null ? 1 : Math.max(1, burst) / requestsPerSecond;
  const allTokens = createBucket(tokensPerSecond, seconds * (tokensPerSecond ?? 0));
  return (at, inFlight, tokens) => {
    if (mostInFlight !== null && inFlight >= mostInFlight) return false;
    // Each bucket is asked before one is taken from: a request that is turned away takes nothing.
    if (![requests.holds(at, 1), allTokens.holds(at, tokens)].every(Boolean)) return false;
    requests.take(1);
    allTokens.take(tokens);
    return true;
  };
};
