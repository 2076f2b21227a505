import { shapeSeconds } from "../state/demand.ts";
import type { StandInLimits } from "../state/stand-ins.ts";
import { leadTimesUntilExpiry } from "../state/target.ts";
import type { Observed } from "./taker.ts";

/** What bounds the replicas of a deployment that may stand in for those of a silent node. */
export const standInLimits = (
  { deployment, pool, model }: Pick<Observed, "deployment" | "pool" | "model">,
  windowSeconds: number,
): StandInLimits => ({
  workSeconds: shapeSeconds(windowSeconds),
  patienceSeconds: leadTimesUntilExpiry * deployment.leadTimeSeconds,
  // A replica that lies across nodes is told by the one that answers for it.
  mostPerNode: Math.max(1, Math.floor(pool.gpusPerNode / model.gpusPerReplica)),
});
