import {
  type Recommendation,
  type RecommendationData,
  recommendationSchemaId,
  recommendationType,
  subject,
} from "@loadline/protocol";
import type { Logger } from "pino";
import type { Broker } from "../broker/broker.ts";
import type { Assessment } from "../decide/assessment.ts";
import { changeOf } from "../decide/cost.ts";
import type { DecisionPublisher, PublishResult } from "../decide/decision-publisher.ts";
import type { FailpointHook } from "../settings/failpoint.ts";
import { meaningOf, newerOf, type PublishedDecision, publishedBy, publishedIn } from "../store/published-decision.ts";
import { deploymentLedger } from "./deployment-ledger.ts";

/** What identifies one published decision. */
type Stamp = Omit<PublishedDecision, "desired" | "meaning"> & { readonly heartbeat: boolean };

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
  const isMeasured = basis === "telemetry";
  return {
    ...view.demand,
    inputTokensPerRequest: isMeasured ? inputTokens : null,
    outputTokensPerRequest: isMeasured ? outputTokens : null,
  };
};

const dataOf = (assessment: Assessment, stamp: Stamp): RecommendationData => {
  const { cluster, deployment, pool, inputs, decision, forecast } = assessment;
  const { desired, lower, upper } = decision;
  return {
    target: { cluster, deployment: deployment.name, pool: pool.name },
    verdict: decision.verdict,
    reason: { code: decision.reason.code, message: decision.message.slice(0, longestMessage) },
    replicas: { ...inputs.replicas, desired, lower, upper },
    bindingLimit: decision.bindingLimit,
    demand: demandOf(assessment),
    forecast: forecast && { ...forecast, quantiles: forecast.quantiles.map((quantile) => ({ ...quantile })) },
    ...(assessment.warranty ? { warranty: assessment.warranty } : {}),
    capacityPerReplica: capacityOf(assessment),
    evidence: decision.evidence.map((row) => ({ ...row })),
    missing: decision.missing.map(({ input, ageSeconds }) => ({ input, ageSeconds })),
    counterfactual: decision.counterfactual,
    ...(assessment.following ? { following: { ...assessment.following } } : {}),
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

const recommendationSubject = (cluster: string, deployment: string): string =>
  subject({ kind: "recommendation", cluster, name: deployment });

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

interface PublisherDeps {
  readonly broker: Broker;
  readonly logger: Logger;
  readonly cluster: string;
  readonly deployment: string;
  readonly heartbeatSeconds: number;
  /** Unguessable ids. */
  readonly newId: () => string;
  readonly sign: (event: Recommendation) => Recommendation;
  /** Asked right before each publish: whether this process still leads. */
  readonly leads: () => boolean;
  readonly failpoint: FailpointHook;
}

/** What a new publisher has beside the subject's last message. */
export interface Inheritance {
  readonly epoch: number;
  /** Last decision in the checkpoint. */
  readonly last: PublishedDecision | null;
}

// A consumer that misses two repetitions still acts; at the third it stops.
const heartbeatsUntilExpiry = 3;

/**
 * Publishes for one deployment: a decision when it changes, its repetition as a heartbeat. Each publish names the
 * last sequence it has seen, so that of two writers one is refused; a writer that finds a higher epoch stops publishing
 * until the other's event has expired. The first event of a new epoch is published at once, changed or not: from then
 * on the broker refuses the publisher before it.
 *
 * An event without an acknowledgement may have been stored, read by consumers, and be gone from a broker that was since
 * restored to an older copy. It is looked up before the next one, and where the stream does not have it, its revision is
 * never reused: the next decision takes a higher one, even if it is the decision before that holds again.
 */
export class RecommendationPublisher implements DecisionPublisher {
  readonly #deps: PublisherDeps;
  #last: PublishedDecision | null = null;
  #sequence = 0;
  #epoch: number;
  #attempted: PublishedDecision | null = null;
  #claimed = false;
  /** Highest revision of an event without acknowledgement. */
  #highestUnacknowledged = 0;
  /** The subject's last message is to be looked up. */
  #isUnacknowledged = false;

  private constructor(deps: PublisherDeps, epoch: number) {
    this.#deps = deps;
    this.#epoch = epoch;
  }

  /**
   * Takes over where the subject's last message or the checkpoint ends, whichever is newer: a stream that was
   * restored from an older copy does not take back what was decided. @throws when the broker does not answer
   */
  static async recover(deps: PublisherDeps, { epoch, last: remembered }: Inheritance) {
    const stored = await deps.broker.lastRecommendation(recommendationSubject(deps.cluster, deps.deployment));
    const last = newerOf(publishedIn(stored), remembered);
    const publisher = new RecommendationPublisher(deps, Math.max(epoch, last === null ? 0 : last.epoch + 1));
    publisher.#last = last;
    publisher.#sequence = stored?.sequence ?? 0;
    return publisher;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get last(): PublishedDecision | null {
    return this.#last;
  }

  async publish(assessment: Assessment): Promise<PublishResult> {
    if (this.#isUnacknowledged && (await this.#hasMissedEvent())) return { kind: "skipped" };
    const stamp = this.#stampFor(assessment);
    if (stamp === null) return { kind: "skipped" };
    const { broker, failpoint, leads, sign } = this.#deps;
    const event = sign(recommendationEvent(assessment, stamp));
    this.#attempted = publishedBy(event);
    failpoint("before-publish");
    if (!leads()) return { kind: "skipped" };
    const outcome = await broker.publish(event, this.#sequence);
    if (outcome.kind === "stored") {
      failpoint("after-acknowledgement");
      this.#claimed = true;
      this.#sequence = outcome.sequence;
      this.#last = this.#attempted;
      return { kind: "published", heartbeat: stamp.heartbeat };
    }
    const detail = outcome.kind === "failed" ? outcome.detail : "another message came in between";
    this.#deps.logger.warn({ deployment: this.#deps.deployment, detail }, "recommendation not stored");
    this.#isUnacknowledged = true;
    if (outcome.kind === "failed") this.#highestUnacknowledged = Math.max(this.#highestUnacknowledged, stamp.revision);
    else await this.#reread();
    return { kind: "failed" };
  }

  /** null: nothing is to be published at this instant. */
  #stampFor({ decision, at }: Assessment): Stamp | null {
    const last = this.#last;
    const { heartbeatSeconds, newId } = this.#deps;
    const isLastKnown = last !== null && last.revision >= this.#highestUnacknowledged;
    const repeats = isLastKnown && last.meaning === meaningOf(decision);
    if (last !== null && last.epoch > this.#epoch) {
      if (at < last.expiresAt) return null;
      this.#epoch = last.epoch + 1;
    }
    // Before the last event, after the clock was set back: when it was published is unknown.
    if (repeats && this.#claimed && at >= last.at && at - last.at < heartbeatSeconds) return null;
    const expiresAt = at + heartbeatsUntilExpiry * heartbeatSeconds;
    const common = { eventId: newId(), epoch: this.#epoch, heartbeat: repeats, at, expiresAt };
    if (repeats)
      return { ...common, decisionId: last.decisionId, revision: last.revision, supersedes: last.supersedes };
    return {
      ...common,
      decisionId: newId(),
      revision: Math.max(last?.revision ?? 0, this.#highestUnacknowledged) + 1,
      supersedes: last?.decisionId ?? null,
    };
  }

  /** A decision from before this look does not rest on an event that the stream has: the next one does. */
  async #hasMissedEvent(): Promise<boolean> {
    const known = this.#last?.eventId;
    await this.#reread();
    return this.#last?.eventId !== known;
  }

  /** After a refusal or no answer: the last message may be its own, stored although its answer was lost. */
  async #reread(): Promise<void> {
    const { broker, logger, cluster, deployment } = this.#deps;
    const stored = await broker.lastRecommendation(recommendationSubject(cluster, deployment));
    const found = publishedIn(stored);
    this.#isUnacknowledged = false;
    this.#sequence = stored?.sequence ?? 0;
    const own = this.#last;
    this.#last = newerOf(found, own);
    // What the stream lost is published again.
    this.#claimed = found !== null && found.epoch >= this.#epoch;
    if (found === null || [this.#attempted?.eventId, own?.eventId].includes(found.eventId)) return;
    const code = found.epoch > this.#epoch ? "epoch-conflict" : "sequence-conflict";
    logger.error(
      { deployment, code, epoch: this.#epoch, found: found.epoch },
      "another recommender publishes for the deployment",
    );
  }
}
