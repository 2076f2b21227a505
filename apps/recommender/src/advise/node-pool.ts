import { type Adviser, advice, carriedByOne, counted, replicasFor, rounded } from "./context.ts";

/** Requests/s that the decision has to cover; null while unknown. */
const coveredRate = ({ inputs }: Parameters<Adviser>[0]["assessment"]): number | null => {
  const highest = inputs.forecast?.quantiles.filter(({ quantile }) => quantile <= 0.95).at(-1)?.requestsPerSecond;
  const known = [inputs.demand?.requestsPerSecond, highest].filter((rate) => rate !== undefined);
  return known.length === 0 ? null : Math.max(...known);
};

/** Nodes that the pool lacks for the count that the load takes. */
export const nodePool: Adviser = ({ assessment }) => {
  const { pool, model, inputs, decision } = assessment;
  const { ready, pending } = inputs.replicas;
  const [rate, perReplica] = [coveredRate(assessment), carriedByOne(assessment)];
  if (decision.bindingLimit !== "pool" || inputs.poolRoom === null || ready === null) return [];
  if (rate === null || perReplica === null || decision.reason === "budget-exhausted") return [];
  const needed = replicasFor(assessment, rate, perReplica);
  const short = needed - ready - pending - inputs.poolRoom;
  if (short <= 0) return [];
  const nodes = Math.ceil((short * model.gpusPerReplica) / pool.gpusPerNode);
  const message = `pool ${pool.name} lacks ${counted(nodes, "node")} of ${pool.gpusPerNode} GPUs: ${rounded(rate)} requests/s take ${counted(needed, "replica")} of ${counted(model.gpusPerReplica, "GPU")}, the pool has capacity for ${needed - short}`;
  return [advice("node-pool", message, nodes, "nodes")];
};

/** Reserved GPUs without a replica. */
export const reservedUnused: Adviser = ({ assessment: { pool, model, inputs } }) => {
  if (pool.purchase !== "reserved" || inputs.poolRoom === null || inputs.poolRoom === 0) return [];
  const idle = inputs.poolRoom * model.gpusPerReplica;
  return [
    advice("reserved-unused", `${counted(idle, "reserved GPU")} of pool ${pool.name} have no replica`, idle, "GPUs"),
  ];
};

/** Whether the surge of a planned rollout has its places. */
export const rollout: Adviser = ({ assessment: { deployment, pool, surgeRoom } }) => {
  const { rollout: planned } = deployment;
  if (planned === undefined) return [];
  const { toVersion, surgeReplicas } = planned;
  const what = `the rollout${toVersion === undefined ? "" : ` to ${toVersion}`}`;
  const surge = `${counted(surgeReplicas, "surge replica")} ${surgeReplicas === 1 ? "starts" : "start"} first`;
  if (surgeRoom === undefined || surgeRoom === null)
    return [advice("rollout", `whether ${what} fits is unknown: replicas of pool ${pool.name} cannot be counted`)];
  const message =
    surgeRoom >= surgeReplicas
      ? `${what} fits: pool ${pool.name} has capacity for ${surgeRoom}, ${surge}`
      : `${what} does not fit: pool ${pool.name} has capacity for ${surgeRoom}, ${surge}; add nodes or let old ones stop first`;
  return [advice("rollout", message, surgeRoom, "replicas")];
};
