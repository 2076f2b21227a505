import type { Decision, ReasonCode } from "@loadline/control";
import { decode, Recommendation } from "@loadline/protocol";
import { z } from "zod";
import type { StoredMessage } from "../broker/broker.ts";

const time = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** The decision in force for a deployment, as its subject has it. Times are epoch seconds. */
export const PublishedDecision = z.object({
  eventId: z.string(),
  decisionId: z.string(),
  epoch: count,
  revision: count,
  supersedes: z.string().nullable(),
  at: time,
  expiresAt: time,
  desired: count.nullable(),
  meaning: z.string(),
});
export type PublishedDecision = Readonly<z.infer<typeof PublishedDecision>>;

/** What is published of a decision, in the event and in core. */
interface Meaning {
  readonly verdict: Decision["verdict"];
  readonly reason: { readonly code: ReasonCode };
  readonly desired: number | null;
  readonly missing: readonly { readonly input: string }[];
}

/** Two decisions of the same meaning are one decision and its repetition. */
export const meaningOf = ({ verdict, reason, desired, missing }: Meaning): string =>
  JSON.stringify([verdict, reason.code, desired, missing.map(({ input }) => input).toSorted()]);

export const publishedBy = ({ id, time, data }: Recommendation): PublishedDecision => ({
  eventId: id,
  decisionId: data.decision.id,
  epoch: data.decision.epoch,
  revision: data.decision.revision,
  supersedes: data.decision.supersedes,
  at: Date.parse(time) / 1000,
  expiresAt: Date.parse(data.decision.expiresAt) / 1000,
  desired: data.replicas.desired ?? data.replicas.currentTarget,
  meaning: meaningOf({ ...data, desired: data.replicas.desired }),
});

/** The decision of a subject's last message; null when there is none or it cannot be read. */
export const publishedIn = (stored: StoredMessage | null): PublishedDecision | null => {
  if (stored === null) return null;
  const decoded = decode(Recommendation, stored.data);
  return decoded.kind === "ok" ? publishedBy(decoded.value) : null;
};

/** The later decision of two by (epoch, revision); `a` where they are the same one. */
export const newerOf = (a: PublishedDecision | null, b: PublishedDecision | null): PublishedDecision | null => {
  if (a === null || b === null) return a ?? b;
  const later = b.epoch === a.epoch ? b.revision - a.revision : b.epoch - a.epoch;
  return later > 0 ? b : a;
};
