import { type Random, seededRandom } from "@loadline/model";
import type { Recommendation, Telemetry } from "@loadline/protocol";
import type { LoopDeps } from "../../src/loop/loop.ts";
import type { RecommenderConfig } from "../../src/settings/config.ts";
import type { StreamMessage } from "./telemetry-stream.ts";

/** A rule that is broken on purpose, so that its invariant is seen to fire. */
export interface Sabotage {
  readonly config?: Partial<RecommenderConfig>;
  /** Parts of a process replaced by broken ones. */
  readonly parts?: (deps: LoopDeps) => LoopDeps;
  /** A stored message on its way to a process; null: it is lost. */
  readonly message?: (message: StreamMessage) => StreamMessage | null;
  /** A sample on its way to the fleet. */
  readonly sample?: (sample: Telemetry) => Telemetry;
  /** An event on its way to the broker. */
  readonly event?: (event: Recommendation) => Recommendation;
}

export const noSabotage: Sabotage = {};

export { type Random, seededRandom };

export const between = (random: Random, least: number, most: number): number => least + random() * (most - least);

export const pick = <T>(random: Random, list: readonly T[]): T => {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError("nothing to pick from");
  return chosen;
};
