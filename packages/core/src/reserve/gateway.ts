import type { ReplicaCapacity } from "../model/estimate.ts";
import type { DemandShape } from "../model/load.ts";
import { type RequestsPerSecond, requestsPerSecond, type TokensPerSecond, tokensPerSecond } from "../units.ts";

export interface GatedCapacity {
  readonly requestsPerSecond: RequestsPerSecond;
  readonly limit: "gateway" | ReplicaCapacity["bindingLimit"];
}

/** What reaches the users: the smaller of what the gateway lets through and what the replicas carry. */
export const gatedCapacity = (
  replicas: number,
  perReplica: Pick<ReplicaCapacity, "requestsPerSecond" | "bindingLimit">,
  gateway: RequestsPerSecond | null,
): GatedCapacity => {
  const carried = replicas * perReplica.requestsPerSecond;
  if (gateway !== null && gateway < carried) return { requestsPerSecond: gateway, limit: "gateway" };
  return { requestsPerSecond: requestsPerSecond(carried), limit: perReplica.bindingLimit };
};

/**
 * Token rate, prompt and answer together, that a gateway should admit so that the replicas of the load line are never
 * asked for more than they carry within their objectives. Holds for the mean shape it is computed for.
 */
export const recommendedTokenLimit = (
  replicas: number,
  perReplica: Pick<ReplicaCapacity, "requestsPerSecond">,
  { inputTokens, outputTokens }: DemandShape,
): TokensPerSecond => tokensPerSecond(replicas * perReplica.requestsPerSecond * (inputTokens + outputTokens));
