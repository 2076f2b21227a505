import type { Random } from "@loadline/core";
import type { CacheSettings, GatewaySettings } from "./types.ts";

/** A cache of answers: whether the request that comes now is answered from it. Misses are put in at once. */
export const createAnswerCache = (cache: CacheSettings | undefined, random: Random): ((at: number) => boolean) => {
  if (cache === undefined) return () => false;
  const { repeatShare, distinct, timeToLiveSeconds, lostAtSeconds } = cache;
  const answeredAt = new Map<number, number>();
  const losses = lostAtSeconds.toSorted((a, b) => a - b);
  let nextLoss = 0;
  return (at) => {
    while ((losses[nextLoss] ?? Number.POSITIVE_INFINITY) <= at) {
      answeredAt.clear();
      nextLoss += 1;
    }
    if (random() >= repeatShare) return false;
    const question = Math.floor(random() * distinct);
    const before = answeredAt.get(question);
    if (before !== undefined && at - before < timeToLiveSeconds) return true;
    answeredAt.set(question, at);
    return false;
  };
};

/** A token bucket and a limit on requests in flight: whether the request that comes now may pass. */
export const createGateway = (gateway: GatewaySettings | undefined): ((at: number, inFlight: number) => boolean) => {
  if (gateway === undefined) return () => true;
  const { requestsPerSecond, burst, inFlight: mostInFlight } = gateway;
  const full = Math.max(1, burst);
  let tokens = full;
  let filledAt = 0;
  return (at, inFlight) => {
    if (mostInFlight !== null && inFlight >= mostInFlight) return false;
    if (requestsPerSecond === null) return true;
    tokens = Math.min(full, tokens + (at - filledAt) * requestsPerSecond);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
