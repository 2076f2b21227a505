import { gpuHourPrice, gpuWatts, type PlanPool } from "@loadline/plan";
import type { ReplicaModel } from "../observe/replica-model.ts";
import type { Assessment } from "./assessment.ts";

interface Placed {
  readonly model: ReplicaModel;
  readonly pool: PlanPool;
}

/** USD per hour of one replica; null where neither plan nor catalogue has a price for its GPU and purchase class. */
export const replicaUsdPerHour = ({ model, pool }: Placed): number | null => {
  const price = gpuHourPrice(pool);
  return price === null ? null : price * model.gpusPerReplica;
};

/** Power limit of one replica's GPUs, in watts; null where the GPU is not known. */
export const replicaWatts = ({ model, pool }: Placed): number | null => {
  const watts = gpuWatts(pool);
  return watts === null ? null : watts * model.gpusPerReplica;
};

/** Effect of moving from the current target to the desired count. */
export const changeOf = (
  assessment: Assessment,
): { readonly usdPerHour: number | null; readonly watts: number | null } => {
  const { currentTarget } = assessment.inputs.replicas;
  const { desired } = assessment.decision;
  if (currentTarget === null || desired === null) return { usdPerHour: null, watts: null };
  const [before, after] = [currentTarget, desired].map(assessment.usdPerHour);
  const watts = replicaWatts(assessment);
  return {
    usdPerHour: before == null || after == null ? null : after - before,
    watts: watts === null ? null : watts * (desired - currentTarget),
  };
};
