import { type Plan, streamOf } from "@loadline/wire";
import type { RecommenderConfig } from "../config.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";

/**
 * How much telemetry to replay at the start, in seconds: from the oldest checkpoint on, and at least what the
 * configuration says. The stream keeps no more than its age.
 */
export const secondsToReplay = async (
  plan: Plan,
  checkpoints: CheckpointStore,
  { config, now }: { readonly config: RecommenderConfig; readonly now: number },
): Promise<number> => {
  const stored = await Promise.all(plan.deployments.map(({ name }) => checkpoints.load(name).catch(() => null)));
  const ages = stored.flatMap((one) => (one === null || one.checkpoint === null ? [] : [now - one.checkpoint.at]));
  const wanted = Math.max(config.replaySeconds, ...ages.map((age) => age + config.windowSeconds));
  return Math.min(wanted, Math.max(config.replaySeconds, streamOf("telemetry").maxAgeSeconds));
};
