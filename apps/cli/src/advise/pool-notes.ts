import { gpuById, gpuPrice } from "@loadline/model";
import { quoteText } from "@loadline/planner/answer-text";
import { orElse } from "@loadline/planner/messages";
import { plural } from "@loadline/planner/text";
import type { ObservedGpus } from "../prometheus/observed-fleet.ts";
import type { AdviseOne } from "./question.ts";

/** What is free of the GPUs that more replicas need; null: none are needed, or nothing counts the pool's. */
export const freeText = (
  { plan, deployment, size }: AdviseOne,
  gpus: readonly ObservedGpus[],
  more: number,
): string | null => {
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  const counted = gpus.find(({ type }) => orElse(() => gpuById(type).id, null) === pool?.gpu);
  if (more <= 0 || pool === undefined || counted === undefined || size.gpusPerReplica === null) return null;
  const free = Math.max(0, counted.nodes * counted.gpusPerNode - counted.used);
  const fit = Math.min(more, Math.floor(free / size.gpusPerReplica));
  const rest = fit === more ? "" : `, ${plural(more - fit, "replica")} fewer than that takes`;
  return `${pool.name} has ${plural(free, "GPU")} free, for ${plural(fit, "replica")}${rest}`;
};

/** Where the price of a deployment's GPUs is from; null: none is known. */
export const priceNote = ({ plan, deployment }: AdviseOne): string | null => {
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  if (pool === undefined) return null;
  const { usdPerGpuHour, gpu, purchase, provider } = pool;
  if (usdPerGpuHour !== undefined) return `cost: ${usdPerGpuHour} $ a GPU-hour, as the plan has it`;
  const price = orElse(() => gpuPrice({ own: [], provider }, gpu, purchase), null);
  if (price === null) return null;
  return `cost: ${price.usdPerGpuHour} $ a GPU-hour (${purchase}), ${quoteText(price)}`;
};
