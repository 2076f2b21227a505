import { reasonOf } from "@loadline/model";
import type { Logger } from "pino";
import type { Assessment } from "../decide/assessment.ts";
import type { DecisionPublisher } from "../decide/decision-publisher.ts";
import type { Metrics } from "./metrics.ts";
import type { WorkloadEvents } from "./workload-events.ts";

interface PublishDeps {
  readonly deployments: { readonly publisherOf: (deployment: string) => DecisionPublisher | null };
  readonly metrics: Metrics;
  /** Without it nothing is written to Kubernetes. */
  readonly workloadEvents?: WorkloadEvents | null;
  readonly logger: Logger;
}

const publishOne = async (
  assessment: Assessment,
  { deployments, metrics: { counters }, logger, workloadEvents }: PublishDeps,
): Promise<void> => {
  const { cluster, decision } = assessment;
  const { name: deployment } = assessment.deployment;
  const labels = { cluster, deployment };
  const { verdict, desired } = decision;
  const reason = decision.reason.code;
  try {
    const publisher = deployments.publisherOf(deployment);
    const outcome = await publisher?.publish(assessment);
    if (outcome?.kind === "failed") counters.publishFailures.inc(labels);
    const isNew = outcome?.kind === "published" && !outcome.heartbeat;
    workloadEvents?.report(assessment, isNew ? (publisher?.last?.decisionId ?? null) : null);
    if (outcome?.kind !== "published" || outcome.heartbeat) return;
    counters.recommendations.inc({ cluster, verdict, reason });
    logger.info({ deployment, verdict, reason, desired }, decision.message);
  } catch (error) {
    counters.publishFailures.inc(labels);
    logger.warn({ deployment, detail: reasonOf(error) }, "recommendation not stored");
  }
};

/** Publishes the decisions of a tick; one that fails keeps no other one back. */
export const publishAll = async (assessments: readonly Assessment[], deps: PublishDeps): Promise<void> => {
  await Promise.all(assessments.map((assessment) => publishOne(assessment, deps)));
};
