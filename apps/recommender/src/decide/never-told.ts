import type { Decision } from "@loadline/core";
import type { DecisionRequest } from "./decide-deployment.ts";

/** No engine of it was ever told, and no count was ever asked for: whether replicas run is not known. */
const isNeverTold = ({ currentTarget, view }: DecisionRequest): boolean =>
  currentTarget === null && view.ready === 0 && view.series.length === 0;

/**
 * Least count. Where nothing says how many replicas run it is what the plan says should: the minimum would be a
 * scale-down of those that run unseen.
 */
export const leastReplicas = (request: DecisionRequest): number => {
  const { min, max, planned } = request.deployment.replicas;
  return isNeverTold(request) ? Math.max(min, Math.min(planned, max)) : min;
};

export const tellNeverTold = (decision: Decision, request: DecisionRequest): Decision => {
  if (decision.reason !== "below-minimum" || !isNeverTold(request)) return decision;
  const { name, replicas } = request.deployment;
  const message = `no engine of ${name} was ever told, nor a count asked for: ${replicas.planned} planned, raise to ${decision.desired}; check the agents of its nodes if it runs`;
  return { ...decision, message };
};
