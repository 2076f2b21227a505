import { verify } from "node:crypto";
import { isLoadlineError, isRecord } from "@loadline/model";
import { recommendationBounds } from "../bounds.ts";
import { parseJson } from "../decode.ts";
import { Recommendation } from "../events/recommendation.ts";
import { parseSubject } from "../subjects.ts";
import type { VerifyingKey } from "./keys.ts";
import { signedBytes } from "./sign-recommendation.ts";

/** Why a message is not a recommendation to act on. */
export const refusals = [
  "malformed",
  "unsigned",
  "unknown-key",
  "expired-key",
  "bad-signature",
  "wrong-target",
  "future-dated",
  "expired",
  "lives-too-long",
  "old-epoch",
  "epoch-jump",
  "replayed",
  "contradicts",
] as const;
export type Refusal = (typeof refusals)[number];

/** What a consumer remembers of the last event it accepted for one target. Serialisable; keep it over restarts where you can. */
export interface AcceptedEvent {
  readonly epoch: number;
  readonly revision: number;
  readonly decisionId: string;
  /** Epoch milliseconds of the event. */
  readonly time: number;
}

/** The last accepted events by subject; bounded by the number of targets. */
export type AcceptedEvents = ReadonlyMap<string, AcceptedEvent>;

export interface VerifySettings {
  /** Trusted keys; null: signatures are not checked, for installations without a key. */
  readonly keys: readonly VerifyingKey[] | null;
  /** Epoch seconds. */
  readonly now: number;
  readonly accepted: AcceptedEvents;
  /** Clocks may differ by so much. */
  readonly toleratedLeadSeconds?: number;
  /** Longer lives than this are not granted, whoever signed them. */
  readonly longestLifeSeconds?: number;
  /** The recommenders' `leaseSeconds`: an epoch rises at most once in each. */
  readonly leaseSeconds?: number;
}

export type VerifyOutcome =
  | { readonly kind: "accepted"; readonly event: Recommendation; readonly accepted: AcceptedEvents }
  | { readonly kind: "refused"; readonly reason: Refusal; readonly detail: string };

type Refused = Extract<VerifyOutcome, { kind: "refused" }>;

interface Message {
  readonly subject: string;
  readonly data: Uint8Array;
}

const defaults = { toleratedLeadSeconds: 5, longestLifeSeconds: 600, leaseSeconds: 3 };
const longestDetail = 300;

const refused = (reason: Refusal, detail: string): Refused => ({
  kind: "refused",
  reason,
  detail: detail.slice(0, longestDetail),
});

interface Trust {
  readonly keys: readonly VerifyingKey[];
  /** Epoch seconds. */
  readonly now: number;
}

type Members = Readonly<Record<string, unknown>>;

/** All members count as they were sent, unknown ones included: the signature covers them too. */
const checkSignature = (sent: Members, { keys, now }: Trust): Refused | null => {
  const { signingkey, signature } = sent;
  if (typeof signingkey !== "string" || typeof signature !== "string") return refused("unsigned", "no signature");
  const key = keys.find(({ keyId }) => keyId === signingkey);
  if (key === undefined) return refused("unknown-key", `key ${signingkey} is not trusted`);
  // One signature has one spelling, or a relay could make a second message of it.
  const bytes = Buffer.from(signature, "base64url");
  if (bytes.toString("base64url") !== signature) return refused("bad-signature", "not base64url");
  try {
    if (!verify(null, signedBytes(sent), key.publicKey, bytes)) return refused("bad-signature", "does not match");
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    return refused("malformed", error.message);
  }
  const isTrusted = key.notAfter === null || now < key.notAfter;
  return isTrusted ? null : refused("expired-key", `key ${signingkey} is no longer trusted`);
};

/** The subject it came on, the one it names and its target are one. */
const checkTarget = (subject: string, event: Recommendation): Refused | null => {
  const address = parseSubject(subject);
  const { cluster, deployment } = event.data.target;
  const isSame =
    address?.kind === "recommendation" &&
    event.subject === subject &&
    address.cluster === cluster &&
    address.name === deployment;
  return isSame ? null : refused("wrong-target", `${event.subject} for ${cluster}/${deployment} came on ${subject}`);
};

/**
 * An authentic event, whatever its age: signature, form, target, in this order, so that what nobody signed costs no
 * more than its parsing.
 */
