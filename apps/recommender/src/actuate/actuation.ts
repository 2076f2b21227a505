import { setTimeout as delay } from "node:timers/promises";
import type { Feedback, Recommendation } from "@loadline/wire";
import { forgeryInFeedback, type VerifyingKey } from "@loadline/wire/signature";
import type { Logger } from "pino";
import type { Broker } from "../broker/broker.ts";
import { type Clock, processSeconds } from "../clock.ts";
import type { RecommenderConfig } from "../config.ts";
import type { PlanSource } from "../input/plan-source.ts";
import { keysIn } from "../keys.ts";
import type { Metrics } from "../metrics.ts";
import { removalCosts } from "../state/cluster.ts";
import type { Fleet } from "../state/fleet.ts";
import { ActionableEvents } from "./actionable-events.ts";
import { ClusterWatch } from "./kubernetes/cluster-watch.ts";
import { kubernetesAccess, kubernetesClient, lazily } from "./kubernetes/kubernetes-client.ts";
import { ScaleActuator } from "./kubernetes/scale-actuator.ts";

const noEffect = {
  replayed: "it was used already: approve the decision again if it is still meant",
  "no-decision": "no count waited for this decision: approve the one that kubernetes.scale names in loadline explain",
} as const;

interface ActuationDeps {
  readonly config: RecommenderConfig;
  readonly keys: readonly VerifyingKey[] | null;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly broker: Pick<Broker, "answer">;
  readonly planSource: Pick<PlanSource, "current">;
  readonly fleet: Pick<Fleet, "nodes">;
  readonly leads: () => boolean;
  readonly counters: Pick<
    Metrics["counters"],
    "actuationFailures" | "refusedRecommendations" | "rejected" | "watchFailures"
  >;
}

const time = {
  elapsed: processSeconds,
  sleep: (seconds: number, signal?: AbortSignal) =>
    delay(seconds * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};

/** Whether an approval counts, and what becomes of one that does not. */
const approvalChecks = ({ config, clock, logger, counters }: ActuationDeps) => {
  const keys = keysIn(config.approvalKeys);
  const rejected = (deployment: string, { decisionId }: Feedback, reason: string, detail: string): void => {
    counters.rejected.inc({ kind: "feedback", reason });
    logger.warn({ deployment, decisionId, reason, detail }, "approval not accepted");
  };
  return {
    isAuthentic: (deployment: string, approval: Feedback): boolean => {
      const fault = keys.length === 0 ? null : forgeryInFeedback(approval, { keys, now: clock() });
      if (fault !== null) rejected(deployment, approval, fault.reason, fault.detail);
      return fault === null;
    },
    approvedNothing: (deployment: string, approval: Feedback, reason: keyof typeof noEffect): void =>
      rejected(deployment, approval, reason, noEffect[reason]),
  };
};

const enginesOf = (deployment: string, { nodes }: Pick<Fleet, "nodes">) =>
  nodes.flatMap((node) =>
    [...node.engines.values()].filter((engine) => engine.deployment === deployment).map((engine) => ({ node, engine })),
  );

/** What sets counts or answers for them, and the verified events that it acts on. */
export const openActuation = (deps: ActuationDeps) => {
  const { config, keys, clock, logger, broker, planSource, fleet, leads, counters } = deps;
  const { cluster } = planSource.current;
  const events = new ActionableEvents({
    keys,
    leaseSeconds: config.leaseSeconds,
    clock,
    deployments: () => planSource.current.deployments,
    refused: ({ subject, reason, detail }) => {
      counters.refusedRecommendations.inc({ reason });
      logger.warn({ subject, reason, detail }, "recommendation not acted on");
    },
  });
  const access = lazily(kubernetesAccess);
  const client = lazily(async () => kubernetesClient(await access()));
  const desired = (name: string) => events.of(name);
  const actuator = new ScaleActuator({
    client,
    desired,
    leads,
    clock,
    watchedCount: (target) => watch.countOf(target),
    dryRun: config.kubernetesScale === "dry-run",
    needsApproval: config.kubernetesScale === "approve",
    ...approvalChecks(deps),
    removalCosts: ({ name, kubernetes }) =>
      removalCosts(enginesOf(name, fleet), kubernetes?.namespace ?? "", watch.nodes()),
    maxScaleDownShare: config.maxScaleDownShare,
    scaleDownStabilisationSeconds: config.scaleDownStabilisationSeconds,
    logger,
    failed: (deployment, reason) => counters.actuationFailures.inc({ cluster, deployment, reason }),
    answer: (deployment, feedback) => broker.answer({ cluster, deployment }, feedback),
  });
  const setsScale = config.kubernetesScale === "off" || config.shadow ? null : actuator;
  const scaleFault = (deployment: string): string | null => setsScale?.fault(deployment) ?? null;
  const watch = new ClusterWatch({
    access,
    client,
    scaleFault,
    time,
    logger,
    watchesCounts: setsScale !== null,
    failed: (watch) => counters.watchFailures.inc({ cluster, watch }),
  });
  return {
    /** Takes a stored event; one that has expired, as most of a replay have, is not verified. */
    take: (subject: string, event: Recommendation, data: Uint8Array): void => {
      if (clock() >= Date.parse(event.data.decision.expiresAt) / 1000) return;
      events.take(subject, data);
      const { deployment } = event.data.target;
      setsScale?.offered(deployment, desired(deployment));
    },
    desired,
    actuator: setsScale,
    watch: config.kubernetesCounts ? watch : null,
  };
};

export type Actuation = ReturnType<typeof openActuation>;
