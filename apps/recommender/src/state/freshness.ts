import { toleratedLeadSeconds } from "../input/judge-sample.ts";
import type { NodeState } from "./fleet.ts";

/**
 * Whether a node was heard of lately, by both clocks: by the wall it is neither old nor from a time that is not yet; by
 * the one that only rises it has not been silent, whatever was set back since. A clock that catches up with where it was
 * does not make the samples of then new.
 */
export const isFresh = (
  { sampledAt, silentSeconds }: Pick<NodeState, "sampledAt" | "silentSeconds">,
  { freshnessSeconds, now }: { readonly freshnessSeconds: number; readonly now: number },
): boolean => {
  const age = now - sampledAt;
  return age <= freshnessSeconds && age >= -toleratedLeadSeconds && silentSeconds <= freshnessSeconds;
};
