import type { Feedback, Recommendation } from "@loadline/protocol";
import { cloudEventContentType, encode, subject } from "@loadline/protocol";
import type { JetStreamClient, PubAck } from "@nats-io/jetstream";
import { headers } from "@nats-io/transport-node";
import { redact } from "../redact.ts";

/**
 * Publishes one recommendation: message id = event id, so a repeated publish is stored once.
 * @param expectedLastSequence the last sequence of the subject known to the writer; the broker refuses (code 10071 or 10164) when another message came in between
 */
export const publishRecommendation = async (
  client: JetStreamClient,
  event: Recommendation,
  expectedLastSequence?: number,
): Promise<PubAck> => {
  const sent = headers();
  sent.set("Content-Type", cloudEventContentType);
  return client.publish(event.subject, encode(event), {
    headers: sent,
    msgID: event.id,
    ...(expectedLastSequence === undefined ? {} : { expect: { lastSubjectSequence: expectedLastSequence } }),
  });
};

/** Publishes what an actuator did, without the secrets that an error may name; resolves when the broker has stored it. */
export const publishFeedback = async (
  client: JetStreamClient,
  target: { readonly cluster: string; readonly deployment: string },
  feedback: Feedback,
): Promise<PubAck> =>
  client.publish(
    subject({ kind: "feedback", cluster: target.cluster, name: target.deployment }),
    encode({ ...feedback, detail: feedback.detail === null ? null : redact(feedback.detail) }),
    { msgID: `${feedback.decisionId}/${feedback.outcome}` },
  );
