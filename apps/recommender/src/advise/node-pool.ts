import { carriedBy, replicasCarrying, spreadNodes, wayOfRequests } from "@loadline/model";
import { coldRate, reserveAt, sizedLoad } from "../decide/derived-reserve.ts";
import { scheduledRate } from "../decide/plan-limits.ts";
import { type Adviser, advice, counted, rateIn, rounded } from "./context.ts";

/** Nodes that the pool lacks for the count that the load takes. */
export const nodePool: Adviser = ({ assessment }) => {
  const { pool, model, inputs, decision } = assessment;
  const { ready, pending } = inputs.replicas;
  const [rate, capacity] = [sizedLoad({ inputs, quantile: 0.95 }), rateIn(assessment)];
  if (decision.bindingLimit !== "pool" || inputs.poolAvailable === null || ready === null) return [];
  if (rate === null || capacity === null) return [];
  const { replicas, reserveReplicas } = assessment.deployment;
  const needed = Math.min(replicas.max, Math.max(replicas.min, replicasCarrying(rate, capacity) + reserveReplicas));
  const short = needed - ready - pending - inputs.poolAvailable;
  if (short <= 0) return [];
  // By fit: on a node of 6 GPUs, replicas of 4 leave 2 that hold none.
  const { other: nodes } = spreadNodes([{ gpusPerReplica: model.gpusPerReplica, replicas: short }], pool.gpusPerNode);
  const message = `pool ${pool.name} lacks ${counted(nodes, "node")} of ${pool.gpusPerNode} GPUs: ${rounded(rate)} requests/s take ${counted(needed, "replica")} of ${counted(model.gpusPerReplica, "GPU")}, the pool has capacity for ${needed - short}`;
  return [advice("node-pool", message, nodes, "nodes")];
};

/** Reserved GPUs without a replica. */
export const reservedUnused: Adviser = ({ assessment: { pool, model, inputs } }) => {
  if (pool.purchase !== "reserved" || inputs.poolAvailable === null || inputs.poolAvailable === 0) return [];
  const idle = inputs.poolAvailable * model.gpusPerReplica;
  return [
    advice("reserved-unused", `${counted(idle, "reserved GPU")} of pool ${pool.name} have no replica`, idle, "GPUs"),
  ];
};

/** Whether the pool has capacity for the surge of a planned rollout. */
export const rollout: Adviser = ({ assessment: { deployment, pool, surgeAvailable } }) => {
  const { rollout: planned } = deployment;
  if (planned === undefined) return [];
  const { toVersion, surgeReplicas } = planned;
  const what = `the rollout${toVersion === undefined ? "" : ` to ${toVersion}`}`;
  const surge = `${counted(surgeReplicas, "surge replica")} ${surgeReplicas === 1 ? "starts" : "start"} first`;
  if (surgeAvailable === undefined || surgeAvailable === null)
    return [advice("rollout", `whether ${what} fits is unknown: replicas of pool ${pool.name} cannot be counted`)];
  const message =
    surgeAvailable >= surgeReplicas
      ? `${what} fits: pool ${pool.name} has capacity for ${surgeAvailable}, ${surge}`
      : `${what} does not fit: pool ${pool.name} has capacity for ${surgeAvailable}, ${surge}; add nodes or let old ones stop first`;
  return [advice("rollout", message, surgeAvailable, "replicas")];
};

/** What a gateway may let through, where the plan has one. */
export const gatewayLimit: Adviser = ({ assessment }) => {
  const { deployment, view } = assessment;
  const capacity = rateIn(assessment);
  if (deployment.gateway === undefined || capacity === null || view.ready === null) return [];
  const loadable = Math.max(0, view.ready - deployment.reserveReplicas);
  const { shape } = view;
  // A gateway before the cache counts what the cache answers, too.
  const front = { ...deployment, gateway: { ...deployment.gateway, requestsPerSecond: 1, tokensPerSecond: undefined } };
  const each = wayOfRequests(Number.POSITIVE_INFINITY, shape, front).toReplicas;
  const carried = carriedBy(capacity, loadable) / each;
  const tokensOfOne = shape.inputTokens + shape.outputTokens;
  const limit = carried * tokensOfOne;
  // By the limit that binds, in tokens of the present shape.
  const most = wayOfRequests(Number.POSITIVE_INFINITY, shape, deployment).toReplicas;
  const present = (most / each) * tokensOfOne;
  const over = Number.isFinite(present) && present > limit ? `; it lets through ${rounded(present)} at present` : "";
  const message = `let through at most ${rounded(limit)} tokens/s, which is ${rounded(carried)} requests/s of the present shape${over}`;
  return [advice("gateway-limit", message, rounded(limit), "tokens/s")];
};

// Far enough to stage an image and weights, near enough to be about today's plan.
const aheadSeconds = 3_600;

/** Replicas that announced traffic takes beyond what is asked for, in time to stage image and weights. */
export const preWarm: Adviser = ({ now, plan, assessment }) => {
  const { deployment, decision, model } = assessment;
  const { shape } = assessment.view;
  const withinSeconds = aheadSeconds + deployment.leadTimeSeconds;
  const ahead = scheduledRate(deployment, now, { shape, withinSeconds });
  const capacity = rateIn(assessment);
  if (ahead === null || capacity === null || decision.desired === null) return [];
  const replicas = replicasCarrying(ahead, capacity);
  const { gpusPerReplica } = model;
  // The reserve of the coming load, not of the present one.
  const reserve = reserveAt(plan, deployment, {
    replicas,
    requestsPerSecond: ahead,
    capacity,
    now,
    shape,
    gpusPerReplica,
  });
  const needed = replicas + (reserve?.replicas ?? deployment.reserveReplicas);
  const { min, max } = deployment.replicas;
  const more = Math.min(max, Math.max(min, needed)) - decision.desired;
  if (more <= 0 && needed <= max) return [];
  const cut = needed > max ? `; replicas.max allows ${max}` : "";
  const copy = more > 0 ? `; copy image and weights to nodes for ${more} more` : "";
  const message = `the schedule names ${rounded(ahead)} requests/s within the hour, which takes ${counted(needed, "replica")}${cut}${copy}`;
  return [advice("pre-warm", message, Math.max(0, more), "replicas")];
};

/** What the loss of the response cache would ask of the replicas. */
export const coldCache: Adviser = ({ now, assessment }) => {
  const { deployment, view } = assessment;
  const capacity = rateIn(assessment);
  if (capacity === null || view.ready === null || view.demand === null || !view.complete) return [];
  const cold = coldRate(view.demand.requestsPerSecond, deployment, { now, shape: view.shape });
  if (cold <= view.demand.requestsPerSecond) return [];
  const carried = carriedBy(capacity, view.ready);
  if (cold <= carried) return [];
  const missing = replicasCarrying(cold, capacity) - view.ready;
  const message = `with a cold cache ${rounded(cold)} requests/s arrive instead of ${rounded(view.demand.requestsPerSecond)}; ${counted(view.ready, "replica")} carry ${rounded(carried)}: ${missing} more would be needed`;
  return [advice("cold-cache", message, missing, "replicas")];
};
