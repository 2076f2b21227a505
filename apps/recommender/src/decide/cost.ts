import { priceOf } from "@loadline/core";
import type { Assessment } from "./assessment.ts";

/** USD per hour of one replica; null where the catalogue has no price for its GPU and purchase class. */
export const replicaUsdPerHour = ({ model, pool }: Assessment): number | null => {
  const price = priceOf(model.spec.gpu.id, pool.purchase);
  return price === null ? null : price.perGpu.value * model.gpusPerReplica;
};

/** Power limit of one replica's GPUs, in watts. */
export const replicaWatts = ({ model }: Assessment): number => model.spec.gpu.power.value * model.gpusPerReplica;

/** Effect of moving from the current target to the desired count. */
export const changeOf = (
  assessment: Assessment,
): { readonly usdPerHour: number | null; readonly watts: number | null } => {
  const { currentTarget } = assessment.inputs.replicas;
  const { desired } = assessment.decision;
  if (currentTarget === null || desired === null) return { usdPerHour: null, watts: null };
  const added = desired - currentTarget;
  const usdPerHour = replicaUsdPerHour(assessment);
  return {
    usdPerHour: usdPerHour === null ? null : usdPerHour * added,
    watts: replicaWatts(assessment) * added,
  };
};
