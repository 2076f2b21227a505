import { decode, type Feedback, parseSubject, Recommendation, streamOf, subjectFilter } from "@loadline/protocol";
import { type AcceptedEvents, verifyRecommendation } from "@loadline/protocol/signature";
import { connectNats, publishFeedback, requireStreams } from "@loadline/runtime/nats";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { DeploymentFleet } from "../cluster/deployment-fleet.ts";
import type { Fleet } from "../cluster/fleet.ts";
import type { Logger } from "../common/logger.ts";

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

interface ActuatorOptions {
  readonly cluster: string;
  readonly fleet: Fleet;
  readonly broker: Pick<Broker, "recommendations" | "sendFeedback">;
  /** Wall clock, epoch seconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

type Report = Pick<Feedback, "outcome" | "replicas" | "detail">;

const actuatorName = "simulated-fleet";

/** Recommenders that are stopped and started at once take over from each other without waiting for a lease to end. */
const leastLeaseSeconds = 1;

const reportOf = (outcome: ReturnType<Fleet["scale"]>, pools: readonly string[]): Report => {
  const { desired, aim, started, unplaced, drained, cancelled } = outcome;
  if (unplaced === 0) {
    const detail = `started ${started}, draining ${drained}, cancelled ${cancelled}`;
    return { outcome: "applied", replicas: aim, detail };
  }
  const detail = `placed ${started} of ${started + unplaced} replicas, ${aim} of ${desired} in all: pool ${pools.join(", ")} has no free GPUs on one node`;
  return { outcome: "refused", replicas: aim, detail };
};

/** Follows the recommendations of its cluster: places and drains replicas, and publishes feedback. */
export class Actuator {
  readonly #options: ActuatorOptions;
  #accepted: AcceptedEvents = new Map();
  readonly #reported = new Map<string, string>();

  constructor(options: ActuatorOptions) {
    this.#options = options;
  }

  /** Handles recommendations until the broker's sequence ends. */
  async run(): Promise<void> {
    for await (const message of await this.#options.broker.recommendations()) await this.handle(message);
  }

  /** Acts on what a consumer may act on; a repetition of a count that is there changes nothing. */
  async handle({ subject, data }: RecommendationMessage): Promise<void> {
    const { cluster, fleet, logger, now } = this.#options;
    const address = parseSubject(subject);
    if (address?.kind !== "recommendation" || address.cluster !== cluster) return;
    const deployment = fleet.deployment(address.name);
    if (deployment === null) return;
    const decoded = decode(Recommendation, data);
    const settings = { keys: null, now: now(), accepted: this.#accepted, leaseSeconds: leastLeaseSeconds };
    const outcome = verifyRecommendation({ subject, data }, settings);
    if (outcome.kind === "refused" && (outcome.reason !== "expired" || decoded.kind === "rejected")) {
      const { reason, detail } = outcome;
      logger.warn({ subject, reason, detail }, "a recommendation is not acted on");
      return;
    }
    if (outcome.kind === "accepted") this.#accepted = outcome.accepted;
    if (decoded.kind === "rejected") return;
    const { decision, replicas } = decoded.value.data;
    const report = outcome.kind === "refused" ? expired(deployment) : this.#applied(deployment, replicas.desired);
    await this.#report(deployment.name, decision.id, report);
  }

  #applied(deployment: DeploymentFleet, desired: number | null): Report {
    if (desired !== null) return reportOf(this.#options.fleet.scale(deployment, desired), deployment.pools);
    const detail = "no count is desired: nothing is changed";
    return { outcome: "applied", replicas: supplyOf(deployment), detail };
  }

  async #report(deployment: string, decisionId: string, report: Report): Promise<void> {
    const { broker, now, logger } = this.#options;
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

const supplyOf = (deployment: DeploymentFleet): number =>
  deployment.inState("ready").length + deployment.inState("pending").length;

const expired = (deployment: DeploymentFleet): Report => ({
  outcome: "expired",
  replicas: supplyOf(deployment),
  detail: "it reached the fleet after its expiry",
});
