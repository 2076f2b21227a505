import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { encode, type Recommendation } from "@loadline/protocol";
import {
  type AcceptedEvent,
  parseSigningKey,
  parseVerifyingKey,
  type SigningKey,
  signRecommendation,
} from "@loadline/protocol/signature";
import { recommendationExample } from "@loadline/protocol/testing";

/** A message to a consumer, what it knows when the message comes, and what it has to conclude. */
export interface Vector {
  readonly name: string;
  readonly subject: string;
  /** Base64. */
  readonly data: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly keys: readonly { readonly name: string; readonly notAfter?: number }[];
  readonly accepted: Readonly<Record<string, AcceptedEvent>>;
  readonly expected: string;
}

interface Pair {
  readonly signer: SigningKey;
  readonly publicKey: string;
}

/** An Ed25519 key from a text, so that the vectors are the same each time. Never use such a key. */
const pairOf = (text: string): Pair => {
  const seed = createHash("sha256").update(`loadline test vectors ${text}`).digest();
  // PKCS #8 of an Ed25519 key is this head and the 32 bytes of the seed (RFC 8410).
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  return {
    signer: parseSigningKey(key.export({ format: "pem", type: "pkcs8" }).toString()),
    publicKey: createPublicKey(key).export({ format: "pem", type: "spki" }).toString(),
  };
};

const pairs = { first: pairOf("first"), next: pairOf("next"), foreign: pairOf("foreign") };
const { subject } = recommendationExample;
const published = Date.parse(recommendationExample.time) / 1000;

type Decision = Recommendation["data"]["decision"];
type Changes = Partial<Omit<Recommendation, "data">> & {
  readonly data?: object;
  readonly decision?: Partial<Decision>;
};

const eventOf = ({ data, decision, ...rest }: Changes = {}): Recommendation => ({
  ...recommendationExample,
  ...rest,
  data: {
    ...recommendationExample.data,
    ...data,
    decision: { ...recommendationExample.data.decision, ...decision },
  },
});
const signed = (changes: Changes = {}, pair = pairs.first): Recommendation =>
  signRecommendation(eventOf(changes), pair.signer);

const before = (changes: Partial<AcceptedEvent> = {}): Vector["accepted"] => {
  const { epoch, revision, id } = recommendationExample.data.decision;
  return { [subject]: { epoch, revision, decisionId: id, time: published * 1000, ...changes } };
};

const vector = (
  name: string,
  expected: string,
  message: object | string | Uint8Array,
  state: Partial<Pick<Vector, "subject" | "now" | "keys" | "accepted">> = {},
): Vector => {
  const bytes =
    message instanceof Uint8Array ? message : typeof message === "string" ? Buffer.from(message) : encode(message);
  return {
    name,
    subject,
    data: Buffer.from(bytes).toString("base64"),
    now: published + 1,
    keys: [{ name: "first" }],
    accepted: {},
    ...state,
    expected,
  };
};

const text = JSON.stringify;
const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const numbers = { x: [1e21, 1e-7, 123456789012345680000, 0.1, -0, 5e-324, 1.7976931348623157e308, 100, 0.00001] };
const letters = { "€": '\u0007"\\/\n', "\u{1f600}": "ß", "\ufb33": "\u2028", a: "é" };
const laterTime = new Date((published + 20) * 1000).toISOString();
const laterExpiry = new Date((published + 110) * 1000).toISOString();
const later = { now: published + 21 };
const current = recommendationExample.data.decision;

