import { verify } from "node:crypto";
import { isLoadlineError } from "@loadline/core";
import { maxMessageBytes } from "../decode.ts";
import { Recommendation } from "../events/recommendation.ts";
import { parseSubject } from "../subjects.ts";
import type { VerifyingKey } from "./keys.ts";
import { signedBytes } from "./signed-bytes.ts";

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
  "replayed",
  "contradicts",
] as const;
export type Refusal = (typeof refusals)[number];

/** The last word taken for one target. Serialisable; keep it over restarts where you can. */
export interface HeardWord {
  readonly epoch: number;
  readonly revision: number;
  readonly decisionId: string;
  /** Epoch milliseconds of the event. */
  readonly time: number;
}

/** Last words by subject; bounded by the number of targets. */
export type HeardWords = ReadonlyMap<string, HeardWord>;

export interface VerifySettings {
  readonly keys: readonly VerifyingKey[];
  /** Epoch seconds. */
  readonly now: number;
  readonly heard: HeardWords;
  /** Clocks may differ by so much. */
  readonly toleratedLeadSeconds?: number;
  /** Longer lives than this are not granted, whoever signed them. */
  readonly longestLifeSeconds?: number;
}

export type VerifyOutcome =
  | { readonly kind: "accepted"; readonly event: Recommendation; readonly heard: HeardWords }
  | { readonly kind: "refused"; readonly reason: Refusal; readonly detail: string };

type Refused = Extract<VerifyOutcome, { kind: "refused" }>;

const defaultLeadSeconds = 5;
const defaultLongestLifeSeconds = 600;

const refused = (reason: Refusal, detail: string): Refused => ({ kind: "refused", reason, detail });

interface Parsed {
  /** All members as sent, unknown ones included: the signature covers them too. */
  readonly sent: Readonly<Record<string, unknown>>;
  readonly event: Recommendation;
}

const parse = (data: Uint8Array): Parsed | Refused => {
  if (data.byteLength > maxMessageBytes) return refused("malformed", `${data.byteLength} bytes`);
  let sent: unknown;
  try {
    sent = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
  } catch {
    return refused("malformed", "not JSON in UTF-8");
  }
  const result = Recommendation.safeParse(sent);
  if (result.success) return { sent: sent as Parsed["sent"], event: result.data };
  const [issue] = result.error.issues;
  return refused("malformed", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
};

/** One signature has one spelling, or a relay could make a second message of it. */
const signatureBytes = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
};

const checkSignature = ({ sent, event }: Parsed, { keys, now }: VerifySettings): Refused | null => {
  const { signingkey, signature } = event;
  if (signingkey === undefined || signature === undefined) return refused("unsigned", "no signature");
  const key = keys.find(({ keyId }) => keyId === signingkey);
  if (key === undefined) return refused("unknown-key", `key ${signingkey.slice(0, 64)} is not trusted`);
  const bytes = signatureBytes(signature);
  if (bytes === null) return refused("bad-signature", "not base64url");
  try {
    if (!verify(null, signedBytes(sent), key.publicKey, bytes)) return refused("bad-signature", "does not match");
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    return refused("malformed", error.message);
  }
  const over = key.notAfter !== null && now >= key.notAfter;
  return over ? refused("expired-key", `key ${signingkey} is no longer trusted`) : null;
};

/** The subject it came on, the one it names and the target it speaks of are one. */
const checkTarget = (subject: string, { event }: Parsed): Refused | null => {
  const address = parseSubject(subject);
  const { cluster, deployment } = event.data.target;
  const same =
    address?.kind === "recommendation" &&
    event.subject === subject &&
    address.cluster === cluster &&
    address.name === deployment;
  return same ? null : refused("wrong-target", `${event.subject} for ${cluster}/${deployment} came on ${subject}`);
};

const checkTime = ({ event }: Parsed, settings: VerifySettings): Refused | null => {
  const { now, toleratedLeadSeconds = defaultLeadSeconds, longestLifeSeconds = defaultLongestLifeSeconds } = settings;
  const said = Date.parse(event.time) / 1000;
  const expires = Date.parse(event.data.decision.expiresAt) / 1000;
  if (said > now + toleratedLeadSeconds) return refused("future-dated", `said at ${event.time}`);
  if (expires <= now) return refused("expired", `expired at ${event.data.decision.expiresAt}`);
  return expires - said > longestLifeSeconds
    ? refused("lives-too-long", `lives ${expires - said} s, at most ${longestLifeSeconds} s`)
    : null;
};

const wordOf = ({ time, data: { decision } }: Recommendation): HeardWord => ({
  epoch: decision.epoch,
  revision: decision.revision,
  decisionId: decision.id,
  time: Date.parse(time),
});

/**
 * (epoch, revision, time) rises with each event of a target; within them a repetition keeps its decision. The last word
 * is forgotten once everything that was said before it has expired: a broker that was restored with its lease may let
 * epochs begin again below it, and nothing else would end the silence.
 */
const checkOrder = (subject: string, { event }: Parsed, settings: VerifySettings): Refused | null => {
  const { heard, now, longestLifeSeconds = defaultLongestLifeSeconds } = settings;
  const before = heard.get(subject);
  if (before === undefined || now >= before.time / 1000 + longestLifeSeconds) return null;
  const word = wordOf(event);
  if (word.epoch < before.epoch) return refused("old-epoch", `epoch ${word.epoch} after ${before.epoch}`);
  if (word.epoch > before.epoch || word.revision > before.revision) return null;
  if (word.revision < before.revision) {
    return refused("replayed", `revision ${word.revision} after ${before.revision}`);
  }
  if (word.decisionId !== before.decisionId) {
    return refused("contradicts", `a second decision of epoch ${word.epoch}, revision ${word.revision}`);
  }
  return word.time > before.time ? null : refused("replayed", `said at ${event.time}, a later word is known`);
};

/**
 * Who spoke, whatever its age: form, signature by a trusted key, target. For readers of the past, who do not act.
 * @returns null for an event that is genuine
 */
export const forgeryIn = (
  { subject, data }: { readonly subject: string; readonly data: Uint8Array },
  settings: Pick<VerifySettings, "keys" | "now">,
): Refused | null => {
  const parsed = parse(data);
  if ("kind" in parsed) return parsed;
  return checkSignature(parsed, { ...settings, heard: new Map() }) ?? checkTarget(subject, parsed);
};

/**
 * Whether to act on a message, and what to remember. Checked in this order: form, signature by a trusted key over
 * everything that was sent, target, time, order. Keep the returned `heard` for the next message; a consumer that
 * lost it accepts a replay at most until that event's expiry.
 */
export const verifyRecommendation = (
  { subject, data }: { readonly subject: string; readonly data: Uint8Array },
  settings: VerifySettings,
): VerifyOutcome => {
  const parsed = parse(data);
  if ("kind" in parsed) return parsed;
  const fault =
    checkSignature(parsed, settings) ??
    checkTarget(subject, parsed) ??
    checkTime(parsed, settings) ??
    checkOrder(subject, parsed, settings);
  if (fault !== null) return fault;
  return {
    kind: "accepted",
    event: parsed.event,
    heard: new Map([...settings.heard, [subject, wordOf(parsed.event)]]),
  };
};
