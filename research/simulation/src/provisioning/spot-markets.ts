import type { Random } from "@loadline/model";
import type { SpotSettings } from "./supply-types.ts";

export const exponential = (random: Random, mean: number): number => -Math.log(1 - random()) * mean;

interface Interruption {
  readonly at: number;
  readonly market: number;
  /** Drawn for each replica of the market. */
  readonly isTaken: () => boolean;
}

/** Markets whose interruptions take several replicas at once: what makes spot losses correlated. */
export const createSpotMarkets = (spot: SpotSettings, random: Random) => {
  const next = Array.from({ length: spot.markets }, () => exponential(random, spot.meanTimeBetween));
  return {
    /** The market of the replica with this number, or null for on demand, so that the share holds at any count. */
    assign: (number: number) => {
      const before = Math.floor(number * spot.share);
      const after = Math.floor((number + 1) * spot.share);
      return after > before ? before % spot.markets : null;
    },
    /** Interruptions since the last call, oldest first. */
    hitBy: (now: number) => {
      const hits: Interruption[] = [];
      for (const [market, due] of next.entries()) {
        let at = due;
        for (; at <= now; at += exponential(random, spot.meanTimeBetween)) {
          hits.push({ at, market, isTaken: () => random() < spot.lossShare });
        }
        next[market] = at;
      }
      return hits.toSorted((a, b) => a.at - b.at);
    },
  };
};
