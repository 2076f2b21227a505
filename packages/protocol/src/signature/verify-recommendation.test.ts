import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { recommendationExample } from "../../testing/examples.ts";
import { deflated, encode } from "../decode.ts";
import { Recommendation } from "../events/recommendation.ts";
import { newSigningKeyPair, parseSigningKey, parseVerifyingKey } from "./keys.ts";
import { signRecommendation } from "./sign-recommendation.ts";
import { type AcceptedEvents, type Refusal, verifyRecommendation } from "./verify-recommendation.ts";

const pair = newSigningKeyPair();
const signer = parseSigningKey(pair.privateKey);
const keys = [parseVerifyingKey(pair.publicKey)];
const publishedAt = Date.parse(recommendationExample.time) / 1000;
const nothing: AcceptedEvents = new Map();

type Decision = Partial<Recommendation["data"]["decision"]>;
const eventWith = (decision: Decision = {}, rest: Partial<Recommendation> = {}): Recommendation => ({
  ...recommendationExample,
  ...rest,
  data: { ...recommendationExample.data, decision: { ...recommendationExample.data.decision, ...decision } },
});
const signed = signRecommendation(recommendationExample, signer);
const judge = (event: unknown, settings: Partial<Parameters<typeof verifyRecommendation>[1]> = {}) =>
  verifyRecommendation(
    { subject: recommendationExample.subject, data: event instanceof Uint8Array ? event : encode(event) },
    { keys, now: publishedAt + 1, accepted: nothing, ...settings },
  );
const reasonOf = (outcome: ReturnType<typeof judge>): Refusal | "accepted" =>
  outcome.kind === "accepted" ? "accepted" : outcome.reason;
const acceptedOf = (event: Recommendation): AcceptedEvents => {
  const outcome = judge(signRecommendation(event, signer));
  if (outcome.kind === "refused") throw new Error(outcome.detail);
  return outcome.accepted;
};

test("a signed event is accepted once, and its repetition only with a later time", () => {
  const first = judge(signed);
  if (first.kind === "refused") throw new Error(first.detail);
  expect(first.event.data.replicas.desired).toBe(recommendationExample.data.replicas.desired);
  expect(reasonOf(judge(signed, { accepted: first.accepted }))).toBe("replayed");
  const later = eventWith({ heartbeat: true }, { id: "next", time: new Date(publishedAt * 1000 + 500).toISOString() });
  expect(reasonOf(judge(signRecommendation(later, signer), { accepted: first.accepted }))).toBe("accepted");
});

test("a field that this version does not know is covered by the signature too", () => {
  const extended = { ...recommendationExample, later: 1 };
  const sent = signRecommendation(extended, signer) as Recommendation & { later: number };
  expect(reasonOf(judge(sent))).toBe("accepted");
  expect(reasonOf(judge({ ...sent, later: 2 }))).toBe("bad-signature");
});

test("another order of members is the same event", () => {
  expect(reasonOf(judge(Object.fromEntries(Object.entries(signed).toReversed())))).toBe("accepted");
});

