import { decode, type Feedback, parseSubject, Recommendation, streamOf, subjectFilter } from "@loadline/wire";
import { connectNats, publishFeedback, requireStreams } from "@loadline/wire/nats";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { DeploymentFleet, ScaleOutcome } from "../deployment-fleet.ts";
import type { Fleet } from "../fleet.ts";
import type { Logger } from "../logger.ts";
import type { AppliedDecision } from "../status.ts";

/** One message of a recommendation subject. */
interface RecommendationMessage {
  readonly subject: string;
  readonly data: Uint8Array;
}

/** What the actuator needs of the message broker. */
export interface Broker {
  /** The last recommendation of each deployment, then every further one. Ends when the connection is closed. */
  readonly recommendations: () => Promise<AsyncIterable<RecommendationMessage>>;
  readonly sendFeedback: (deployment: string, feedback: Feedback) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Recommendations are few and small. The client notices that its consumer is gone (a restarted broker) after two missed
 * heartbeats; expiry 5 s → within 5 s, the library's own 30 s → within half a minute.
 */
const pulling = { max_messages: 100, expires: 5_000 };

/**
 * Connects to the broker of a cluster.
 * @throws LL_NATS_UNREACHABLE when no server answers, LL_STREAM_MISSING when the streams were not made
 */
export const openBroker = async (server: string, cluster: string): Promise<Broker> => {
  const connection = await connectNats({ server, name: "loadline-fleet", wait: false });
  const client = jetstream(connection);
  try {
    await requireStreams(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    recommendations: async () => {
      // An ordered consumer is made anew by the client after a lost connection and resumes behind the last message.
      const consumer = await client.consumers.get(streamOf("recommendation").name, {
        filter_subjects: subjectFilter("recommendation", cluster),
        deliver_policy: DeliverPolicy.LastPerSubject,
      });
      return consumer.consume(pulling);
    },
    sendFeedback: async (deployment, feedback) => {
      await publishFeedback(client, { cluster, deployment }, feedback);
    },
    close: () => connection.close(),
  };
};

/** The last decision of a deployment that the actuator took note of. */
export interface HandledDecision {
  readonly epoch: number;
  readonly revision: number;
  /** Every replica that it asked for was placed. */
  readonly complete: boolean;
}

type Judgement =
  | { readonly kind: "apply"; readonly desired: number }
  /** The decision has no count: what there is stays. */
  | { readonly kind: "keep" }
  | { readonly kind: "expired" }
  | { readonly kind: "ignore"; readonly because: "stale-epoch" | "stale-revision" | "already-applied" };

/**
 * What to do with a decision. A lower epoch or revision than the last one comes from a writer that has been replaced.
 * The same revision again is a heartbeat: it is acted on only while its desired count is not reached.
 * @param last null when none of this deployment was handled
 * @param now epoch seconds
 */
export const judgeDecision = (
  { decision, replicas }: Pick<Recommendation["data"], "decision" | "replicas">,
  last: HandledDecision | null,
  now: number,
): Judgement => {
  if (last !== null && decision.epoch < last.epoch) return { kind: "ignore", because: "stale-epoch" };
  const sameEpoch = last !== null && decision.epoch === last.epoch;
  if (sameEpoch && decision.revision < last.revision) return { kind: "ignore", because: "stale-revision" };
  if (sameEpoch && decision.revision === last.revision && last.complete) {
    return { kind: "ignore", because: "already-applied" };
  }
  if (Date.parse(decision.expiresAt) / 1000 <= now) return { kind: "expired" };
  return replicas.desired === null ? { kind: "keep" } : { kind: "apply", desired: replicas.desired };
};

export interface ActuatorOptions {
  readonly cluster: string;
  readonly fleet: Fleet;
  readonly broker: Pick<Broker, "recommendations" | "sendFeedback">;
  /** Wall clock, epoch seconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

type Report = Pick<Feedback, "outcome" | "replicas" | "detail">;

const actuatorName = "simulated-fleet";

const reportOf = (outcome: ScaleOutcome, pool: string): Report => {
  const { desired, aim, started, unplaced, drained, cancelled } = outcome;
  if (unplaced === 0) {
    const detail = `started ${started}, draining ${drained}, cancelled ${cancelled}`;
    return { outcome: "applied", replicas: aim, detail };
  }
  const detail = `placed ${started} of ${started + unplaced} replicas, ${aim} of ${desired} in all: pool ${pool} has no free GPUs on one node`;
  return { outcome: "refused", replicas: aim, detail };
};

/** Follows the recommendations of its cluster: places and drains replicas, and publishes feedback. */
export class Actuator {
  readonly #options: ActuatorOptions;
  readonly #handled = new Map<string, HandledDecision>();
  readonly #reported = new Map<string, string>();
  #lastApplied: AppliedDecision | null = null;

  constructor(options: ActuatorOptions) {
    this.#options = options;
  }

  /** Null until a decision was acted on. */
  get lastApplied(): AppliedDecision | null {
    return this.#lastApplied;
  }

  /** Handles recommendations until the broker's sequence ends. */
  async run(): Promise<void> {
    for await (const message of await this.#options.broker.recommendations()) await this.handle(message);
  }

  async handle({ subject, data }: RecommendationMessage): Promise<void> {
    const { cluster, fleet, logger } = this.#options;
    const address = parseSubject(subject);
    if (address?.kind !== "recommendation" || address.cluster !== cluster) return;
    const deployment = fleet.deployment(address.name);
    if (deployment === null) return;
    const decoded = decode(Recommendation, data);
    if (decoded.kind === "rejected") {
      logger.warn({ subject, reason: decoded.reason, detail: decoded.detail }, "a recommendation cannot be read");
      return;
    }
    await this.#act(deployment, decoded.value.data);
  }

  async #act(deployment: DeploymentFleet, data: Recommendation["data"]): Promise<void> {
    const { decision } = data;
    const judgement = judgeDecision(data, this.#handled.get(deployment.name) ?? null, this.#options.now());
    if (judgement.kind === "ignore") return;
    const report = this.#reportOn(deployment, judgement);
    const complete = report.outcome === "applied";
    this.#handled.set(deployment.name, { epoch: decision.epoch, revision: decision.revision, complete });
    await this.#report(deployment.name, decision.id, report);
  }

  #reportOn(deployment: DeploymentFleet, judgement: { readonly kind: "expired" | "keep" } | Apply): Report {
    switch (judgement.kind) {
      case "expired":
        return { outcome: "expired", replicas: supplyOf(deployment), detail: "it reached the fleet after its expiry" };
      case "keep":
        return {
          outcome: "applied",
          replicas: supplyOf(deployment),
          detail: "no count is desired: nothing is changed",
        };
      case "apply":
        return reportOf(this.#options.fleet.scale(deployment, judgement.desired), deployment.pool);
    }
  }

  async #report(deployment: string, decisionId: string, report: Report): Promise<void> {
    const { broker, now, logger } = this.#options;
    if (report.outcome !== "expired") {
      const { outcome, replicas } = report;
      this.#lastApplied = { deployment, decisionId, outcome, replicas: replicas ?? 0, at: now() };
    }
    if (this.#reported.get(deployment) === decisionId) return;
    this.#reported.set(deployment, decisionId);
    logger.info({ deployment, decisionId, ...report }, "a recommendation was handled");
    try {
      await broker.sendFeedback(deployment, { v: 1, decisionId, at: now(), actuator: actuatorName, ...report });
    } catch (error) {
      logger.warn({ deployment, decisionId, error: String(error) }, "feedback could not be stored");
    }
  }
}

interface Apply {
  readonly kind: "apply";
  readonly desired: number;
}

const supplyOf = (deployment: DeploymentFleet): number =>
  deployment.inState("ready").length + deployment.inState("pending").length;
