import { toleratedLeadSeconds } from "../input/judge-sample.ts";
import type { NodeState } from "./fleet.ts";

/**
 * Whether a node was heard of lately, by both clocks: by the wall it is neither old nor from a time that is not yet; by
 * the one that only rises it has not been silent, whatever was set back since. A clock that catches up with where it was
 * does not make the samples of then new. A node whose later samples are refused for their times has a clock that is not
 * to be believed: a sample that came late from a clock that runs ahead looks young.
 */
export const isFresh = (
  { sampledAt, silentSeconds, outdated }: Pick<NodeState, "sampledAt" | "silentSeconds" | "outdated">,
  { freshnessSeconds, now }: { readonly freshnessSeconds: number; readonly now: number },
): boolean => {
  const age = now - sampledAt;
  return !outdated && age <= freshnessSeconds && age >= -toleratedLeadSeconds && silentSeconds <= freshnessSeconds;
};
