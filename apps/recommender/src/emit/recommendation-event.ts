import {
  type Recommendation,
  type RecommendationData,
  recommendationSchemaId,
  recommendationType,
  subject,
  withFormerNames,
} from "@loadline/wire";
import type { Assessment } from "../decide/assessment.ts";
import { changeOf } from "../decide/cost.ts";
import { deploymentLedger } from "./deployment-ledger.ts";

/** What identifies one published decision. Times are epoch seconds. */
export interface Stamp {
  readonly eventId: string;
  readonly decisionId: string;
  readonly epoch: number;
  readonly revision: number;
  readonly supersedes: string | null;
  readonly heartbeat: boolean;
  readonly at: number;
  readonly expiresAt: number;
}

const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString();

const longestMessage = 1_000;
const mostAdvice = 64;

const capacityOf = ({ capacity, view }: Assessment): RecommendationData["capacityPerReplica"] => {
  if (capacity.kind !== "feasible") return null;
  const { requestsPerSecond, errorBand } = capacity.capacity;
  return {
    requestsPerSecond,
    prefillTokensPerSecond: requestsPerSecond * view.shape.inputTokens,
    decodeTokensPerSecond: requestsPerSecond * view.shape.outputTokens,
    errorBand: { ...errorBand },
  };
};

/** A lower bound is not published as the demand; the evidence has it. */
const demandOf = ({ view }: Assessment): RecommendationData["demand"] => {
  if (view.demand === null || !view.complete) return null;
  const { inputTokens, outputTokens, basis } = view.shape;
  const known = basis === "telemetry";
  return {
    ...view.demand,
    inputTokensPerRequest: known ? inputTokens : null,
    outputTokensPerRequest: known ? outputTokens : null,
  };
};

const forecastOf = ({ forecast }: Assessment): RecommendationData["forecast"] =>
  forecast === null ? null : { ...forecast, quantiles: forecast.quantiles.map((quantile) => ({ ...quantile })) };

const dataOf = (assessment: Assessment, stamp: Stamp): RecommendationData => {
  const { cluster, deployment, pool, inputs, decision } = assessment;
  const { desired, lower, upper } = decision;
  return {
    target: { cluster, deployment: deployment.name, pool: pool.name },
    verdict: decision.verdict,
    reason: { code: decision.reason, message: decision.message.slice(0, longestMessage) },
    replicas: { ...inputs.replicas, desired, lower, upper },
    bindingLimit: decision.bindingLimit,
    demand: demandOf(assessment),
    forecast: forecastOf(assessment),
    capacityPerReplica: capacityOf(assessment),
    evidence: withFormerNames(decision.evidence),
    missing: decision.missing.map(({ input, ageSeconds }) => ({ input, ageSeconds })),
    counterfactual: decision.counterfactual,
    ...(assessment.advice === undefined
      ? {}
      : { advice: assessment.advice.slice(0, mostAdvice).map((one) => ({ ...one })) }),
    ledger: deploymentLedger(assessment),
    change: changeOf(assessment),
    decision: {
      id: stamp.decisionId,
      epoch: stamp.epoch,
      revision: stamp.revision,
      supersedes: stamp.supersedes,
      heartbeat: stamp.heartbeat,
      expiresAt: isoTime(stamp.expiresAt),
    },
  };
};

export const recommendationSubject = (cluster: string, deployment: string): string =>
  subject({ kind: "recommendation", cluster, name: deployment });

/** The event of one decision. */
export const recommendationEvent = (assessment: Assessment, stamp: Stamp): Recommendation => ({
  specversion: "1.0",
  id: stamp.eventId,
  source: `/loadline/${assessment.cluster}/recommender`,
  type: recommendationType,
  subject: recommendationSubject(assessment.cluster, assessment.deployment.name),
  time: isoTime(stamp.at),
  datacontenttype: "application/json",
  dataschema: recommendationSchemaId,
  data: dataOf(assessment, stamp),
});
