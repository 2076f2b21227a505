import type { Demand } from "@loadline/control";
import { carriedBy } from "@loadline/model";
import type { Assessment } from "../decide/assessment.ts";
import { demandBounds } from "../observe/deployment-view.ts";
import { rateOf, replicaRateOf } from "../observe/replica-model.ts";

/** Tokens/s. */
export interface Phases {
  readonly prefill: number;
  readonly decode: number;
}

export const phasesOf = (demand: Demand): Phases => ({
  prefill: demand.prefillTokensPerSecond,
  decode: demand.decodeTokensPerSecond,
});

export const tokensOf = (requests: number, shape: { readonly inputTokens: number; readonly outputTokens: number }) => ({
  prefill: requests * shape.inputTokens,
  decode: requests * shape.outputTokens,
});

/** Token capacity of so many replicas at the present shape; null while either is unknown. */
export const capacityOf = ({ capacity, view }: Assessment, replicas: number | null): Phases | null =>
  capacity.kind !== "feasible" || replicas === null
    ? null
    : tokensOf(carriedBy(capacity.capacity, replicas), view.shape);

/** Replicas that may be loaded: the ready ones less the reserve. */
export const loadableReplicas = ({ deployment, view }: Assessment): number | null =>
  view.ready === null ? null : Math.max(0, view.ready - deployment.reserveReplicas);

/** 1 − demand / load line; null where either is unknown or both are zero. */
export const headroomOf = (assessment: Assessment): number | null => {
  const { capacity, view } = assessment;
  const loadable = loadableReplicas(assessment);
  if (capacity.kind !== "feasible" || loadable === null || view.demand === null || !view.complete) return null;
  const loadLine = carriedBy(capacity.capacity, loadable);
  return loadLine > 0 ? 1 - view.demand.requestsPerSecond / loadLine : null;
};

/** The same where part of it is unknown: of the replicas known to serve, at the most that may arrive. */
export const leastHeadroomOf = ({ capacity, deployment, view }: Assessment): number | null => {
  const most = demandBounds(view)?.upper ?? null;
  const loadable = view.replicasBy.serving - deployment.reserveReplicas;
  const rate = replicaRateOf(capacity);
  return most === null || rate === null || loadable <= 0 ? null : 1 - most / carriedBy(rate, loadable);
};

/** Capacity in use over the model's own; null where either is unknown. */
export const measuredRatioOf = ({ capacity, measured: { modelled } }: Assessment): number | null => {
  const rate = rateOf(capacity);
  return rate === null || modelled === null ? null : rate / modelled;
};

/** Measured over modelled inter-token latency, less 1; null where either is unknown, or seen for less than a window. */
export const interTokenErrorOf = ({ speedSeen }: Assessment): number | null => speedSeen && speedSeen.ratio - 1;
