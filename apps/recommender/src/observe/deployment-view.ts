import type { DecisionInputs, Demand } from "@loadline/control";
import type { DeploymentFacts } from "./deployment-facts.ts";
import type { Finding, Placeable } from "./finding.ts";
import { firstWindowInput } from "./findings.ts";
import { type MeasuredRouter, unknownRouter } from "./measured-router.ts";

/** The facts with what was found in them: what a decision rests on. */
export interface DeploymentView extends DeploymentFacts {
  readonly findings: readonly Finding[];
  /** Everything that blocks a scale-down. */
  readonly missing: DecisionInputs["missing"];
  /** `demand` counts all of it; false makes it a lower bound. */
  readonly complete: boolean;
  /** Requests/s that may arrive beyond `demand`. */
  readonly uncountedRequestsPerSecond: number;
  /** Replicas that serve and will go by themselves. */
  readonly leavingReplicas: number;
  /** The tightest limit of what can still be placed; null: none is known. */
  readonly placeable: Placeable | null;
  readonly router: MeasuredRouter;
}

export const viewOf = (
  facts: DeploymentFacts,
  findings: readonly Finding[],
  router: MeasuredRouter = unknownRouter,
): DeploymentView => {
  const missing = findings
    .filter(({ blocksScaleDown }) => blocksScaleDown)
    .map(({ input, ageSeconds, message }) => ({ input, ageSeconds, message }));
  return {
    ...facts,
    router,
    ready: findings.some(({ readyUnknown }) => readyUnknown === true) ? null : facts.ready,
    findings,
    missing,
    complete: facts.demand !== null && missing.length === 0,
    uncountedRequestsPerSecond: findings.reduce((sum, one) => sum + (one.uncountedRequestsPerSecond ?? 0), 0),
    leavingReplicas: findings.reduce((sum, one) => sum + (one.leavingReplicas ?? 0), 0),
    placeable:
      findings.flatMap(({ placeable }) => placeable ?? []).toSorted((a, b) => a.replicas - b.replicas)[0] ?? null,
  };
};

/** No count was ever published, and other nodes may start to report. */
export const inFirstWindow = ({ findings }: DeploymentView): boolean =>
  findings.some(({ input }) => input === firstWindowInput);

/** Requests/s between which the demand lies while a part of it is not counted. */
export interface DemandBounds {
  /** When both held, epoch seconds. */
  readonly at: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Bounds of a demand that is known in part; null where it is known altogether or not at all. Without them a forecast
 * knows only its last complete demand, and widens for as long as one node of many is stale.
 */
export const demandBounds = (view: DeploymentView): DemandBounds | null => {
  const { complete, demand, demandAt, rates, uncountedRequestsPerSecond } = view;
  const isCounted = rates.some(({ isWhole, draining }) => isWhole && !draining);
  if (complete || demand === null || demandAt === null || !isCounted) return null;
  const { requestsPerSecond: lower }: Demand = demand;
  return { at: demandAt, lower, upper: lower + uncountedRequestsPerSecond };
};
