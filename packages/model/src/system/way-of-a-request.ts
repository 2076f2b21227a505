import type { DemandShape } from "../model/load.ts";

/** What stands between the users and the replicas of one deployment. */
export interface RequestFront {
  readonly gateway?:
    | {
        readonly requestsPerSecond?: number | undefined;
        /** Prompt and answer together. */
        readonly tokensPerSecond?: number | undefined;
        /** What is held against the limits: every request, or only those that the response cache does not answer. */
        readonly counts?: "offered" | "cache-misses" | undefined;
      }
    | undefined;
  readonly responseCache?: { readonly hitRatio: number } | undefined;
}
type Tokens = { readonly [K in keyof Pick<DemandShape, "inputTokens" | "outputTokens">]: number };

/** Requests/s of a deployment by what becomes of them. */
export interface RequestWay {
  /** At the front, before gateway and cache. */
  readonly offered: number;
  readonly turnedAway: number;
  /** Of the offered ones, 0…1. */
  readonly turnedAwayShare: number;
  readonly answeredByCache: number;
  readonly toReplicas: number;
  /** The limit of the gateway that turns requests away; null: none does. */
  readonly limit: "requestsPerSecond" | "tokensPerSecond" | null;
}

/** The gateway's limit that is reached first, in requests/s of these lengths. */
const lowestLimit = (
  { gateway = {} }: RequestFront,
  { inputTokens, outputTokens }: Tokens,
): { readonly rate: number; readonly limit: NonNullable<RequestWay["limit"]> } => {
  const requests = gateway.requestsPerSecond ?? Number.POSITIVE_INFINITY;
  const byTokens = (gateway.tokensPerSecond ?? Number.POSITIVE_INFINITY) / (inputTokens + outputTokens);
  return byTokens < requests
    ? { rate: byTokens, limit: "tokensPerSecond" }
    : { rate: requests, limit: "requestsPerSecond" };
};

/**
 * What becomes of the requests that are offered at the front: the gateway turns away what is above its limits, the response
 * cache answers its share, the rest reaches the replicas. The gateway stands before the cache, or behind it where it counts
 * the misses alone. What infinitely many come to is the most that reaches the replicas. Holds for the mean of a time that is long against the gateway's bursts.
 */
export const wayOfRequests = (offered: number, shape: Tokens, front: RequestFront): RequestWay => {
  const missShare = 1 - (front.responseCache?.hitRatio ?? 0);
  const { rate, limit } = lowestLimit(front, shape);
  const counted = front.gateway?.counts === "cache-misses" ? offered * missShare : offered;
  const passed = Math.min(counted, rate);
  const turnedAway = counted > rate ? counted - rate : 0;
  const toReplicas = front.gateway?.counts === "cache-misses" ? passed : passed * missShare;
  return {
    offered,
    turnedAway,
    turnedAwayShare: offered > 0 ? turnedAway / offered : 0,
    answeredByCache: offered - turnedAway - toReplicas,
    toReplicas,
    limit: turnedAway > 0 ? limit : null,
  };
};

/** Requests/s that reach the replicas once the cache answers nothing. Never less than what reaches them now. */
export const coldToReplicas = (
  /** `offered` bounds what can come back: behind a cache that is cold already, the replicas have it all. */
  { toReplicas, offered }: Pick<RequestWay, "toReplicas" | "offered">,
  shape: Tokens,
  front: RequestFront,
): number => {
  const missShare = 1 - (front.responseCache?.hitRatio ?? 0);
  const returning = Math.min(toReplicas / missShare, Math.max(offered, toReplicas));
  return Math.max(toReplicas, Math.min(returning, lowestLimit(front, shape).rate));
};