const authentic = ({ subject, data }: Message, { keys, now }: Pick<VerifySettings, "keys" | "now">) => {
  const decoded = parseJson(data, recommendationBounds);
  if (decoded.kind === "rejected") return refused("malformed", decoded.detail);
  if (!isRecord(decoded.value)) return refused("malformed", "not an object");
  const fault = keys === null ? null : checkSignature(decoded.value, { keys, now });
  if (fault !== null) return fault;
  const parsed = Recommendation.safeParse(decoded.value);
  if (parsed.success) return checkTarget(subject, parsed.data) ?? parsed.data;
  const [issue] = parsed.error.issues;
  return refused("malformed", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
};

const isRefused = (outcome: Recommendation | Refused): outcome is Refused => "kind" in outcome;

/** Each comparison fails for a clock that is not a number. */
const checkTime = (event: Recommendation, settings: VerifySettings): Refused | null => {
  const { now, toleratedLeadSeconds, longestLifeSeconds } = { ...defaults, ...settings };
  const { expiresAt } = event.data.decision;
  const publishedAt = Date.parse(event.time) / 1000;
  const expires = Date.parse(expiresAt) / 1000;
  if (!(publishedAt <= now + toleratedLeadSeconds)) return refused("future-dated", `dated ${event.time}`);
  if (!(now < expires)) return refused("expired", `expired at ${expiresAt}`);
  const life = expires - publishedAt;
  return life <= longestLifeSeconds
    ? null
    : refused("lives-too-long", `lives ${life} s, at most ${longestLifeSeconds} s`);
};

const memoryOf = ({ time, data: { decision } }: Recommendation): AcceptedEvent => ({
  epoch: decision.epoch,
  revision: decision.revision,
  decisionId: decision.id,
  time: Date.parse(time),
});

/**
 * (epoch, revision, time) rises with each event of a target; within them a repetition keeps its decision. The last
 * accepted event is forgotten once everything that was published before it has expired: a broker that was restored with
 * its lease may let epochs begin again below it, and nothing else would end the refusals.
 */
const checkOrder = (subject: string, event: Recommendation, settings: VerifySettings): Refused | null => {
  const { accepted, now, longestLifeSeconds, leaseSeconds } = { ...defaults, ...settings };
  const before = accepted.get(subject);
  if (before === undefined || now >= before.time / 1000 + longestLifeSeconds) return null;
  const { epoch, revision, decisionId, time } = memoryOf(event);
  if (epoch < before.epoch) return refused("old-epoch", `epoch ${epoch} after ${before.epoch}`);
  const leases = Math.max(0, time - before.time) / 1000 / leaseSeconds;
  if (epoch > before.epoch + 1 + leases) return refused("epoch-jump", `epoch ${epoch} after ${before.epoch}`);
  if (epoch > before.epoch || revision > before.revision) return null;
  if (revision < before.revision) return refused("replayed", `revision ${revision} after ${before.revision}`);
  if (decisionId !== before.decisionId)
    return refused("contradicts", `a second decision of epoch ${epoch}, revision ${revision}`);
  return time > before.time ? null : refused("replayed", `dated ${event.time}, a later event was accepted`);
};

/**
 * Whether a message is authentic, whatever its age: signature by a trusted key, form, target. For readers of the past,
 * who do not act.
 * @returns null for an event that is authentic
 */
export const forgeryIn = (message: Message, settings: Pick<VerifySettings, "keys" | "now">): Refused | null => {
  const event = authentic(message, settings);
  return isRefused(event) ? event : null;
};

/**
 * Whether to act on a message, and what to remember. Checked in this order: bounds, signature by a trusted key over
 * everything that was sent, form, target, time, order. Pass the returned `accepted` with the next message; a consumer
 * that lost it accepts a replay at most until that event's expiry.
 */
export const verifyRecommendation = (message: Message, settings: VerifySettings): VerifyOutcome => {
  const event = authentic(message, settings);
  if (isRefused(event)) return event;
  const { subject } = message;
  const fault = checkTime(event, settings) ?? checkOrder(subject, event, settings);
  if (fault !== null) return fault;
  return { kind: "accepted", event, accepted: new Map([...settings.accepted, [subject, memoryOf(event)]]) };
};