describe("refused", () => {
  const other = parseSigningKey(newSigningKeyPair().privateKey);
  const before = acceptedOf(eventWith({ epoch: 5, revision: 9 }));
  const signedWith = (decision: Decision, rest: Partial<Recommendation> = {}) =>
    signRecommendation(eventWith(decision, rest), signer);
  test.each<{ name: string; event: unknown; settings?: Parameters<typeof judge>[1]; reason: Refusal }>([
    { name: "no signature", event: recommendationExample, reason: "unsigned" },
    { name: "an unknown key", event: signRecommendation(recommendationExample, other), reason: "unknown-key" },
    {
      name: "another key under the id of the trusted one",
      event: { ...signRecommendation(recommendationExample, { ...other, keyId: signer.keyId }) },
      reason: "bad-signature",
    },
    {
      name: "a key past its end",
      event: signed,
      settings: { keys: [parseVerifyingKey(pair.publicKey, publishedAt)] },
      reason: "expired-key",
    },
    { name: "an expired event", event: signed, settings: { now: publishedAt + 91 }, reason: "expired" },
    { name: "an event from the future", event: signed, settings: { now: publishedAt - 6 }, reason: "future-dated" },
    { name: "a life of a year", event: signedWith({ expiresAt: "2027-11-24T12:00:00Z" }), reason: "lives-too-long" },
    {
      name: "the subject of another deployment",
      event: signedWith({}, { subject: "loadline.v1.recommendation.demo.other" }),
      reason: "wrong-target",
    },
    {
      name: "an older epoch",
      event: signedWith({ epoch: 4, revision: 10 }),
      settings: { accepted: before },
      reason: "old-epoch",
    },
    {
      name: "an older revision",
      event: signedWith({ epoch: 5, revision: 8 }),
      settings: { accepted: before },
      reason: "replayed",
    },
    {
      name: "a second decision under the same revision",
      event: signedWith({ epoch: 5, revision: 9, id: "d-2" }, { time: new Date(publishedAt * 1000 + 9).toISOString() }),
      settings: { accepted: before },
      reason: "contradicts",
    },
    {
      name: "a signature in padded base64",
      event: { ...signed, signature: `${signed.signature}==` },
      reason: "bad-signature",
    },
    {
      name: "an epoch that rises faster than leases end",
      event: signedWith({ epoch: 7, revision: 1 }),
      settings: { accepted: before },
      reason: "epoch-jump",
    },
    {
      name: "everything while the clock is not a number",
      event: signed,
      settings: { now: Number.NaN },
      reason: "future-dated",
    },
    { name: "no signature, before its form is looked at", event: { data: 1 }, reason: "unsigned" },
    { name: "a compressed event", event: deflated(encode(signed)), reason: "malformed" },
    { name: "no object", event: [], reason: "malformed" },
    { name: "half a message", event: encode(signed).subarray(0, 400), reason: "malformed" },
    { name: "more than 256 KiB", event: new Uint8Array(2 ** 18 + 1), reason: "malformed" },
  ])("$name", ({ event, settings, reason }) => {
    expect(reasonOf(judge(event, settings))).toBe(reason);
  });

  test("the last accepted event is forgotten once everything that was published before it has expired, and not before", () => {
    const after = (seconds: number, decision: Decision) => {
      const time = new Date((publishedAt + seconds) * 1000).toISOString();
      const expiresAt = new Date((publishedAt + seconds + 90) * 1000).toISOString();
      return reasonOf(
        judge(signedWith({ ...decision, expiresAt }, { time }), { accepted: before, now: publishedAt + seconds }),
      );
    };
    expect(after(599, { epoch: 1, revision: 1 })).toBe("old-epoch");
    expect(after(599, { epoch: 5, revision: 8 })).toBe("replayed");
    expect(after(600, { epoch: 1, revision: 1 })).toBe("accepted");
    expect(after(600, { epoch: 5, revision: 8 })).toBe("accepted");
  });

  test("no event from before the last accepted one is accepted after that one is forgotten", () => {
    const earliest = signedWith({
      epoch: 4,
      revision: 1,
      expiresAt: new Date((publishedAt + 600) * 1000).toISOString(),
    });
    expect(reasonOf(judge(earliest, { accepted: before, now: publishedAt + 599 }))).toBe("old-epoch");
    expect(reasonOf(judge(earliest, { accepted: before, now: publishedAt + 600 }))).toBe("expired");
  });

  test("an event that nobody signed is not validated, however large it is", () => {
    const validate = vi.spyOn(Recommendation, "safeParse");
    const withEvidence = (count: number): Uint8Array => {
      const evidence = Array(count).fill({ input: "x".repeat(150), value: 1, unit: "1", ageSeconds: 1 });
      return encode({ ...recommendationExample, data: { ...recommendationExample.data, evidence } });
    };
    expect(reasonOf(judge(withEvidence(1_000)))).toBe("unsigned");
    expect(withEvidence(3_500).byteLength).toBeGreaterThan(681_000);
    expect(reasonOf(judge(withEvidence(3_500)))).toBe("malformed");
    expect(validate).not.toHaveBeenCalled();
    validate.mockRestore();
  });

  test("an epoch may rise once in each lease", () => {
    const later = { time: new Date((publishedAt + 6) * 1000).toISOString() };
    const settings = { accepted: before, now: publishedAt + 6 };
    expect(reasonOf(judge(signedWith({ epoch: 8, revision: 1 }, later), settings))).toBe("accepted");
    expect(reasonOf(judge(signedWith({ epoch: 9, revision: 1 }, later), settings))).toBe("epoch-jump");
  });

  test("without keys everything but the signature is checked", () => {
    expect(reasonOf(judge(recommendationExample, { keys: null }))).toBe("accepted");
    expect(reasonOf(judge(recommendationExample, { keys: null, now: publishedAt + 91 }))).toBe("expired");
    expect(reasonOf(judge(signed, { keys: [] }))).toBe("unknown-key");
  });

  test("a revision that begins anew is accepted from a new epoch", () => {
    expect(reasonOf(judge(signedWith({ epoch: 6, revision: 1 }), { accepted: before }))).toBe("accepted");
  });
});

