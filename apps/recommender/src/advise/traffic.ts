import { recommendedTokenLimit, requestsPerSecond, tokens } from "@loadline/core";
import { scheduledRate } from "../decide/plan-limits.ts";
import { type Adviser, advice, carriedByOne, counted, replicasFor, rounded } from "./context.ts";

/** What a gateway may let through, where the plan has one. */
export const gatewayLimit: Adviser = ({ assessment }) => {
  const { deployment, view } = assessment;
  const perReplica = carriedByOne(assessment);
  if (deployment.gateway === undefined || perReplica === null || view.ready === null) return [];
  const loadable = Math.max(0, view.ready - deployment.spareReplicas);
  const shape = { inputTokens: tokens(view.shape.inputTokens), outputTokens: tokens(view.shape.outputTokens) };
  const limit = recommendedTokenLimit(loadable, { requestsPerSecond: requestsPerSecond(perReplica) }, shape);
  const present = deployment.gateway.tokensPerSecond;
  const over = present !== undefined && present > limit ? `; it lets through ${rounded(present)} at present` : "";
  const message = `let through at most ${rounded(limit)} tokens/s, which is ${rounded(loadable * perReplica)} requests/s of the present shape${over}`;
  return [advice("gateway-limit", message, rounded(limit), "tokens/s")];
};

// Far enough to stage an image and weights, near enough to be about today's plan.
const aheadSeconds = 3_600;

/** Replicas that announced traffic takes beyond what is asked for, in time to stage image and weights. */
export const preWarm: Adviser = ({ now, assessment }) => {
  const { deployment, decision } = assessment;
  const ahead = scheduledRate(deployment, now, aheadSeconds + deployment.leadTimeSeconds);
  const perReplica = carriedByOne(assessment);
  if (ahead === null || perReplica === null || decision.desired === null) return [];
  const needed = replicasFor(assessment, ahead, perReplica);
  const more = needed - decision.desired;
  if (more <= 0) return [];
  const message = `the schedule names ${rounded(ahead)} requests/s within the hour, which takes ${counted(needed, "replica")}; copy image and weights to nodes for ${more} more`;
  return [advice("pre-warm", message, more, "replicas")];
};

/** What the loss of the response cache would ask of the replicas. */
export const coldCache: Adviser = ({ assessment }) => {
  const { deployment, view } = assessment;
  const perReplica = carriedByOne(assessment);
  const hits = deployment.responseCache?.hitRatio ?? 0;
  if (hits === 0 || perReplica === null || view.ready === null || view.demand === null || !view.complete) return [];
  const cold = view.demand.requestsPerSecond / (1 - hits);
  const carried = view.ready * perReplica;
  if (cold <= carried) return [];
  const missing = Math.ceil(cold / perReplica) - view.ready;
  const message = `with a cold cache ${rounded(cold)} requests/s arrive instead of ${rounded(view.demand.requestsPerSecond)}; ${counted(view.ready, "replica")} carry ${rounded(carried)}: ${missing} more would be needed`;
  return [advice("cold-cache", message, missing, "replicas")];
};
