import type { Plan } from "@loadline/wire";
import type { Logger } from "pino";
import type { Follower } from "./broker/broker.ts";
import type { Clock } from "./clock.ts";
import type { Assessment } from "./decide/assessment.ts";
import type { Deployments } from "./deployments.ts";
import type { Speaker } from "./emit/speaker.ts";
import type { Inbox } from "./input/inbox.ts";
import type { PlanFile } from "./input/plan-file.ts";
import type { Metrics } from "./metrics.ts";
import type { Fleet } from "./state/fleet.ts";
import type { Status } from "./status.ts";

export interface LoopDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly planFile: PlanFile;
  readonly telemetry: Follower;
  readonly inbox: Inbox;
  readonly fleet: Fleet;
  readonly deployments: Deployments;
  readonly metrics: Metrics;
  readonly status: Status;
  readonly recoverSpeaker: (deployment: string) => Promise<Speaker>;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A broker that does not answer delays a deployment's first decision; it is asked again at the next tick. */
const recover = async ({ deployments, recoverSpeaker, logger }: LoopDeps, plan: Plan): Promise<void> => {
  const recovered = deployments.unspoken(plan).map(async (name) => {
    try {
      deployments.adopt(name, await recoverSpeaker(name));
    } catch (error) {
      logger.warn({ deployment: name, detail: reasonOf(error) }, "last recommendation not readable");
    }
  });
  await Promise.all(recovered);
};

const observe = ({ fleet, deployments, inbox }: LoopDeps, plan: Plan, now: number): void => {
  fleet.forget(now);
  deployments.hear(plan, inbox.drainFeedback(), now);
};

const emitOne = async ({ deployments, metrics, logger }: LoopDeps, assessment: Assessment): Promise<void> => {
  const { cluster, deployment, decision } = assessment;
  const labels = { cluster, deployment: deployment.name };
  const { verdict, reason, desired } = decision;
  try {
    const outcome = await deployments.speakerOf(deployment.name)?.speak(assessment);
    if (outcome?.kind === "failed") metrics.counters.publishFailures.inc(labels);
    if (outcome?.kind !== "spoken" || outcome.heartbeat) return;
    metrics.counters.recommendations.inc({ ...labels, verdict, reason });
    logger.info({ deployment: deployment.name, verdict, reason, desired }, decision.message);
  } catch (error) {
    metrics.counters.publishFailures.inc(labels);
    logger.warn({ deployment: deployment.name, detail: reasonOf(error) }, "recommendation not stored");
  }
};

const emit = async (deps: LoopDeps, assessments: readonly Assessment[]): Promise<void> => {
  await Promise.all(assessments.map((assessment) => emitOne(deps, assessment)));
};

/** One tick. Nothing is decided before what was stored has been replayed. */
export const runOnce = async (deps: LoopDeps): Promise<void> => {
  const { clock, planFile, telemetry, fleet, deployments, metrics, status } = deps;
  const step = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const end = metrics.stepDuration.startTimer({ step: name });
    try {
      return await work();
    } finally {
      end();
    }
  };
  const plan = await step("plan", () => planFile.refresh());
  if (!telemetry.caughtUp()) return;
  await step("recover", () => recover(deps, plan));
  const now = clock();
  await step("observe", () => observe(deps, plan, now));
  const assessments = await step("decide", () => deployments.decide(plan, fleet.nodes, now));
  await step("emit", () => emit(deps, assessments));
  await step("expose", () => metrics.expose(assessments));
  status.decided(assessments, now);
};