describe("keys", () => {
  test("a private key of another kind is refused without showing it", () => {
    const { privateKey } = generateKeyPairSync("x25519");
    const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    expect(() => parseSigningKey(pem)).toThrow(/Ed25519/);
    expect(() => parseSigningKey("secret text")).not.toThrow(/secret text/);
  });

  test("the id of a key is that of its public half", () => {
    expect(signer.keyId).toBe(keys[0]?.keyId);
    expect(signer.keyId).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe("10,000 events that nobody should act on", () => {
  const forger = parseSigningKey(newSigningKeyPair().privateKey);
  const accepted = acceptedOf(
    eventWith({ epoch: 5, revision: 9 }, { time: new Date(publishedAt * 1000 + 500).toISOString() }),
  );
  const genuine = (decision: Decision) =>
    signRecommendation(eventWith({ epoch: 5, revision: 10, ...decision }), signer);
  const source = encode(genuine({}));
  const data = recommendationExample.data;
  const attacks = fc.oneof(
    fc.tuple(fc.nat(source.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => ({
      // A flipped byte in white space or in a number's spelling cannot leave the value as it was: there is none.
      data: source.map((byte, index) => (index === at ? byte ^ flip : byte)),
    })),
    fc
      .record({ desired: fc.nat(1000) })
      .filter(({ desired }) => desired !== data.replicas.desired)
      .map(({ desired }) => ({
        data: encode({
          ...genuine({}),
          data: { ...data, decision: genuine({}).data.decision, replicas: { ...data.replicas, desired } },
        }),
      })),
    fc.nat(4).map((epoch) => ({ data: encode(genuine({ epoch })) })),
    fc.nat(8).map((revision) => ({ data: encode(genuine({ revision })) })),
    fc.integer({ min: 90, max: 1e6 }).map((late) => ({ data: source, now: publishedAt + late })),
    fc.integer({ min: 6, max: 1e6 }).map((early) => ({ data: source, now: publishedAt - early })),
    fc.nat(1e6).map((desired) => ({
      data: encode(
        signRecommendation(
          { ...eventWith({ revision: 10 }), data: { ...data, replicas: { ...data.replicas, desired } } },
          { ...forger, keyId: signer.keyId },
        ),
      ),
    })),
    fc.constant({ data: encode(signRecommendation(eventWith({ epoch: 5, revision: 9 }), signer)) }),
    fc
      .stringMatching(/^[a-z]{1,20}$/)
      .filter((name) => name !== "chat")
      .map((name) => ({ data: source, subject: `loadline.v1.recommendation.demo.${name}` })),
    fc.uint8Array({ maxLength: 2000 }).map((bytes) => ({ data: bytes })),
  );

  test("the event they are made of would be accepted", () => {
    expect(reasonOf(judge(genuine({}), { accepted }))).toBe("accepted");
  });

  test("none is accepted", () => {
    fc.assert(
      fc.property(attacks, (attack: { data: Uint8Array; now?: number; subject?: string }) => {
        const { subject = recommendationExample.subject, now = publishedAt + 1 } = attack;
        return verifyRecommendation({ subject, data: attack.data }, { keys, now, accepted }).kind === "refused";
      }),
      { numRuns: 1000 },
    );
  });
});
