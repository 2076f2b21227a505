import { z } from "zod";
import { dataEntry, lazily } from "../catalogue/data.ts";
import { sourced } from "../catalogue/sourced.ts";

const share = sourced("1", { min: 0.001, max: 1 });

/** What running GPUs teaches, beside their data sheets: failures, power, links between nodes. */
export const operationsSchema = z.strictObject({
  id: z.literal("operations"),
  gpuMeanTimeBetweenFailures: sourced("s", { min: 1e6, max: 1e11 }),
  gpuRepairTime: sourced("s", { min: 60, max: 1e7 }),
  /** Share of the time that the replicas of the load must all be up. */
  replicaAvailability: share,
  idlePowerShare: share,
  busyPowerShare: share,
  /** Power of a node over that of its GPUs. */
  nodePowerFactor: sourced("1", { min: 1, max: 5 }),
  /** Per GPU, between nodes. */
  nodeLinkBandwidth: sourced("B/s", { min: 1e8, max: 1e13 }),
});
type Operations = z.infer<typeof operationsSchema>;

export const operations = lazily(() => dataEntry<Operations>("operations", "operations"));
