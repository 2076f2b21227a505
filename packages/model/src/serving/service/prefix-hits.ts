import { invalidInput } from "../../base/errors.ts";
import type { ServingShape } from "../../model/load.ts";
import type { ServingEngine, ServingReplica } from "../../model/replica.ts";
import { meanLength } from "../arrivals/draw-requests.ts";
import { fluidRate } from "../open-loop/fluid-rate.ts";

/** Groups of requests that share a prefix each, all asked for as often. */
interface PrefixGroups {
  readonly groups: number;
  /** Whether a group's requests go to one replica, so that each of `replicas` holds its part of the groups alone. */
  readonly hasAffinity: boolean;
  readonly replicas: number;
}

/** Prefixes that the cache holds beside what requests at the highest rate have of their own: they share those of groups. */
const cachedPrefixes = (engine: ServingEngine, shape: ServingShape): number => {
  const prefix = engine.limits.prefixHitRatio * meanLength(shape.input);
  const ofRequest = meanLength(shape.input) - prefix + meanLength(shape.output) / 2;
  const running = fluidRate(engine, shape).decodes * ofRequest;
  return Math.max(0, engine.limits.kvCacheTokens - running) / prefix;
};

/**
 * A replica whose `prefixHitRatio`, the part of a prompt that is its group's prefix, is hit as often as the cache holds
 * the group: every replica meets all groups, with affinity only its own. A cache that drops the longest unused hits as
 * many of equally frequent groups as it holds.
 * @throws LL_INPUT_INVALID without a shared prefix
 */
export const withPrefixGroups = (
  replica: ServingReplica,
  shape: ServingShape,
  { groups, hasAffinity, replicas }: PrefixGroups,
): ServingReplica => {
  if (!(Number.isInteger(groups) && groups >= 1)) {
    throw invalidInput("prefixGroups", groups, "a whole number of groups that share a prefix, at least 1");
  }
  const withHits = <E extends ServingEngine>(engine: E): E => {
    const { prefixHitRatio } = engine.limits;
    if (!(prefixHitRatio > 0)) {
      throw invalidInput("prefixHitRatio", prefixHitRatio, "a shared prefix, above 0, where prefix groups are given");
    }
    const ownGroups = hasAffinity ? groups / replicas : groups;
    const hits = Math.min(1, cachedPrefixes(engine, shape) / ownGroups);
    return { ...engine, limits: { ...engine.limits, prefixHitRatio: prefixHitRatio * hits } };
  };
  const { disaggregated } = replica;
  // Decode workers get prompts computed: only prompt workers have a prefix cache that counts.
  if (disaggregated === undefined) return withHits(replica);
  const promptWorkers = replicas * disaggregated.promptWorkers;
  const engine = withPrefixGroups(disaggregated.engine, shape, { groups, hasAffinity, replicas: promptWorkers });
  return { ...replica, disaggregated: { ...disaggregated, engine } };
};