export const vectors: readonly Vector[] = [
  vector("valid", "accepted", signed()),
  vector("valid with members in another order", "accepted", Object.fromEntries(Object.entries(signed()).toReversed())),
  vector("valid with white space", "accepted", JSON.stringify(signed(), null, 2)),
  vector("valid with unknown members, numbers of every form", "accepted", signed({ ...numbers } as Changes)),
  vector("valid with unknown members, letters of every form", "accepted", signed({ ...letters } as Changes)),
  vector(
    "valid without a count",
    "accepted",
    signed({ data: { replicas: { ...recommendationExample.data.replicas, desired: null } } }),
  ),
  vector(
    "valid again with a later time",
    "accepted",
    signed({ time: laterTime, decision: { heartbeat: true, expiresAt: laterExpiry } }),
    { ...later, accepted: before() },
  ),
  vector(
    "valid with a higher revision",
    "accepted",
    signed({ decision: { revision: current.revision + 3, id: "next" } }),
    { accepted: before() },
  ),
  vector(
    "valid of the next epoch with a lower revision",
    "accepted",
    signed({ decision: { epoch: current.epoch + 1, revision: 0, id: "new" } }),
    { accepted: before() },
  ),
  vector(
    "valid of an older epoch after ten minutes without events",
    "accepted",
    signed({ decision: { epoch: 0, id: "restored" } }),
    { accepted: before({ epoch: 9, time: (published - 600) * 1000 }) },
  ),
  vector("valid by the next key while both are trusted", "accepted", signed({}, pairs.next), {
    keys: [{ name: "first", notAfter: published + 60 }, { name: "next" }],
  }),
  vector("expired", "expired", signed(), { now: published + 91 }),
  vector("expired at this very second", "expired", signed(), { now: Date.parse(current.expiresAt) / 1000 }),
  vector("dated ahead", "future-dated", signed(), { now: published - 6 }),
  vector(
    "lives too long",
    "lives-too-long",
    signed({ decision: { expiresAt: new Date((published + 601) * 1000).toISOString() } }),
  ),
  vector("replayed", "replayed", signed(), { accepted: before() }),
  vector("replayed with a lower revision", "replayed", signed(), {
    accepted: before({ revision: current.revision + 1 }),
  }),
  vector(
    "a second decision under one revision",
    "contradicts",
    signed({ time: laterTime, decision: { id: "other", expiresAt: laterExpiry } }),
    { ...later, accepted: before() },
  ),
  vector("an older epoch", "old-epoch", signed(), { accepted: before({ epoch: current.epoch + 1 }) }),
  vector("an epoch far ahead", "epoch-jump", signed({ decision: { epoch: current.epoch + 50, id: "jump" } }), {
    accepted: before(),
  }),
  vector("altered count", "bad-signature", {
    ...signed(),
    data: { ...signed().data, replicas: { ...signed().data.replicas, desired: 99 } },
  }),
  vector("altered unknown member", "bad-signature", { ...signed(), note: "added" }),
  vector("signature in another spelling", "bad-signature", { ...signed(), signature: `${signed().signature}==` }),
  vector("signature of another event", "bad-signature", { ...signed(), signature: signed({ id: "other" }).signature }),
  vector("unsigned", "unsigned", eventOf()),
  vector("signed by a key that is not trusted", "unknown-key", signed({}, pairs.foreign)),
  vector("signed by a key under the name of the trusted one", "bad-signature", {
    ...signed({}, pairs.foreign),
    signingkey: pairs.first.signer.keyId,
  }),
  vector("rotated key past its end", "expired-key", signed(), {
    keys: [{ name: "first", notAfter: published }, { name: "next" }],
  }),
  vector("wrong cluster", "wrong-target", signed({ subject: "loadline.v1.recommendation.other.chat" }), {
    subject: "loadline.v1.recommendation.other.chat",
  }),
  vector("on the subject of another deployment", "wrong-target", signed(), {
    subject: "loadline.v1.recommendation.demo.summaries",
  }),
  vector("not JSON", "malformed", "{"),
  vector("an array", "malformed", "[]"),
  vector("invalid UTF-8", "malformed", Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')])),
  vector("nested deeply", "malformed", nested(17)),
  vector("too many items", "malformed", text(Array.from({ length: 4097 }, () => 0))),
  vector("a string too long", "malformed", text({ a: "x".repeat(16_385) })),
  vector("a lone surrogate", "malformed", text(signed()).replace('"specversion"', '"x":"\\ud800","specversion"')),
  vector("a number beyond doubles", "malformed", text(signed()).replace('"specversion"', '"x":1e999,"specversion"')),
  vector(
    "a count below zero",
    "malformed",
    signed({ data: { replicas: { ...recommendationExample.data.replicas, desired: -1 } } }),
  ),
  vector("another kind of event", "malformed", signed({ type: "io.loadline.health.v1" } as never as Changes)),
];

export const vectorFile = {
  about: "Messages to a consumer of recommendations and what it has to conclude; made by test/vectors/make-vectors.ts.",
  keys: Object.fromEntries(Object.entries(pairs).map(([name, { publicKey }]) => [name, publicKey])),
  vectors,
};

export const keysOf = ({ keys }: Vector) =>
  keys.map(({ name, notAfter }) => parseVerifyingKey(vectorFile.keys[name] ?? "", notAfter ?? null));
